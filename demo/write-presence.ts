import { bands, type PresenceState } from '#modules/space/presence/rules.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { DemoCalendar } from './calendar.ts'
import { mangkubumen, officer } from './cast.ts'
import { insertRows } from './insert.ts'
import type { DemoLease } from './market-leases.ts'
import { isMarketDay } from './places-market.ts'
import { type Random, randomFrom } from './random.ts'
import { past } from './timetable.ts'
import { leaseId } from './write-leases.ts'

/** The third holder lets somebody else trade now and then, the fifth has stopped coming; most come on most days. */
function stateOf(random: Random, { number }: DemoLease, daysLeft: number): PresenceState {
  if (number === 3 && (daysLeft === 2 || daysLeft === 4)) return 'other'
  if (number === 5 && daysLeft < 4) return 'absent'
  const dice = random.next()
  return dice < 0.86 ? 'present' : dice < 0.96 ? 'absent' : 'closed'
}

/** What officers saw on the market's days, days that holders let go, and what some traders say they sold: a little more as time goes by. */
export async function writePresence(
  db: Database,
  calendar: DemoCalendar,
  spaceId: string,
  leases: readonly DemoLease[],
): Promise<void> {
  const random = randomFrom(1512)
  const days = Array.from({ length: past }, (_, index) => calendar.day(index - past)).filter(isMarketDay)
  const stallDays = days.flatMap((day, index) =>
    leases
      .filter(({ from, until }) => from <= day && day < until)
      .map((lease) => ({ lease, day, left: days.length - index })),
  )
  const told = stallDays.filter(({ lease }) => lease.number % 6 === 4 && random.chance(0.25))
  const seen = stallDays
    .filter((one) => !told.includes(one))
    .map((one) => ({ ...one, state: stateOf(random, one.lease, one.left) }))
  await insertRows(
    db,
    'space.lease_day',
    { lease_id: 'uuid', day: 'date', reason: 'text', let_go_at: 'timestamptz', let_go_by: 'uuid' },
    told.map(({ lease, day }) => ({
      lease_id: leaseId(lease),
      day,
      reason: 'holder',
      let_go_at: calendar.after(calendar.at(day, 0), -36 * 60),
      let_go_by: lease.holder.owner.accountId,
    })),
  )
  await db.exec(
    text(
      `insert into space.presence (space_id, unit_id, region_code, day, lease_id, state, how, at, recorded_at, recorded_by)
       select l.space_id, l.unit_id, $2, r.day, l.id, r.state, r.how, r.at, r.at, case when r.how = 'round' then $3::uuid else l.account_id end
       from jsonb_to_recordset($1::jsonb) as r (lease uuid, day date, state text, how text, at timestamptz)
       join space.lease l on l.id = r.lease`,
      [
        JSON.stringify(
          seen.map(({ lease, day, state }) => ({
            lease: leaseId(lease),
            day,
            state,
            how:
              state === 'present' && lease.holder.owner.accountId && random.chance(0.4) ? 'holder' : 'round',
            at: calendar.at(day, random.whole(395, 470)),
          })),
        ),
        mangkubumen,
        officer.id,
      ],
    ),
  )
  const sold = seen.filter(
    ({ lease, state }) => state === 'present' && lease.holder.owner.accountId && lease.number % 5 !== 0,
  )
  await insertRows(
    db,
    'space.sales',
    {
      lease_id: 'uuid',
      space_id: 'uuid',
      region_code: 'text',
      account_id: 'uuid',
      day: 'date',
      band: 'smallint',
      said_at: 'timestamptz',
    },
    sold.map(({ lease, day, left }) => ({
      lease_id: leaseId(lease),
      space_id: spaceId,
      region_code: mangkubumen,
      account_id: lease.holder.owner.accountId,
      day,
      band: Math.min(bands.length - 1, random.whole(1, 3) + (left < 5 ? 1 : 0)),
      said_at: calendar.at(day, random.whole(725, 760)),
    })),
  )
  await db.exec(
    text(
      `insert into space.presence_rule (space_id, let_go_minute, empty_after, updated_at) values ($1, 420, 3, $2)`,
      [spaceId, calendar.at(calendar.day(-past), 540)],
    ),
  )
}
