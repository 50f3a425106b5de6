import { z } from 'zod'
import { Email, MobilePhone } from '../schema.ts'

/** Where a request to sign in comes from; the page says it, never the person. */
export const Origin = z.object({
  address: z.string().max(64),
  userAgent: z.string().max(400).default(''),
})
export type Origin = z.infer<typeof Origin>

const digits = (wanted: number) =>
  z
    .string()
    .transform((typed) => typed.replace(/[\s.-]/g, ''))
    .pipe(z.string().regex(new RegExp(`^\\d{${wanted}}$`), 'identity_field_code'))

export const OneTimeCode = digits(6).describe('Six digits; spaces are ignored.')

export const CodeRequest = z.object({
  phone: MobilePhone,
  /** The challenge this browser already has: the same code is sent again while it lasts. */
  challengeId: z.uuid().optional(),
  address: z.string().max(64),
})

export const CodeSent = z.object({
  challengeId: z.uuid(),
  phone: z.string(),
  expiresAt: z.string(),
  resendAt: z.string(),
})
export type CodeSent = z.infer<typeof CodeSent>

/** What the page that asks for the code shows. */
export const ChallengeView = z.object({
  phone: z.string(),
  expiresAt: z.string(),
  secondsToResend: z.number().int(),
  open: z.boolean(),
  shownCode: z.string().nullable().describe('Only in a demonstration without a message gateway.'),
})

export const CodeCheck = Origin.extend({
  challengeId: z.uuid(),
  code: OneTimeCode,
  remember: z
    .boolean()
    .default(false)
    .describe('Keep this browser signed in for 30 days; not on a shared phone.'),
})

export const PasswordSignIn = Origin.extend({
  email: Email,
  password: z.string().min(1).max(200),
})

export const SecondFactorCheck = Origin.extend({
  token: z.string().max(100),
  code: OneTimeCode,
})

export const RecoveryCheck = Origin.extend({
  token: z.string().max(100),
  recoveryCode: z
    .string()
    .transform((typed) => typed.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .pipe(z.string().length(10, 'identity_field_recovery')),
})

const SignedIn = z.object({
  outcome: z.literal('signed_in'),
  accountId: z.uuid(),
  sessionId: z.uuid(),
  token: z.string().describe('Worth nothing without our signature.'),
  remembered: z.boolean(),
  name: z.string(),
})
export type SignedIn = z.infer<typeof SignedIn>

const Wrong = z.object({ outcome: z.literal('wrong'), triesLeft: z.number().int().nullable() })
const Over = z.object({ outcome: z.literal('over'), reason: z.enum(['expired', 'used', 'spent']) })
const Disabled = z.object({ outcome: z.literal('disabled') })
const NeedsSecondFactor = z.object({
  outcome: z.literal('second_factor'),
  token: z.string(),
  sessionId: z.uuid(),
})

/**
 * A refused try is an answer, not a fault: a fault would roll back, and the try would not be counted.
 */
export const SignInAnswer = z.discriminatedUnion('outcome', [
  SignedIn,
  Wrong,
  Over,
  Disabled,
  NeedsSecondFactor,
])
export type SignInAnswer = z.infer<typeof SignInAnswer>
