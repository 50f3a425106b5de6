import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import { absolute, passPath } from '../bookings/links.server.ts'
import { getByReference } from '../bookings/queries.server.ts'
import { placeName } from '../units/words.ts'
import { validity } from './rules.ts'
import type { Pass } from './schema.ts'

/** The pass as it stands now. @throws Fault `not_found` */
export async function getPass(ctx: Context, reference: string): Promise<Pass> {
  const found = await getByReference(ctx, reference)
  const { address } = await ctx.db.one(
    text<{ address: string }>('select address from space.space where id = $1', [found.spaceId]),
  )
  return {
    reference: found.reference,
    bookingId: found.id,
    state: found.state,
    validity: validity(found, ctx.now),
    name: found.groupName ?? found.bookerName,
    spaceName: placeName(found, ctx.locale),
    spaceSlug: found.spaceSlug,
    address,
    zone: found.zone,
    start: found.start,
    end: found.end,
    attendees: found.attendees,
    checkedInAt: found.checkedInAt,
    url: absolute(passPath(found.reference)),
  }
}
