import type { Context } from '#kernel/context.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { containing, text } from '#platform/database/query.ts'
import type { Desk } from './schema.ts'

interface DeskFilter {
  q?: string | undefined
  state?: Desk['state'] | undefined
  after?: string | undefined
  limit: number
}

type Row = Omit<Desk, 'place' | 'nextClosure'> & {
  closureStart: string | null
  closureEnd: string | null
  closureReason: string | null
}

/** Spaces of these regions by name, each with what its day looks like; a day is the one on the wall of the space. */
export async function listDesks(
  ctx: Context,
  filter: DeskFilter,
  scopes: readonly string[],
): Promise<Page<Omit<Desk, 'place'>>> {
  const cursor = decodeCursor(filter.after, 2)
  const rows = await ctx.db.many(
    text<Row>(
      `with page as materialized (
         select s.*, (d.today::timestamp at time zone s.zone) as since, ((d.today + 1)::timestamp at time zone s.zone) as until
         from space.space s cross join lateral (select ($2::timestamptz at time zone s.zone)::date as today) d
         where s.region_code ^@ any ($1::text[])
           and ($3::text is null or s.name ilike $3 or s.address ilike $3) and ($4::text is null or s.state = $4)
           and ($5::text is null or (s.name, s.id) > ($5, $6::uuid))
         order by s.name, s.id limit $7
       )
       select p.id, p.slug, p.name, p.kind, p.state, p.region_code as "regionCode", p.zone, p.address, p.capacity,
         b.bookings, b.expected, v.visitors + g.guests as visitors, w.waiting, c.start as "closureStart", c.end as "closureEnd", c.reason as "closureReason"
       from page p
       cross join lateral (
         select count(*)::int as bookings, coalesce(sum(b.attendees), 0)::int as expected from space.booking b
         where b.space_id = p.id and lower(b.during) >= p.since and lower(b.during) < p.until
           and b.state in ('approved', 'checked_in', 'completed')) b
       cross join lateral (
         select coalesce(sum(c.people), 0)::int as visitors from space.check_in c
         where c.space_id = p.id and c.at >= p.since and c.at < p.until) v
       cross join lateral (
         select coalesce(sum(g.people), 0)::int as guests from space.guest g
         where g.space_id = p.id and g.at >= p.since and g.at < p.until) g
       cross join lateral (
         select count(*)::int as waiting from space.booking b where b.space_id = p.id and b.state = 'requested') w
       left join lateral (
         select lower(c.during) as start, upper(c.during) as end, c.reason from space.closure c
         where c.space_id = p.id and c.withdrawn_at is null and upper(c.during) > $2::timestamptz
         order by c.during, c.id limit 1) c on true
       order by p.name, p.id`,
      [
        scopes,
        ctx.now,
        filter.q ? containing(filter.q) : null,
        filter.state ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
      ],
    ),
  )
  return toPage(rows.map(toDesk), filter.limit, (desk) => [desk.name, desk.id])
}

function toDesk({ closureStart, closureEnd, closureReason, ...same }: Row): Omit<Desk, 'place'> {
  const closed = closureStart !== null && closureEnd !== null
  return {
    ...same,
    nextClosure: closed ? { start: closureStart, end: closureEnd, reason: closureReason ?? '' } : null,
  }
}
