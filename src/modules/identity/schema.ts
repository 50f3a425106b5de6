import { z } from 'zod'
import { roles } from '#kernel/actor.ts'
import { isMobile, normalisePhone } from './phone.ts'

const message = 'identity_field_phone'

/** Any phone number a person may write; stored as E.164 (`+6281234567890`). */
export const Phone = z
  .string()
  .trim()
  .max(40, message)
  .transform((written, issues) => {
    const phone = normalisePhone(written)
    if (phone !== null) return phone
    issues.addIssue({ code: 'custom', message })
    return z.NEVER
  })
  .describe('Phone number: `08…`, `62…` or `+62…`; other countries with `+`. Answered in E.164.')
export type Phone = z.infer<typeof Phone>

/** A number that can get a one-time code. */
export const MobilePhone = Phone.refine(isMobile, 'identity_field_mobile')

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .describe('E-mail address, kept in lower case.')

/** One field; a single name is a name. */
export const PersonName = z
  .string()
  .trim()
  .transform((name) => name.replace(/\s+/g, ' '))
  .pipe(z.string().min(2).max(120).regex(/\p{L}/u, 'identity_field_name'))
  .describe('Name as the person says it; one word is enough.')

export const LocaleCode = z.enum(['id', 'en'])

/** Where a regional role holds; empty is the whole nation. */
export const Scope = z
  .string()
  .trim()
  .regex(/^(\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?)?$/, 'identity_field_region')
  .describe('Region code; empty is the whole nation.')

export const RoleName = z.enum(roles)

/** How to reach a person. */
export interface Contact {
  id: string
  name: string
  phone: string | null
  email: string | null
  locale: 'id' | 'en'
}
