import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { Span } from '../calendar/rules.ts'
import { instant } from '../time.ts'
import type { Attendance, FairUse, Limit } from './rules.ts'

/** Whose share it is: the person by account or phone, the group as registered or by its name. */
export interface Party {
  accountId: string | null
  phone: string | null
  businessId?: string | null | undefined
  groupName?: string | null | undefined
}

const month = 31 * 86_400_000

/**
 * The limits of a space and what a person and their group have used of it around these times. `lock` judges them one after the
 * other: whoever asks next waits until this transaction has ended.
 */
export async function loadFairUse(
  db: Database,
  spaceId: string,
  party: Party,
  wanted: { spans: readonly Span[]; now: string; lock: boolean },
): Promise<FairUse> {
  const from = Math.min(...wanted.spans.map(({ start }) => start)) - month
  const to = Math.max(...wanted.spans.map(({ end }) => end)) + month
  const { found } = await db.one(
    text<{ found: FairUse }>('select space.fair_use($1, $2, $3, $4, $5, $6, $7, $8, $9) as found', [
      spaceId,
      party.accountId,
      party.phone,
      party.businessId ?? null,
      party.groupName ?? null,
      instant(from),
      instant(to),
      wanted.now,
      wanted.lock,
    ]),
  )
  return found
}

export interface FairRules {
  limits: Limit[]
  attendance: Attendance | null
}

/** Rules of a space, without anybody's use. */
export async function getFairRules(db: Database, spaceId: string): Promise<FairRules> {
  const [limits, attendance] = await Promise.all([
    db.many(
      text<Limit>(
        `select subject, period, measure, amount from space.allowance where space_id = $1 and amount is not null
         order by subject desc, period desc, measure`,
        [spaceId],
      ),
    ),
    db.maybe(
      text<Attendance>(
        `select warn_after as "warnAfter", cool_after as "coolAfter", within_days as "withinDays", cool_days as "coolDays"
         from space.attendance_rule where space_id = $1`,
        [spaceId],
      ),
    ),
  ])
  return { limits, attendance: attendance ?? null }
}

/** Somebody who did not come to bookings of a space lately. */
export interface Absentee {
  accountId: string | null
  phone: string | null
  name: string
  /** Ends of what they missed and nobody forgave, earliest first, in epoch milliseconds. */
  missed: number[]
  lastBookingId: string
}

/** People of a space who missed bookings since a date, most often missed first; read under row-level security, so by staff of the region. */
export const listAbsentees = (db: Database, spaceId: string, since: string): Promise<Absentee[]> =>
  db.many(
    text<Absentee>(
      `select min(b.account_id::text) as "accountId", min(b.booker_phone) as phone,
         (array_agg(b.booker_name order by b.during desc))[1] as name,
         (array_agg(b.id order by b.during desc))[1] as "lastBookingId",
         json_agg(extract(epoch from upper(b.during)) * 1000 order by b.during) as missed
       from space.booking b
       where b.space_id = $1 and b.state = 'no_show' and upper(b.during) > $2 and coalesce(b.account_id::text, b.booker_phone) is not null
         and b.ended_at > coalesce((select max(l.lifted_at) from space.lift l where l.space_id = b.space_id
           and (l.account_id = b.account_id or l.phone = b.booker_phone)), '-infinity')
       group by coalesce(b.account_id::text, b.booker_phone)
       order by count(*) desc, max(lower(b.during)) desc limit 100`,
      [spaceId, since],
    ),
  )
