import { href, type Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { BusinessHead } from '../profile/schema.ts'

/** A page about one business: its folder below the business, its name, and for which businesses it is there (default: all). */
interface BusinessTab {
  path: string
  label: (given: Record<string, never>, how: { locale: Locale }) => string
  shown?: (business: BusinessHead) => boolean
}

/** Pages that mend the summary belong to it. */
const underOverview = ['ubah', 'kbli', 'pemilik']

/** What officers see, below `/kantor/pelaku/[businessId]`. */
const officeTabs: readonly BusinessTab[] = [
  { path: '', label: m.profile_tab_overview },
  { path: 'perkembangan', label: m.progress_tab },
  { path: 'izin', label: m.profile_tab_permits },
  { path: 'pembiayaan', label: m.profile_section_finance },
  { path: 'riwayat', label: m.profile_tab_history },
  { path: 'nomor', label: m.privacy_tab_numbers },
]

/** What the owner sees, below `/saya/usaha/[businessId]`. */
const ownTabs: readonly BusinessTab[] = [
  { path: '', label: m.profile_tab_overview },
  { path: 'perkembangan', label: m.progress_tab },
  { path: 'izin', label: m.profile_tab_permits },
  { path: 'pembiayaan', label: m.profile_section_finance },
  { path: 'riwayat', label: m.profile_tab_history },
  { path: 'mitra', label: m.organisation_share_tab },
]

export type Side = 'office' | 'own'

/** Address of a page about a business, on the side of the office or of the owner. */
export const businessPath = (side: Side, businessId: string, path = ''): string =>
  `${side === 'office' ? '/kantor/pelaku' : '/saya/usaha'}/${businessId}${path && `/${path}`}`

/** The tabs of a business; one is current on its own page and on every page below it. */
export function tabsOf(side: Side, business: BusinessHead, locale: Locale, pathname: string) {
  const home = href(businessPath(side, business.id), locale)
  return (side === 'office' ? officeTabs : ownTabs)
    .filter((tab) => tab.shown?.(business) ?? true)
    .map((tab) => {
      const address = tab.path === '' ? home : `${home}/${tab.path}`
      const below = tab.path === '' ? underOverview.map((path) => `${home}/${path}`) : [address]
      const current =
        pathname === address || below.some((path) => pathname === path || pathname.startsWith(`${path}/`))
      return { href: address, label: tab.label({}, { locale }), current }
    })
}
