import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { takenMeanwhile } from '../bookings/rules.ts'
import { Booking } from '../bookings/schema.ts'
import { refusalFault } from '../bookings/write.server.ts'
import { getSpace } from '../places/queries.server.ts'
import { isDesk, mayKeep } from '../policy.ts'
import { SpaceKey } from '../schema.ts'
import { millis } from '../time.ts'
import { acceptOther, describeOffer, takeBack, tellReturned } from './accept.server.ts'
import { clearSpace, isHolder, takingOf } from './commands.server.ts'
import { bookingsInTheWay, type FoundLoss, getLoss, leasesInTheWay } from './queries.server.ts'
import { Acceptance, Clearing, ClearingInput, ClearingTime, InTheWay, Offer, OfferKey } from './schema.ts'

export const previewClearing = operation({
  name: 'space.preview_clearing',
  summary: 'Bookings and long hires that an event in a space, or in an area of it, would end.',
  http: 'GET /spaces/{spaceId}/clearing-conflicts',
  input: ClearingTime,
  output: InTheWay,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, wanted, space) {
    const taking = await takingOf(ctx, space.id, wanted)
    const [found, leases] = await Promise.all([
      bookingsInTheWay(ctx, taking, false),
      leasesInTheWay(ctx, taking),
    ])
    return { bookings: found.filter(isHolder), leases }
  },
})

export const clearForEvent = operation({
  name: 'space.clear',
  summary:
    'Book an event and clear its space: what is in its way and was named in `seen` ends, its holders are told and offered other times.',
  http: 'POST /spaces/{spaceId}/clearings',
  creates: true,
  secondFactor: true,
  input: ClearingInput.safeExtend({ spaceId: SpaceKey }),
  output: Clearing,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId, true),
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, input, space) {
    return { ...(await clearSpace(ctx, space, input)), title: input.title }
  },
  constraints: {
    async booking_no_overlap(ctx, { spaceId, start, end, unitId }) {
      const taking = await takingOf(ctx, spaceId, { start, end, unitId })
      return refusalFault(ctx, taking, { start: millis(start), end: millis(end) }, takenMeanwhile)
    },
  },
})

const holderOrDesk = (actor: Actor, loss: FoundLoss): Verdict =>
  allowIf(loss.linked || isDesk(actor, loss.regionCode), 'hidden')

export const readOffer = operation({
  name: 'space.get_clearing_offer',
  summary: 'What somebody whose time went to an event may take instead.',
  http: 'GET /clearing-offers/{lossId}',
  input: OfferKey,
  output: Offer,
  subject: (ctx, key) => getLoss(ctx, key),
  can: holderOrDesk,
  run: (ctx, _, loss) => describeOffer(ctx, loss),
})

export const acceptOffer = operation({
  name: 'space.accept_clearing_offer',
  summary:
    'Take another time instead of the one that went to an event, or the own time back when it is free again.',
  http: 'POST /clearing-offers/{lossId}/acceptance',
  input: Acceptance,
  output: Booking,
  subject: (ctx, key) => getLoss(ctx, key, true),
  can: holderOrDesk,
  async run(ctx, { start }, loss) {
    if (loss.acceptedId !== null) throw new Fault('conflict', 'cowork_offer_used')
    return start === undefined ? takeBack(ctx, loss) : acceptOther(ctx, loss, start)
  },
})

export const tellFreeAgain = operation({
  name: 'space.tell_free_again',
  summary: 'Tell those whose time an event gave free that they may have it back.',
  input: z.object({}),
  output: z.object({ told: z.number().int() }),
  can: (actor) => allowIf(actor.kind === 'system', 'hidden'),
  async run(ctx) {
    const told = await tellReturned(ctx)
    ctx.audit({ changes: { told }, nothing: told === 0 })
    return { told }
  },
})

export const clearingOperations = [previewClearing, clearForEvent, readOffer, acceptOffer, tellFreeAgain]
