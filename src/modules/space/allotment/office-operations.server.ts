import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { PageQuery } from '#kernel/page.ts'
import { listMarketDays } from '../markets/queries.server.ts'
import { getSpace } from '../places/queries.server.ts'
import { isDesk, mayKeep } from '../policy.ts'
import { SpaceKey, Version } from '../schema.ts'
import { listApplications, toApplications } from './applications.server.ts'
import { apply, businessAtDesk, checkClaim } from './applying.server.ts'
import { confirmRound, drawRound } from './drawing.server.ts'
import { loadBoth, shown, twice } from './operations.server.ts'
import { mayConfirm, mayRun, mayServe } from './policy.ts'
import { getRound, listRounds, listUnitsToGive, toRound } from './queries.server.ts'
import { announceConstraints, announceRound, cancelRound, createRound, editRound } from './rounds.server.ts'
import {
  Application,
  ApplicationInput,
  ApplicationPage,
  ApplicationQuery,
  Round,
  RoundInput,
  RoundPage,
} from './schema.ts'
import { claimKinds } from './states.ts'

const One = z.object({ roundId: z.uuid() })
const OfSpace = z.object({ spaceId: SpaceKey })
const found = (ctx: Context, { roundId }: { roundId: string }) => getRound(ctx, roundId)
const ofSpace = (ctx: Context, { spaceId }: { spaceId: string }) => getSpace(ctx, spaceId)

export const addRound = operation({
  name: 'space.create_round',
  summary: 'Prepare a round in which places of a space are given.',
  http: 'POST /spaces/{spaceId}/rounds',
  creates: true,
  input: RoundInput.safeExtend({ spaceId: SpaceKey }),
  output: Round,
  subject: ofSpace,
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { spaceId: _, ...input }, space) {
    return toRound(ctx, await getRound(ctx, await createRound(ctx, space, input)))
  },
})

export const changeRound = operation({
  name: 'space.edit_round',
  summary: 'Change a round that is not announced yet.',
  http: 'PUT /rounds/{roundId}',
  input: RoundInput.safeExtend({ roundId: z.uuid(), version: Version }),
  output: Round,
  subject: (ctx, { roundId }) => getRound(ctx, roundId, true),
  can: (actor, round) => mayRun(actor, round),
  async run(ctx, { roundId, version, ...input }, round) {
    await editRound(ctx, round, input, version)
    return toRound(ctx, await getRound(ctx, roundId))
  },
})

export const announce = operation({
  name: 'space.announce_round',
  summary:
    'Announce a round. From then on its rule, weights, dates and places are fixed, and its seed is committed.',
  http: 'POST /rounds/{roundId}/announcement',
  input: One,
  output: Round,
  subject: (ctx, { roundId }) => getRound(ctx, roundId, true),
  can: (actor, round) => mayRun(actor, round),
  async run(ctx, { roundId }, round) {
    await announceRound(ctx, round)
    return toRound(ctx, await getRound(ctx, roundId))
  },
  constraints: announceConstraints,
})

export const cancel = operation({
  name: 'space.cancel_round',
  summary: 'Stop a round before it is confirmed; everyone who applied is told why.',
  http: 'POST /rounds/{roundId}/cancellation',
  input: One.extend({ reason: z.string().trim().min(3).max(500) }),
  output: Round,
  subject: found,
  can: (actor, round) => mayRun(actor, round),
  async run(ctx, { roundId, reason }, round) {
    await cancelRound(ctx, round, reason)
    return toRound(ctx, await getRound(ctx, roundId))
  },
})

export const draw = operation({
  name: 'space.draw_round',
  summary: 'Draw a closed round with the word spoken at the public meeting. The result is signed and stands.',
  http: 'POST /rounds/{roundId}/draw',
  secondFactor: true,
  input: One.extend({
    word: z.string().trim().max(120).optional().describe('Letters and digits count, 4 to 80 of them.'),
    wordSource: z.string().trim().min(3).max(200).optional().describe('Who spoke it, or how it came about.'),
  }),
  output: Round,
  subject: found,
  can: (actor, round) => mayRun(actor, round),
  async run(ctx, { roundId, ...said }, round) {
    await drawRound(ctx, round, said)
    return toRound(ctx, await getRound(ctx, roundId))
  },
})

