import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'

/** What was given back for good is offered to the next as soon as a job comes to it; the sweep of each minute finds the rest. */
export const offerSoon = (ctx: Context, spaceId: string): void =>
  ctx.emit('space_offer', { spaceId }, { key: `space_offer:${spaceId}`, maxAttempts: 5 })

/** The same, where it is not known whether anybody waits. */
export async function offerFreed(
  ctx: Context,
  freed: { spaceId: string; start: string; end: string },
): Promise<void> {
  const { count } = await ctx.db.one(
    text<{ count: number }>('select space.line_length($1, null, $2, $3) as count', [
      freed.spaceId,
      freed.start,
      freed.end,
    ]),
  )
  if (count > 0) offerSoon(ctx, freed.spaceId)
}
