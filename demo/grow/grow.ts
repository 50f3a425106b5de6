import type { Pool, PoolClient } from 'pg'
import { holidaysBetween } from '#modules/region/queries.server.ts'
import { addDays, localDate } from '#modules/region/working-time.ts'
import { text } from '#platform/database/query.ts'
import { databaseOn } from '#platform/database/transaction.ts'
import { demoCalendar, zone } from '../calendar.ts'
import { perHall, writeBookingsOf } from './bookings.ts'
import { type Growth, writeBusinesses } from './businesses.ts'
import { daysOf } from './days.ts'
import { writeHalls } from './halls.ts'
import { loadVillages } from './villages.ts'

export interface Wanted {
  /** Businesses in the register when it is done. */
  businesses: number
  /** Bookings in all halls when it is done. */
  bookings: number
}

/** Kept in one transaction; a growth that is cut off goes on from the last one. */
const batch = 25_000

/** How much was grown so far: numbers go on from there, so that a second growth adds other rows. */
interface Grown {
  businesses: number
  bookings: number
  halls: number
}

async function inTransaction<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const note = (client: PoolClient, grown: Grown) =>
  client.query(
    `insert into kernel.setting (key, value) values ('demo_growth', $1)
     on conflict on constraint setting_key do update set value = excluded.value, updated_at = now()`,
    [JSON.stringify(grown)],
  )

const count = async (client: PoolClient, table: string) => {
  const { rows } = await client.query<{ count: number }>(`select count(*) from ${table}`)
  return rows[0]?.count ?? 0
}

/** Grow the register and the halls to a wanted size with invented records, by COPY. */
export async function grow(owner: Pool, wanted: Wanted, print: (line: string) => void): Promise<void> {
  const client = await owner.connect()
  try {
    const db = databaseOn(client)
    const noted = await db.maybe(
      text<{ value: Grown }>(`select value from kernel.setting where key = 'demo_growth'`),
    )
    const grown = noted?.value ?? { businesses: 0, bookings: 0, halls: 0 }
    const now = new Date().toISOString()
    const today = localDate(now, zone)
    const holidays = await holidaysBetween(db, addDays(today, -2200), addDays(today, 60), '')
    const reasons = await db.many(
      text<{ code: string; text_id: string }>('select code, text_id from registry.reason'),
    )
    const growth: Growth = {
      villages: await loadVillages(db),
      days: daysOf(demoCalendar(`${now.slice(0, 19)}Z`, holidays)),
      reasons: new Map(reasons.map((reason) => [reason.code, reason.text_id])),
    }
    await growBusinesses(
      client,
      growth,
      grown,
      wanted.businesses - (await count(client, 'registry.business')),
      print,
    )
    await growBookings(client, growth, grown, wanted.bookings - (await count(client, 'space.booking')), print)
    await foldDirectory(client, print)
    print('collecting statistics for the planner …')
    await client.query(
      `vacuum (analyze) registry.person, registry.business, registry.registration, registry.directory_entry, registry.directory_word,
         registry.directory_count, registry.directory_cell, registry.directory_trait, registry.directory_change,
         space.booking, space.check_in`,
    )
  } finally {
    client.release()
  }
}

/** Bring the counters of lists and maps up to date, as the job does every minute. */
async function foldDirectory(client: PoolClient, print: (line: string) => void) {
  print('counting for lists and maps …')
  for (let folded = 1; folded > 0; ) {
    const { rows } = await client.query<{ folded: number }>(
      'select registry.fold_directory(2000000) as folded',
    )
    folded = rows[0]?.folded ?? 0
  }
}

function progress(what: string, total: number, print: (line: string) => void) {
  const startedAt = performance.now()
  return (done: number) => {
    const seconds = (performance.now() - startedAt) / 1000
    const rate = Math.round(done / seconds)
    print(
      `${what}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}, ${rate.toLocaleString('en')}/s`,
    )
  }
}

async function growBusinesses(
  client: PoolClient,
  growth: Growth,
  grown: Grown,
  more: number,
  print: (line: string) => void,
) {
  const tell = progress('businesses', more, print)
  for (let done = 0; done < more; ) {
    const howMany = Math.min(batch, more - done)
    await inTransaction(client, async () => {
      await writeBusinesses(client, growth, grown.businesses + 1, howMany)
      grown.businesses += howMany
      await note(client, grown)
    })
    done += howMany
    tell(done)
  }
}

async function growBookings(
  client: PoolClient,
  growth: Growth,
  grown: Grown,
  more: number,
  print: (line: string) => void,
) {
  const tell = progress('bookings', more, print)
  const hallsAtOnce = Math.ceil(batch / perHall)
  for (let done = 0; done < more; ) {
    const halls = Math.min(hallsAtOnce, Math.ceil((more - done) / perHall))
    await inTransaction(client, async () => {
      for (const hall of await writeHalls(client, growth.villages, growth.days, grown.halls + 1, halls)) {
        const written = await writeBookingsOf(client, growth.days, hall, grown.bookings + 1, more - done)
        grown.bookings += written
        done += written
      }
      grown.halls += halls
      await note(client, grown)
    })
    tell(done)
  }
}
