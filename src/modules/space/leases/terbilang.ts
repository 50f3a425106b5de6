const units = [
  '',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
]
const scales: readonly [number, string][] = [
  [1e12, 'triliun'],
  [1e9, 'miliar'],
  [1e6, 'juta'],
  [1e3, 'ribu'],
  [100, 'ratus'],
]

/**
 * A whole number in Indonesian words, as letters and receipts say amounts: 1.250 is `seribu dua ratus lima puluh`.
 * @param value whole, from 0 to 999 trillion
 */
export function terbilang(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 1e15)
    throw new RangeError('not an amount in words')
  return value === 0 ? 'nol' : words(value)
}

function words(value: number): string {
  if (value < 12) return units[value] ?? ''
  if (value < 20) return `${units[value - 10]} belas`
  for (const [size, name] of scales) {
    if (value < size) continue
    const count = Math.floor(value / size)
    // One hundred and one thousand have words of their own; one million has not.
    const head = count === 1 && size <= 1e3 ? `se${name}` : `${words(count)} ${name}`
    return joined(head, value % size)
  }
  return joined(`${units[Math.floor(value / 10)]} puluh`, value % 10)
}

const joined = (head: string, rest: number) => (rest === 0 ? head : `${head} ${words(rest)}`)
