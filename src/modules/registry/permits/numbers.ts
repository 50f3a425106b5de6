import { digitsOf } from '../numbers.ts'

/** Permits and certificates; the database has the same in `registry.permit_kind`. */
export const permitKinds = [
  'nib',
  'standard_certificate',
  'tdu',
  'pirt',
  'halal',
  'bpom',
  'slhs',
  'sni',
  'trademark',
  'copyright',
  'geographical_indication',
  'design',
  'patent',
  'other',
] as const
export type PermitKind = (typeof permitKinds)[number]

/** A number as it is kept, or the message key of what is wrong with it. */
export type ReadNumber = { number: string } | { fault: string }

const capitals = (text: string) => text.trim().toUpperCase().replace(/\s+/g, ' ')
const tight = (text: string) => text.toUpperCase().replace(/[\s.\-/]/g, '')
const kept = (right: boolean, number: string, fault: string): ReadNumber => (right ? { number } : { fault })

/**
 * P-IRT: 15 digits since 2012 (first digit 1–8 is the packaging; the last two are the year it expires), 12 before; shown 13-2.
 * Peraturan BPOM 4/2024 and its annex.
 */
function readPirt(text: string): ReadNumber {
  const digits = digitsOf(text.replace(/^\s*(SPP\s*-?\s*)?P\s*-?\s*IRT(\s*no\.?)?/i, ''))
  if (/^\d{12}$/.test(digits)) return { number: digits }
  return kept(
    /^[1-8]\d{14}$/.test(digits),
    `${digits.slice(0, 13)}-${digits.slice(13)}`,
    'profile_fault_pirt',
  )
}

/** Food MD or ML and 12 to 16 digits; traditional medicine TR, TI; supplements SD, SI; cosmetics NA and 11 digits. */
function readBpom(text: string): ReadNumber {
  const plain = tight(text).replace(/^BPOM(RI)?/, '')
  const [, prefix = '', digits = ''] = /^(MD|ML|TR|TI|SD|SI|NA)(\d+)$/.exec(plain) ?? []
  const right =
    prefix === 'NA'
      ? digits.length === 11
      : /^M/.test(prefix)
        ? digits.length >= 12 && digits.length <= 16
        : digits.length >= 9 && digits.length <= 12
  return kept(prefix !== '' && right, `${prefix} ${digits}`, 'profile_fault_bpom')
}

/** ID and 17 or 18 digits. A number of ketetapan halal (KH) stands on no label and is no certificate. */
function readHalal(text: string): ReadNumber {
  const plain = tight(text)
  if (/^(LPPOM|KH|KEP)/.test(plain)) return { fault: 'profile_fault_halal_kh' }
  return kept(/^ID\d{17,18}$/.test(plain), plain, 'profile_fault_halal')
}

/** Prefixes of the DJKI's numbers; what follows is its own business. */
const withPrefix = (text: string, shape: RegExp, fault: string): ReadNumber =>
  kept(shape.test(tight(text)), tight(text), fault)

/** Check and tidy the number of a permit: whether it can be right; whether it is, only its issuer knows. */
export function readPermitNumber(kind: PermitKind, text: string): ReadNumber {
  switch (kind) {
    case 'nib':
      return kept(/^\d{13}$/.test(digitsOf(text)), digitsOf(text), 'registry_field_nib')
    case 'pirt':
      return readPirt(text)
    case 'bpom':
      return readBpom(text)
    case 'halal':
      return readHalal(text)
    case 'sni':
      return kept(
        /^SNI (ISO |IEC )?[\d-]+(:\d{4})?\b/.test(capitals(text)),
        capitals(text),
        'profile_fault_sni',
      )
    case 'trademark':
      return withPrefix(text, /^((DID|JID)\d{6,14}|IDM\d{6,12})$/, 'profile_fault_trademark')
    case 'copyright':
      return withPrefix(text, /^EC\d{6,14}$/, 'profile_fault_copyright')
    case 'geographical_indication':
      return withPrefix(text, /^IDG\d{6,12}$/, 'profile_fault_geographical')
    case 'design':
      return withPrefix(text, /^IDD\d{6,14}$/, 'profile_fault_design')
    case 'patent':
      return withPrefix(text, /^ID[PS]\d{6,14}$/, 'profile_fault_patent')
    default:
      return kept(/[\p{L}\d]/u.test(text), capitals(text), 'kernel_field_wrong_kind')
  }
}

/** The year in which a P-IRT number says it expires; undefined for other numbers. */
export const pirtYear = (number: string): number | undefined => {
  const found = /^\d{13}-(\d{2})$/.exec(number)
  return found ? 2000 + Number(found[1]) : undefined
}
