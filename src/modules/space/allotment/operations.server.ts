import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { PageQuery } from '#kernel/page.ts'
import { Token } from '../bookings/schema.ts'
import { DrawFile, DrawList } from '../draw/document.ts'
import { fileAppeal } from './appeals.server.ts'
import { type FoundApplication, getApplication, listOwn, toApplications } from './applications.server.ts'
import { apply, ownBusiness, withdraw } from './applying.server.ts'
import { answerOffer } from './offers.server.ts'
import { mayAct, mayReadApplication, mayReadRound } from './policy.ts'
import { type FoundRound, getRound, listRounds, readDocument, toHead, toRound } from './queries.server.ts'
import { Application, ApplicationInput, MyApplications, Round, RoundPage, Slip } from './schema.ts'

const One = z.object({ roundId: z.uuid() })
const OneApplication = z.object({ applicationId: z.uuid() })
const found = (ctx: Context, { roundId }: { roundId: string }) => getRound(ctx, roundId)

export const twice = {
  application_once: () => new Fault('conflict', 'allotment_already_applied'),
  application_owner_once: () => new Fault('conflict', 'allotment_owner_applied'),
  round_is_closed: () => new Fault('conflict', 'allotment_list_closed'),
}

/** An application with its round; the round is not locked, the triggers keep a closed list closed. */
export interface Both {
  application: FoundApplication
  round: FoundRound
}
export async function loadBoth(
  ctx: Context,
  { applicationId, token }: { applicationId: string; token?: string | undefined },
  lock = false,
): Promise<Both> {
  const application = await getApplication(ctx, applicationId, { token, lock })
  return { application, round: await getRound(ctx, application.roundId) }
}
const locked = (ctx: Context, input: { applicationId: string }) => loadBoth(ctx, input, true)

/** The application as it is after the act. */
export async function shown(ctx: Context, round: FoundRound, applicationId: string): Promise<Application> {
  const [one] = await toApplications(ctx, round, [await getApplication(ctx, applicationId)])
  if (!one) throw new Fault('not_found', 'allotment_application_not_found')
  return one
}

export const listPublicRounds = operation({
  name: 'space.list_rounds',
  summary: 'Rounds in which places are given, newest first.',
  http: 'GET /rounds',
  input: PageQuery,
  output: RoundPage,
  can: () => 'allowed',
  run: (ctx, page) => listRounds(ctx, { ...page, drafts: false }),
})

export const readRound = operation({
  name: 'space.get_round',
  summary: 'A round: its rule and weights, places, dates, the hash of its seed and, later, of its list.',
  http: 'GET /rounds/{roundId}',
  input: One,
  output: Round,
  subject: found,
  can: (actor, round) => mayReadRound(actor, round),
  run: (ctx, _, round) => toRound(ctx, round),
})

export const readList = operation({
  name: 'space.get_round_list',
  summary: 'The closed list of a round: numbers, weights and factors, no names.',
  http: 'GET /rounds/{roundId}/list',
  input: One,
  output: DrawList,
  subject: found,
  can: (actor, round) => mayReadRound(actor, round),
  async run(ctx, _, round) {
    const document = await readDocument(ctx, round.id, 'list')
    if (document === null) throw new Fault('not_found', 'allotment_not_closed_yet')
    return document as DrawList
  },
})

export const readDraw = operation({
  name: 'space.get_draw',
  summary: 'The signed result of a round, with everything needed to compute it again.',
  http: 'GET /rounds/{roundId}/draw',
  input: One,
  output: DrawFile,
  subject: found,
  can: (actor, round) => mayReadRound(actor, round),
  async run(ctx, _, round) {
    const document = await readDocument(ctx, round.id, 'result')
    if (document === null) throw new Fault('not_found', 'allotment_not_drawn_yet')
    return document as DrawFile
  },
})

export const applyForPlace = operation({
  name: 'space.apply_for_place',
  summary: 'Apply in a round with a registered business of yours; one application for each owner.',
  http: 'POST /rounds/{roundId}/applications',
  creates: true,
  input: ApplicationInput.safeExtend({ roundId: z.uuid(), businessId: z.uuid() }),
  output: Application,
  subject: found,
  can: (actor, round) => {
    const seen = mayReadRound(actor, round)
    return seen === 'allowed' ? allowIf(isSignedIn(actor)) : seen
  },
  async run(ctx, { businessId, ...input }, round) {
    const business = await ownBusiness(ctx, businessId)
    return shown(ctx, round, await apply(ctx, round, business, input, false))
  },
  constraints: twice,
})

export const readApplication = operation({
  name: 'space.get_application',
  summary: 'An application with its slip: eligibility, weight, result and what they are made of.',
  http: 'GET /applications/{applicationId}',
  input: OneApplication.extend({ token: Token.optional() }),
  output: Slip,
  subject: (ctx, input) => loadBoth(ctx, input),
  can: (actor, { application }) => mayReadApplication(actor, application),
  async run(ctx, _, { application, round }) {
    const [one] = await toApplications(ctx, round, [application])
    const list = round.drawnAt === null ? null : ((await readDocument(ctx, round.id, 'list')) as DrawList)
    return {
      application: one as Application,
      round: toHead(ctx, round),
      drawn: list && {
        applicants: list.applicants.length,
        tickets: list.applicants.reduce((sum, { weight }) => sum + weight, 0),
        places: list.places.length,
      },
    }
  },
})

export const listMyApplications = operation({
  name: 'space.list_my_applications',
  summary: 'Your applications for places, newest first.',
  http: 'GET /my-applications',
  input: z.object({}),
  output: MyApplications,
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx) => ({ items: await listOwn(ctx) }),
})

export const withdrawApplication = operation({
  name: 'space.withdraw_application',
  summary: 'Take an application back before the list closes.',
  http: 'POST /applications/{applicationId}/withdrawal',
  input: OneApplication,
  output: Application,
  subject: locked,
  can: (actor, { application }) => mayAct(actor, application),
  async run(ctx, { applicationId }, { application, round }) {
    await withdraw(ctx, round, application)
    return shown(ctx, round, applicationId)
  },
  constraints: twice,
})

export const answerPlaceOffer = operation({
  name: 'space.answer_place_offer',
  summary: 'Take up the place that is offered, or let it go to the next in line.',
  http: 'POST /applications/{applicationId}/answer',
  input: OneApplication.extend({ accept: z.boolean() }),
  output: Application,
  subject: locked,
  can: (actor, { application }) => mayAct(actor, application),
  async run(ctx, { applicationId, accept }, { application, round }) {
    await answerOffer(ctx, application, accept)
    return shown(ctx, round, applicationId)
  },
})

export const appealResult = operation({
  name: 'space.appeal_result',
  summary: 'Say that a result is wrong, while appeals are taken.',
  http: 'POST /applications/{applicationId}/appeals',
  creates: true,
  input: OneApplication.extend({ message: z.string().trim().min(10).max(2000) }),
  output: Application,
  subject: locked,
  can: (actor, { application }) => mayAct(actor, application),
  async run(ctx, { applicationId, message }, { application, round }) {
    await fileAppeal(ctx, round, application, message)
    return shown(ctx, round, applicationId)
  },
  constraints: { appeal_once: () => new Fault('conflict', 'allotment_already_appealed') },
})

/** What applicants and the public do. */
export const applicantOperations = [
  listPublicRounds,
  readRound,
  readList,
  readDraw,
  applyForPlace,
  readApplication,
  listMyApplications,
  withdrawApplication,
  answerPlaceOffer,
  appealResult,
]
