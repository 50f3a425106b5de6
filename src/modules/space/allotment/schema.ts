import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { sectors } from '#modules/registry/schema.ts'
import { ListedPlace, rules } from '../draw/document.ts'
import { supportKinds, Weights } from '../draw/weights.ts'
import { leaseKinds } from '../leases/states.ts'
import { Instant } from '../schema.ts'
import { eligibilityRules } from './rules.ts'
import {
  appealStates,
  applicationStates,
  claimKinds,
  claimStates,
  offerStates,
  phases,
  roundMoves,
} from './states.ts'

const Sector = z.enum(sectors)
const Day = z.iso.date().refine((date) => date >= '2000-01-01' && date <= '2099-12-31', 'market_field_day')
const wrongOrder = 'allotment_field_order'

/** What staff decide about a round before it is announced. */
export const RoundInput = z
  .object({
    title: z.string().trim().min(3).max(120),
    info: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .transform((text) => text.replaceAll('\r\n', '\n')),
    rule: z.enum(rules).default('draw'),
    weights: Weights.prefault({}),
    kind: z.enum(leaseKinds).default('permanent').describe('`daily`: each place is one market day.'),
    days: z.array(Day).max(60).default([]).describe('Market days of daily places.'),
    sectors: z.array(Sector).max(sectors.length).default([]).describe('Who may apply; empty is everyone.'),
    localOnly: z.boolean().default(false).describe('Only businesses of the regency.'),
    unitIds: z.array(z.uuid()).min(1).max(2000).describe('Places to give.'),
    from: Day.optional().describe('First day of the lease; of daily places the days say it.'),
    until: Day.optional().describe('Last day; a year at most.'),
    rent: z
      .number()
      .int()
      .min(0)
      .max(1_000_000_000)
      .default(0)
      .describe('Rupiah a month, or a day where places are daily; 0 is Gratis.'),
    opensAt: Instant,
    appliesUntil: Instant,
    closesAt: Instant.describe('When the list closes; until then the office checks applications.'),
    meetingAt: Instant.optional(),
    meetingPlace: z.string().trim().max(200).default(''),
    appealDays: z.number().int().min(1).max(30).default(3).describe('Working days for appeals.'),
    offerDays: z.number().int().min(1).max(30).default(3).describe('Working days to take a place up.'),
  })
  .check(({ value, issues }) => {
    const wrong = (path: string, message = wrongOrder) =>
      issues.push({ code: 'custom', input: value, path: [path], message })
    if (value.kind === 'daily') {
      if (value.days.length === 0) wrong('days', 'kernel_field_choose')
    } else {
      if (value.from === undefined) wrong('from', 'kernel_field_required')
      if (value.until === undefined) wrong('until', 'kernel_field_required')
      if (value.from && value.until && value.until < value.from) wrong('until')
    }
    if (value.appliesUntil <= value.opensAt) wrong('appliesUntil')
    if (value.closesAt < value.appliesUntil) wrong('closesAt')
    if (value.meetingAt !== undefined && value.meetingAt < value.closesAt) wrong('meetingAt')
  })
export type RoundInput = z.infer<typeof RoundInput>

export const Round = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    spaceName: z.string(),
    spaceSlug: z.string(),
    regionCode: z.string(),
    zone: z.string(),
    state: z.enum(roundMoves.states),
    phase: z.enum(phases),
    title: z.string(),
    info: z.string(),
    rule: z.enum(rules),
    weights: Weights,
    kind: z.enum(leaseKinds),
    sectors: z.array(z.string()),
    localOnly: z.boolean(),
    from: z.iso.date(),
    until: z.iso.date(),
    rent: z.number().int(),
    opensAt: z.iso.datetime(),
    appliesUntil: z.iso.datetime(),
    closesAt: z.iso.datetime(),
    meetingAt: z.iso.datetime().nullable(),
    meetingPlace: z.string(),
    appealDays: z.number().int(),
    offerDays: z.number().int(),
    announcedAt: z.iso.datetime().nullable(),
    commitment: z.string().nullable().describe('SHA-256 of the seed.'),
    publicKey: z.string().nullable().describe('Ed25519, base64: what the result will be signed with.'),
    received: z.number().int().describe('Applications that were sent, withdrawn ones too.'),
    listHash: z.string().nullable(),
    closedAt: z.iso.datetime().nullable(),
    word: z.string().nullable(),
    wordSource: z.string().nullable(),
    drawnAt: z.iso.datetime().nullable(),
    appealsUntil: z.iso.datetime().nullable(),
    confirmedAt: z.iso.datetime().nullable(),
    cancelReason: z.string().nullable(),
    places: z.array(ListedPlace.extend({ unitId: z.uuid(), day: z.iso.date().nullable() })),
    version: z.number().int(),
  })
  .meta({ id: 'AllotmentRound' })
