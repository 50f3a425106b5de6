import { saveSettings } from '#kernel/settings.server.ts'
import { settingGroups } from '#kernel/settings.ts'
import { holidaysBetween } from '#modules/region/queries.server.ts'
import { addDays, localDate } from '#modules/region/working-time.ts'
import { openPool } from '#platform/database/pool.ts'
import { text } from '#platform/database/query.ts'
import { type Database, databaseOn } from '#platform/database/transaction.ts'
import { type DemoCalendar, demoCalendar, zone } from './calendar.ts'
import { type DemoLogins, demoLogins, mangkubumen, surakarta } from './cast.ts'
import { demoWorld } from './generate.ts'
import { mark } from './mark.ts'
import { writeAudit } from './write-audit.ts'
import { writeBookings, writeVisits } from './write-bookings.ts'
import { writeDirectory } from './write-directory.ts'
import { writeField } from './write-field.ts'
import { writeFigures } from './write-figures.ts'
import { writeGuests } from './write-guests.ts'
import { writeHouseholds } from './write-households.ts'
import { writeLeases } from './write-leases.ts'
import { writePlan } from './write-market.ts'
import { writeDoubles } from './write-matching.ts'
import { writeNumbers } from './write-numbers.ts'
import { writeOrganisations } from './write-organisations.ts'
import { writePeople } from './write-people.ts'
import { writePlaces } from './write-places.ts'
import { writePresence } from './write-presence.ts'
import { writeProfiles } from './write-profiles.ts'
import { writeProgress } from './write-progress.ts'
import { writeOffers } from './write-reciprocity.ts'
import { writeRegistrations } from './write-registrations.ts'
import { writeRounds } from './write-rounds.ts'
import { writeFaults, writeReciprocity, writeShelves } from './write-shelves.ts'

export type { DemoLogins } from './cast.ts'

export interface DemoOptions {
  /** Address of the database, as the owner of its tables. */
  url: string
  log(line: string): void
  /** ISO instant the demo is dated from; now by default. */
  now?: string
}

/**
 * Fill an empty deployment with Mangkubumen as it might be after five months of work. Does nothing when the demo is there.
 * One transaction: a start that is cut off leaves nothing half made.
 */
export async function seedDemo({
  url,
  log,
  now = new Date().toISOString(),
}: DemoOptions): Promise<DemoLogins> {
  const pool = openPool(url, 'owner', { max: 1, pipeline: true })
  const client = await pool.connect()
  try {
    const db = databaseOn(client)
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [mark])
    if (!(await isThere(db))) {
      const startedAt = performance.now()
      await writeAll(db, now)
      log(`demo data written in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
    await pool.end()
  }
  return demoLogins
}

const isThere = async (db: Database) =>
  (await db.maybe(text('select from kernel.setting where key = $1', [mark]))) !== undefined

async function writeAll(db: Database, now: string) {
  const today = localDate(now, zone)
  const holidays = await holidaysBetween(db, addDays(today, -400), addDays(today, 120), mangkubumen)
  const calendar = demoCalendar(`${now.slice(0, 19)}Z`, holidays)
  const world = demoWorld(calendar)
  await writePeople(db, calendar, world.registrations)
  await writeRegistrations(db, world.registrations)
  await writeProfiles(db, calendar, world.registrations)
  await writeNumbers(db)
  await writeOrganisations(db, calendar, world.registrations)
  await writeDoubles(db, world.registrations)
  await writeProgress(db, calendar, world.registrations)
  await writeHouseholds(db, calendar)
  await writeDirectory(db)
  await writeField(db)
  await writeOffers(db, calendar.now)
  const homes = await writePlaces(db, calendar)
  await writeLeases(db, calendar, homes.market.spaceId, world.leases)
  await writeShelves(db, calendar, homes.coworking.spaceId)
  await writeFaults(db, calendar, homes.hall.spaceId)
  await writeReciprocity(db, calendar, homes.room.spaceId)
  await writePlan(db, calendar.now, homes.market.spaceId)
  await writePresence(db, calendar, homes.market.spaceId, world.leases)
  await writeRounds(db, calendar, homes.market.spaceId, world)
  await writeBookings(db, calendar, world.bookings, homes)
  const [guests, others] = [true, false].map((book) =>
    world.walkIns.filter(({ place }) => (place.key === 'coworking') === book),
  )
  await writeVisits(db, world.bookings, others ?? [], homes)
  await writeGuests(db, calendar, guests ?? [], homes)
  await writeAudit(db, calendar, world)
  await writeFigures(db, calendar)
  await writeSettings(db, calendar)
}

async function writeSettings(db: Database, calendar: DemoCalendar) {
  await saveSettings(db, 'site', settingGroups.site.parse({ region: surakarta }))
  await saveSettings(
    db,
    'letterhead',
    settingGroups.letterhead.parse({
      government: 'PEMERINTAH KOTA SURAKARTA',
      agency: 'KECAMATAN BANJARSARI',
      unit: 'KELURAHAN MANGKUBUMEN',
      address: 'Jl. Samosir 10, Surakarta (data contoh)',
    }),
  )
  const value = JSON.stringify({ seededAt: calendar.now })
  await db.exec(text('insert into kernel.setting (key, value) values ($1, $2)', [mark, value]))
}
