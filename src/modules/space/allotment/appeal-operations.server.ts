import { z } from 'zod'
import { scopeOf } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { CaseFile, CasePage, CaseQuery, Decision } from '#kernel/inbox.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { deciders } from '../policy.ts'
import { Version } from '../schema.ts'
import {
  decideAppeal,
  type FoundAppeal,
  getAppeal,
  listAppeals,
  toItem,
  undoAppeal,
} from './appeals.server.ts'
import { noticeText } from './notices.server.ts'
import { shown } from './operations.server.ts'
import { isInvolved, mayDecideAppeal } from './policy.ts'
import { getRound } from './queries.server.ts'
import { Application } from './schema.ts'
import { appealStates } from './states.ts'

const OneAppeal = z.object({ appealId: z.uuid() })
const Appeal = z
  .object({
    id: z.uuid(),
    roundId: z.uuid(),
    applicationId: z.uuid(),
    number: z.number().int(),
    businessName: z.string(),
    round: z.string(),
    message: z.string(),
    state: z.enum(appealStates),
    reason: z.string().nullable(),
    eligible: z.boolean().describe('The application was on the closed list.'),
    version: z.number().int(),
  })
  .meta({ id: 'AllotmentAppeal' })

const toAppeal = (row: FoundAppeal): z.input<typeof Appeal> => ({
  id: row.id,
  roundId: row.roundId,
  applicationId: row.applicationId,
  number: row.number,
  businessName: row.businessName,
  round: row.round,
  message: row.message,
  state: row.state,
  reason: row.reason,
  eligible: row.eligible,
  version: row.version,
})

export const listAppealCases = operation({
  name: 'space.list_appeals',
  summary: 'Appeals that wait for a decision in your regions, by deadline.',
  http: 'GET /appeals/waiting',
  input: CaseQuery,
  output: CasePage,
  can: (actor) => allowIf(scopeOf(actor, deciders).length > 0),
  run: (ctx, filter) => listAppeals(ctx, filter),
})

export const readAppeal = operation({
  name: 'space.get_appeal',
  summary: 'An appeal with the application it is about.',
  http: 'GET /appeals/{appealId}',
  input: OneAppeal,
  output: CaseFile.extend({ appeal: Appeal, application: Application }),
  subject: (ctx, { appealId }) => getAppeal(ctx, appealId),
  can: (actor, appeal) => mayDecideAppeal(actor, appeal),
  async run(ctx, _, appeal) {
    const round = await getRound(ctx, appeal.roundId)
    const own = isInvolved(ctx.actor, appeal)
    const to = {
      id: appeal.applicationId,
      number: appeal.number,
      phone: appeal.holderPhone,
      locale: appeal.locale,
    }
    return {
      item: toItem(appeal),
      decisions:
        appeal.state === 'open' && !own && round.state === 'drawn'
          ? ['approve' as const, 'reject' as const]
          : [],
      own,
      reasons: [],
      notices: {
        approve: noticeText('upheld', round, to),
        reject: noticeText('dismissed', round, to, { reason: '{reason}' }),
      },
      appeal: toAppeal(appeal),
      application: await shown(ctx, round, appeal.applicationId),
    }
  },
})

export const ruleOnAppeal = operation({
  name: 'space.decide_appeal',
  summary:
    'Uphold or dismiss an appeal; not by who drew, recorded or checked. Upheld: first in line for the next place.',
  http: 'POST /appeals/{appealId}/decision',
  secondFactor: true,
  input: Decision.safeExtend({ appealId: z.uuid(), version: Version.optional() }),
  output: Appeal.extend({ undoUntil: z.iso.datetime() }),
  subject: (ctx, { appealId }) => getAppeal(ctx, appealId, true),
  can: (actor, appeal) => mayDecideAppeal(actor, appeal),
  async run(ctx, { appealId, ...ruling }, appeal) {
    const { undoUntil } = await decideAppeal(ctx, appeal, ruling)
    return { ...toAppeal(await getAppeal(ctx, appealId)), undoUntil }
  },
})

export const undoAppealDecision = operation({
  name: 'space.undo_appeal_decision',
  summary: 'Take your own decision on an appeal back within ten seconds.',
  http: 'POST /appeals/{appealId}/undo',
  secondFactor: true,
  input: OneAppeal,
  output: Appeal,
  subject: (ctx, { appealId }) => getAppeal(ctx, appealId, true),
  can: (actor, appeal) => mayDecideAppeal(actor, appeal),
  async run(ctx, { appealId }, appeal) {
    await undoAppeal(ctx, appeal)
    return toAppeal(await getAppeal(ctx, appealId))
  },
  constraints: { application_moves: () => new Fault('conflict', 'allotment_wrong_state') },
})

/** What the inbox asks about appeals. */
export const appealOperations = [listAppealCases, readAppeal, ruleOnAppeal, undoAppealDecision]
