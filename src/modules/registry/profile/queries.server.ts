import type { Context } from '#kernel/context.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import type { BusinessSubject } from '../business.server.ts'
import { isOwner, mayChangeBusiness } from '../policy.ts'
import type { BusinessHead } from './schema.ts'

/** The head of a business that was found for the actor. */
export async function headOf(ctx: Context, business: BusinessSubject): Promise<BusinessHead> {
  const { accountId: _, ...facts } = business
  const [owner, names] = await Promise.all([
    ctx.db.maybe(
      text<{ name: string }>(
        `select p.name from registry.business b join registry.person p on p.id = b.owner_id where b.id = $1`,
        [business.id],
      ),
    ),
    regionNames(ctx.db, [business.regionCode]),
  ])
  return {
    ...facts,
    place: names.get(business.regionCode)?.fullName ?? business.regionCode,
    ownerName: owner?.name ?? '',
    own: isOwner(ctx.actor, business),
    mayChange: mayChangeBusiness(ctx.actor, business) === 'allowed',
  }
}
