import type { IconName } from './icons.ts'

/** A link of a navigation; `href` is final, in the reader's language. */
export interface NavLink {
  href: string
  label: string
  icon?: IconName
  /** Things waiting there. */
  count?: number
  /** Current only on exactly this page, not below it. */
  exact?: boolean
}

/** Is the reader on this page, or below it? */
export const isCurrent = (link: NavLink, pathname: string) =>
  pathname === link.href || (!link.exact && pathname.startsWith(`${link.href}/`))
