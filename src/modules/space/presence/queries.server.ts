import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { dateAt, millis, plusDays } from '../time.ts'
import { bands, flagDays, flagsOf, type How, type Seen } from './rules.ts'
import type { Flag, OwnStall, PresenceRule, StallDay } from './schema.ts'

/** A stall on a day, as commands need it. */
export interface Stall extends StallDay {
  holderPhone: string | null
  bookingState: string | null
  recordedHow: How | null
}

/** Who is expected at each stall of a space on a day: who booked it, else who holds it. `units` narrows it; empty is all. */
export const listStalls = (
  ctx: Context,
  spaceId: string,
  day: string,
  units: readonly string[] = [],
): Promise<Stall[]> =>
  ctx.db.many(
    text<Stall>(
      `select u.id as "unitId", coalesce(u.code, u.name) as code, a.name as area, l.id as "leaseId", b.id as "bookingId",
         coalesce(b.group_name, b.booker_name, l.holder_name) as name, case when b.id is null then nullif(l.trade, '') end as trade,
         f.reason as "letGo", p.state, p.how, p.note, p.at, l.holder_phone as "holderPhone", b.state as "bookingState",
         p.how as "recordedHow"
       from space.unit u
       join space.space s on s.id = u.space_id
       left join space.unit a on a.id = u.parent_id
       left join space.lease l on l.unit_id = u.id and l.state in ('active', 'ended', 'surrendered', 'revoked') and l.term @> $2::date
       left join space.lease_day f on f.lease_id = l.id and f.day = $2::date and f.taken_back_at is null
       left join lateral (
         select b.* from space.booking b
         where b.unit_id = u.id and b.state in ('approved', 'checked_in', 'completed', 'no_show') and b.during && tstzrange(
           $2::date::timestamp at time zone s.zone, ($2::date + 1)::timestamp at time zone s.zone)
         order by b.state = 'no_show', b.during limit 1) b on true
       left join space.presence p on p.day = $2::date
         and p.expected = coalesce(b.id, case when coalesce(f.reason, 'absent') = 'absent' then l.id end, u.id)
       where u.space_id = $1 and u.kind = 'stall' and (cardinality($3::uuid[]) = 0 or u.id = any ($3::uuid[]))
         and (u.active or l.id is not null)
       order by u.position, u.span`,
      [spaceId, day, units],
    ),
  )

/** Is the space open on that day? */
export const isOpenDay = async (ctx: Context, spaceId: string, day: string): Promise<boolean> =>
  (await ctx.db.maybe(
    text('select from space.v_open_day d where d.space_id = $1 and d.day = $2::date and d.minutes > 0', [
      spaceId,
      day,
    ]),
  )) !== undefined

/** The rule of a space; never let go and flagged after three days unless it says otherwise. */
export async function getRule(ctx: Context, spaceId: string): Promise<PresenceRule> {
  const found = await ctx.db.maybe(
    text<PresenceRule>(
      'select let_go_minute as "letGoMinute", empty_after as "emptyAfter" from space.presence_rule where space_id = $1',
      [spaceId],
    ),
  )
  return found ?? { letGoMinute: null, emptyAfter: 3 }
}

/** A lease with what acts on its days need to know. */
export interface LeaseSubject {
  id: string
  number: string | null
  spaceId: string
  spaceName: string
  unitId: string
  code: string
  regionCode: string
  zone: string
  state: string
  accountId: string | null
  holderName: string
  from: string
  /** The day after the last. */
  until: string
}

const leaseColumns = `l.id, l.number, l.space_id as "spaceId", s.name as "spaceName", l.unit_id as "unitId", coalesce(u.code, u.name) as code,
  l.region_code as "regionCode", s.zone, l.state, l.account_id as "accountId", l.holder_name as "holderName",
  lower(l.term) as from, upper(l.term) as until`
const leaseTables =
  'space.lease l join space.space s on s.id = l.space_id join space.unit u on u.id = l.unit_id'

/** @throws Fault `not_found`, also for a lease of somebody else's. */
export async function getLease(ctx: Context, leaseId: string): Promise<LeaseSubject> {
  const found = await ctx.db.maybe(
    text<LeaseSubject>(`select ${leaseColumns} from ${leaseTables} where l.id = $1`, [leaseId]),
  )
  if (!found) throw new Fault('not_found', 'presence_lease_not_found')
  return found
}

/** The lease of a permit at a space, by the number on it. */
export const findByPermit = (
  ctx: Context,
  spaceId: string,
  permit: string,
): Promise<LeaseSubject | undefined> =>
  ctx.db.maybe(
    text<LeaseSubject>(
      `select ${leaseColumns} from ${leaseTables} where l.space_id = $1 and (upper(l.number) = upper($2) or l.id::text = lower($2))
       order by l.state = 'active' desc, l.id desc limit 1`,
      [spaceId, permit],
    ),
  )

/** Leases whose records give cause to look: newest cause first. */
export async function listFlags(
  ctx: Context,
  space: { id: string; zone: string },
  rule: PresenceRule,
): Promise<Flag[]> {
  const today = dateAt(millis(ctx.now), space.zone)
  const rows = await ctx.db.many(
    text<Omit<Flag, 'kind' | 'days' | 'lastPresent'> & { seen: Seen[] }>(
      `select l.id as "leaseId", l.unit_id as "unitId", coalesce(u.code, u.name) as code, l.holder_name as name, l.trade,
         l.holder_phone as phone, json_agg(json_build_object('day', p.day, 'state', p.state)) as seen
       from space.lease l join space.unit u on u.id = l.unit_id
       join space.presence p on p.lease_id = l.id and p.day > $2::date - ${flagDays}
       where l.space_id = $1 and l.state = 'active' and l.term @> $2::date
       group by l.id, u.id order by u.position, l.id`,
      [space.id, today],
    ),
  )
  return rows.flatMap(({ seen, ...lease }): Flag[] => {
    const { sublet, empty, lastPresent } = flagsOf(seen, rule, today)
    return [
      ...(sublet.length > 0 ? [{ ...lease, kind: 'sublet' as const, days: sublet, lastPresent }] : []),
      ...(empty.length > 0 ? [{ ...lease, kind: 'empty' as const, days: empty, lastPresent }] : []),
    ]
  })
}

