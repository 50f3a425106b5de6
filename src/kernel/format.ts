import type { Locale } from './locale.ts'

/** Time zones of Indonesia and what people call them; there is no daylight saving. */
export const zoneNames: Record<string, 'WIB' | 'WITA' | 'WIT'> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}
export type Zone = 'Asia/Jakarta' | 'Asia/Pontianak' | 'Asia/Makassar' | 'Asia/Jayapura'

const tag = (locale: Locale) => (locale === 'en' ? 'en-ID' : 'id-ID')
const cache = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`
  let found = cache.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(tag(locale), { ...options, timeZone: zone })
    cache.set(key, found)
  }
  return found
}

const said = new Map<string, string>()

/** A calendar says the same hours again and again: the words are kept, at 0.3 instead of 5 µs each. */
function remembered(key: string, say: () => string): string {
  const known = said.get(key)
  if (known !== undefined) return known
  if (said.size >= 20_000) said.clear()
  const text = say()
  said.set(key, text)
  return text
}

/** A plain date `2026-11-21` is read as noon UTC so that no zone moves it to another day. */
const instantOf = (value: string) => new Date(value.length === 10 ? `${value}T12:00:00Z` : value)
const zoneOf = (value: string, zone: string) => (value.length === 10 ? 'UTC' : zone)

const dateStyles = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
} as const

/** `21 November 2026`; with `weekday`, `Sabtu, 21 November 2026`. Takes a date or an instant. */
export function formatDate(
  value: string,
  locale: Locale,
  zone: string = 'Asia/Jakarta',
  style: keyof typeof dateStyles = 'long',
): string {
  return remembered(`${locale}|${zone}|${style}|${value}`, () =>
    formatter(locale, zoneOf(value, zone), dateStyles[style]).format(instantOf(value)),
  )
}

/** `10.05 WIB`: the time of day of an instant in its zone, with the zone said. */
export function formatTime(
  value: string,
  _locale: Locale,
  zone: string = 'Asia/Jakarta',
  withZone = true,
): string {
  const text = remembered(`${zone}|${value}`, () =>
    formatter('en', zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      .format(instantOf(value))
      .replace(':', '.'),
  )
  return withZone ? `${text} ${zoneNames[zone] ?? zone}` : text
}

/** `21 November 2026 pukul 10.05 WIB` (English: `21 November 2026 at 10.05 WIB`). */
export function formatDateTime(value: string, locale: Locale, zone: string = 'Asia/Jakarta'): string {
  const joint = locale === 'en' ? ' at ' : ' pukul '
  return `${formatDate(value, locale, zone)}${joint}${formatTime(value, locale, zone)}`
}

/** `08.00–10.00 WIB` for two instants of one day. */
export const formatSpan = (start: string, end: string, locale: Locale, zone: string = 'Asia/Jakarta') =>
  `${formatTime(start, locale, zone, false)}–${formatTime(end, locale, zone)}`

const numbers = new Map<string, Intl.NumberFormat>()

/** `1.234.567,89`; English screens use the same marks (locale `en-ID` groups with commas). */
export function formatNumber(value: number, locale: Locale, digits = 0): string {
  const key = `${locale}${digits}`
  let found = numbers.get(key)
  if (!found) {
    found = new Intl.NumberFormat(tag(locale), { minimumFractionDigits: 0, maximumFractionDigits: digits })
    numbers.set(key, found)
  }
  return found.format(value)
}

/** `Rp 1.250.000` with a no-break space; whole rupiah. */
export const formatMoney = (rupiah: number) => `Rp\u00a0${formatNumber(rupiah, 'id')}`

/** `87 %` from a share between 0 and 1. */
export const formatShare = (share: number, locale: Locale, digits = 0) =>
  `${formatNumber(share * 100, locale, digits)}\u00a0%`
