import { href, type Locale } from '#kernel/locale.ts'
import { sign, verify } from '#platform/sign.ts'

const purpose = 'space.application'

/** Proof that somebody was sent the link of this application. It only reads. */
export const isApplicationToken = (applicationId: string, token: string | undefined): boolean =>
  token !== undefined && verify(purpose, applicationId, token)

/** Path of the slip, readable without signing in. */
export const slipPath = (applicationId: string, locale: Locale = 'id'): string =>
  href(`/undian/permohonan/${applicationId}?t=${sign(purpose, applicationId)}`, locale)
