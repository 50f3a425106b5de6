import { z } from 'zod'
import { Email } from '../schema.ts'
import { OneTimeCode } from '../sign-in/schema.ts'

export const SecurityState = z.object({
  hasPassword: z.boolean(),
  passwordChangedAt: z.string().nullable(),
  secondFactorSince: z.string().nullable(),
  recoveryLeft: z.number().int(),
})

export const Password = z.string().min(1).max(200)

export const PasswordChange = z.object({ currentPassword: Password, newPassword: Password })

/** Letters of base32, as `ABCDE-FGHIJ`. Made by the page that shows them once, so that no stored answer holds them. */
export const RecoveryCodes = z.array(z.string().regex(/^[A-Z2-7]{5}-[A-Z2-7]{5}$/)).length(10)

export const SecondFactorSetUp = z.object({
  address: z.string().nullable().describe('`otpauth://…` while it is being set up, else null.'),
  secret: z.string().nullable().describe('The same secret to type by hand.'),
})

export const SecondFactorConfirmation = z.object({ code: OneTimeCode, recoveryCodes: RecoveryCodes })

export const PasswordLinkRequest = z.object({ email: Email, address: z.string().max(64) })

/** What a link to set a password carries. */
export const PasswordLink = z.object({
  accountId: z.uuid(),
  expires: z.string().regex(/^\d{10,13}$/),
  token: z.string().max(100),
})
export const PasswordByLink = PasswordLink.extend({ newPassword: Password, address: z.string().max(64) })
