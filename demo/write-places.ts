import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSpace, replaceOpenings, setState } from '#modules/space/places/commands.server.ts'
import { addPhoto } from '#modules/space/places/photos.server.ts'
import { getSpace } from '#modules/space/places/queries.server.ts'
import { SpaceInput } from '#modules/space/schema.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { actorOf } from './actors.ts'
import type { DemoCalendar } from './calendar.ts'
import { actAs } from './context.ts'
import { demoId } from './ids.ts'
import { insertRows } from './insert.ts'
import { type DemoPlace, rootOf } from './place.ts'
import { hall, places } from './places.ts'
import { closedDays, past } from './timetable.ts'
import type { Home, Homes } from './write-bookings.ts'
import { writeUnits } from './write-units.ts'

/** The halls and rooms, made by the commands that their keepers use. */
export async function writePlaces(db: Database, calendar: DemoCalendar): Promise<Homes> {
  const own = places.filter(({ within }) => within === undefined)
  const homes = new Map(
    await Promise.all(own.map(async (place) => [place.key, await writePlace(db, calendar, place)] as const)),
  )
  for (const place of places) {
    const home = homes.get(rootOf(place))
    if (!home) throw new RangeError(`no space for ${place.key}`)
    await writeUnits(db, home.spaceId, place.units ?? [])
    if (place.within) homes.set(place.key, await partOf(db, home.spaceId, place.within.code))
  }
  const found = Object.fromEntries(homes) as Homes
  await writeClosures(db, closuresOf(found), calendar)
  await db.exec(
    text(`insert into space.market_week (space_id, weekday, weeks) values ($1, 7, '{1,3}')`, [
      found.market.spaceId,
    ]),
  )
  return found
}

async function writePlace(db: Database, calendar: DemoCalendar, place: DemoPlace) {
  const openedOn = calendar.day(-past - 20)
  const who = { actor: actorOf(place.keeper), now: calendar.at(openedOn, 9 * 60) }
  const input = inputOf(place)
  const spaceId = await actAs(db, { ...who, operation: 'space.create' }, (ctx) =>
    createSpace(ctx, input, { openedOn }),
  )
  const openings = place.openings.flatMap(({ days, from, to }) =>
    days.map((weekday) => ({ weekday, from, to })),
  )
  await actAs(db, { ...who, operation: 'space.set_hours' }, async (ctx) =>
    replaceOpenings(ctx, await getSpace(ctx, spaceId), openings),
  )
  await actAs(db, { ...who, operation: 'space.set_state' }, async (ctx) =>
    setState(ctx, await getSpace(ctx, spaceId), 'published'),
  )
  for (const { file, alt } of place.photos) {
    const picture = await readFile(join(import.meta.dirname, 'pictures', file))
    await actAs(db, { ...who, operation: 'space.add_photo' }, async (ctx) =>
      addPhoto(ctx, await getSpace(ctx, spaceId), { picture, alt }),
    )
  }
  return partOf(db, spaceId, null)
}

/** Where all of a space, or a part of it, is in the database. */
async function partOf(db: Database, spaceId: string, code: string | null): Promise<Home> {
  const unit = await db.one(
    text<{ id: string; span: string }>(
      'select id, span::text from space.unit where space_id = $1 and code is not distinct from $2',
      [spaceId, code],
    ),
  )
  return { spaceId, unitId: unit.id, span: unit.span }
}

const inputOf = (place: DemoPlace): SpaceInput =>
  SpaceInput.parse({
    name: place.name,
    kind: place.kind,
    regionCode: place.regionCode,
    address: place.address,
    latitude: place.latitude,
    longitude: place.longitude,
    capacity: place.capacity,
    descriptionId: place.description.id,
    descriptionEn: place.description.en,
    houseRulesId: place.houseRules.id,
    houseRulesEn: place.houseRules.en,
    papersId: place.papers.id,
    papersEn: place.papers.en,
    legalBasis: place.legalBasis,
    contactName: place.contact.name,
    contactPhone: place.contact.phone,
    approval: place.approval,
    who: place.who ?? 'anyone',
    slotMinutes: place.rules.slot,
    minMinutes: place.rules.min,
    maxMinutes: place.rules.max,
    bufferMinutes: place.rules.buffer,
    minDaysAhead: place.rules.minAhead,
    maxDaysAhead: place.rules.maxAhead,
    quota: place.rules.quota ?? undefined,
    closedOnHolidays: place.rules.closedOnHolidays,
    facilities: place.facilities.map(([code, detail]) => ({ code, detail })),
  })

interface DemoClosure {
  place: DemoPlace
  spaceId: string
  offset: number
  reason: string
  announced: number
}

/** The hall is closed for repairs on some days, known beforehand. */
function closuresOf(homes: Homes): DemoClosure[] {
  return closedDays.map((offset) => ({
    place: hall,
    spaceId: homes.hall.spaceId,
    offset,
    reason: offset < 0 ? 'Perbaikan atap' : 'Pengecatan panggung',
    announced: Math.min(offset - 14, -2),
  }))
}

const writeClosures = (
  db: Database,
  closures: readonly DemoClosure[],
  calendar: DemoCalendar,
): Promise<void> =>
  insertRows(
    db,
    'space.closure',
    {
      id: 'uuid',
      space_id: 'uuid',
      region_code: 'text',
      during: 'tstzrange',
      reason: 'text',
      public: 'boolean',
      created_by: 'uuid',
      created_at: 'timestamptz',
    },
    closures.map(({ place, spaceId, offset, reason, announced }, index) => ({
      id: demoId('closure', index + 1),
      space_id: spaceId,
      region_code: place.regionCode,
      during: `[${calendar.at(calendar.day(offset), 0)},${calendar.at(calendar.day(offset + 1), 0)})`,
      reason,
      public: true,
      created_by: place.keeper.id,
      created_at: calendar.at(calendar.day(announced), 10 * 60),
    })),
  )
