import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { Contact } from '../roles/schema.ts'
import { RoleName } from '../schema.ts'

export const delegationKinds = ['plh', 'plt'] as const

export const Delegation = z.object({
  id: z.uuid(),
  assignmentId: z.uuid(),
  kind: z.enum(delegationKinds).describe('plh: absent for some days; plt: the post is vacant.'),
  role: RoleName,
  region: z.string().nullable(),
  regionName: z.string().nullable().describe('`Kelurahan Mangkubumen`'),
  organisationId: z.string().nullable(),
  principalId: z.uuid(),
  principal: z.string().describe('Whose role it is.'),
  delegateId: z.uuid(),
  delegate: z.string().describe('Who stands in.'),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  decree: z.string().nullable(),
  revokedAt: z.string().nullable(),
  state: z.enum(['coming', 'active', 'ended', 'revoked']),
})
export type Delegation = z.infer<typeof Delegation>

export const DelegationFilter = PageQuery.extend({ state: z.enum(['active', 'all']).default('active') })
export const DelegationPage = pageOf(Delegation)

/** A role that may be delegated, as the form offers it. */
export const DelegablePost = z.object({
  assignmentId: z.uuid(),
  name: z.string(),
  role: RoleName,
  region: z.string().nullable(),
  regionName: z.string().nullable().describe('`Kelurahan Mangkubumen`'),
  organisationId: z.string().nullable(),
})

export const NewDelegation = z
  .object({
    assignmentId: z.uuid().describe('The role that is exercised by somebody else.'),
    contact: Contact,
    kind: z.enum(delegationKinds),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    decree: z.string().trim().max(200).optional().describe('Number of the order (surat perintah).'),
  })
  .refine((delegation) => delegation.endsOn >= delegation.startsOn, {
    path: ['endsOn'],
    message: 'identity_field_period',
  })
  .refine((delegation) => daysBetween(delegation.startsOn, delegation.endsOn) <= 366, {
    path: ['endsOn'],
    message: 'identity_field_delegation_long',
  })

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
