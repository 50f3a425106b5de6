import { sql } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import {
  type Ask,
  asked,
  decided,
  type Fragment,
  groupUses,
  guests,
  judged,
  presences,
  sales,
  turns,
  uses,
  visits,
} from '../figures/facts.server.ts'
import { type Dimension, type IndicatorKey, indicators } from '../figures/indicators.ts'
import type { FigureRecord } from '../figures/schema.ts'

/** One record behind a figure, as the database gives it. */
export interface RecordRow {
  id: string
  /** Of a visit: the booking people came for, if they had one. */
  bookingId: string | null
  kind: FigureRecord['kind']
  reference: string | null
  spaceId: string | null
  regionCode: string
  at: string
  state: string | null
  reason: string | null
  amount: number
}

/** The records of an indicator under one set of names: exactly those its value is made of. */
function recordsOf(key: IndicatorKey, ask: Ask): Fragment {
  const request = (at: Fragment, amount: Fragment) =>
    sql`f.id, null::uuid as booking_id, f.kind, f.reference, f.space_id, f.region_code, ${at} as at, f.state, f.reason_code, ${amount} as amount, f.bucket`
  switch (key) {
    case 'visits':
      return sql`select f.id, f.booking_id, 'visit' as kind, null::text as reference, f.space_id, f.region_code, f.at, null::text as state,
        null::text as reason_code, f.people::float8 as amount, f.bucket from ${visits(ask)} f`
    case 'utilisation':
      return sql`select f.id, null::uuid as booking_id, f.kind, f.reference, f.space_id, f.region_code, f.at, f.state,
        null::text as reason_code, f.minutes::float8 / 60 as amount, f.group_kind, f.bucket from ${uses(ask)} f`
    case 'waiting':
      return sql`select ${request(sql`f.decided_at`, sql`f.waited_minutes::float8 / 60`)} from ${judged(ask)} f`
    case 'refusals':
      return sql`select ${request(sql`f.decided_at`, sql`1::float8`)} from ${decided(ask)} f where f.decision = 'rejected'`
    case 'requests':
      return sql`select ${request(sql`f.asked_at`, sql`1::float8`)} from ${asked(ask)} f`
    case 'guests':
      return sql`select f.id, null::uuid as booking_id, 'guest' as kind, null::text as reference, f.space_id, f.region_code, f.at, null::text as state,
        null::text as reason_code, f.people::float8 as amount, f.group_kind, f.bucket from ${guests(ask)} f`
    case 'returning':
      return sql`select ${groupUse(sql`case when f.returning then 1 else 0 end::float8`)} from ${groupUses(ask)} f`
    case 'concentration':
      return sql`select ${groupUse(sql`f.minutes::float8 / 60`)} from ${groupUses(ask)} f`
    case 'presence':
      return sql`select ${ofStall} from ${presences(ask)} f`
    case 'turns':
      return sql`select ${ofStall} from ${turns(ask)} f`
    case 'sales':
      return sql`select f.id, null::uuid as booking_id, 'sales' as kind, null::text as reference, f.space_id, f.region_code, f.at, null::text as state,
        null::text as reason_code, f.band::float8 as amount, f.bucket from ${sales(ask)} f`
  }
}

const groupUse = (amount: Fragment) =>
  sql`f.id, null::uuid as booking_id, 'booking' as kind, f.reference, f.space_id, f.region_code, f.at, f.state,
    null::text as reason_code, ${amount} as amount, f.group_kind, f.bucket`
const ofStall = sql`f.id, null::uuid as booking_id, 'presence' as kind, f.code as reference, f.space_id, f.region_code, f.at, f.state,
  null::text as reason_code, 1::float8 as amount, f.bucket`

export interface Part {
  by: Dimension
  part: string
}

function inPart(key: IndicatorKey, part: Part | null): Fragment {
  if (part && !indicators[key].dimensions.includes(part.by)) return sql`false`
  switch (part?.by) {
    case 'space':
      return sql`f.space_id::text = ${part.part}`
    case 'region':
      return sql`f.region_code ^@ ${part.part}`
    case 'kind':
      return sql`f.kind = ${part.part}`
    case 'reason':
      return sql`coalesce(f.reason_code, 'other') = ${part.part}`
    case 'state':
      return sql`f.state = ${part.part}`
    case 'group':
      return sql`coalesce(f.group_kind, 'other') = ${part.part}`
    default:
      return sql`true`
  }
}

const chosen = (key: IndicatorKey, ask: Ask, part: Part | null): Fragment =>
  sql`(select * from (${recordsOf(key, ask)}) f where f.bucket is not null and ${inPart(key, part)}) f`

/** A page of the records, newest first. @returns up to `limit + 1` */
export const listRecords = (
  db: Database,
  key: IndicatorKey,
  ask: Ask,
  {
    part,
    after,
    limit,
  }: { part: Part | null; after: readonly (string | number)[] | undefined; limit: number },
): Promise<RecordRow[]> =>
  db.many<RecordRow>(sql<RecordRow>`select f.id, f.booking_id as "bookingId", f.kind, f.reference, f.space_id as "spaceId", f.region_code as "regionCode", f.at,
      f.state, f.reason_code as reason, f.amount
    from ${chosen(key, ask, part)}
    where ${after ? sql`(f.at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by f.at desc, f.id desc limit ${limit + 1}`)

/** How many records the whole list has, and what they add up to. */
export const totalRecords = (
  db: Database,
  key: IndicatorKey,
  ask: Ask,
  part: Part | null,
): Promise<{ total: number; amount: number }> =>
  db.one(sql<{
    total: number
    amount: number
  }>`select count(*)::int as total, coalesce(sum(f.amount), 0)::float8 as amount
    from ${chosen(key, ask, part)}`)
