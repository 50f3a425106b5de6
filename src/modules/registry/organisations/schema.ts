import { z } from 'zod'
import { PageQuery } from '#kernel/page.ts'
import { Email, Phone } from '#modules/identity/schema.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { organisationKinds } from '../schema.ts'
import { memberRoles, sharePurposes } from './rules.ts'

const name = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .regex(/^\P{Cc}*$/u)
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(2)
    .max(most)
    .regex(/^\P{Cc}*$/u)
const version = z.number().int().min(1).max(1_000_000)

export const OrganisationRow = z.object({
  id: z.uuid(),
  reference: z.string(),
  name: z.string(),
  kind: z.enum(organisationKinds),
  state: z.string(),
  regionCode: z.string(),
  place: z.string(),
})
export type OrganisationRow = z.infer<typeof OrganisationRow>

export const OrganisationFilter = PageQuery.extend({
  search: z.string().trim().max(80).optional().describe('Part of the name.'),
  kind: z.enum(organisationKinds).optional(),
})
export type OrganisationFilter = z.infer<typeof OrganisationFilter>

export const Unit = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  place: z.string().nullable(),
  depth: z.number().int(),
  version,
})
export type Unit = z.infer<typeof Unit>

export const Member = z.object({
  assignmentId: z.uuid(),
  name: z.string(),
  role: z.enum(memberRoles),
  unit: z.string().nullable(),
  title: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
})
export type Member = z.infer<typeof Member>

export const OrganisationDetail = OrganisationRow.extend({
  description: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  version,
  units: z.array(Unit),
  members: z.array(Member),
  may: z.object({ change: z.boolean(), appoint: z.boolean(), partner: z.boolean() }),
})
export type OrganisationDetail = z.infer<typeof OrganisationDetail>

export const OrganisationChange = z.object({
  organisationId: z.uuid(),
  version,
  name,
  description: line(500).nullish(),
  address: line(200).nullish(),
  phone: Phone.nullish(),
  email: Email.nullish(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .nullish(),
})
export type OrganisationChange = z.infer<typeof OrganisationChange>

export const NewUnit = z.object({
  organisationId: z.uuid(),
  name,
  parentId: z.uuid().nullish(),
  regionCode: RegionCode.nullish().describe('Region its officers work for.'),
})
export type NewUnit = z.infer<typeof NewUnit>

export const NewMember = z
  .object({
    organisationId: z.uuid(),
    contact: z.string().trim().min(3).max(254).describe('Phone number or e-mail address of the account.'),
    role: z.enum(memberRoles),
    unitId: z.uuid().nullish(),
    title: line(120).nullish().describe('Their post: `Kepala Seksi`.'),
    startsOn: z.iso.date().optional(),
    endsOn: z.iso.date().nullish(),
  })
  .refine(({ startsOn, endsOn }) => !startsOn || !endsOn || startsOn <= endsOn, {
    path: ['endsOn'],
    message: 'identity_field_period',
  })
export type NewMember = z.infer<typeof NewMember>

export const Partner = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(organisationKinds),
  place: z.string(),
})
export type Partner = z.infer<typeof Partner>

export const NewShare = z.object({
  businessId: z.uuid(),
  organisationId: z.uuid(),
  purpose: z.enum(sharePurposes),
  withContact: z.boolean().default(false).describe('The owner’s name and number too.'),
})
export type NewShare = z.infer<typeof NewShare>

export const Share = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  organisation: z.string(),
  purpose: z.enum(sharePurposes),
  withContact: z.boolean(),
  givenAt: z.string(),
  withdrawnAt: z.string().nullable(),
})
export type Share = z.infer<typeof Share>

export const SharedBusiness = z.object({
  shareId: z.uuid(),
  businessId: z.uuid(),
  reference: z.string(),
  kind: z.string(),
  name: z.string(),
  sector: z.string().nullable(),
  description: z.string().nullable(),
  regionCode: z.string(),
  place: z.string(),
  workers: z.number().int().nullable(),
  verified: z.boolean(),
  purpose: z.enum(sharePurposes),
  givenAt: z.string(),
  ownerName: z.string().nullable(),
  phone: z.string().nullable(),
})
export type SharedBusiness = z.infer<typeof SharedBusiness>

export const ShareFilter = PageQuery.extend({
  organisationId: z.uuid(),
  search: z.string().trim().max(80).optional(),
})
export type ShareFilter = z.infer<typeof ShareFilter>
