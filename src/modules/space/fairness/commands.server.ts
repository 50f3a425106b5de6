import type { Context } from '#kernel/context.ts'
import { formatDate } from '#kernel/format.ts'
import { m } from '#messages'
import { text } from '#platform/database/query.ts'
import type { NoticeFacts } from '../bookings/notices.server.ts'
import type { Refusal } from '../bookings/rules.ts'
import type { Bookable } from '../calendar/queries.server.ts'
import type { Span } from '../calendar/rules.ts'
import { millis } from '../time.ts'
import { type FairRules, loadFairUse, type Party } from './queries.server.ts'
import { coolingUntil, freeFrom, recentlyMissed, refuseCooling, refuseShare } from './rules.ts'

/**
 * Why a fair share of the space does not allow this to a person and their group. It locks: until the transaction ends, nobody
 * else asks for the same person or group, so that two requests at once cannot both be the last.
 */
export async function refuseUnfair(
  ctx: Context,
  space: Pick<Bookable, 'id' | 'rules'>,
  party: Party,
  wanted: Span,
  except?: string,
): Promise<Refusal | undefined> {
  const use = await loadFairUse(ctx.db, space.id, party, { spans: [wanted], now: ctx.now, lock: true })
  const { zone } = space.rules
  return refuseCooling(use, millis(ctx.now), zone) ?? refuseShare(wanted, use, zone, except)
}

/** Replace the limits of a space; what is no longer said no longer holds. */
export async function saveFairRules(
  ctx: Context,
  spaceId: string,
  { limits, attendance }: FairRules,
): Promise<void> {
  await ctx.db.exec(text('update space.allowance set amount = null where space_id = $1', [spaceId]))
  if (limits.length > 0)
    await ctx.db.exec(
      text(
        `insert into space.allowance (space_id, subject, period, measure, amount)
         select $1, l.subject, l.period, l.measure, l.amount
         from jsonb_to_recordset($2::jsonb) as l(subject text, period text, measure text, amount int)
         on conflict (space_id, subject, period, measure) do update set amount = excluded.amount`,
        [spaceId, JSON.stringify(limits)],
      ),
    )
  await ctx.db.exec(
    text(
      `insert into space.attendance_rule (space_id, warn_after, cool_after, within_days, cool_days) values ($1, $2, $3, $4, $5)
       on conflict (space_id) do update set warn_after = $2, cool_after = $3, within_days = $4, cool_days = $5`,
      [
        spaceId,
        attendance?.warnAfter ?? null,
        attendance?.coolAfter ?? null,
        attendance?.withinDays ?? 90,
        attendance?.coolDays ?? 14,
      ],
    ),
  )
}

type Missed = NoticeFacts & { spaceId: string; accountId: string | null }

/** Tell somebody who did not come that the next time has a consequence, or that it has one now. */
export async function tellAbsent(ctx: Context, found: Missed): Promise<void> {
  if (found.bookerPhone === null) return
  const party = { accountId: found.accountId, phone: found.bookerPhone }
  const span = { start: millis(found.start), end: millis(found.end) }
  const use = await loadFairUse(ctx.db, found.spaceId, party, { spans: [span], now: ctx.now, lock: false })
  const { attendance } = use
  if (attendance === null) return
  const locale = found.bookerLocale
  const count = recentlyMissed(use, millis(ctx.now))
  const until = coolingUntil(use, millis(ctx.now))
  const facts = { space: found.spaceName, count, days: attendance.withinDays }
  if (until !== undefined) {
    const date = formatDate(freeFrom(until, found.zone), locale, found.zone, 'weekday')
    send(ctx, found, 'space.absence_cooling', m.series_notice_cooling({ ...facts, date }, { locale }))
  } else if (attendance.warnAfter !== null && count >= attendance.warnAfter)
    send(ctx, found, 'space.absence_warning', m.series_notice_warning(facts, { locale }))
}

function send(ctx: Context, found: Missed, template: string, body: string): void {
  if (found.bookerPhone === null) return
  const { id, regionCode: region, bookerLocale: locale } = found
  ctx.send({
    to: { phone: found.bookerPhone },
    locale,
    template,
    body,
    about: { type: 'booking', id },
    region,
  })
}