export const confirm = operation({
  name: 'space.confirm_round',
  summary: 'Confirm a drawn round once appeals are decided; not by who drew it. Places are offered then.',
  http: 'POST /rounds/{roundId}/confirmation',
  secondFactor: true,
  input: One,
  output: Round,
  subject: found,
  can: (actor, round) => mayConfirm(actor, round),
  async run(ctx, { roundId }, round) {
    await confirmRound(ctx, round)
    return toRound(ctx, await getRound(ctx, roundId))
  },
})

export const listSpaceRounds = operation({
  name: 'space.list_space_rounds',
  summary: 'Rounds of a space, also those in preparation.',
  http: 'GET /spaces/{spaceId}/rounds',
  input: PageQuery.extend(OfSpace.shape),
  output: RoundPage,
  subject: ofSpace,
  can: (actor, space) =>
    allowIf(isDesk(actor, space.regionCode), space.state === 'draft' ? 'hidden' : 'forbidden'),
  run: (ctx, page) => listRounds(ctx, { ...page, drafts: true }),
})

export const listGivable = operation({
  name: 'space.list_places_to_give',
  summary: 'Places of a space that a round may give, with the day until which each is held.',
  http: 'GET /spaces/{spaceId}/places-to-give',
  input: OfSpace,
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        kind: z.string(),
        zone: z.string(),
        taken: z.iso.date().nullable(),
      }),
    ),
    days: z.array(z.iso.date()).describe('Market days of the next months, for daily places.'),
  }),
  subject: ofSpace,
  can: (actor, space) =>
    allowIf(isDesk(actor, space.regionCode), space.state === 'draft' ? 'hidden' : 'forbidden'),
  async run(ctx, _, space) {
    const days = await listMarketDays(ctx, space, 150)
    return { items: await listUnitsToGive(ctx, space.id), days: days.slice(0, 60).map(({ day }) => day) }
  },
})

export const listRoundApplications = operation({
  name: 'space.list_applications',
  summary: 'Applications of a round with names, for its desk.',
  http: 'GET /rounds/{roundId}/applications',
  input: ApplicationQuery.extend(One.shape),
  output: ApplicationPage,
  subject: found,
  can: (actor, round) => mayServe(actor, round),
  async run(ctx, filter, round) {
    const page = await listApplications(ctx, round, filter)
    return { next: page.next, items: await toApplications(ctx, round, page.items) }
  },
})

export const applyAtDesk = operation({
  name: 'space.apply_at_desk',
  summary: 'Apply for somebody at the desk, with the number of their registered business.',
  http: 'POST /rounds/{roundId}/desk-applications',
  creates: true,
  input: ApplicationInput.safeExtend({ roundId: z.uuid(), reference: z.string().trim().min(6).max(20) }),
  output: Application,
  subject: found,
  can: (actor, round) => mayServe(actor, round),
  async run(ctx, { reference, ...input }, round) {
    const business = await businessAtDesk(ctx, reference)
    return shown(ctx, round, await apply(ctx, round, business, input, true))
  },
  constraints: twice,
})

export const judgeClaim = operation({
  name: 'space.check_claim',
  summary: 'Say that proof of a claim was seen or not, until the list closes.',
  http: 'POST /applications/{applicationId}/claims/{kind}',
  input: z.object({
    applicationId: z.uuid(),
    kind: z.enum(claimKinds),
    confirmed: z.boolean(),
    reason: z.string().trim().min(3).max(300).optional(),
  }),
  output: Application,
  subject: (ctx, input) => loadBoth(ctx, input, true),
  can: (actor, { round, application }) =>
    application.accountId !== null &&
    actor.accountId === application.accountId &&
    !isDesk(actor, round.regionCode)
      ? 'forbidden'
      : allowIf(isDesk(actor, round.regionCode), 'hidden'),
  async run(ctx, { applicationId, ...verdict }, { application, round }) {
    await checkClaim(ctx, round, application, verdict)
    return shown(ctx, round, applicationId)
  },
  constraints: twice,
})

/** What the office does with rounds. */
export const roundOperations = [
  addRound,
  changeRound,
  announce,
  cancel,
  draw,
  confirm,
  listSpaceRounds,
  listGivable,
  listRoundApplications,
  applyAtDesk,
  judgeClaim,
]
