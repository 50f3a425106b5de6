import type { RegionScope } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { searchWords, trailOf, typedCode, zoneOf } from './rules.ts'
import type { Holiday, Region, RegionSearch } from './schema.ts'
import {
  addDays,
  addWorkingDays,
  endOfDay,
  type Holidays,
  localDate,
  workingMinutes,
} from './working-time.ts'

const columns = (alias: string) =>
  ['code', 'level', 'kind', 'name', 'full_name as "fullName"', 'parent_code as "parentCode"', 'zone']
    .map((column) => `${alias}.${column}`)
    .join(', ')

export const findRegion = (db: Database, code: string): Promise<Region | undefined> =>
  db.maybe(text<Region>(`select ${columns('r')} from region.region r where r.code = $1`, [code]))

/** @throws Fault `not_found` */
export async function getRegion(db: Database, code: string): Promise<Region> {
  const region = await findRegion(db, code)
  if (!region) throw new Fault('not_found', 'region_not_found')
  return region
}

/** The regions from the province down to the given one. */
export const listTrail = (db: Database, code: string): Promise<Region[]> =>
  db.many(
    text<Region>(`select ${columns('r')} from region.region r where r.code = any ($1) order by r.code`, [
      trailOf(code),
    ]),
  )

/** Several regions at once, to show names beside codes. */
export async function regionNames(db: Database, codes: readonly string[]): Promise<Map<string, Region>> {
  const rows = await db.many(
    text<Region>(`select ${columns('r')} from region.region r where r.code = any ($1)`, [
      [...new Set(codes)],
    ]),
  )
  return new Map(rows.map((row) => [row.code, row]))
}

/** What lies directly under a region, by name; the provinces when none is given. */
export const listChildren = (db: Database, code: string | null): Promise<Region[]> =>
  db.many(
    text<Region>(
      `select ${columns('r')} from region.region r
       where ${code === null ? 'r.parent_code is null and $1::text is null' : 'r.parent_code = $1'} and r.retired_at is null
       order by r.name, r.code`,
      [code],
    ),
  )

/** Regions of one level inside a scope, by code, with the name of what they lie in; what a phone takes along. */
export const listInScope = (
  db: Database,
  scope: RegionScope,
  level: number,
  limit: number,
): Promise<{ code: string; name: string; parent: string }[]> =>
  db.many(
    text(
      `select r.code, r.name, coalesce(p.name, '') as parent
       from region.region r left join region.region p on p.code = r.parent_code
       where r.level = $2 and r.retired_at is null and exists (select from unnest($1::text[]) s where starts_with(r.code, s))
       order by r.code limit $3`,
      [scope, level, limit],
    ),
  )

const everyLevel = [1, 2, 3, 4]

/** Regions by name or code, best first. @returns at most `limit` */
export async function searchRegions(db: Database, search: RegionSearch): Promise<Region[]> {
  const { q, within = '', near = '', limit } = search
  const levels = search.level === undefined ? everyLevel : [search.level]
  const code = typedCode(q)
  if (code !== undefined) return listUnder(db, code, within, levels, limit)
  const words = searchWords(q)
  if (words.length === 0) return []
  return db.many(
    text<Region>(
      `select ${columns('r')} from region.search($1, $2, $3, $4, $5) found join region.region r using (code)
       order by found.score desc, r.code`,
      [words, within, near, levels, limit],
    ),
  )
}

/** A code typed whole is that region; its beginning, what lies under it. */
const listUnder = (db: Database, code: string, within: string, levels: readonly number[], limit: number) =>
  db.many(
    text<Region>(
      `select ${columns('r')} from region.region r
       where r.code >= $1 and r.code < $1 || '~' and starts_with(r.code, $2) and r.level = any ($3)
         and r.retired_at is null
       order by r.level, r.code limit $4`,
      [code, within, levels, limit],
    ),
  )

/** Every village in these regions (`''`: the nation's 83,000) with its full name, for reading lists. */
export const listVillageNames = (
  db: Database,
  scope: RegionScope,
): Promise<{ code: string; fullName: string }[]> =>
  db.many(
    text(
      `select r.code, r.full_name as "fullName" from region.region r
       where r.level = 4 and r.retired_at is null and r.code ^@ any ($1::text[])`,
      [scope],
    ),
  )

