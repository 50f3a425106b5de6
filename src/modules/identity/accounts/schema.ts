import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { Email, LocaleCode, MobilePhone, PersonName, RoleName, Scope } from '../schema.ts'
import { OneTimeCode } from '../sign-in/schema.ts'

export const HeldGrant = z.object({
  role: RoleName,
  region: z
    .string()
    .nullable()
    .describe('Region code; empty is the nation; null when held in an organisation.'),
  regionName: z.string().nullable().describe('`Kelurahan Mangkubumen`'),
  organisationId: z.string().nullable(),
  onBehalfOf: z.object({ name: z.string(), kind: z.enum(['plt', 'plh']) }).nullable(),
})

export const Me = z.object({
  id: z.uuid(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  locale: LocaleCode,
  grants: z.array(HeldGrant).describe('Roles that hold today.'),
  secondFactor: z.boolean().describe('Was the second factor given in this session?'),
})
export type Me = z.infer<typeof Me>

export const ProfileChange = z.object({ name: PersonName, locale: LocaleCode })

export const PhoneChangeRequest = z.object({
  phone: MobilePhone,
  challengeId: z.uuid().optional(),
  address: z.string().max(64),
})

export const PhoneChange = z.object({ challengeId: z.uuid(), code: OneTimeCode, address: z.string().max(64) })

/** As in signing in, a refused try is an answer, so that it counts. */
export const PhoneChanged = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('changed'), id: z.uuid(), phone: z.string() }),
  z.object({ outcome: z.literal('wrong'), triesLeft: z.number().int() }),
  z.object({ outcome: z.literal('over') }),
  z.object({ outcome: z.literal('taken') }),
])

export const AccountFilter = PageQuery.extend({
  q: z.string().trim().max(80).optional().describe('Part of the name, e-mail or phone.'),
  role: RoleName.optional(),
  state: z.enum(['active', 'disabled']).optional(),
})

export const AccountRow = z.object({
  id: z.uuid(),
  name: z.string(),
  phone: z.string().nullable().describe('Partly hidden, except to who looks after the account.'),
  email: z.string().nullable(),
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
  hasSecondFactor: z.boolean(),
  roles: z.array(
    z.object({
      role: RoleName,
      region: z.string().nullable(),
      regionName: z.string().nullable(),
      organisationId: z.string().nullable(),
    }),
  ),
})
export type AccountRow = z.infer<typeof AccountRow>
export const AccountPage = pageOf(AccountRow)

export const AccountDetail = AccountRow.extend({
  locale: LocaleCode,
  disabledReason: z.string().nullable(),
  hasPassword: z.boolean(),
  providers: z.array(z.string()).describe('Single sign-ons linked to the account.'),
  sessions: z.number().int().describe('Browsers signed in now.'),
  mayManage: z.boolean(),
})
export type AccountDetail = z.infer<typeof AccountDetail>

export const AccountId = z.object({ accountId: z.uuid() })

export const NewAccount = z
  .object({
    name: PersonName,
    email: Email.optional(),
    phone: MobilePhone.optional(),
    locale: LocaleCode.default('id'),
    role: RoleName.optional().describe('First role, over `region`.'),
    region: Scope.optional(),
  })
  .refine((account) => account.email !== undefined || account.phone !== undefined, {
    path: ['email'],
    message: 'identity_field_contact',
  })
  .refine((account) => account.role === undefined || account.region !== undefined, {
    path: ['region'],
    message: 'identity_field_region',
  })

export const Reason = z.string().trim().min(3).max(300).describe('Why; the audit keeps it.')