export type Round = z.infer<typeof Round>

const Summary = Round.pick({
  id: true,
  spaceName: true,
  zone: true,
  state: true,
  phase: true,
  title: true,
  rule: true,
  from: true,
  until: true,
  opensAt: true,
  appliesUntil: true,
  closesAt: true,
  drawnAt: true,
  received: true,
}).extend({ placeCount: z.number().int() })
export type RoundSummary = z.infer<typeof Summary>
export const RoundPage = pageOf(Summary)

const Wish = z
  .string()
  .trim()
  .max(130)
  .regex(/^(place|zone):.+$/, 'allotment_field_wish')

/** What a trader says when applying. */
export const ApplicationInput = z
  .object({
    wishes: z
      .array(Wish)
      .max(10)
      .default([])
      .transform((wishes) => [...new Set(wishes)])
      .describe('`place:A-12` or `zone:Kuliner`, the dearest first.'),
    anyPlace: z.boolean().default(true).describe('Takes any other place as well.'),
    claims: z
      .array(z.enum(supportKinds))
      .max(3)
      .default([])
      .describe('Told for the weight; an officer sees proof.'),
    consent: z.boolean().default(false).describe('Agrees that the claims are used for the weight.'),
  })
  .check(({ value, issues }) => {
    const wrong = (path: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [path], message })
    if (!value.anyPlace && value.wishes.length === 0) wrong('anyPlace', 'allotment_field_any_place')
    if (value.claims.length > 0 && !value.consent) wrong('consent', 'allotment_field_consent')
  })
export type ApplicationInput = z.infer<typeof ApplicationInput>

const Eligibility = z.array(
  z.object({
    rule: z.enum(eligibilityRules),
    ok: z.boolean(),
    amount: z.number().int().optional().describe('Rupiah that are overdue, where that is the reason.'),
  }),
)

const Parts = z.object({
  base: z.number().int(),
  local: z.number().int(),
  support: z.number().int(),
  wins: z.number().int(),
  absences: z.number().int(),
  bounds: z.number().int(),
  weight: z.number().int(),
})

export const Application = z
  .object({
    id: z.uuid(),
    roundId: z.uuid(),
    number: z.number().int(),
    state: z.enum(applicationStates),
    businessId: z.uuid(),
    businessName: z.string(),
    holderName: z.string(),
    holderPhone: z.string().nullable(),
    sector: z.string(),
    wishes: z.array(z.string()),
    anyPlace: z.boolean(),
    receivedAt: z.iso.datetime(),
    atDesk: z.boolean(),
    claims: z.array(
      z.object({ kind: z.enum(claimKinds), state: z.enum(claimStates), reason: z.string().nullable() }),
    ),
    eligibility: Eligibility.describe('As of now, or as of when the list closed.'),
    parts: Parts.describe('The weight, part by part, as far as it is known now.'),
    rank: z.number().int().nullable().describe('Place in the drawn order.'),
    place: z.string().nullable().describe('Code of the place that was given.'),
    firstInLine: z.boolean(),
    offer: z.object({ id: z.uuid(), state: z.enum(offerStates), expiresAt: z.iso.datetime() }).nullable(),
    appeal: z
      .object({
        id: z.uuid(),
        state: z.enum(appealStates),
        message: z.string(),
        reason: z.string().nullable(),
        deadline: z.iso.datetime(),
      })
      .nullable(),
    mine: z.boolean().describe('The actor is the applicant, signed in: may withdraw, answer and appeal.'),
    version: z.number().int(),
  })
  .meta({ id: 'AllotmentApplication' })
export type Application = z.infer<typeof Application>

/** One application with what its slip needs of the round. */
export const Slip = z.object({
  application: Application,
  round: Round.omit({ places: true }),
  drawn: z
    .object({ applicants: z.number().int(), tickets: z.number().int(), places: z.number().int() })
    .nullable(),
})
export type Slip = z.infer<typeof Slip>

export const ApplicationQuery = PageQuery.extend({
  show: z.enum(['all', 'to_check', 'winners', 'line']).default('all'),
  q: z.string().trim().max(100).optional(),
})
export const ApplicationPage = pageOf(Application)
export const MyApplications = z.object({
  items: z.array(
    Application.pick({
      id: true,
      roundId: true,
      number: true,
      state: true,
      businessName: true,
      place: true,
    }).extend({
      round: z.string(),
      spaceName: z.string(),
      zone: z.string(),
      closesAt: z.iso.datetime(),
      expiresAt: z.iso.datetime().nullable(),
    }),
  ),
})
