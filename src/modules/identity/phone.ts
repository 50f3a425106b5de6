/** Operators hand out 081… to 089…; 0800-0… is nobody's (toll-free numbers are 0800-1…): people of the demonstration have those. */
const mobile = /^\+628(?:[1-9]\d{7,10}|000\d{7})$/
/** Area codes have two or three digits; the number behind them five to eight. */
const fixed = /^\+62(?!8)[2-9]\d{6,10}$/
const foreign = /^\+(?!62)[1-9]\d{7,14}$/

/**
 * A phone number as people write it (`0812-3456-7890`, `62 812…`, `+62 (0)812…`, `812…`) in E.164; null when it is none.
 * Numbers of other countries need their `+`. Rules: FACTS of Indonesian numbering, mobile 10–13 digits with the leading zero.
 */
export function normalisePhone(written: string): string | null {
  const digits = written.trim().replace(/(?!^)\+|[^\d+]/g, '')
  if (/\p{L}/u.test(written) || digits.replace('+', '').length > 17) return null
  const number = international(digits)
  return mobile.test(number) || fixed.test(number) || foreign.test(number) ? number : null
}

/** The leading digits say how it was written; the trunk zero never belongs in E.164. */
function international(digits: string): string {
  if (digits.startsWith('+')) return digits.replace(/^\+620+/, '+62')
  if (digits.startsWith('00')) return international(`+${digits.slice(2)}`)
  if (digits.startsWith('0')) return `+62${digits.slice(1)}`
  if (digits.startsWith('62')) return international(`+${digits}`)
  return `+62${digits}`
}

/** Can a one-time code reach it? Fixed lines get no text messages. */
export const isMobile = (phone: string) => mobile.test(phone) || foreign.test(phone)

/** `0812-3456-7890` as Indonesians read it; other countries' numbers stay as they are. */
export function showPhone(phone: string): string {
  if (!phone.startsWith('+62')) return phone
  const national = `0${phone.slice(3)}`
  return national.replace(/^(\d{4})(\d{3,4})(\d+)$/, '$1-$2-$3')
}

/** `0812-••••-•890`: enough to recognise one's own number. */
export const hidePhone = (phone: string) =>
  showPhone(phone).replace(/\d/g, (digit, index: number, whole: string) =>
    index < 4 || index >= whole.length - 3 ? digit : '•',
  )
