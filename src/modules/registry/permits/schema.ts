import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { permitKinds } from './numbers.ts'
import { permitStates } from './rules.ts'

const line = (minimum: number, maximum: number) => z.string().trim().min(minimum).max(maximum)
const day = z.iso
  .date()
  .refine((date) => date >= '1950-01-01' && date <= '2099-12-31', 'profile_fault_day')
  .optional()

/** What is written about a permit. */
export const PermitAnswers = z.object({
  number: line(2, 60).describe('Checked by its kind: NIB, P-IRT, halal, BPOM, SNI, DJKI.'),
  about: line(2, 120).optional().describe('Product, brand or place it is for.'),
  issuer: line(2, 120).optional(),
  issuedOn: day,
  expiresOn: day.describe('By how long the kind is valid, when left out.'),
})
export type PermitAnswers = z.infer<typeof PermitAnswers>

export const PermitKindName = z.enum(permitKinds)
export const Reason = z.string().trim().min(3).max(300).optional().describe('Why; required of officers.')

export const Permit = z.object({
  id: z.uuid(),
  kind: PermitKindName,
  number: z.string(),
  about: z.string().nullable(),
  issuer: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  expiresOn: z.iso.date().nullable(),
  remindOn: z.iso.date().nullable(),
  fileType: z.enum(['image/webp', 'application/pdf']).nullable(),
  state: z.enum(permitStates),
  daysLeft: z.number().int().nullable(),
})
export type Permit = z.infer<typeof Permit>

/** A permit in the office's list of what expires. */
export const DuePermit = Permit.extend({
  businessId: z.uuid(),
  businessName: z.string(),
  reference: z.string(),
  place: z.string(),
})
export type DuePermit = z.infer<typeof DuePermit>

export const DueQuery = PageQuery.extend({
  state: z.enum(['soon', 'expired']).default('soon'),
  kind: PermitKindName.optional(),
  region: RegionCode.optional(),
})
export type DueQuery = z.infer<typeof DueQuery>
export const DuePage = pageOf(DuePermit)
