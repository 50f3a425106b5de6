import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { registrationStates } from '../../rules.ts'
import { ClockOffset, DeviceInstant } from '../instant.ts'
import { visitNeeds, visitOutcomes, visitStates, visitsPerPlan } from './rules.ts'

export const VisitOutcome = z.enum(visitOutcomes)
const BusinessKind = z.enum(['business', 'street_trader', 'art_group'])

const Note = z.string().trim().max(200).optional().describe('What to look at there.')
const Plan = {
  day: z.iso.date().describe('From today, at most 90 days ahead.'),
  assigneeId: z.uuid().describe('Account of the officer who goes.'),
  note: Note,
}

/** Plan several at once: each is planned or answered by itself. */
export const PlanVisits = z.object({
  businessIds: z.array(z.uuid()).min(1, 'field_visit_none_chosen').max(visitsPerPlan).prefault([]),
  ...Plan,
})
export type PlanVisits = z.output<typeof PlanVisits>

export const PlannedVisits = z.object({
  planned: z.number().int().describe('New visits, and those planned again.'),
  results: z.array(
    z.object({
      businessId: z.uuid(),
      name: z.string().nullable(),
      result: z
        .enum(['planned', 'again', 'already', 'refused'])
        .describe(
          '`again`: its day had passed; `already`: somebody goes there; `refused`: not yours, or closed.',
        ),
      message: z.string(),
    }),
  ),
})

const Version = z.number().int().min(1).max(1_000_000_000).describe('Of the plan as it was read.')
export const ChangeVisit = z.object({ visitId: z.uuid(), version: Version, ...Plan })
export const CancelVisit = z.object({ visitId: z.uuid(), version: Version })

/** What an officer tells of a visit; sent by the phone that took it along, also twice. */
export const VisitReport = z.object({
  visitId: z.uuid(),
  officerId: z.uuid().describe('Who was there; nobody else may send it.'),
  revision: z.number().int().min(1).max(1_000_000).describe('One more each time it is set right.'),
  outcome: VisitOutcome,
  note: z.string().trim().max(300).optional(),
  at: DeviceInstant.describe('When, by the clock of the device.'),
  clockOffset: ClockOffset,
})
export type VisitReport = z.output<typeof VisitReport>

/** A visit as the office lists it. */
export const Visit = z.object({
  id: z.uuid(),
  businessId: z.uuid(),
  name: z.string(),
  reference: z.string(),
  regionCode: z.string(),
  village: z.string(),
  address: z.string().nullable().describe('None when the business belongs to another office now.'),
  day: z.iso.date(),
  assigneeId: z.uuid(),
  assignee: z.string(),
  plannedBy: z.string(),
  note: z.string().nullable(),
  times: z.number().int().describe('How often it was planned.'),
  state: z.enum(visitStates.states),
  toldBy: z.string().nullable(),
  toldAt: z.iso.datetime().nullable(),
  toldNote: z.string().nullable(),
  clockDoubtful: z.boolean(),
  version: z.number().int(),
})
export type Visit = z.infer<typeof Visit>

const answers = z.record(z.string(), z.union([z.string(), z.number()]))

/** A visit as the phone takes it along: where to go, whom to ask for, and the record as it is. */
export const KitVisit = z.object({
  id: z.uuid(),
  kind: BusinessKind,
  name: z.string(),
  reference: z.string(),
  regionCode: z.string(),
  village: z.string(),
  address: z.string().nullable(),
  rt: z.string().nullable(),
  rw: z.string().nullable(),
  ownerName: z.string(),
  phone: z.string().nullable(),
  day: z.iso.date(),
  note: z.string().nullable(),
  state: z.enum(visitStates.states),
  toldBy: z.string().nullable(),
  toldNote: z.string().nullable(),
  revision: z.number().int(),
  businessState: z.enum(registrationStates.states),
  businessVersion: z.number().int(),
  answers,
})
export type KitVisit = z.infer<typeof KitVisit>

export const VisitQuery = PageQuery.extend({
  show: z
    .enum(['day', 'missed', 'ahead', 'told'])
    .default('day')
    .describe('Those of one day, those whose day passed, those to come, or those told of.'),
  day: z.iso.date().optional().describe('With `day`; today when left out.'),
  assigneeId: z.uuid().optional(),
})
export type VisitQuery = z.infer<typeof VisitQuery>
export const VisitPage = pageOf(Visit).extend({
  missed: z
    .number()
    .int()
    .describe('Visits of your regions whose day passed, of all officers; counted to 1000.'),
})

export const CandidateQuery = PageQuery.extend({
  need: z.enum(visitNeeds).default('verification'),
  region: RegionCode.optional(),
  ids: z.array(z.uuid()).max(visitsPerPlan).optional().describe('Only these, whatever their need.'),
})
export type CandidateQuery = z.infer<typeof CandidateQuery>

export const Candidate = z.object({
  id: z.uuid(),
  kind: BusinessKind,
  name: z.string(),
  reference: z.string(),
  state: z.enum(registrationStates.states),
  regionCode: z.string(),
  village: z.string(),
  address: z.string().nullable(),
  since: z.iso.datetime().describe('Sent, or last known to be right.'),
  visit: z
    .object({ day: z.iso.date(), assignee: z.string(), missed: z.boolean() })
    .nullable()
    .describe('Planned already.'),
})
export type Candidate = z.infer<typeof Candidate>
const Place = z.object({ code: z.string(), name: z.string(), parent: z.string() })
export const CandidatePage = pageOf(Candidate).extend({
  places: z.array(Place).describe('Villages to narrow it to; in a wide scope cities and regencies.'),
  chooseFirst: z.boolean().describe('The scope is too wide to list: choose a place first.'),
})
