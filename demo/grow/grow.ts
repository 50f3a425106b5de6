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
import { dropIndexes, makeIndexes } from './indexes.ts'
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

/**
 * Grow the register and the halls to a wanted size with invented records, by COPY.
 * Needs the rights of a superuser of PostgreSQL, as the owner has in the database that `npm start` brings.
 */
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
    const businesses = await count(client, 'registry.business')
    const more = wanted.businesses - businesses
    const bookings = wanted.bookings - (await count(client, 'space.booking'))
    await growBusinesses(owner, client, growth, grown, { businesses, more }, print)
    await growBookings(client, growth, grown, bookings, print)
    if (more <= 0 && bookings <= 0) return
    print('collecting statistics for the planner …')
    await client.query(
      `vacuum (analyze) registry.person, registry.business, registry.registration, registry.directory_entry, registry.directory_word,
         registry.directory_count, registry.directory_cell, registry.directory_trait, registry.directory_change,
         space.booking, space.check_in`,
    )
  } finally {
    // Closed and not given back: the lock that it may hold goes with it.
    client.release(true)
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

/** Tables that get a row or more for each business, and whose further indexes nothing needs meanwhile. */
const filled = [
  'registry.person',
  'registry.business',
  'registry.registration',
  'registry.directory_entry',
] as const

/**
 * Two at a time write businesses and their search rows. What triggers would do for each is not done (`replica`): the search rows
 * are written at once, what refers to what is known to be there, and comparing a million with each other would find nothing that
 * was not invented. Counters are made at the end, from the whole.
 */
async function growBusinesses(
  owner: Pool,
  client: PoolClient,
  growth: Growth,
  grown: Grown,
  { businesses, more }: { businesses: number; more: number },
  print: (line: string) => void,
) {
  if (more > businesses) await dropIndexes(client, filled)
  if (more > 0) {
    // Numbers are taken beforehand: a growth that is cut off leaves a gap, never the same number twice.
    let next = grown.businesses + 1
    const end = next + more
    grown.businesses += more
    await note(client, grown)
    // The job that folds counters finds somebody at it.
    await client.query(`select pg_advisory_lock(hashtext('registry.fold_directory'))`)
    const tell = progress('businesses', more, print)
    let done = 0
    const lane = async () => {
      const own = await owner.connect()
      try {
        while (next < end) {
          const [first, howMany] = [next, Math.min(batch, end - next)]
          next += howMany
          await inTransaction(own, async () => {
            await own.query('set local session_replication_role = replica')
            const ids = await writeBusinesses(own, growth, first, howMany)
            await own.query('select registry.refresh_directory($1)', [ids])
          })
          done += howMany
          tell(done)
        }
      } finally {
        own.release()
      }
    }
    await Promise.all([lane(), lane()])
  }
  await makeIndexes(client, print)
  if (more > 0) {
    print('counting for lists and maps …')
    await client.query('select registry.recount_directory()')
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
