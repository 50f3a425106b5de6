/**
 * Amounts as people type them on a phone: `1.500.000`, `Rp 1.500.000,-`, `1,5 juta`, `1.5jt`, `750rb`, `2 jt 250 rb`.
 * Whatever could mean two amounts is no amount, and the field asks again.
 */

/** What the words after a number stand for. A bare `m` is left out: million in English, billion (miliar) in Indonesian. */
const units: Readonly<Record<string, number>> = {
  rb: 1_000,
  ribu: 1_000,
  k: 1_000,
  jt: 1_000_000,
  juta: 1_000_000,
  jta: 1_000_000,
  mio: 1_000_000,
  miliar: 1_000_000_000,
  milyar: 1_000_000_000,
  mlr: 1_000_000_000,
}

/** One amount of the sum: `2 jt 250 rb` has two. */
const part = /(\d[\d.,]*)\s*([a-z]*)/y

/**
 * A number as written. Marks before groups of three divide thousands (`1.500.000`, `1,500,000`); a single mark before other
 * than three digits is the decimal mark. With a unit a single comma is always the decimal mark (`1,250 juta`), as taught at
 * school here; a single dot before three digits still divides thousands.
 */
function written(text: string, hasUnit: boolean): number | undefined {
  const digits = text.replace(/[.,]$/, '')
  if (/^\d+$/.test(digits)) return Number(digits)
  if (hasUnit && /^\d+,\d+$/.test(digits)) return Number(digits.replace(',', '.'))
  if (/^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(digits))
    return Number(digits.replaceAll('.', '').replace(',', '.'))
  if (/^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(digits)) return Number(digits.replaceAll(',', ''))
  if (hasUnit && /^\d+\.\d{1,2}$/.test(digits)) return Number(digits)
  return undefined
}

/** Whole rupiah in what somebody typed; undefined when it is no amount, or could be two. */
export function readRupiah(typed: string): number | undefined {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^rp\.?\s*/, '')
    .replace(/\s*rupiah$/, '')
    .replace(/,-+$/, '')
    .replaceAll(/[\s\u00a0]+/g, ' ')
  if (text === '') return undefined
  let sum = 0
  let last = Number.POSITIVE_INFINITY
  part.lastIndex = 0
  while (part.lastIndex < text.length) {
    const found = part.exec(text)
    if (!found) return undefined
    const [, number = '', word = ''] = found
    const unit = word === '' ? 1 : units[word]
    const value = written(number, word !== '')
    // `2 jt 250 rb` descends; `250 rb 2 jt` and `1 500 000` are somebody else's notation.
    if (unit === undefined || value === undefined || unit >= last) return undefined
    sum += value * unit
    last = unit
    while (text[part.lastIndex] === ' ') part.lastIndex += 1
  }
  const whole = Math.round(sum)
  // `1,5 juta` is whole rupiah, `1,0000005 juta` is not.
  return Math.abs(sum - whole) < 0.01 && Number.isSafeInteger(whole) ? whole : undefined
}

/** Two significant digits: what a published quartile may say. */
export function roundTwo(value: number): number {
  if (value === 0) return 0
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value))) - 1)
  return Math.round(value / step) * step
}
