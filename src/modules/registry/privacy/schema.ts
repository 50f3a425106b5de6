import { z } from 'zod'
import { PageQuery } from '#kernel/page.ts'
import { MobilePhone } from '#modules/identity/schema.ts'
import { VillageCode } from '#modules/region/schema.ts'
import { requestAbouts, requestKinds, requestProofs, requestStates, unmaskReasons } from './rules.ts'

/** Text people write: no control characters besides the end of a line. */
const words = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^(\P{Cc}|\n)*$/u)

export const NumberKind = z.enum(['nik', 'kk', 'npwp'])
export type NumberKind = z.infer<typeof NumberKind>

export const UnmaskRequest = z.object({
  number: NumberKind.describe('`nik` and `kk` (family card) of a person, `npwp` of a business.'),
  recordId: z.uuid().describe('The person, or for `npwp` the business.'),
  reasonCode: z.enum(unmaskReasons),
  reason: words(5, 300).describe('Which work needs the full number; the person reads it.'),
})
export type UnmaskRequest = z.infer<typeof UnmaskRequest>

export const MaskedNumber = z.object({
  number: NumberKind,
  recordId: z.uuid(),
  whose: z.string(),
  mask: z.string(),
})
export type MaskedNumber = z.infer<typeof MaskedNumber>

export const Unmasking = z.object({
  id: z.uuid(),
  at: z.string(),
  by: z.string(),
  whose: z.string(),
  number: NumberKind,
  reasonCode: z.enum(unmaskReasons),
  reason: z.string(),
})
export type Unmasking = z.infer<typeof Unmasking>

export const NewDataRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('correction'),
    about: z.enum(requestAbouts),
    wish: words(10, 1000).describe('What is wrong, and what is right.'),
  }),
  z.object({
    kind: z.literal('erasure'),
    wish: words(0, 1000).default('').describe('Anything they want to add.'),
    understood: z.literal(true, { error: 'privacy_field_understood' }),
  }),
])
export type NewDataRequest = z.infer<typeof NewDataRequest>

/** By somebody without an account. */
export const GuestDataRequest = z.object({
  request: NewDataRequest,
  name: words(2, 120).describe('As it stands on the identity card.'),
  phone: MobilePhone.optional().describe('Where the answer goes; without one it is fetched at the office.'),
  regionCode: VillageCode.describe('Village where they live or trade: its office answers.'),
})
export type GuestDataRequest = z.infer<typeof GuestDataRequest>

/** Somebody of the register who may be the one who asks. */
export const Candidate = z.object({
  id: z.uuid(),
  name: z.string(),
  nik: z.string().nullable().describe('Masked.'),
  phone: z.string().nullable().describe('Masked.'),
  place: z.string(),
  businesses: z.array(z.string()),
})
export type Candidate = z.infer<typeof Candidate>

export const IdentityCheck = z.object({
  requestId: z.uuid(),
  personId: z.uuid(),
  proof: z.enum(requestProofs).describe('Paper that was seen.'),
})

export const Kept = z.object({ key: z.string(), rows: z.number().int() })
export type Kept = z.infer<typeof Kept>

export const DataRequest = z.object({
  id: z.uuid(),
  reference: z.string(),
  kind: z.enum(requestKinds),
  state: z.enum(requestStates),
  about: z.enum(requestAbouts).nullable(),
  wish: z.string(),
  receivedAt: z.string(),
  deadline: z.string(),
  handledAt: z.string().nullable(),
  handledBy: z.string().nullable(),
  answer: z.string().nullable(),
  kept: z.array(Kept).describe('After an erasure: what the law keeps, and how many rows.'),
  version: z.number().int(),
})
export type DataRequest = z.infer<typeof DataRequest>

/** With whose it is: for those who handle it. */
export const HandledRequest = DataRequest.extend({
  personName: z.string(),
  phone: z.string().nullable().describe('Masked.'),
  regionCode: z.string(),
  guest: z.boolean().describe('Without an account: nothing is granted before their paper was seen.'),
  proof: z.enum(requestProofs).nullable(),
  provenBy: z.string().nullable(),
  provenAt: z.string().nullable(),
})
export type HandledRequest = z.infer<typeof HandledRequest>

export const RequestFilter = PageQuery.extend({
  state: z.enum(['open', 'all']).default('open').describe('`open`: still to be answered, by deadline.'),
})
export type RequestFilter = z.infer<typeof RequestFilter>

export const RequestAnswer = z.object({
  requestId: z.uuid(),
  version: z.number().int().min(1).max(1_000_000),
  decision: z.enum(['done', 'refused']).describe('`done` of an erasure erases, at once and for good.'),
  answer: words(10, 1000).describe('The person reads it.'),
})
export type RequestAnswer = z.infer<typeof RequestAnswer>

export const DataSection = z.object({
  key: z.string(),
  title: z.string(),
  columns: z.array(z.object({ key: z.string(), label: z.string() })),
  records: z.array(z.record(z.string(), z.unknown())),
})
export type DataSection = z.infer<typeof DataSection>

export const OwnData = z.object({
  madeAt: z.string(),
  name: z.string(),
  sections: z.array(DataSection),
})
export type OwnData = z.infer<typeof OwnData>
