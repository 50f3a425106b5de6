import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import { forgetKeysOf } from '../keys/verify.server.ts'

/** The role ends now. The row stays: it explains what was done with it. */
export async function revokeAssignment(
  ctx: Context,
  assignment: { id: string; accountId: string },
  reason: string,
): Promise<number> {
  forgetKeysOf(assignment.accountId)
  return ctx.db.exec(
    text(
      `update identity.role_assignment set revoked_at = $2, revoked_by = $3, revoked_reason = $4
       where id = $1 and revoked_at is null`,
      [assignment.id, ctx.now, ctx.actor.accountId, reason],
    ),
  )
}
