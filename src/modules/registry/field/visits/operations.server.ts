import { z } from 'zod'
import { holds, scopeOf } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { findBusiness } from '../../business.server.ts'
import { deciders, isStaffReader, mayReadCase } from '../../policy.ts'
import { mayGoOut } from '../policy.ts'
import { listCandidates } from './candidates.server.ts'
import {
  assertPlanned,
  cancelPlan,
  changePlan,
  listOfficers,
  planVisits,
  recordReport,
} from './commands.server.ts'
import { mayChangeVisit, mayTellVisit } from './policy.ts'
import { described, getVisit, getVisitForUpdate, listVisits, listVisitsOf } from './queries.server.ts'
import {
  CancelVisit,
  CandidatePage,
  CandidateQuery,
  ChangeVisit,
  PlannedVisits,
  PlanVisits,
  Visit,
  VisitPage,
  VisitQuery,
  VisitReport,
} from './schema.ts'

const One = z.object({ visitId: z.uuid() })

export const planFieldVisits = operation({
  name: 'registry.plan_visits',
  summary: 'Plan visits to businesses for an officer and a day; nobody is sent twice to the same door.',
  http: 'POST /field/visits',
  creates: true,
  input: PlanVisits,
  output: PlannedVisits,
  can: (actor) => mayGoOut(actor),
  run: (ctx, plan) => planVisits(ctx, plan),
})

export const readFieldVisit = operation({
  name: 'registry.get_visit',
  summary: 'One planned visit, and what became of it.',
  http: 'GET /field/visits/{visitId}',
  input: One,
  output: Visit,
  subject: (ctx, { visitId }) => getVisit(ctx, visitId),
  can: (actor, visit) => mayReadCase(actor, { ...visit, accountId: null, submittedBy: null }),
  async run(ctx, _, visit) {
    const [told] = await described(ctx, [visit])
    if (!told) throw new Fault('not_found', 'field_visit_not_found')
    return told
  },
})

export const listFieldVisits = operation({
  name: 'registry.list_visits',
  summary: 'Visits in your regions: of a day, those whose day passed, those to come, those told of.',
  http: 'GET /field/visits',
  input: VisitQuery,
  output: VisitPage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, query) => listVisits(ctx, query),
})

export const listVisitCandidates = operation({
  name: 'registry.list_visit_candidates',
  summary:
    'Businesses worth a visit: waiting for verification, or with data older than a year; longest first.',
  http: 'GET /field/visit-candidates',
  input: CandidateQuery,
  output: CandidatePage,
  can: (actor) => mayGoOut(actor),
  run: (ctx, query) => listCandidates(ctx, query),
})

export const listVisitOfficers = operation({
  name: 'registry.list_visit_officers',
  summary: 'Officers and heads who may be sent to a place; of your own regions when none is named.',
  http: 'GET /field/officers',
  input: z.object({ region: RegionCode.optional() }),
  output: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
  can: (actor, _, { region }) =>
    region === undefined ? mayGoOut(actor) : allowIf(holds(actor, deciders, region)),
  run: async (ctx, { region }) => ({
    items: await listOfficers(ctx, region ?? scopeOf(ctx.actor, deciders)[0] ?? ''),
  }),
})

export const listBusinessVisits = operation({
  name: 'registry.list_business_visits',
  summary: 'Visits to one business, newest first; for the office.',
  http: 'GET /businesses/{businessId}/visits',
  input: z.object({ businessId: z.uuid() }),
  output: z.object({ items: z.array(Visit) }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) => mayReadCase(actor, { ...business, submittedBy: null }),
  run: async (ctx, { businessId }) => ({ items: await listVisitsOf(ctx, businessId) }),
})

export const changeFieldVisit = operation({
  name: 'registry.change_visit',
  summary: 'Give a planned visit another day, officer or note.',
  http: 'PUT /field/visits/{visitId}',
  input: ChangeVisit,
  output: z.object({ id: z.uuid(), version: z.number().int() }),
  subject: (ctx, { visitId }) => getVisitForUpdate(ctx, visitId),
  can: (actor, visit) => mayChangeVisit(actor, visit),
  async run(ctx, { version, day, assigneeId, note }, visit) {
    assertPlanned(visit, version)
    await changePlan(ctx, visit, { day, assigneeId, note })
    ctx.audit({
      subject: { type: 'field_visit', id: visit.id },
      region: visit.regionCode,
      changes: { day, assigneeId },
    })
    return { id: visit.id, version: visit.version + 1 }
  },
})

export const cancelFieldVisit = operation({
  name: 'registry.cancel_visit',
  summary: 'Call a planned visit off.',
  http: 'POST /field/visits/{visitId}/cancellation',
  input: CancelVisit,
  output: z.object({ state: Visit.shape.state }),
  subject: (ctx, { visitId }) => getVisitForUpdate(ctx, visitId),
  can: (actor, visit) => mayChangeVisit(actor, visit),
  async run(ctx, { version }, visit) {
    assertPlanned(visit, version)
    await cancelPlan(ctx, visit.id)
    ctx.audit({
      subject: { type: 'field_visit', id: visit.id },
      region: visit.regionCode,
      changes: { state: 'cancelled' },
    })
    return { state: 'cancelled' as const }
  },
})

/** Sent twice it is told once: the phone may not know whether the answer was lost. */
export const tellFieldVisit = operation({
  name: 'registry.tell_visit',
  summary: 'Tell what became of a visit: there, nobody found, moved away, refused.',
  http: 'PUT /field/visits/{visitId}/report',
  input: VisitReport,
  output: z.object({ id: z.uuid(), state: Visit.shape.state, revision: z.number().int() }),
  subject: (ctx, { visitId }) => getVisitForUpdate(ctx, visitId),
  can: (actor, visit, report) => mayTellVisit(actor, visit, report),
  async run(ctx, report, visit) {
    await recordReport(ctx, visit, report)
    const { id, state, revision } = await getVisit(ctx, visit.id)
    return { id, state, revision }
  },
})

export const visitOperations = [
  planFieldVisits,
  readFieldVisit,
  listFieldVisits,
  listVisitCandidates,
  listVisitOfficers,
  listBusinessVisits,
  changeFieldVisit,
  cancelFieldVisit,
  tellFieldVisit,
]
