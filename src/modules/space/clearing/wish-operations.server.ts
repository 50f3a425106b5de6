import { z } from 'zod'
import { type Actor, holds } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { loadAsk } from '../bookings/commands.server.ts'
import { takenMeanwhile } from '../bookings/rules.ts'
import { refusalFault } from '../bookings/write.server.ts'
import { getSpace } from '../places/queries.server.ts'
import { deciders, isBooker, isDesk, isOwnCase, mayBook, mayRead } from '../policy.ts'
import { millis } from '../time.ts'
import { ClearingWish, OneWish, WishesOf, WishInput, WishRow, WishRuling } from './wish-schema.ts'
import {
  decideWish,
  type FoundWish,
  getWish,
  listWishes,
  toWish,
  wishForWhole,
  withdrawWish,
} from './wishes.server.ts'

const locked = (ctx: Context, wanted: z.output<typeof OneWish>) => getWish(ctx, wanted, true)

function mayRule(actor: Actor, wish: FoundWish): Verdict {
  if (holds(actor, deciders, wish.regionCode)) return 'allowed'
  return mayRead(actor, wish) === 'allowed' ? 'forbidden' : 'hidden'
}

export const askForWhole = operation({
  name: 'space.wish_for_whole',
  summary:
    'Ask for all of a space at a time when others have parts of it; staff decide whether those make way.',
  http: 'POST /spaces/{spaceId}/clearing-wishes',
  creates: true,
  input: WishInput,
  output: ClearingWish,
  subject: (ctx, wish) => loadAsk(ctx, wish.spaceId, wish),
  can: (actor, ask) => mayBook(actor, ask, false),
  async run(ctx, wish, ask) {
    const wishId = await wishForWhole(ctx, ask, wish)
    return toWish(ctx, await getWish(ctx, { wishId }))
  },
  constraints: {
    clearing_wish_once: () => new Fault('conflict', 'cowork_wish_twice', { details: { rule: 'wish' } }),
  },
})

export const readWish = operation({
  name: 'space.get_clearing_wish',
  summary: 'A wish for all of a space, for who asked and for staff, who see whom it would displace.',
  http: 'GET /clearing-wishes/{wishId}',
  input: OneWish,
  output: ClearingWish,
  subject: (ctx, wanted) => getWish(ctx, wanted),
  can: (actor, wish) => mayRead(actor, wish),
  run: (ctx, _, wish) => toWish(ctx, wish),
})

export const readWishes = operation({
  name: 'space.list_clearing_wishes',
  summary: 'Wishes for all of a space, those that wait first, for its staff.',
  http: 'GET /spaces/{spaceId}/clearing-wishes',
  input: WishesOf,
  output: z.object({ items: z.array(WishRow) }),
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  run: async (ctx, _, space) => ({ items: await listWishes(ctx, space.id) }),
})

export const ruleOnWish = operation({
  name: 'space.decide_clearing_wish',
  summary:
    'Let those who were named in `seen` make way for whoever asked for all of the space, or refuse with the reason.',
  http: 'POST /clearing-wishes/{wishId}/decision',
  secondFactor: true,
  input: WishRuling,
  output: ClearingWish,
  subject: (ctx, { wishId }) => getWish(ctx, { wishId }, true),
  can: mayRule,
  async run(ctx, ruling, wish) {
    if (isOwnCase(ctx.actor, wish)) throw new Fault('forbidden', 'cowork_wish_own')
    return toWish(ctx, await decideWish(ctx, wish, ruling))
  },
  constraints: {
    async booking_no_overlap(ctx, { wishId }) {
      const wish = await getWish(ctx, { wishId })
      return refusalFault(ctx, wish, { start: millis(wish.start), end: millis(wish.end) }, takenMeanwhile)
    },
  },
})

export const takeWishBack = operation({
  name: 'space.withdraw_clearing_wish',
  summary: 'Take back a wish for all of a space that nobody decided yet.',
  http: 'POST /clearing-wishes/{wishId}/withdrawal',
  input: OneWish,
  output: ClearingWish,
  subject: locked,
  can: (actor, wish) =>
    isBooker(actor, wish) ? 'allowed' : isDesk(actor, wish.regionCode) ? 'forbidden' : 'hidden',
  run: async (ctx, _, wish) => toWish(ctx, await withdrawWish(ctx, wish)),
})

export const wishOperations = [askForWhole, readWish, readWishes, ruleOnWish, takeWishBack]
