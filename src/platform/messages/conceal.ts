/** One-time codes in a text become dots; the words around them stay, so that the outbox still tells its story. */
export const concealCodes = (body: string) => body.replace(/\d{4,8}/g, '••••••')

/** Addresses lose what follows the question mark: that is where the key is. */
export const concealLinks = (body: string) => body.replace(/(https?:\/\/[^\s?]+)\?\S+/g, '$1?••••••')

/** The one-time code a text carries. */
export const codeIn = (body: string): string | null => /\d{4,8}/.exec(body)?.[0] ?? null

/** `+62812•••••789`, `bu•••@contoh.id`: enough to recognise an address one knows, not to use it. */
export function concealRecipient(recipient: string): string {
  const at = recipient.indexOf('@')
  if (at > 0) return `${recipient.slice(0, Math.min(2, at))}•••${recipient.slice(at)}`
  if (recipient.length < 8) return '•••'
  return `${recipient.slice(0, 6)}${'•'.repeat(recipient.length - 9)}${recipient.slice(-3)}`
}
