import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { formatDate, formatTime } from '#kernel/format.ts'
import { href, type Locale } from '#kernel/locale.ts'
import { text } from '#platform/database/query.ts'
import { sign, verify } from '#platform/sign.ts'
import { managePath, openLinks } from '../bookings/links.server.ts'
import type { BookingState } from '../bookings/states.ts'
import { timeOf } from './judge.ts'
import type { Series } from './schema.ts'

const purpose = 'space.series'
export const seriesToken = (seriesId: string): string => sign(purpose, seriesId)
const isSeriesToken = (seriesId: string, token: string | undefined): boolean =>
  token !== undefined && verify(purpose, seriesId, token)

/** Path of the page with all dates of a series, without signing in. */
export const seriesPath = (seriesId: string, locale: Locale = 'id'): string =>
  href(`/pesanan/rangkaian/${seriesId}?t=${seriesToken(seriesId)}`, locale)

interface SeriesRow extends Omit<Series, 'dates' | 'manage'> {
  accountId: string | null
  recordedBy: string | null
  bookerLocale: Locale
}

export interface FoundSeries extends SeriesRow {
  linked: boolean
}

/** A series the actor may see, by row-level security or by its link. @throws Fault `not_found` */
export async function getSeries(
  ctx: Context,
  { seriesId, token }: { seriesId: string; token?: string | undefined },
): Promise<FoundSeries> {
  const linked = isSeriesToken(seriesId, token)
  if (linked) await openLinks(ctx.db, seriesId)
  const found = await ctx.db.maybe(
    text<SeriesRow>(
      `select r.id, r.space_id as "spaceId", s.slug as "spaceSlug", s.name as "spaceName", u.name as "unitName", u.kind as "unitKind",
         r.region_code as "regionCode", s.zone, r.rule, r.first_on as first, r.from_minute as "from", r.minutes, r.created_at as "createdAt",
         r.account_id as "accountId", r.recorded_by as "recordedBy", r.booker_locale as "bookerLocale"
       from space.series r join space.space s on s.id = r.space_id join space.unit u on u.id = r.unit_id where r.id = $1`,
      [seriesId],
    ),
  )
  if (!found) throw new Fault('not_found', 'series_not_found')
  if (linked) await openBookings(ctx, seriesId)
  return { ...found, linked }
}

/** Whoever has the link of a series may act on all its bookings, and on nothing else. */
async function openBookings(ctx: Context, seriesId: string): Promise<void> {
  const rows = await ctx.db.many(
    text<{ id: string }>(
      'select booking_id as id from space.series_date where series_id = $1 and booking_id is not null',
      [seriesId],
    ),
  )
  await openLinks(ctx.db, seriesId, ...rows.map(({ id }) => id))
}

interface DateRow {
  date: string
  leftOut: string | null
  id: string | null
  reference: string
  start: string
  end: string
  state: BookingState
  reason: string | null
  moves: number
}

export async function toSeries(ctx: Context, found: FoundSeries): Promise<Series> {
  const { accountId: _, recordedBy: __, bookerLocale: ___, linked: ____, ...series } = found
  const rows = await ctx.db.many(
    text<DateRow>(
      `select d.day as date, d.left_out as "leftOut", b.id, b.reference, lower(b.during) as start, upper(b.during) as end, b.state,
         b.reason, b.moves
       from space.series_date d left join space.booking b on b.id = d.booking_id where d.series_id = $1 order by d.day`,
      [found.id],
    ),
  )
  const dates = rows.map(({ date, leftOut, id, ...booking }) => ({
    date,
    leftOut,
    booking: id === null ? null : { id, ...booking, manage: managePath(id, ctx.locale) },
  }))
  return { ...series, dates, manage: seriesPath(found.id, ctx.locale) }
}

/** Times of a series that an officer decides together: `Sabtu, 28 November 2026 09.00` and the others. */
export interface SeriesTimes {
  id: string
  rule: string
  bookingIds: string[]
  starts: string[]
}

/** The undecided bookings of one series, in the order of time. They are decided as one. */
export async function getUndecided(ctx: Context, seriesId: string, lock = false): Promise<SeriesTimes> {
  const rows = await ctx.db.many(
    text<{ id: string; start: string; rule: string }>(
      `select b.id, lower(b.during) as start, r.rule from space.booking b join space.series r on r.id = b.series_id
       where b.series_id = $1 and b.state = 'requested' and lower(b.during) > $2
       order by lower(b.during), b.id${lock ? ' for update of b' : ''}`,
      [seriesId, ctx.now],
    ),
  )
  return {
    id: seriesId,
    rule: rows[0]?.rule ?? '',
    bookingIds: rows.map(({ id }) => id),
    starts: rows.map(({ start }) => start),
  }
}

/** `09.00, Sabtu, 28 November 2026` of the first date, for one line of a message. */
export const firstWords = (
  series: Pick<Series, 'first' | 'from' | 'minutes' | 'zone'>,
  locale: Locale,
): string => {
  const { start } = timeOf(series.first, series, series.zone)
  return `${formatDate(series.first, locale, series.zone, 'weekday')}, ${formatTime(new Date(start).toISOString(), locale, series.zone)}`
}