/** Days on which offices of a region are closed, both ends included. */
export async function holidaysBetween(
  db: Database,
  from: string,
  to: string,
  regionCode: string,
): Promise<Holidays> {
  const rows = await db.many(
    text<{ date: string }>(
      `select h.date from region.holiday h
       where h.date between $1 and $2 and h.withdrawn_at is null and starts_with($3, h.region_code)`,
      [from, to, regionCode],
    ),
  )
  return new Set(rows.map((row) => row.date))
}

/**
 * The same as an expression inside another module's statement, where a second one would cost a round trip: a JSON list of
 * dates. The arguments are SQL.
 */
export const holidayDatesSql = (region: string, from: string, to: string): string =>
  `(select coalesce(json_agg(h.date), '[]') from region.holiday h
    where h.date between ${from} and ${to} and h.withdrawn_at is null and starts_with(${region}, h.region_code))`

/** Longest run of closed days we allow for: Idul Fitri closes offices for about eleven days. */
const slack = 40

/**
 * Until when an office must have answered: the end of the day, in the region's zone, that lies `days` working days
 * after `from` (an instant). The day of `from` is not counted.
 */
export async function workingDeadline(
  db: Database,
  from: string,
  days: number,
  regionCode: string,
): Promise<string> {
  const zone = zoneOf(regionCode)
  const date = localDate(from, zone)
  const holidays = await holidaysBetween(db, date, addDays(date, days * 2 + slack), regionCode)
  return endOfDay(addWorkingDays(date, days, holidays), zone)
}

/** Minutes of office hours between two instants in a region: the waiting time that figures count. */
export async function workingMinutesBetween(
  db: Database,
  from: string,
  to: string,
  regionCode: string,
): Promise<number> {
  const zone = zoneOf(regionCode)
  const holidays = await holidaysBetween(db, localDate(from, zone), localDate(to, zone), regionCode)
  return workingMinutes(from, to, zone, holidays)
}

const holidayColumns = `h.id, h.date, h.name, h.kind, h.region_code as "regionCode", h.decree, h.certain, h.version`

/** The days of one year that hold in a region, nationwide ones included. */
export const listHolidays = (db: Database, year: number, regionCode: string): Promise<Holiday[]> =>
  db.many(
    text<Holiday>(
      `select ${holidayColumns} from region.holiday h
       where h.date between make_date($1, 1, 1) and make_date($1, 12, 31) and h.withdrawn_at is null
         and starts_with($2, h.region_code) order by h.date, h.id`,
      [year, regionCode],
    ),
  )

/** Every day of one year that an administrator of these regions looks after or lives with. */
export const listHolidaysOfScope = (db: Database, year: number, scope: RegionScope): Promise<Holiday[]> =>
  db.many(
    text<Holiday>(
      `select ${holidayColumns} from region.holiday h
       where h.date between make_date($1, 1, 1) and make_date($1, 12, 31) and h.withdrawn_at is null
         and exists (select from unnest($2::text[]) s where starts_with(s, h.region_code) or starts_with(h.region_code, s))
       order by h.date, h.id`,
      [year, scope],
    ),
  )

/** Locked, for a change. */
export async function getHolidayForUpdate(db: Database, id: string): Promise<Holiday> {
  const holiday = await db.maybe(
    text<Holiday>(
      `select ${holidayColumns} from region.holiday h where h.id = $1 and h.withdrawn_at is null for update`,
      [id],
    ),
  )
  if (!holiday) throw new Fault('not_found', 'region_holiday_not_found')
  return holiday
}

/** The same for many places at once: one look at the holidays, each place by its own. By region code. */
export async function workingDeadlines(
  db: Database,
  from: string,
  days: number,
  regionCodes: readonly string[],
): Promise<Map<string, string>> {
  const first = addDays(from.slice(0, 10), -1)
  const rows = await db.many(
    text<{ date: string; regionCode: string }>(
      `select h.date, h.region_code as "regionCode" from region.holiday h
       where h.date between $1 and $2 and h.withdrawn_at is null`,
      [first, addDays(first, days * 2 + slack + 2)],
    ),
  )
  const deadlines = new Map<string, string>()
  for (const code of new Set(regionCodes)) {
    const zone = zoneOf(code)
    const holidays = new Set(rows.filter((row) => code.startsWith(row.regionCode)).map((row) => row.date))
    deadlines.set(code, endOfDay(addWorkingDays(localDate(from, zone), days, holidays), zone))
  }
  return deadlines
}
