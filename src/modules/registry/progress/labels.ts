import { formatDate, formatMoney, formatNumber } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import type { Option } from '#ui/field.ts'
import { firstDay } from './months.ts'
import { certificates, channels, type MonthReport, type Peers, type Question } from './schema.ts'

const lists = { channel: channels, certificate: certificates } as const
type List = keyof typeof lists

/** A place of sale or a paper in the reader's words. */
export const progressLabel = (list: List, value: string, locale: Locale): string =>
  translate(`progress_${list}_${value}`, undefined, locale)

/** Everything in a list, as options of a field. */
export const progressOptions = (list: List, locale: Locale): Option[] =>
  lists[list].map((value) => ({ value, label: progressLabel(list, value, locale) }))

/** `Oktober 2026` */
export const monthName = (month: string, locale: Locale): string =>
  formatDate(firstDay(month), locale, 'Asia/Jakarta', 'month')

/** `Okt`: under a chart of twelve. */
export const monthAxis = (month: string, locale: Locale): string => monthShort(month, locale).slice(0, -3)

/** `Okt 26` */
export const monthShort = (month: string, locale: Locale): string =>
  `${formatDate(firstDay(month), locale, 'Asia/Jakarta', 'short').replace(/^1\s/, '')} ${month.slice(2, 4)}`

const steps = [
  [1_000_000_000, m.progress_billion],
  [1_000_000, m.progress_million],
  [1_000, m.progress_thousand],
] as const

/** `1,5 jt`: an amount at the size of an axis. */
export function shortRupiah(value: number, locale: Locale): string {
  const found = steps.find(([size]) => value >= size)
  return found
    ? found[1]({ amount: formatNumber(value / found[0], locale, 2) }, { locale })
    : formatNumber(value, locale)
}

/** People of like businesses, in words: `2–4 orang`. */
export const sizeName = (size: Peers['size'], locale: Locale): string =>
  translate(`progress_size_${size}`, undefined, locale)

/** Sector, or the kind of what has none. */
export const sectorName = (sector: string, locale: Locale): string =>
  translate(
    ['art_group', 'street_trader', 'business'].includes(sector)
      ? `registry_kind_${sector}`
      : `registry_sector_${sector}`,
    undefined,
    locale,
  )

/** A figure as told: `Rp 1.500.000`, with a word when it was guessed. */
export function told(
  value: number | null,
  isMoney: boolean,
  isEstimate: boolean,
  locale: Locale,
): string | null {
  if (value === null) return null
  const text = isMoney ? formatMoney(value) : formatNumber(value, locale)
  return isEstimate ? m.progress_about({ figure: text }, { locale }) : text
}

/** One line about a report: `Rp 1.500.000 · 2 orang`. */
export function summaryOf(report: MonthReport, locale: Locale): string {
  const sales = told(report.sales, true, report.salesEstimated, locale)
  const parts = [
    sales,
    report.workers !== null && m.progress_people({ count: formatNumber(report.workers, locale) }, { locale }),
  ]
  return (
    parts.filter((part) => typeof part === 'string').join(' · ') || m.progress_other_answers({}, { locale })
  )
}

/** "Benar penjualan naik dari Rp 2.000.000 menjadi Rp 20.000.000?" */
export function questionText({ measure, from, to }: Question, locale: Locale): string {
  const write = (value: number) => (measure === 'workers' ? formatNumber(value, locale) : formatMoney(value))
  const what = translate(`progress_ask_${measure}`, undefined, locale)
  if (from === null) return m.progress_ask_so_much({ what, to: write(to) }, { locale })
  const params = { what, from: write(from), to: write(to) }
  return to > from ? m.progress_ask_up(params, { locale }) : m.progress_ask_down(params, { locale })
}
