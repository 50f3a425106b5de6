import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import type { Target } from '../figures/schema.ts'

/** Set a target from a day on; once more on the same day replaces it. */
export const setTarget = (ctx: Context, target: Target): Promise<{ id: string }> =>
  ctx.db.one(
    text<{ id: string }>(
      `insert into impact.target (indicator, region_code, valid_from, value, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
       on conflict on constraint target_once do update
         set value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at
       returning id`,
      [target.indicator, target.region, target.validFrom, target.value, ctx.actor.accountId, ctx.now],
    ),
  )
