import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'

/** Of two who set up at once the second waits and then finds it done. */
export const lockSetUp = (ctx: Context) =>
  ctx.db.exec(text(`select pg_advisory_xact_lock(hashtext('identity.set_up'))`))
