import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { insertAudit } from '#kernel/audit.server.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { CasePage, CaseQuery } from '#kernel/inbox.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { text } from '#platform/database/query.ts'
import { isStaffReader, mayDeactivate, mayDecide, mayReadCase } from '../policy.ts'
import { describeCase } from './case.server.ts'
import { deactivateEntry, decideCase, type Ruling, undoDecision } from './commands.server.ts'
import { getCase, getCaseForUpdate, type LockedCase, listCases } from './queries.server.ts'
import { Decided, DecideMany, DecideOne, RegistrationCase } from './schema.ts'

const One = z.object({ registrationId: z.uuid() })
const locked = (ctx: Context, { registrationId }: { registrationId: string }) =>
  getCaseForUpdate(ctx.db, registrationId)
const decider = (actor: Actor, subject: LockedCase) => mayDecide(actor, subject)

export const listWaiting = operation({
  name: 'registry.list_cases',
  summary: 'Registrations that wait for a decision in your regions, by deadline.',
  http: 'GET /registrations/waiting',
  input: CaseQuery,
  output: CasePage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, filter) => listCases(ctx, filter),
})

export const readCase = operation({
  name: 'registry.get_case',
  summary: 'A registration with everything needed to decide it.',
  http: 'GET /registrations/{registrationId}',
  input: One,
  output: RegistrationCase,
  subject: (ctx, { registrationId }) => getCase(ctx.db, registrationId),
  can: (actor, subject) => mayReadCase(actor, subject),
  run: (ctx, _, subject) => describeCase(ctx, subject),
})

const audited = (subject: LockedCase, ruling: Ruling) => ({
  subject: { type: 'registration', id: subject.id },
  region: subject.regionCode,
  ...(ruling.reason && { reason: ruling.reason }),
  changes: { decision: ruling.decision, ...(ruling.reasonCode && { reasonCode: ruling.reasonCode }) },
})

export const decideRegistration = operation({
  name: 'registry.decide_registration',
  summary:
    'Verify, return or reject a registration. The message to the person waits ten seconds, for an undo.',
  http: 'POST /registrations/{registrationId}/decision',
  secondFactor: true,
  input: DecideOne,
  output: Decided,
  subject: locked,
  can: decider,
  async run(ctx, ruling, subject) {
    ctx.audit(audited(subject, ruling))
    return decideCase(ctx, subject, ruling)
  },
})

const Result = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), registrationId: z.uuid(), decided: Decided }),
  z.object({
    ok: z.literal(false),
    registrationId: z.uuid(),
    name: z.string().nullable(),
    code: z.string(),
    message: z.string(),
  }),
])

export const decideRegistrations = operation({
  name: 'registry.decide_registrations',
  summary: 'The same decision over up to 100 registrations; each succeeds or fails by itself.',
  http: 'POST /registrations/decisions',
  secondFactor: true,
  input: DecideMany,
  output: z.object({ results: z.array(Result) }),
  can: (actor) => allowIf(isStaffReader(actor)),
  async run(ctx, { cases, ...ruling }) {
    const results: z.input<typeof Result>[] = []
    for (const { registrationId, version } of cases)
      results.push(await decideOneOf(ctx, registrationId, { ...ruling, version }))
    ctx.audit({
      changes: {
        decision: ruling.decision,
        cases: cases.length,
        refused: results.filter((r) => !r.ok).length,
      },
    })
    return { results }
  },
})

/** One of many, behind a savepoint of its own: what fails here undoes only itself. */
async function decideOneOf(
  ctx: Context,
  registrationId: string,
  ruling: Ruling,
): Promise<z.input<typeof Result>> {
  await ctx.db.exec(text('savepoint one_case'))
  let name: string | null = null
  try {
    const subject = await getCaseForUpdate(ctx.db, registrationId)
    const verdict = mayDecide(ctx.actor, subject)
    if (verdict === 'hidden') throw new Fault('not_found', 'registry_case_not_found')
    name = subject.name
    if (verdict === 'forbidden') throw new Fault('forbidden', 'kernel_forbidden')
    const decided = await decideCase(ctx, subject, ruling)
    await ctx.db.exec(insertAudit('registry.decide_registration', ctx, audited(subject, ruling), decided))
    await ctx.db.exec(text('release savepoint one_case'))
    return { ok: true, registrationId, decided }
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal') throw thrown
    await ctx.db.exec(text('rollback to savepoint one_case'))
    const message = translate(fault.key, fault.info.params, ctx.locale)
    return { ok: false, registrationId, name, code: fault.code, message }
  }
}

export const undo = operation({
  name: 'registry.undo_decision',
  summary: 'Take your own decision back within ten seconds; its message does not leave.',
  http: 'POST /registrations/{registrationId}/undo',
  secondFactor: true,
  input: One,
  output: Decided,
  subject: locked,
  can: decider,
  async run(ctx, _, subject) {
    ctx.audit({
      subject: { type: 'registration', id: subject.id },
      region: subject.regionCode,
      changes: { undone: subject.decision },
    })
    return undoDecision(ctx, subject)
  },
})

export const deactivate = operation({
  name: 'registry.deactivate',
  summary: 'Record that a verified business stopped, or an organisation closed.',
  http: 'POST /registrations/{registrationId}/deactivation',
  input: One.extend({ reason: z.string().trim().min(3).max(500) }),
  output: Decided,
  subject: locked,
  can: (actor, subject) => mayDeactivate(actor, subject),
  run: (ctx, { reason }, subject) => deactivateEntry(ctx, subject, reason),
})

export const decisionOperations = [
  listWaiting,
  readCase,
  decideRegistration,
  decideRegistrations,
  undo,
  deactivate,
]
