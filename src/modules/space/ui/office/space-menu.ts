import { m } from '#messages'
import type { Space } from '../../schema.ts'

export interface MenuPage {
  /** The address below that of the space. */
  part: string
  label: string
}
export interface MenuGroup {
  label: string
  pages: MenuPage[]
}

/**
 * The pages of a space by what one comes for, only those that concern its kind and this member of staff. A group of none is left out.
 * @param month the month its report opens with, `2026-11`
 */
export function spaceMenu(
  { kind, reciprocity }: Pick<Space, 'kind' | 'reciprocity'>,
  { keeps, decides }: { keeps: boolean; decides: boolean },
  month: string,
): MenuGroup[] {
  const isMarket = kind === 'market'
  const isLet = isMarket || kind === 'coworking'
  const groups: { label: string; pages: (MenuPage & { shown?: boolean })[] }[] = [
    {
      label: m.space_menu_today(),
      pages: [
        { part: '', label: m.space_office_tab_day() },
        { part: '/hadir', label: m.space_office_check_in() },
        { part: '/keliling', label: m.presence_round_title(), shown: isMarket },
        { part: '/tamu', label: m.cowork_tab_guests(), shown: !isMarket },
        { part: '/pesan-untuk', label: m.space_office_book_for() },
        { part: '/garis-waktu', label: m.keeper_line_title() },
      ],
    },
    {
      label: m.space_menu_bookings(),
      pages: [
        { part: '/pemesanan', label: m.space_office_tab_bookings() },
        { part: '/berulang', label: m.series_office_tab() },
        { part: '/antrean', label: m.series_tab_line() },
        { part: '/kegiatan', label: m.cowork_tab_events(), shown: keeps || decides },
        { part: '/penutupan', label: m.space_office_tab_closures() },
      ],
    },
    {
      label: isMarket ? m.space_menu_market() : m.space_menu_place(),
      pages: [
        { part: '/denah', label: m.market_tab_plan(), shown: isMarket },
        { part: '/tempat', label: m.cowork_tab_units() },
        { part: '/izin-tempat', label: m.market_leases_title(), shown: isLet },
        { part: '/undian', label: m.allotment_office_tab(), shown: isLet },
        { part: '/kode-lapak', label: m.presence_codes_title(), shown: isMarket },
        { part: '/kerusakan', label: m.keeper_fault_tab() },
      ],
    },
    {
      label: m.space_menu_report(),
      pages: [
        { part: `/laporan/${month}`, label: m.keeper_report_tab() },
        { part: '/kehadiran', label: m.presence_flags_title(), shown: isMarket },
      ],
    },
    {
      label: m.space_menu_rules(),
      pages: [
        { part: '/pengaturan', label: m.space_office_tab_settings(), shown: keeps },
        { part: '/pembagian', label: m.series_tab_fair() },
        { part: '/imbal-beli', label: m.keeper_rec_title(), shown: reciprocity || (keeps && !isLet) },
        { part: '/foto', label: m.space_office_tab_photos(), shown: keeps },
      ],
    },
  ]
  return groups
    .map(({ label, pages }) => ({ label, pages: pages.filter(({ shown = true }) => shown) }))
    .filter(({ pages }) => pages.length > 0)
}

/** The page of an address below the space: the longest that it begins with, so that `/denah/tabel` belongs to `/denah`. */
export function pageOf(groups: readonly MenuGroup[], below: string): MenuPage | undefined {
  const known = (part: string) => (part.startsWith('/laporan/') ? '/laporan' : part)
  return groups
    .flatMap(({ pages }) => pages)
    .filter(({ part }) => below === known(part) || (part !== '' && below.startsWith(`${known(part)}/`)))
    .sort((one, other) => other.part.length - one.part.length)[0]
}
