/**
 * Numbers people carry on their papers. Each check answers whether the number can be right; whether it is, only its issuer
 * knows. Sources: NIK UU 23/2006 and Permendagri 72/2022, NIB PP 28/2025, NPWP PMK 136/2023.
 */

/** Digits only: people type spaces, dots and dashes. */
export const digitsOf = (text: string): string => text.replace(/[\s.\-/]/g, '')

/** Day of birth in a NIK: 01–31 for men, 41–71 for women; a month that exists; a serial that is not 0000. */
const nikShape = /^\d{6}(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{2}(?!0000)\d{4}$/

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * 16 digits with a possible date of birth. The region is that of first issue and may no longer exist (UU pemekaran), so it
 * is never a reason to refuse; the century is not encoded, so 29 February always passes.
 */
export function isNik(nik: string): boolean {
  if (!nikShape.test(nik)) return false
  const day = Number(nik.slice(6, 8)) % 40
  return day <= (longest[Number(nik.slice(8, 10)) - 1] ?? 0)
}

/** Family card: region, date of issue (no 40 added), serial. */
export const isKk = (kk: string): boolean => isNik(kk) && Number(kk.slice(6, 8)) <= 31

/** Business identification number of OSS: 13 digits without a known check digit. */
export const isNib = (nib: string): boolean => /^\d{13}$/.test(nib)

/** The ninth digit of an old NPWP is a Luhn check over the eight before it. */
function luhn(digits: string): boolean {
  let sum = 0
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

/** 15 digits (old), 16 (a resident's NIK, or 0 and the old number), 22 (NITKU: 16 and the branch). */
export function isNpwp(npwp: string): boolean {
  if (/^\d{15}$/.test(npwp)) return luhn(npwp.slice(0, 9))
  if (/^0\d{15}$/.test(npwp)) return luhn(npwp.slice(1, 10))
  if (/^\d{16}$/.test(npwp)) return isNik(npwp)
  return /^\d{22}$/.test(npwp) && isNpwp(npwp.slice(0, 16))
}

/** `3372••••••••1234`: what a screen may show of a long number. */
export const mask = (number: string): string =>
  `${number.slice(0, 4)}${'•'.repeat(Math.max(0, number.length - 8))}${number.slice(-4)}`

/** The old notation of an NPWP for reading: 01.300.066.6-123.000. */
export const formatNpwp = (npwp: string): string =>
  npwp.length === 15 ? npwp.replace(/^(\d{2})(\d{3})(\d{3})(\d)(\d{3})(\d{3})$/, '$1.$2.$3.$4-$5.$6') : npwp

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A reference as a person may write it: any case, O for 0, I or L for 1, dashes forgotten; undefined when it is none. */
export function readReference(text: string): string | undefined {
  const letters = text.toUpperCase().replace(/[\s-]/g, '').replace(/^BRD/, '')
  const plain = letters.replaceAll('O', '0').replace(/[IL]/g, '1')
  if (plain.length !== 6 || [...plain].some((letter) => !alphabet.includes(letter))) return undefined
  return `BRD-${plain.slice(0, 4)}-${plain.slice(4)}`
}
