import type { Context } from '#kernel/context.ts'
import { fieldFault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { millis } from '../time.ts'
import type { FoundRound } from './queries.server.ts'
import type { RoundInput } from './schema.ts'

/** As many as the published list holds. */
const mostPlaces = 5000

/**
 * Places under the names they have now, for the trades of the part they lie in; in the order of the space, and of the days where each
 * place is a market day: then the day is what one may wish for instead of the part.
 */
export async function setPlaces(
  ctx: Context,
  round: { id: string; spaceId: string },
  input: RoundInput,
): Promise<void> {
  const wanted = [...new Set(input.unitIds)]
  const days = input.kind === 'daily' ? [...new Set(input.days)] : [null]
  if (input.kind === 'daily') await checkDays(ctx, round.spaceId, input)
  if (wanted.length * days.length > mostPlaces) throw fieldFault('days', 'allotment_field_too_many')
  const added = await ctx.db.exec(
    text(
      `insert into space.round_place (round_id, unit_id, day, position, code, zone, sectors)
       select $1, u.id, d.day, row_number() over (order by d.day, u.position, lower(u.span)),
         left(coalesce(u.code, u.name), case when d.day is null then 40 else 29 end) || coalesce('/' || d.day, ''),
         coalesce(d.day::text, left(coalesce(z.name, ''), 80)), coalesce(t.sectors, '{}')
       from space.unit u
       join space.unit_zone z on z.unit_id = u.id
       left join space.zone_sector t on t.space_id = u.space_id and t.zone = z.zone
       cross join unnest($4::date[]) d (day)
       where u.space_id = $2 and u.id = any ($3::uuid[]) and u.active and u.kind in ('stall', 'shelf', 'seat', 'room')`,
      [round.id, round.spaceId, wanted, days],
    ),
  )
  if (added !== wanted.length * days.length) throw fieldFault('unitIds', 'kernel_field_choose')
}

/** Daily places are of days on which the market is held, after the list was closed. */
async function checkDays(ctx: Context, spaceId: string, { days, closesAt }: RoundInput): Promise<void> {
  const { held } = await ctx.db.one(
    text<{ held: number }>(
      `select count(*)::int as held from space.v_open_day d
       where d.space_id = $1 and d.minutes > 0 and d.day = any ($2::date[])`,
      [spaceId, days],
    ),
  )
  if (held !== new Set(days).size) throw fieldFault('days', 'allotment_field_market_day')
  if (days.some((day) => Date.parse(day) <= millis(closesAt)))
    throw fieldFault('days', 'allotment_field_day_early')
}

/** Places of the round that somebody has on its days: they cannot be given. */
export async function listHeld(ctx: Context, round: FoundRound): Promise<string[]> {
  const rows = await ctx.db.many(
    text<{ code: string }>(
      `select p.code from space.round_place p join space.unit u on u.id = p.unit_id
       where p.round_id = $1 and exists (select from space.lease l where l.space_id = u.space_id and l.span && u.span
         and l.state in ('offered', 'active') and l.term && case when p.day is null then daterange($2::date, $3::date, '[]') else daterange(p.day, p.day + 1) end)
       order by p.position limit 20`,
      [round.id, round.from, round.until],
    ),
  )
  return rows.map(({ code }) => code)
}
