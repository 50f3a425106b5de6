import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { DemoCalendar } from './calendar.ts'
import { foreignOfficer, manager } from './cast.ts'
import { demoId } from './ids.ts'
import { demoPhone } from './words.ts'

/** Who shows what on which shelf; the other shelves are free. */
const holders = [
  ['R-01', 'Ningsih', 'Keripik tempe'],
  ['R-02', 'Bambang Wahyudi', 'Kopi bubuk'],
  ['R-03', 'Lilik Rahmawati', 'Tas anyaman'],
  ['R-05', 'Slamet Riyadi', 'Kain jumputan'],
] as const

/** Shelves of the co-working space, hired for half a year by people of whom the desk saw the identity card. */
export async function writeShelves(db: Database, calendar: DemoCalendar, spaceId: string): Promise<void> {
  const rows = holders.map(([unit, name, trade], index) => ({
    id: demoId('lease', 900 + index),
    unit,
    name,
    trade,
    phone: demoPhone(920 + index),
    number: `RAK/${unit}/${calendar.day(-40).slice(0, 4)}`,
    term: `[${calendar.day(-40 + index * 7)},${calendar.day(140 + index * 7)})`,
    created_at: calendar.at(calendar.day(-42), 9 * 60),
  }))
  await db.exec(
    text(
      `insert into space.lease (id, space_id, unit_id, span, region_code, state, kind, origin, term, number, holder_name, holder_phone,
         trade, created_at, created_by, updated_at)
       select r.id, u.space_id, u.id, u.span, s.region_code, 'active', 'temporary', 'direct', r.term, r.number, r.name, r.phone,
         r.trade, r.created_at, $3, r.created_at
       from jsonb_to_recordset($2::jsonb) as r (id uuid, unit text, name text, trade text, phone text, number text, term daterange,
         created_at timestamptz)
       join space.unit u on u.space_id = $1 and u.code = r.unit
       join space.space s on s.id = u.space_id`,
      [spaceId, JSON.stringify(rows), foreignOfficer.id],
    ),
  )
}

/** What visitors of the hall said: one promised, one still open, one done. */
const faults = [
  { thing: 'toilet', nature: 'broken', asked: 3, since: 9, state: 'assigned', promised: 6, note: '' },
  { thing: 'sound', nature: 'broken', asked: 1, since: 3, state: 'open', promised: null, note: '' },
  {
    thing: 'light',
    nature: 'broken',
    asked: 2,
    since: 30,
    state: 'done',
    promised: null,
    note: 'Dua lampu panggung diganti.',
  },
] as const

/** Faults of a space, each with the reports it was counted by. */
export async function writeFaults(db: Database, calendar: DemoCalendar, spaceId: string): Promise<void> {
  const rows = faults.map((fault, index) => ({
    ...fault,
    id: demoId('fault', index + 1),
    first_at: calendar.at(calendar.day(-fault.since), 10 * 60),
    promised_on: fault.promised === null ? null : calendar.day(fault.promised),
    assigned_to: fault.state === 'assigned' ? 'Bagian Umum Kelurahan' : '',
    closed_at: fault.state === 'done' ? calendar.at(calendar.day(-fault.since + 12), 11 * 60) : null,
  }))
  await db.exec(
    text(
      `insert into space.fault (id, space_id, region_code, thing, nature, state, first_at, last_at, assigned_to, promised_on, closed_at,
         closed_by, closed_by_name, note, created_at, updated_at)
       select r.id, s.id, s.region_code, r.thing, r.nature, r.state, r.first_at, r.first_at, r.assigned_to, r.promised_on, r.closed_at,
         case when r.closed_at is not null then $3::uuid end, case when r.closed_at is not null then $4 end, r.note, r.first_at,
         coalesce(r.closed_at, r.first_at)
       from jsonb_to_recordset($2::jsonb) as r (id uuid, thing text, nature text, state text, first_at timestamptz, assigned_to text,
         promised_on date, closed_at timestamptz, note text)
       join space.space s on s.id = $1`,
      [spaceId, JSON.stringify(rows), manager.id, manager.name],
    ),
  )
  await db.exec(
    text(
      `insert into space.fault_report (fault_id, region_code, at, source, visitor)
       select f.id, f.region_code, f.first_at + n * interval '7 hours', 'page', md5(f.id::text || n)
       from space.fault f join jsonb_to_recordset($1::jsonb) as r (id uuid, asked int) on r.id = f.id, generate_series(1, r.asked) n`,
      [JSON.stringify(rows)],
    ),
  )
}

/** From now on a room is free for events that buy from local members. */
export const writeReciprocity = (db: Database, calendar: DemoCalendar, spaceId: string): Promise<number> =>
  db.exec(text('update space.space set reciprocity_since = $2 where id = $1', [spaceId, calendar.now]))
