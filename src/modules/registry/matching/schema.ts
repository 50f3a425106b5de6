import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { MobilePhone } from '#modules/identity/schema.ts'
import { NeighbourhoodNumber, RegionCode, VillageCode } from '#modules/region/schema.ts'
import { registrationStates } from '../rules.ts'
import { questions, RegistrationKind, sectors } from '../schema.ts'
import { matchReasons } from './rules.ts'
import { carriedFields, pairStates } from './states.ts'

const Reason = z.enum(matchReasons)
const State = z.enum(registrationStates.states)
const Score = z.number().int().min(0).max(100).describe('How likely the two are one business, of 100.')

/** One of two records, as officers compare them. Long numbers are masked. */
export const MatchSide = z.object({
  businessId: z.uuid(),
  registrationId: z.uuid().nullable(),
  reference: z.string(),
  kind: RegistrationKind,
  name: z.string(),
  state: State,
  ownerName: z.string(),
  phone: z.string().nullable(),
  nik: z.string().nullable(),
  regionCode: z.string(),
  place: z.string(),
  address: z.string().nullable(),
  rt: z.string().nullable(),
  rw: z.string().nullable(),
  sector: z.enum(sectors).nullable(),
  description: z.string().nullable(),
  startedYear: z.number().int().nullable(),
  workers: z.number().int().nullable(),
  nib: z.string().nullable(),
  point: z.string().nullable().describe('Latitude and longitude.'),
  createdAt: z.iso.datetime(),
})
export type MatchSide = z.infer<typeof MatchSide>

const InShort = MatchSide.pick({
  businessId: true,
  reference: true,
  kind: true,
  name: true,
  ownerName: true,
  place: true,
  state: true,
})

/** A pair in the queue. */
export const MatchItem = z.object({
  id: z.uuid(),
  score: Score,
  reasons: z.array(Reason),
  state: z.enum(pairStates),
  foundAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  a: InShort,
  b: InShort,
})
export type MatchItem = z.infer<typeof MatchItem>

export const MatchFilter = PageQuery.extend({
  state: z.enum(['open', 'same', 'different']).default('open'),
  region: RegionCode.optional(),
})
export type MatchFilter = z.output<typeof MatchFilter>
export const MatchPage = pageOf(MatchItem)

/** A merge that holds, or that was taken apart again. */
export const Merge = z.object({
  id: z.uuid(),
  survivorId: z.uuid(),
  mergedId: z.uuid(),
  at: z.iso.datetime(),
  by: z.string(),
  undoneAt: z.iso.datetime().nullable(),
  undoneBy: z.string().nullable(),
  undoneReason: z.string().nullable(),
})
export type Merge = z.infer<typeof Merge>

export const MatchCase = MatchItem.omit({ a: true, b: true }).extend({
  a: MatchSide,
  b: MatchSide,
  note: z.string().nullable(),
  keep: z.uuid().describe('The record that we would keep: decided before undecided, then the older.'),
  merges: z.array(Merge).describe('Of these two, newest first.'),
  mayDecide: z.boolean(),
  own: z.boolean().describe("One of them is the reader's own: somebody else decides."),
  version: z.number().int(),
})
export type MatchCase = z.infer<typeof MatchCase>

export const DecideMatch = z.object({
  matchId: z.uuid(),
  verdict: z.enum(['same', 'different']),
  keep: z
    .uuid()
    .optional()
    .describe('With `same`: the record that goes on; the other one stays readable and points to it.'),
  take: z
    .array(z.enum(carriedFields))
    .max(carriedFields.length)
    .default([])
    .describe('With `same`: what the kept record takes over from the other.'),
  note: z.string().trim().max(500).default(''),
  version: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Version the decider saw; another one is refused as stale.'),
})
export type DecideMatch = z.output<typeof DecideMatch>

export const MatchDecided = z.object({ id: z.uuid(), state: z.enum(pairStates), version: z.number().int() })

/** What is asked about before it is registered. */
export const Similar = z.object({
  kind: RegistrationKind.exclude(['organisation']),
  name: questions.name,
  sector: questions.sector.optional(),
  ownerName: questions.ownerName,
  nik: questions.nik.optional(),
  phone: MobilePhone.optional(),
  regionCode: VillageCode,
  address: questions.address.optional(),
  rt: NeighbourhoodNumber.optional(),
  rw: NeighbourhoodNumber.optional(),
})
export type Similar = z.output<typeof Similar>

/** A business that may be the one being registered, for officers of its region. */
export const SimilarItem = InShort.extend({
  registrationId: z.uuid().nullable(),
  score: Score,
  reasons: z.array(Reason),
})
export type SimilarItem = z.infer<typeof SimilarItem>

/** One's own business that may be the one being registered again. */
export const OwnSimilar = z.object({
  businessId: z.uuid(),
  reference: z.string(),
  kind: RegistrationKind,
  name: z.string(),
  state: State.nullable(),
  claimable: z.boolean().describe("Registered at the desk under one's own phone, not yet taken over."),
})
export type OwnSimilar = z.infer<typeof OwnSimilar>

/** What an officer who decides a registration should know of its doubles. */
export const Doubles = z.object({
  open: z
    .array(z.object({ matchId: z.uuid(), score: Score, name: z.string(), reference: z.string() }))
    .describe('Nobody said yet whether they are one.'),
  mergedInto: z
    .object({ businessId: z.uuid(), name: z.string(), reference: z.string() })
    .nullable()
    .describe('The record that goes on for this one.'),
  merged: z
    .array(z.object({ matchId: z.uuid(), name: z.string(), reference: z.string() }))
    .describe('Records that this one goes on for.'),
})
export type Doubles = z.infer<typeof Doubles>
