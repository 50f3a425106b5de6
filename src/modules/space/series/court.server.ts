import type { Context } from '#kernel/context.ts'
import { translate } from '#kernel/problem.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import { type Ask, askerOf } from '../bookings/commands.server.ts'
import { withOpen } from '../bookings/write.server.ts'
import { type Bookable, getBookable, groundOf, listTaken, windowOf } from '../calendar/queries.server.ts'
import { loadFairUse } from '../fairness/queries.server.ts'
import type { FairUse } from '../fairness/rules.ts'
import { instant } from '../time.ts'
import { type Court, judgeDates, timeOf } from './judge.ts'
import { occurrences, rruleOf } from './rules.ts'
import type { Preview, SeriesRequest, SeriesWish } from './schema.ts'

const unlimited: FairUse = { limits: [], attendance: null, used: [], missed: [] }

/** The space with everything that closes it on the dates of a wish. */
export async function loadSpace(
  ctx: Context,
  wish: Pick<SeriesWish, 'spaceId' | 'unitId' | 'first'>,
  dates: readonly string[],
): Promise<Bookable> {
  const window = windowOf(wish.first, dates.at(-1) ?? wish.first, 'UTC')
  const { accountId } = ctx.actor
  return getBookable(ctx.db, wish.spaceId, { ...window, now: ctx.now, accountId, unitId: wish.unitId })
}

/** Like loadAsk, for all dates at once. */
export async function loadSeriesAsk(ctx: Context, wish: SeriesRequest): Promise<Ask> {
  const { accountId } = ctx.actor
  const [space, contact, standards] = await Promise.all([
    loadSpace(ctx, wish, occurrences(wish)),
    accountId === null ? undefined : contactOf(ctx.db, accountId),
    getSettings(ctx.db, 'standards'),
  ])
  return { space, regionCode: space.regionCode, contact, standards }
}

/** For whom, as far as the court asks. */
export interface Who {
  businessId?: string | undefined
  groupName?: string | null | undefined
  phone: string | null
  forSomebody: boolean
  lock: boolean
}

/** Everything the dates are judged by. */
export async function courtOf(
  ctx: Context,
  space: Bookable,
  spans: readonly { start: number; end: number }[],
  who: Who,
): Promise<Court> {
  const from = instant(Math.min(...spans.map(({ start }) => start)) - 86_400_000)
  const to = instant(Math.max(...spans.map(({ end }) => end)) + 86_400_000)
  const party = {
    accountId: ctx.actor.accountId,
    phone: who.phone,
    businessId: who.businessId,
    groupName: who.groupName,
  }
  const bound = !who.forSomebody && ctx.actor.accountId !== null
  // The share first: whoever waits for it must then see what was taken meanwhile.
  const use = bound
    ? await loadFairUse(ctx.db, space.id, party, { spans, now: ctx.now, lock: who.lock })
    : unlimited
  const [asker, taken] = await Promise.all([
    askerOf(ctx, space, who.businessId, who.forSomebody),
    listTaken(ctx.db, space.id, { from, to, now: ctx.now, unitId: space.unitId }),
  ])
  // Whether a visitor is registered is asked when they sign in.
  const registered = asker.registered || ctx.actor.accountId === null
  return {
    terms: space,
    asker: withOpen({ ...asker, registered }, space),
    ground: groundOf(space, ctx.now, taken),
    use,
  }
}

/** Every date of a wish, and why it cannot be had: before anything is asked. */
export async function previewSeries(ctx: Context, wish: SeriesWish, forSomebody: boolean): Promise<Preview> {
  const all = occurrences(wish)
  const space = await loadSpace(ctx, wish, all)
  const left = new Set(wish.leaveOut ?? [])
  const spans = all.map((date) => timeOf(date, wish, space.rules.zone))
  const court = await courtOf(ctx, space, spans, { phone: null, forSomebody, lock: false })
  const wanted = all.filter((date) => !left.has(date))
  const judged = new Map(judgeDates(wanted, wish, court).map((one) => [one.date, one]))
  return {
    rule: rruleOf(wish),
    dates: all.map((date, index) => {
      const span = spans[index] ?? { start: 0, end: 0 }
      const refusal = judged.get(date)?.refusal
      return {
        date,
        start: instant(span.start),
        end: instant(span.end),
        state: left.has(date) ? 'left_out' : refusal ? 'refused' : 'free',
        refusedBy: refusal?.rule ?? null,
        reason: refusal ? translate(refusal.key, refusal.params, ctx.locale) : null,
      }
    }),
  }
}
