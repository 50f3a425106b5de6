import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { translate } from '#kernel/problem.ts'
import { text } from '#platform/database/query.ts'
import {
  type Ask,
  checkAttendees,
  groupOf,
  namesOf,
  outcomeOf,
  partyOf,
  touchSpace,
} from '../bookings/commands.server.ts'
import { newReference } from '../bookings/links.server.ts'
import { takenMeanwhile } from '../bookings/rules.ts'
import { type BookingColumns, insertion } from '../bookings/write.server.ts'
import type { Bookable } from '../calendar/queries.server.ts'
import { instant } from '../time.ts'
import { courtOf, loadSpace, type Who } from './court.server.ts'
import { type Court, type Judged, judgeDates, timeOf } from './judge.ts'
import { announceSeries } from './notices.server.ts'
import { occurrences, rruleOf } from './rules.ts'
import type { SeriesRequest } from './schema.ts'

/** Not all dates can be had (any more): which, and by which rule each. */
function goneFault(ctx: Context, gone: readonly Judged[]): Fault {
  const dates = gone.map(({ date, refusal = takenMeanwhile }) => ({
    date,
    rule: refusal.rule,
    reason: translate(refusal.key, refusal.params, ctx.locale),
  }))
  return new Fault('conflict', 'series_dates_gone', {
    params: { count: gone.length },
    details: { rule: gone[0]?.refusal?.rule ?? 'taken', dates },
  })
}

/** Ask for many dates: all of those that were chosen, or none. @returns the id of the series */
export async function requestSeries(ctx: Context, ask: Ask, request: SeriesRequest): Promise<string> {
  const { space, contact } = ask
  const { booker } = request
  const forSomebody = booker !== undefined
  if (booker?.phone !== undefined && booker.phone === contact?.phone)
    throw new Fault('forbidden', 'space_desk_for_oneself')
  checkAttendees(request.attendees, space.capacity)
  const all = occurrences(request)
  const chosen = all.filter((date) => request.dates.includes(date))
  if (chosen.length === 0 || chosen.length < new Set(request.dates).size)
    throw new Fault('invalid_input', 'series_field_dates', {
      fields: [{ path: 'dates', key: 'series_field_dates' }],
    })
  const spans = all.map((date) => timeOf(date, request, space.rules.zone))
  const { businessId, groupName } = groupOf(request)
  const { phone } = partyOf(ctx, contact)
  const who = { businessId: businessId ?? undefined, groupName, phone, forSomebody, lock: true }
  const court = await courtOf(ctx, space, spans, who)
  const judged = judgeDates(chosen, request, court)
  const gone = judged.filter(({ refusal }) => refusal)
  if (gone.length > 0) throw goneFault(ctx, gone)
  const seriesId = await writeSeries(ctx, space, request, forSomebody)
  const written = await writeDates(ctx, ask, request, { seriesId, judged, court, who })
  await writeDateRows(ctx, seriesId, all, { written, court, request })
  const first = judged[0]
  if (first)
    announceSeries(ctx, {
      ...{
        id: seriesId,
        spaceId: space.id,
        spaceName: space.name,
        regionCode: space.regionCode,
        zone: space.rules.zone,
      },
      ...{ count: judged.length, first: request.first, from: request.from, minutes: request.minutes },
      phone: forSomebody ? (booker.phone ?? null) : (contact?.phone ?? null),
      locale: forSomebody ? ctx.locale : (contact?.locale ?? ctx.locale),
      accepted: forSomebody || space.approval === 'automatic',
    })
  touchSpace(ctx, space.id)
  ctx.audit({
    subject: { type: 'series', id: seriesId },
    region: space.regionCode,
    changes: { rule: rruleOf(request), dates: judged.map(({ date }) => date) },
  })
  return seriesId
}

async function writeSeries(
  ctx: Context,
  space: Bookable,
  request: SeriesRequest,
  forSomebody: boolean,
): Promise<string> {
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into space.series (id, space_id, unit_id, region_code, account_id, recorded_by, booker_locale, rule, first_on, from_minute,
         minutes, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        space.id,
        space.unitId,
        space.regionCode,
        forSomebody ? null : ctx.actor.accountId,
        forSomebody ? ctx.actor.accountId : null,
        ctx.locale,
        rruleOf(request),
        request.first,
        request.from,
        request.minutes,
        ctx.now,
      ],
    ),
  )
  return id
}

interface Writing {
  seriesId: string
  judged: readonly Judged[]
  court: Court
  who: Who
}

