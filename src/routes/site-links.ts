import { href, type Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { NavLink } from '#ui/nav.ts'
import type { OfficePages } from './(office)/office-pages.ts'

/** Who looks at the page, as far as navigation needs to know. */
export interface Viewer {
  name: string
  signedIn: boolean
  isStaff: boolean
  isAdmin: boolean
  /** Opens studies or may be named in one. */
  readsStudies: boolean
}

/** What anyone may visit. */
export const publicLinks = (locale: Locale): NavLink[] => [
  { href: href('/ruang', locale), label: m.site_nav_spaces(), icon: 'landmark' },
  { href: href('/daftar', locale), label: m.site_nav_register(), icon: 'store' },
  { href: href('/usaha', locale), label: m.directory_public_nav(), icon: 'briefcase' },
  { href: href('/angka', locale), label: m.site_nav_figures(), icon: 'chart-column' },
  { href: href('/bantuan', locale), label: m.site_nav_help(), icon: 'circle-question-mark' },
]

/** The way in, or to one's own pages and, for staff, to the office. */
export function accountLinks(locale: Locale, viewer: Viewer | null | undefined): NavLink[] {
  if (!viewer?.signedIn)
    return [{ href: href('/masuk', locale), label: m.site_nav_sign_in(), icon: 'log-in' }]
  const office: NavLink[] = viewer.isStaff
    ? [{ href: href('/kantor', locale), label: m.site_nav_office(), icon: 'briefcase' }]
    : []
  return [
    ...office,
    { href: href('/saya', locale), label: viewer.name || m.site_nav_mine(), icon: 'circle-user' },
  ]
}

export const footerLinks = (locale: Locale): NavLink[] => [
  { href: href('/tentang', locale), label: m.site_nav_about() },
  { href: href('/bantuan', locale), label: m.site_nav_help() },
  { href: href('/undian', locale), label: m.site_nav_stalls() },
  { href: href('/wilayah', locale), label: m.site_nav_regions() },
  { href: href('/privasi', locale), label: m.site_nav_privacy() },
  { href: href('/aksesibilitas', locale), label: m.site_nav_accessibility() },
  { href: '/api', label: m.site_nav_api() },
]

/** The working pages the viewer may open (all of them while nobody knows who looks); `waiting` counts the inbox. */
export function officeLinks(
  locale: Locale,
  viewer: Viewer | null | undefined,
  opens: OfficePages | null,
  waiting?: number,
): NavLink[] {
  const link = (path: string, label: string, icon: NavLink['icon'], shown = true): NavLink[] =>
    shown ? [{ href: href(path, locale), label, icon }] : []
  return [
    { href: href('/kantor', locale), label: m.site_office_overview(), icon: 'layout-dashboard', exact: true },
    ...link('/kantor/kotak-masuk', m.site_office_inbox(), 'inbox', opens?.inbox).map((inbox) => ({
      ...inbox,
      count: waiting,
    })),
    ...link('/kantor/ruang', m.site_office_spaces(), 'landmark', opens?.spaces),
    ...link('/kantor/pelaku', m.directory_nav(), 'users', opens?.registry),
    ...link('/kantor/usaha', m.site_office_businesses(), 'store', opens?.registry),
    ...link('/kantor/lapangan', m.field_nav(), 'map-pin', opens?.field),
    ...link('/kantor/ganda', m.matching_nav(), 'copy', opens?.registry),
    ...link('/kantor/keluarga', m.household_list_title(), 'house', opens?.registry),
    ...link('/kantor/perkembangan', m.progress_tab(), 'clipboard-list', opens?.registry),
    ...link('/kantor/izin', m.profile_due_menu(), 'calendar-clock', opens?.registry),
    ...link('/kantor/pindah', m.registry_move_list(), 'arrow-right', opens?.registry),
    ...link('/kantor/lembaga', m.organisation_nav(), 'building'),
    ...link('/kantor/angka', m.site_office_figures(), 'chart-column', opens?.figures),
    ...link('/kantor/studi', m.progress_studies_nav(), 'graduation-cap', viewer?.readsStudies ?? false),
    ...link('/kantor/admin', m.site_office_admin(), 'settings', viewer?.isAdmin ?? false),
  ]
}
