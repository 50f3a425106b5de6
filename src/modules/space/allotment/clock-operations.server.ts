import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { taskOf } from '#kernel/job.server.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import type { Jobs } from '#platform/queue/task.ts'
import { closeRound } from './closing.server.ts'
import { offerPlace, passPlaceOn, takeUpPlace } from './offers.server.ts'
import { getRound } from './queries.server.ts'

const system = (actor: Actor) => allowIf(actor.kind === 'system', 'hidden')
const Done = z.object({ done: z.boolean().describe('False: nothing was left to do.') })
const OneOffer = z.object({ offerId: z.uuid() })

/** What the clock does once a minute: lists whose time has come close, offers whose time is over go to the next. */
export const sweepRounds = operation({
  name: 'space.sweep_rounds',
  summary: 'Start what is due in rounds.',
  input: z.object({}),
  output: z.object({ due: z.number().int() }),
  can: system,
  async run(ctx) {
    const [rounds, offers] = await Promise.all([
      ctx.db.many(
        text<{ id: string }>(
          `select id from space.round where state = 'announced' and closes_at <= $1 limit 100`,
          [ctx.now],
        ),
      ),
      ctx.db.many(
        text<{ id: string }>(
          `select id from space.place_offer where state = 'open' and expires_at <= $1 limit 500`,
          [ctx.now],
        ),
      ),
    ])
    for (const { id } of rounds)
      ctx.emit('space_close_round', { roundId: id }, { key: `space_close_round:${id}` })
    for (const { id } of offers)
      ctx.emit('space_pass_place_on', { offerId: id }, { key: `space_lapse:${id}` })
    const due = rounds.length + offers.length
    ctx.audit({ changes: { due }, nothing: due === 0 })
    return { due }
  },
})

export const closeDueRound = operation({
  name: 'space.close_round',
  summary: 'Close the list of a round whose time has come, and publish its hash.',
  input: z.object({ roundId: z.uuid() }),
  output: Done,
  subject: (ctx, { roundId }) => getRound(ctx, roundId, true),
  can: system,
  async run(ctx, _, round) {
    const done = await closeRound(ctx, round)
    if (!done) ctx.audit({ nothing: true })
    return { done }
  },
})

export const offerDrawnPlace = operation({
  name: 'space.offer_place',
  summary: 'Offer the place that was drawn to its applicant.',
  input: z.object({ applicationId: z.uuid() }),
  output: Done,
  can: system,
  async run(ctx, { applicationId }) {
    const done = await offerPlace(ctx, applicationId)
    if (!done) ctx.audit({ nothing: true })
    return { done }
  },
})

export const takeUpAcceptedPlace = operation({
  name: 'space.take_up_place',
  summary: 'Make a lease of an accepted offer.',
  input: OneOffer,
  output: Done,
  can: system,
  async run(ctx, { offerId }) {
    const done = await takeUpPlace(ctx, offerId)
    if (!done) ctx.audit({ nothing: true })
    return { done }
  },
})

export const passOn = operation({
  name: 'space.pass_place_on',
  summary: 'Offer a place that was declined, or not taken up in time, to the next in line.',
  input: OneOffer,
  output: Done,
  can: system,
  async run(ctx, { offerId }) {
    const done = await passPlaceOn(ctx, offerId)
    if (!done) ctx.audit({ nothing: true })
    return { done }
  },
})

export const clockOperations = [sweepRounds, closeDueRound, offerDrawnPlace, takeUpAcceptedPlace, passOn]

/** What happens to rounds by itself. */
export const allotmentJobs: Jobs = {
  tasks: {
    space_sweep_rounds: taskOf(sweepRounds),
    space_close_round: taskOf(closeDueRound),
    space_offer_place: taskOf(offerDrawnPlace),
    space_take_up_place: taskOf(takeUpAcceptedPlace),
    space_pass_place_on: taskOf(passOn),
  },
  recurring: [{ at: '* * * * *', task: 'space_sweep_rounds' }],
}