/** What all dates of a series say alike. */
function columnsOf(
  ctx: Context,
  { contact }: Ask,
  request: SeriesRequest,
): Omit<BookingColumns, 'start' | 'end' | 'state' | 'deadline' | 'decision' | 'decidedBy' | 'decidedByName'> {
  const { booker } = request
  return {
    ...namesOf(request, booker?.name ?? contact?.name ?? ''),
    source: ctx.actor.kind === 'key' ? 'api' : booker ? 'desk' : 'web',
    accountId: booker ? null : ctx.actor.accountId,
    recordedBy: booker ? ctx.actor.accountId : null,
    bookerPhone: booker ? (booker.phone ?? null) : (contact?.phone ?? null),
    bookerLocale: booker ? ctx.locale : (contact?.locale ?? ctx.locale),
    groupKind: request.groupKind,
    groupPublic: request.groupPublic && request.groupKind !== 'person',
    businessId: request.businessId ?? null,
    purpose: request.purpose,
    note: request.note ?? null,
    attendees: request.attendees,
    holdUntil: null,
    requestedAt: ctx.now,
  }
}

/**
 * Write the bookings in the order of time, so that two series wait for each other in one direction only. What was not written is
 * judged again: taken meanwhile, or written with new rules.
 */
async function writeDates(
  ctx: Context,
  ask: Ask,
  request: SeriesRequest,
  writing: Writing,
): Promise<Map<string, string>> {
  const written = new Map<string, string>()
  const alike = columnsOf(ctx, ask, request)
  let { space } = ask
  let missing = writing.judged
  for (let attempt = 1; missing.length > 0 && attempt <= 4; attempt++) {
    const numbers = freeNumbers(space, writing.court.asker.staff)
    const outcomes = await Promise.all(
      missing.map(async ({ date, start, end }) => {
        const [from, to] = [instant(start), instant(end)]
        const outcome = outcomeOf(ctx, space, writing.who.forSomebody, from, ask.standards)
        const row = { ...alike, ...outcome, start: from, end: to, seriesId: writing.seriesId }
        const id = newId()
        const done = await ctx.db.exec(
          insertion(space, row, { id, reference: newReference() }, numbers.shift() ?? null, ctx.now),
        )
        return { date, id, done: done === 1 }
      }),
    )
    for (const { date, id, done } of outcomes) if (done) written.set(date, id)
    missing = missing.filter(({ date }) => !written.has(date))
    if (missing.length === 0) return written
    space = await loadSpace(ctx, request, occurrences(request))
    const court = await courtOf(ctx, space, missing, writing.who)
    const gone = judgeDates(
      missing.map(({ date }) => date),
      request,
      court,
    ).filter(({ refusal }) => refusal)
    if (gone.length > 0) throw goneFault(ctx, gone)
  }
  if (missing.length > 0) throw goneFault(ctx, missing)
  return written
}

/** The person's numbers of 1 to the quota that are not in use, lowest first; none where there is no limit. */
function freeNumbers({ quota, quotaUsed }: Bookable, staff: boolean): number[] {
  if (quota === null || staff) return []
  return Array.from({ length: quota }, (_, index) => index + 1).filter(
    (number) => !quotaUsed.includes(number),
  )
}

/** Every date of the rule is kept, also those that were left out, and why. */
async function writeDateRows(
  ctx: Context,
  seriesId: string,
  all: readonly string[],
  { written, court, request }: { written: ReadonlyMap<string, string>; court: Court; request: SeriesRequest },
): Promise<void> {
  const others = all.filter((date) => !written.has(date))
  // Beside those that were asked for, which take their part of quota and share.
  const mine = [...written.keys()].map((date) => ({
    id: date,
    person: true,
    group: true,
    ...timeOf(date, request, court.ground.rules.zone),
  }))
  const beside: Court = {
    ...court,
    asker: { ...court.asker, open: court.asker.open + written.size },
    use: { ...court.use, used: [...court.use.used, ...mine] },
  }
  const why = new Map(
    judgeDates(others, request, beside).map(({ date, refusal }) => [
      date,
      request.leaveOut?.includes(date) ? 'chosen' : (refusal?.rule ?? 'chosen'),
    ]),
  )
  await ctx.db.exec(
    text(
      `insert into space.series_date (series_id, day, booking_id, left_out)
       select $1, d.day, d.booking, d.why from jsonb_to_recordset($2::jsonb) as d(day date, booking uuid, why text)`,
      [
        seriesId,
        JSON.stringify(
          all.map((day) => ({
            day,
            booking: written.get(day) ?? null,
            why: written.has(day) ? null : (why.get(day) ?? 'chosen'),
          })),
        ),
      ],
    ),
  )
}
