import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { cancelMessages } from '#kernel/outbox.server.ts'
import { workingMinutesBetween } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { assertVersion } from '../bookings/lifecycle.server.ts'
import { notify, templateOf } from '../bookings/notices.server.ts'
import type { FoundBooking } from '../bookings/queries.server.ts'
import { undoSeconds } from '../bookings/states.ts'
import { isOwnCase } from '../policy.ts'
import { notifySeries, type SeriesFacts, seriesTemplate } from '../series/notices.server.ts'
import { getUndecided, type SeriesTimes } from '../series/queries.server.ts'
import { dateAt, instant, localDay, millis, minute } from '../time.ts'
import { makeWay } from '../waiting/make-way.server.ts'

export interface Ruling {
  decision: 'approve' | 'return' | 'reject'
  reason?: string | undefined
  reasonCode?: string | undefined
  version?: number | undefined
}

const outcomes = { approve: 'approved', reject: 'rejected' } as const

/** Decide a request. The message leaves after ten seconds unless the decision is taken back. */
export async function decide(
  ctx: Context,
  found: FoundBooking,
  ruling: Ruling,
): Promise<{ undoUntil: string }> {
  if (isOwnCase(ctx.actor, found)) throw new Fault('forbidden', 'space_own_case')
  if (ruling.decision === 'return') throw fieldFault('decision', 'space_no_return')
  if (found.state !== 'requested')
    throw new Fault('conflict', found.decision ? 'space_already_decided' : 'space_wrong_state', {
      params: { name: found.decidedByName ?? '' },
      details: { state: found.state },
    })
  assertVersion(found, ruling.version)
  if (millis(found.start) <= millis(ctx.now)) throw new Fault('conflict', 'space_already_begun')
  const decision = outcomes[ruling.decision]
  const { reason, reasonCode } = await reasonOf(ctx, ruling)
  const together = await seriesOf(ctx, found, true)
  const waited = await workingMinutesBetween(ctx.db, found.requestedAt, ctx.now, found.regionCode)
  await ctx.db.exec(
    text(
      `update space.booking set state = $2, decision = $2, decided_at = $3, decided_by = $4, decided_by_name = $5, reason = $6,
         reason_code = $7, waited_minutes = $8, updated_at = $3, version = version + 1
       where id = any ($1::uuid[])`,
      [
        together?.bookingIds ?? [found.id],
        decision,
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
        reason,
        reasonCode,
        waited,
      ],
    ),
  )
  const more = { reason: reason ?? '', holdSeconds: undoSeconds }
  if (together) notifySeries(ctx, decision, seriesFacts(found, together), more)
  else notify(ctx, decision, found, more)
  touchSpace(ctx, found.spaceId)
  ctx.audit({
    subject: { type: 'booking', id: found.id },
    region: found.regionCode,
    ...(reason && { reason }),
    changes: {
      decision: ruling.decision,
      ...(reasonCode && { reasonCode }),
      ...(together && { series: together.id, dates: together.starts }),
    },
  })
  return { undoUntil: instant(millis(ctx.now) + undoSeconds * 1000) }
}

/** The undecided dates that are decided with this one; undefined for a booking by itself, or the last of a series. */
export async function seriesOf(
  ctx: Context,
  found: FoundBooking,
  lock = false,
): Promise<SeriesTimes | undefined> {
  if (found.seriesId === null) return undefined
  const series = await getUndecided(ctx, found.seriesId, lock)
  return series.bookingIds.length > 1 && series.bookingIds.includes(found.id) ? series : undefined
}

/** What a message about all of them says. */
export function seriesFacts(found: FoundBooking, { id, starts }: SeriesTimes): SeriesFacts {
  const first = dateAt(millis(found.start), found.zone)
  return {
    ...found,
    id,
    first,
    from: (millis(found.start) - localDay(first, found.zone).start) / minute,
    minutes: (millis(found.end) - millis(found.start)) / minute,
    count: starts.length,
    phone: found.bookerPhone,
    locale: found.bookerLocale,
  }
}

/** Figures count by code; a reason that was only typed counts as `other`. */
async function reasonOf(
  ctx: Context,
  ruling: Ruling,
): Promise<{ reason: string | null; reasonCode: string | null }> {
  if (ruling.decision === 'approve') return { reason: null, reasonCode: null }
  const reason = (ruling.reason ?? '').replace(/\s+/g, ' ').trim()
  if (ruling.reasonCode === undefined || ruling.reasonCode === 'other') return { reason, reasonCode: 'other' }
  const known = await ctx.db.maybe(
    text('select code from space.reason where code = $1 and active', [ruling.reasonCode]),
  )
  if (!known) throw fieldFault('reasonCode', 'kernel_field_choose')
  return { reason, reasonCode: ruling.reasonCode }
}

/** Take a decision back while its message still waits; only by the one who made it. A rejected time may be gone by then. */
export async function undo(ctx: Context, found: FoundBooking): Promise<void> {
  const decided = found.state === 'approved' || found.state === 'rejected'
  if (!decided || found.decision === null || found.decidedAt === null || found.decidedBy === null)
    throw new Fault('conflict', 'space_nothing_to_undo')
  if (found.decidedBy !== ctx.actor.accountId) throw new Fault('forbidden', 'space_undo_not_yours')
  if (millis(ctx.now) > millis(found.decidedAt) + undoSeconds * 1000)
    throw new Fault('conflict', 'space_undo_too_late')
  // A rejected time was kept for those who wait: nobody has been asked yet.
  if (found.state === 'rejected') await makeWay(ctx, { id: found.spaceId }, found)
  await ctx.db.exec(
    text(
      `update space.booking set state = 'requested', decision = null, decided_at = null, decided_by = null, decided_by_name = null,
         reason = null, reason_code = null, waited_minutes = null, updated_at = $2, version = version + 1
       where id = $1 or (series_id = $3 and state = $4 and decided_at = $5 and decided_by = $6)`,
      [found.id, ctx.now, found.seriesId, found.state, found.decidedAt, found.decidedBy],
    ),
  )
  await ctx.db.exec(cancelMessages({ type: 'booking', id: found.id }, templateOf(found.decision)))
  if (found.seriesId !== null)
    await ctx.db.exec(cancelMessages({ type: 'series', id: found.seriesId }, seriesTemplate(found.decision)))
  touchSpace(ctx, found.spaceId)
  ctx.audit({
    subject: { type: 'booking', id: found.id },
    region: found.regionCode,
    changes: { undone: found.decision },
  })
}