type OwnRow = Omit<OwnStall, 'sales' | 'today' | 'until'> & {
  zone: string
  until: string
  sales: { day: string; band: number | null; amount: number | null }[]
}

/** Stalls somebody holds now, with the market days around today. */
export async function listOwnStalls(ctx: Context, leaseId: string | null): Promise<OwnStall[]> {
  const rows = await ctx.db.many(
    text<OwnRow>(
      `select l.id as "leaseId", l.unit_id as "unitId", coalesce(u.code, u.name) as code, l.space_id as "spaceId", s.name as "spaceName",
         s.slug as "spaceSlug", s.zone, l.trade, lower(l.term) as from, upper(l.term) as until,
         (select coalesce(json_agg(json_build_object('day', d.day, 'letGo', f.day is not null, 'present', p.state is not null) order by d.day), '[]')
          from (select d.day from space.v_open_day d where d.space_id = l.space_id and d.minutes > 0 and l.term @> d.day
              and d.day >= t.today and d.day < t.today + 60 order by d.day limit 6) d
          left join space.lease_day f on f.lease_id = l.id and f.day = d.day and f.taken_back_at is null
          left join space.presence p on p.lease_id = l.id and p.day = d.day and p.state = 'present') as days,
         (select coalesce(json_agg(json_build_object('day', d.day, 'band', a.band, 'amount', m.amount) order by d.day), '[]')
          from (select d.day from space.v_open_day d where d.space_id = l.space_id and d.minutes > 0 and l.term @> d.day
              and d.day <= t.today and d.day > t.today - 200 order by d.day desc limit 12) d
          left join space.sales a on a.lease_id = l.id and a.day = d.day and a.account_id = $1
          left join space.sales_amount m on m.sales_id = a.id) as sales
       from space.lease l join space.space s on s.id = l.space_id join space.unit u on u.id = l.unit_id
       cross join lateral (select ($2::timestamptz at time zone s.zone)::date as today) t
       where l.account_id = $1 and l.state = 'active' and upper(l.term) > t.today and u.kind = 'stall'
         and ($3::uuid is null or l.id = $3::uuid)
       order by s.name, u.position, l.id limit 50`,
      [ctx.actor.accountId, ctx.now, leaseId],
    ),
  )
  return rows.map(({ zone, until, sales, ...row }) => ({
    ...row,
    until: plusDays(until, -1),
    today: dateAt(millis(ctx.now), zone),
    sales: sales.map(({ day, band, amount }) => ({
      day,
      band: band === null ? null : (bands[band] ?? null),
      amount,
    })),
  }))
}

/** A stall by its code on the sign, for whoever scans it. */
export const getStall = (ctx: Context, unitId: string) =>
  ctx.db.maybe(
    text<{
      unitId: string
      code: string
      spaceId: string
      spaceName: string
      spaceSlug: string
      zone: string
    }>(
      `select u.id as "unitId", coalesce(u.code, u.name) as code, s.id as "spaceId", s.name as "spaceName", s.slug as "spaceSlug", s.zone
       from space.unit u join space.space s on s.id = u.space_id where u.id = $1 and u.kind = 'stall' and u.active`,
      [unitId],
    ),
  )

/** Absent holders of a space whose day is not let go yet. */
export const listAbsent = (ctx: Context, spaceId: string, day: string) =>
  ctx.db.many(
    text<{ leaseId: string; code: string; phone: string | null; regionCode: string }>(
      `select p.lease_id as "leaseId", coalesce(u.code, u.name) as code, l.holder_phone as phone, p.region_code as "regionCode"
       from space.presence p join space.lease l on l.id = p.lease_id join space.unit u on u.id = p.unit_id
       where p.space_id = $1 and p.day = $2::date and p.state = 'absent' and l.state = 'active'
         and not exists (select from space.lease_day f where f.lease_id = p.lease_id and f.day = p.day)
       order by u.id`,
      [spaceId, day],
    ),
  )

export interface DueRule {
  spaceId: string
  spaceName: string
  day: string
}

/** Spaces whose hour for letting go has come today, where somebody is recorded as absent. */
export const listDueRules = (ctx: Context): Promise<DueRule[]> =>
  ctx.db.many(
    text<DueRule>(
      `select r.space_id as "spaceId", s.name as "spaceName", t.today as day
       from space.presence_rule r join space.space s on s.id = r.space_id
       cross join lateral (select ($1::timestamptz at time zone s.zone)::date as today,
         extract(epoch from ($1::timestamptz at time zone s.zone)::time)::int / 60 as minute) t
       where r.let_go_minute <= t.minute
         and exists (select from space.presence p where p.space_id = r.space_id and p.day = t.today and p.state = 'absent'
           and p.lease_id is not null
           and not exists (select from space.lease_day f where f.lease_id = p.lease_id and f.day = p.day))
       order by r.space_id`,
      [ctx.now],
    ),
  )
