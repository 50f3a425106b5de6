export const locales = ['id', 'en'] as const
export type Locale = (typeof locales)[number]

/** Narrow any text to a locale we speak; Indonesian when in doubt. */
export const localeOf = (value: string | null | undefined): Locale => (value === 'en' ? 'en' : 'id')

/**
 * A link in the reader's language. paraglide's own `localizeHref` costs 12 % of a page; our paths differ
 * only by the prefix `/en`, so one concatenation does.
 */
export function href(path: string, locale: Locale): string {
  if (locale === 'id' || !path.startsWith('/')) return path
  return path === '/' ? '/en' : `/en${path}`
}

/** The path without its language prefix, and the language it names. */
export function splitLocale(pathname: string): { locale: Locale; path: string } {
  if (pathname === '/en') return { locale: 'en', path: '/' }
  if (pathname.startsWith('/en/')) return { locale: 'en', path: pathname.slice(3) }
  return { locale: 'id', path: pathname }
}
