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
    await fillDirectory(client, print)
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

/**
 * Triggers that look at every new business: as a search row, and for another that is the same. Of a million at once the first
 * is done in one go afterwards; the second would find nothing that was not invented.
 */
const followers = [
  ['registry.business', 'business_enters_directory'],
  ['registry.business', 'business_match_new'],
  ['registry.permit', 'permit_enters_directory'],
  ['registry.business_finance', 'business_finance_enters_directory'],
] as const

async function unfollowed(client: PoolClient, work: () => Promise<void>) {
  for (const [table, trigger] of followers)
    await client.query(`alter table ${table} disable trigger ${trigger}`)
  await work()
  for (const [table, trigger] of followers)
    await client.query(`alter table ${table} enable trigger ${trigger}`)
}

/** Search rows of businesses that have none. Indexes are made anew when most rows are new: lists wait until then. */
async function fillDirectory(client: PoolClient, print: (line: string) => void) {
  const businesses = await count(client, 'registry.business')
  const missing = businesses - (await count(client, 'registry.directory_entry'))
  if (missing === 0) return
  const tell = progress('search rows', missing, print)
  await inTransaction(client, async () => {
    const indexes = missing > businesses / 2 ? await dropIndexes(client) : []
    let last = '00000000-0000-0000-0000-000000000000'
    for (let done = 0; done < missing; ) {
      const { rows } = await client.query<{ last: string; filled: number }>(
        `with part as materialized (
           select b.id from registry.business b
           where b.id > $1 and not exists (select from registry.directory_entry e where e.business_id = b.id)
           order by b.id limit $2)
         select p.last, p.filled, registry.refresh_directory(p.ids)
         from (select array_agg(id) as ids, (array_agg(id order by id desc))[1] as last, count(*) as filled from part) p`,
        [last, batch],
      )
      const [part] = rows
      if (!part || part.filled === 0) break
      last = part.last
      done += part.filled
      tell(done)
    }
    if (indexes.length > 0) print('search rows: indexes …')
    for (const index of indexes) await client.query(index)
  })
}

/** Drop what may be dropped of the search rows' indexes; answers how to make them again. */
async function dropIndexes(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = 'registry.directory_entry'::regclass and not i.indisprimary`,
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ made }) => made)
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
      await unfollowed(client, () => writeBusinesses(client, growth, grown.businesses + 1, howMany))
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
