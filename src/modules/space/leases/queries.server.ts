import type { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import { dateAt, millis } from '../time.ts'
import { endsSoon, isUnused, remindDays, unusedDays } from './rules.ts'
import type { Lease, leaseShows, Review } from './schema.ts'

/** A lease as policies and commands need it; `accountId` is the holder's, also when the business was claimed later. */
export interface FoundLease extends Lease {
  regionCode: string
  accountId: string | null
  createdBy: string | null
}

type Row = Omit<FoundLease, 'unused' | 'endsSoon'>

/** $1: today's date is that of each place, from the instant `at`. */
const columns = (
  at: string,
) => `l.id, l.space_id as "spaceId", s.name as "spaceName", s.slug as "spaceSlug", s.zone,
  l.unit_id as "unitId", coalesce(u.code, u.name) as "unitCode", l.state, l.kind, l.origin, lower(l.term) as from,
  upper(l.term) - 1 as until, l.number, l.business_id as "businessId", l.holder_name as "holderName",
  l.holder_phone as "holderPhone", l.trade, l.rent, l.rent_per as "rentPer", l.offered_until as "offeredUntil",
  l.ended_on as "endedOn", l.end_reason as "endReason", l.appeal_until as "appealUntil", l.handed_back_on as "handedBackOn",
  greatest(l.last_seen_on, space.last_present(l.id)) as "lastSeenOn", l.version, l.region_code as "regionCode", l.created_by as "createdBy",
  coalesce(b.account_id, l.account_id) as "accountId",
  (select coalesce(sum(c.amount), 0)::bigint from space.charge c where c.lease_id = l.id and c.state = 'due'
    and c.due_on < (${at}::timestamptz at time zone s.zone)::date) as arrears,
  (select r.decision from space.lease_review r where r.lease_id = l.id) as reviewed`

const source = `from space.lease l join space.space s on s.id = l.space_id join space.unit u on u.id = l.unit_id
  left join registry.business b on b.id = l.business_id`

function toLease(row: Row, now: string): FoundLease {
  const today = dateAt(millis(now), row.zone)
  return { ...row, unused: isUnused(row, today), endsSoon: endsSoon(row, today) }
}

/** @throws Fault `not_found`, also to whom it does not concern */
export async function getLease(ctx: Context, leaseId: string, lock = false): Promise<FoundLease> {
  const row = await ctx.db.maybe(
    text<Row>(`select ${columns('$2')} ${source} where l.id = $1${lock ? ' for update of l' : ''}`, [
      leaseId,
      ctx.now,
    ]),
  )
  if (!row) throw new Fault('not_found', 'market_lease_not_found')
  return toLease(row, ctx.now)
}

const today = '($2::timestamptz at time zone s.zone)::date'
const shows: Record<(typeof leaseShows)[number], string> = {
  current: `l.state in ('offered', 'active')`,
  ending: `l.state = 'active' and upper(l.term) - 1 - ${today} <= ${remindDays}`,
  unused: `l.state = 'active' and lower(l.term) <= ${today} and ${today} - coalesce(greatest(l.last_seen_on, space.last_present(l.id)), lower(l.term)) >= ${unusedDays}`,
  arrears: `exists (select from space.charge c where c.lease_id = l.id and c.state = 'due' and c.due_on < ${today})`,
  past: `l.state not in ('offered', 'active')`,
}

/** Leases of a space by the code of their places. */
export async function listLeases(
  ctx: Context,
  spaceId: string,
  filter: { show: (typeof leaseShows)[number]; after?: string | undefined; limit: number },
): Promise<Page<FoundLease>> {
  const cursor = decodeCursor(filter.after, 2)
  const rows = await ctx.db.many(
    text<Row>(
      `select ${columns('$2')} ${source} where l.space_id = $1 and ${shows[filter.show]}
         and ($3::text is null or (coalesce(u.code, u.name), l.id) > ($3, $4::uuid))
       order by coalesce(u.code, u.name), l.id limit $5`,
      [spaceId, ctx.now, cursor?.[0] ?? null, cursor?.[1] ?? null, filter.limit + 1],
    ),
  )
  return toPage(
    rows.map((row) => toLease(row, ctx.now)),
    filter.limit,
    (lease) => [lease.unitCode, lease.id],
  )
}

/** The leases of an account, present ones first. */
export async function listOwnLeases(ctx: Context, accountId: string): Promise<FoundLease[]> {
  const rows = await ctx.db.many(
    text<Row>(
      `select ${columns('$2')} ${source}
       where l.account_id = $1 or l.business_id in (select o.id from registry.business o where o.account_id = $1)
       order by l.state in ('offered', 'active') desc, l.term desc, l.id limit 100`,
      [accountId, ctx.now],
    ),
  )
  return rows.map((row) => toLease(row, ctx.now))
}

/** How many leases of a space each list shows: the figures on its tabs. */
export const countLeases = (
  ctx: Context,
  spaceId: string,
): Promise<Record<(typeof leaseShows)[number], number>> =>
  ctx.db.one(
    text(
      `select ${Object.entries(shows)
        .map(([show, condition]) => `count(*) filter (where ${condition}) as ${show}`)
        .join(', ')}
       from space.lease l join space.space s on s.id = l.space_id where l.space_id = $1 and $2::timestamptz is not null`,
      [spaceId, ctx.now],
    ),
  )

/** How a place was used. */
export interface Use {
  /** Days of the term so far on which the place was open. */
  marketDays: number
  /** Of these, days on which its holder was seen there; null where presence is not recorded. */
  presentDays: number | null
}

/** What a review looks at first. `space.days_present` is answered by whatever records presence. */
export const readUse = (ctx: Context, lease: FoundLease): Promise<Use> =>
  ctx.db.one(
    text<Use>(
      `select count(*)::int as "marketDays", space.days_present($6) as "presentDays" from space.v_open_day d
       where d.space_id = $1 and d.minutes > 0 and d.day between $2 and least($3::date, ($4::timestamptz at time zone $5)::date)`,
      [lease.spaceId, lease.from, lease.until, ctx.now, lease.zone, lease.id],
    ),
  )

/** The review of a lease, if there was one. */
export async function readReview(ctx: Context, leaseId: string): Promise<z.output<typeof Review> | null> {
  const found = await ctx.db.maybe(
    text<z.output<typeof Review>>(
      `select decision, present_days as "presentDays", market_days as "marketDays", arrears, complaints, checks, reason,
        reviewed_at as "reviewedAt", reviewed_by_name as "reviewedByName" from space.lease_review where lease_id = $1`,
      [leaseId],
    ),
  )
  return found ?? null
}

/** The place somebody wants to grant, as the policy needs it. @throws Fault `not_found` */
export async function unitSubject(
  ctx: Context,
  unitId: string,
): Promise<{ regionCode: string; code: string }> {
  const unit = await ctx.db.maybe(
    text<{ regionCode: string; code: string }>(
      `select s.region_code as "regionCode", coalesce(u.code, u.name) as code
       from space.unit u join space.space s on s.id = u.space_id where u.id = $1`,
      [unitId],
    ),
  )
  if (!unit) throw new Fault('not_found', 'market_unit_not_found')
  return unit
}
