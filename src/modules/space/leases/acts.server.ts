import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { plusDays } from '../time.ts'
import { grantLease } from './grant.server.ts'
import { tell } from './notices.server.ts'
import { type FoundLease, readUse } from './queries.server.ts'
import { appealDays, nextTerm } from './rules.ts'
import { type LeaseState, leaseMoves } from './states.ts'
import { todayAt } from './today.ts'

export const noticeOf = (lease: FoundLease) => ({
  id: lease.id,
  unit: { code: lease.unitCode, spaceName: lease.spaceName, regionCode: lease.regionCode },
  phone: lease.holderPhone,
  until: lease.until,
})

const assertMove = (lease: FoundLease, to: LeaseState): void => {
  if (!leaseMoves.may(lease.state, to)) throw new Fault('conflict', 'market_lease_state')
}

/**
 * End a lease before its term: given back by its holder, or taken back by the office. The place is free from tomorrow on;
 * of one that has not begun, at once.
 */
export async function endEarly(
  ctx: Context,
  lease: FoundLease,
  state: 'surrendered' | 'revoked',
  reason: string,
): Promise<{ appealUntil: string | null }> {
  assertMove(lease, state)
  const today = todayAt(ctx, lease)
  const ended = today < lease.from ? lease.from : today > lease.until ? lease.until : today
  const appealUntil = state === 'revoked' ? plusDays(today, appealDays) : null
  await ctx.db.exec(
    text(
      `update space.lease set state = $2, ended_on = $3, end_reason = $4, appeal_until = $5, updated_at = $6, version = version + 1,
        term = daterange(lower(term), greatest($3::date, lower(term)) + 1) where id = $1`,
      [lease.id, state, ended, reason, appealUntil, ctx.now],
    ),
  )
  // The permit is worth nothing from now on: whoever scans it is told so.
  await ctx.db.exec(
    text(
      `update space.letter set state = 'revoked', revoked_at = $2 where lease_id = $1 and kind = 'permit' and state = 'valid'`,
      [lease.id, ctx.now],
    ),
  )
  if (state === 'revoked') {
    ctx.emit('space_revocation_letter', { leaseId: lease.id }, { key: `space_revocation_letter:${lease.id}` })
    tell(ctx, 'revoked', { ...noticeOf(lease), until: appealUntil ?? today, reason })
  }
  ctx.audit({
    subject: { type: 'lease', id: lease.id },
    region: lease.regionCode,
    reason,
    changes: { state: [lease.state, state], ended },
  })
  touchSpace(ctx, lease.spaceId)
  return { appealUntil }
}

/** Record that a place came back, and how it was. Only of a lease that is over. */
export async function recordHandBack(ctx: Context, lease: FoundLease, note: string): Promise<void> {
  if (lease.handedBackOn !== null || !['ended', 'surrendered', 'revoked'].includes(lease.state))
    throw new Fault('conflict', 'market_lease_state')
  await ctx.db.exec(
    text(
      `update space.lease set handed_back_on = $2, hand_back_note = $3, updated_at = $4, version = version + 1 where id = $1`,
      [lease.id, todayAt(ctx, lease), note, ctx.now],
    ),
  )
  ctx.audit({ subject: { type: 'lease', id: lease.id }, region: lease.regionCode, reason: note })
}

export interface Outcome {
  decision: 'renewed' | 'refused'
  complaints: number
  checks: readonly string[]
  reason: string
  until?: string | undefined
}

/**
 * Look back on a lease and renew it, or not, with the reason. Renewing grants the same place to the same holder from the day
 * after; it is the only way a lease goes on.
 */
export async function reviewLease(
  ctx: Context,
  lease: FoundLease,
  outcome: Outcome,
): Promise<{ leaseId: string | null; number: string | null }> {
  if (lease.reviewed !== null) throw new Fault('conflict', 'market_review_done')
  if (!['active', 'ended'].includes(lease.state)) throw new Fault('conflict', 'market_lease_state')
  const { marketDays, presentDays } = await readUse(ctx, lease)
  await ctx.db.exec(
    text(
      `insert into space.lease_review (lease_id, decision, present_days, market_days, arrears, complaints, checks, reason,
        reviewed_at, reviewed_by, reviewed_by_name) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        lease.id,
        outcome.decision,
        presentDays,
        marketDays,
        lease.arrears,
        outcome.complaints,
        [...new Set(outcome.checks)],
        outcome.reason,
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
      ],
    ),
  )
  ctx.audit({
    subject: { type: 'lease', id: lease.id },
    region: lease.regionCode,
    reason: outcome.reason,
    changes: { decision: outcome.decision },
  })
  if (outcome.decision === 'refused') {
    tell(ctx, 'refused', { ...noticeOf(lease), reason: outcome.reason })
    return { leaseId: null, number: null }
  }
  const next = nextTerm(lease.from, lease.until)
  const granted = await grantLease(ctx, {
    unitId: lease.unitId,
    holder:
      lease.businessId === null
        ? { name: lease.holderName, phone: lease.holderPhone, accountId: lease.accountId }
        : { businessId: lease.businessId },
    from: next.from,
    until: outcome.until ?? next.until,
    kind: lease.kind,
    origin: 'renewal',
    trade: lease.trade,
    rent: lease.rent,
    rentPer: lease.rentPer,
    renews: lease.id,
  })
  return { leaseId: granted.id, number: granted.number }
}
