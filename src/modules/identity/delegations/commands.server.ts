import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { forgetKeysOf } from '../keys/verify.server.ts'

export interface NewDelegation {
  assignmentId: string
  delegateId: string
  kind: 'plt' | 'plh'
  /** First and last day, `YYYY-MM-DD`. */
  startsOn: string
  endsOn: string
  decree?: string | null | undefined
}

export async function insertDelegation(ctx: Context, delegation: NewDelegation): Promise<{ id: string }> {
  const { assignmentId, delegateId, kind, startsOn, endsOn, decree } = delegation
  forgetKeysOf(delegateId)
  return ctx.db.one(
    text<{ id: string }>(
      `insert into identity.delegation (id, assignment_id, delegate_id, kind, starts_on, ends_on, decree, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [
        newId(),
        assignmentId,
        delegateId,
        kind,
        startsOn,
        endsOn,
        decree ?? null,
        ctx.actor.accountId,
        ctx.now,
      ],
    ),
  )
}

/** Who stood in stops doing so, now. */
export function revokeDelegation(
  ctx: Context,
  delegation: { id: string; delegateId: string },
): Promise<number> {
  forgetKeysOf(delegation.delegateId)
  return ctx.db.exec(
    text(
      'update identity.delegation set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null',
      [delegation.id, ctx.now, ctx.actor.accountId],
    ),
  )
}
