import type { Cell } from '#platform/xlsx/rows.ts'

/** What a cell says, or the message key of why it cannot be told. A guess is never a value. */
export type Reading<Value> = { value: Value } | { fault: string }

/** Text of a cell; the apostrophe with which spreadsheets keep a number as text is no part of it. */
export const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined
    ? ''
    : String(cell)
        .replace(/^['’`]\s*/, '')
        .trim()

/** `3,37E+15`: a long number that a spreadsheet shortened and a file kept so. */
export const isScientific = (written: string): boolean => /^\d([.,]\d+)?E\+?\d+$/i.test(written)

/** Spreadsheets keep 15 digits of a number; the sixteenth became 0. */
const exact = 999_999_999_999_999

/**
 * Digits of a NIK, family card, NIB or NPWP. What a spreadsheet rounded cannot be brought back, so it is said. `rounded`: the
 * column as a whole looks as if it had been, so that a last 0 is not believed.
 */
export function readLongNumber(cell: Cell, rounded: boolean): Reading<string> {
  if (typeof cell === 'number' && (cell > exact || !Number.isInteger(cell)))
    return { fault: 'sheets_fault_mangled' }
  const written = textOf(cell)
  if (isScientific(written)) return { fault: 'sheets_fault_mangled' }
  const digits = written.replace(/\.0+$/, '').replace(/[\s.\-/]/g, '')
  if (rounded && /^\d{15}0$/.test(digits)) return { fault: 'sheets_fault_rounded' }
  return { value: digits }
}

/** A number of people: `12`, `1.000`, `5 orang`, `3 org`. */
export function readCount(cell: Cell): Reading<number> {
  if (typeof cell === 'number')
    return Number.isInteger(cell) && cell >= 0 ? { value: cell } : { fault: 'sheets_fault_count' }
  const written = textOf(cell).replace(/\s*(orang|org|anggota|karyawan|tenaga kerja)\.?$/i, '')
  if (!/^\d{1,3}(\.\d{3})+$|^\d{1,9}([.,]0)?$/.test(written)) return { fault: 'sheets_fault_count' }
  return { value: Number(written.replace(/[.,]0$/, '').replaceAll('.', '')) }
}

const months = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'] as const
const otherMonths: Record<string, number> = { may: 5, aug: 8, ags: 8, oct: 10, dec: 12, pebruari: 2, nop: 11 }

const isMonth = (word: string): boolean =>
  (months as readonly string[]).includes(word.slice(0, 3)) ||
  word in otherMonths ||
  word.slice(0, 3) in otherMonths

/** A year of two digits is the last one that has been. */
const wholeYear = (year: number, thisYear: number): number => {
  if (year > 99) return year
  const century = Math.floor(thisYear / 100) * 100
  return century + year <= thisYear ? century + year : century - 100 + year
}

/** The year in a year or a date as people and spreadsheets write them: `2015`, `12/03/2015`, `3-12-15`, `Maret 2015`, 42075. */
export function readYear(cell: Cell, thisYear: number): Reading<number> {
  const written = textOf(cell).toLowerCase()
  const fault = { fault: 'sheets_fault_year' }
  const take = (year: number) => (year >= 1900 && year <= thisYear ? { value: year } : fault)
  if (/^\d{4}([.,]0)?$/.test(written)) return take(Number(written.slice(0, 4)))
  // A date that lost its format is the number of its day: 10959 is 1 January 1930.
  if (/^\d{5}$/.test(written) && Number(written) >= 10_959)
    return take(new Date(Date.UTC(1899, 11, 30) + Number(written) * 86_400_000).getUTCFullYear())
  const iso = /^(\d{4})[-/.](\d{1,2})([-/.](\d{1,2}))?/.exec(written)
  if (iso && Number(iso[2]) <= 12) return take(Number(iso[1]))
  const numeric = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(written)
  // Whether the day or the month stands first does not matter: only the year is asked.
  if (numeric && Number(numeric[1]) <= 31 && Number(numeric[2]) <= 31)
    return take(wholeYear(Number(numeric[3]), thisYear))
  const worded = /^(?:\d{1,2}[-/. ]+)?([a-z]+)[-/. ']+(\d{4}|\d{2})$/.exec(written)
  if (worded?.[1] && isMonth(worded[1])) return take(wholeYear(Number(worded[2]), thisYear))
  const short = /^(\d{1,2})[-/.](\d{4})$/.exec(written)
  return short && Number(short[1]) <= 12 ? take(Number(short[2])) : fault
}

const units: Record<string, number> = {
  '': 1,
  rb: 1e3,
  ribu: 1e3,
  k: 1e3,
  jt: 1e6,
  juta: 1e6,
  m: 1e9,
  miliar: 1e9,
  milyar: 1e9,
}

/** Digits with the separators of Indonesia or, when more than one group proves them, of English; undefined when it may be either. */
function decimalOf(digits: string, hasUnit: boolean): number | undefined {
  if (/^\d+$/.test(digits)) return Number(digits)
  if (/^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(digits) && !(hasUnit && /^\d+\.\d{3}$/.test(digits)))
    return Number(digits.replaceAll('.', '').replace(',', '.'))
  if (/^\d{1,3}(,\d{3})+\.\d{1,2}$/.test(digits) || /^\d{1,3}(,\d{3}){2,}$/.test(digits))
    return Number(digits.replaceAll(',', ''))
  if (/^\d+,\d{1,2}$/.test(digits) || (hasUnit && /^\d+[.,]\d{1,2}$/.test(digits)))
    return Number(digits.replace(',', '.'))
  return undefined
}

/** Whole rupiah: `Rp 1.500.000`, `Rp1.500.000,-`, `1,5 juta`, `500 rb`, 1500000. `1,500` may be two amounts: it is refused. */
export function readMoney(cell: Cell): Reading<number> {
  const fault = { fault: 'sheets_fault_money' }
  const take = (amount: number) =>
    amount >= 0 && amount <= 1_000_000_000_000_000 ? { value: Math.round(amount) } : fault
  if (typeof cell === 'number') return take(cell)
  const written = textOf(cell)
    .toLowerCase()
    .replace(/^(rp|idr)\.?\s*/, '')
    .replace(/,-+$|\s*(rupiah|\/ ?(bulan|bln|tahun|thn))$/, '')
    .replace(/(\d) (?=\d{3})/g, '$1.')
  const [, digits = '', unit = ''] = /^([\d.,]*\d)\s*([a-z]*)\.?$/.exec(written) ?? []
  const times = units[unit]
  const amount = times === undefined ? undefined : decimalOf(digits, unit !== '')
  return amount === undefined || times === undefined ? fault : take(amount * times)
}
