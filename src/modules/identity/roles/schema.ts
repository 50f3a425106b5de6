import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RoleName, Scope } from '../schema.ts'

export const Assignment = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  name: z.string(),
  contact: z.string().describe('E-mail or phone by which colleagues know the account.'),
  role: RoleName,
  region: z
    .string()
    .nullable()
    .describe('Region code; empty is the nation; null when held in an organisation.'),
  regionName: z.string().nullable().describe('`Kelurahan Mangkubumen`'),
  organisationId: z.string().nullable(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
  note: z.string().nullable(),
  grantedBy: z.string().nullable(),
  grantedAt: z.string(),
  revokedAt: z.string().nullable(),
  state: z.enum(['coming', 'active', 'ended', 'revoked']),
})
export type Assignment = z.infer<typeof Assignment>
export const AssignmentPage = pageOf(Assignment)

export const AssignmentFilter = PageQuery.extend({
  role: RoleName.optional(),
  region: Scope.optional().describe('Only roles held in or under this region.'),
  accountId: z.uuid().optional(),
  state: z.enum(['active', 'all']).default('active'),
})

export const Contact = z
  .string()
  .trim()
  .min(3)
  .max(254)
  .describe('E-mail address or phone number of an existing account.')

export const RoleGrant = z
  .object({
    contact: Contact,
    role: RoleName,
    region: Scope.optional().describe('Where it holds, with everything under it; empty is the nation.'),
    organisationId: z.uuid().optional(),
    startsOn: z.iso.date().optional().describe('First day; today by default.'),
    endsOn: z.iso.date().optional().describe('Last day; open when left out.'),
    note: z.string().trim().max(300).optional().describe('Decree or reason.'),
  })
  .refine((grant) => (grant.region === undefined) !== (grant.organisationId === undefined), {
    path: ['region'],
    message: 'identity_field_place',
  })
  .refine((grant) => !grant.endsOn || !grant.startsOn || grant.endsOn >= grant.startsOn, {
    path: ['endsOn'],
    message: 'identity_field_period',
  })
export type RoleGrant = z.infer<typeof RoleGrant>

export const RoleRevocation = z.object({
  assignmentId: z.uuid(),
  reason: z.string().trim().min(3).max(300),
})
