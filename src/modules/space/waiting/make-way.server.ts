import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'

/** Holds that kept this time for the line end. */
export const makeWay = (
  ctx: Context,
  space: { id: string },
  time: { start: string; end: string },
): Promise<number> =>
  ctx.db.exec(
    text(
      `update space.booking set state = 'expired', ended_at = $4, ended_by = 'system', updated_at = $4, version = version + 1
       where space_id = $1 and state = 'held' and for_line and blocked && tstzrange($2::timestamptz, $3::timestamptz + interval '4 hours')
         and during && tstzrange($2::timestamptz, $3::timestamptz)`,
      [space.id, time.start, time.end, ctx.now],
    ),
  )
