import { href, type Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { NavLink } from '#ui/nav.ts'

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
  { href: href('/wilayah', locale), label: m.site_nav_regions() },
  { href: href('/privasi', locale), label: m.site_nav_privacy() },
  { href: href('/aksesibilitas', locale), label: m.site_nav_accessibility() },
  { href: '/api', label: m.site_nav_api() },
]

/** The officer's working pages; `waiting` counts what lies in the inbox. */
export function officeLinks(locale: Locale, viewer: Viewer | null | undefined, waiting?: number): NavLink[] {
  const links: NavLink[] = [
    { href: href('/kantor', locale), label: m.site_office_overview(), icon: 'layout-dashboard', exact: true },
    {
      href: href('/kantor/kotak-masuk', locale),
      label: m.site_office_inbox(),
      icon: 'inbox',
      count: waiting,
    },
    { href: href('/kantor/ruang', locale), label: m.site_office_spaces(), icon: 'landmark' },
    { href: href('/kantor/pelaku', locale), label: m.directory_nav(), icon: 'users' },
    { href: href('/kantor/usaha', locale), label: m.site_office_businesses(), icon: 'store' },
    { href: href('/kantor/lapangan', locale), label: m.field_nav(), icon: 'map-pin' },
    { href: href('/kantor/ganda', locale), label: m.matching_nav(), icon: 'copy' },
    { href: href('/kantor/keluarga', locale), label: m.household_list_title(), icon: 'house' },
    { href: href('/kantor/perkembangan', locale), label: m.progress_tab(), icon: 'clipboard-list' },
    { href: href('/kantor/izin', locale), label: m.profile_due_menu(), icon: 'calendar-clock' },
    { href: href('/kantor/lembaga', locale), label: m.organisation_nav(), icon: 'building' },
    { href: href('/kantor/angka', locale), label: m.site_office_figures(), icon: 'chart-column' },
    ...(viewer?.readsStudies
      ? [
          {
            href: href('/kantor/studi', locale),
            label: m.progress_studies_nav(),
            icon: 'graduation-cap' as const,
          },
        ]
      : []),
  ]
  return viewer?.isAdmin
    ? [...links, { href: href('/kantor/admin', locale), label: m.site_office_admin(), icon: 'settings' }]
    : links
}
