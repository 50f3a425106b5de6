import { beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { callAs, person, staff } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { importRegions } from './import.server.ts'
import {
  createHoliday,
  editHoliday,
  listProvinces,
  readCalendar,
  readChildren,
  readHolidays,
  readRegion,
  removeHoliday,
  searchRegion,
} from './operations.server.ts'
import { workingDeadline, workingMinutesBetween } from './queries.server.ts'

const database = await testDatabase()
const visitor = callAs(database.app, anonymous)
const nobody = { actorId: null, scopes: [], organisations: [], system: false }
const search = async (q: string, more: object = {}) =>
  (await execute(searchRegion, { q, ...more }, visitor)).items.map((region) => region.code)

beforeAll(async () => {
  await importRegions(database.owner)
})

describe('the list of regions', () => {
  test('holds every province, regency, district and village once', async () => {
    const { rows } = await database.owner.query(
      'select level, count(*) from region.region group by 1 order by 1',
    )
    expect(rows.map((row) => row.count)).toEqual([38, 514, 7285, 83762])
  })

  test('is loaded once: a second start does nothing, two starts at the same time load it once', async () => {
    expect(await Promise.all([importRegions(database.owner), importRegions(database.owner)])).toEqual([0, 0])
  })

  test('takes over a newer data set: names are corrected, vanished codes stay but are retired', async () => {
    await database.owner.query(`update region.source set version = '0' where name = 'regions'`)
    await database.owner.query(
      `update region.region set name = 'Salah', full_name = 'Salah' where code = '33.72.05.1010'`,
    )
    await database.owner.query(
      `insert into region.region (code, level, kind, parent_code, name, full_name, zone, name_key, search_key)
       values ('33.72.05.1999', 4, 'kelurahan', '33.72.05', 'Lama', 'Lama', 'Asia/Jakarta', 'lama', 'lama')`,
    )
    expect(await importRegions(database.owner)).toBe(91_599)
    const { rows } = await database.owner.query(
      `select name, retired_at is not null as retired from region.region where code in ('33.72.05.1010', '33.72.05.1999') order by code`,
    )
    expect(rows).toEqual([
      { name: 'Mangkubumen', retired: false },
      { name: 'Lama', retired: true },
    ])
    expect(await search('33.72.05.1999')).toEqual([])
  })

  test('cannot be changed by the application', async () => {
    await expect(database.app.query(`update region.region set name = 'x'`)).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('search', () => {
  test.each([
    ['Mangkubumen', '33.72.05.1010'],
    ['mangkubumen solo', '33.72.05.1010'],
    ['Mangkubumin banjarsari', '33.72.05.1010'],
    ['banjarsari solo', '33.72.05'],
    ['kel. mangkubumen kec. banjarsari kota surakarta', '33.72.05.1010'],
    ['surabaya', '35.78'],
    ['Susukan jaktim', '31.75.09.1004'],
    ['muara badak', '64.02.05'],
    ['gadingrejo pringsewu', '18.10.02'],
    ['gading rejo lampung', '18.10.02'],
    ['kutai kartanegra', '64.02'],
    ['33.72.05.1010', '33.72.05.1010'],
    ['3372051010', '33.72.05.1010'],
    ['33', '33'],
  ])('“%s” finds %s first', async (typed, code) => {
    expect((await search(typed))[0]).toBe(code)
  })

  test('“Mangkubumin” alone finds Mangkubumen among the first, and first of all near home', async () => {
    expect(await search('Mangkubumin')).toContain('33.72.05.1010')
    expect((await search('Mangkubumin', { near: '33.72' }))[0]).toBe('33.72.05.1010')
  })

  test('can be narrowed to a region and a level', async () => {
    const found = await search('banjarsari', { within: '33.72', level: 4 })
    expect(found).toEqual(['33.72.05.1014'])
  })

  test('answers nothing to nonsense, and takes signs and wildcards as text', async () => {
    for (const typed of ['xyzzyq', '%%', '__', "'; drop table region.region; --", '\\\\', '🏠🏠'])
      expect(await search(typed), typed).toEqual([])
  })

  test('refuses a search that is too short or too long at its field', async () => {
    for (const q of ['', 'a', 'a'.repeat(81)])
      await expect(execute(searchRegion, { q }, visitor)).rejects.toMatchObject({
        code: 'invalid_input',
        info: { fields: [{ path: 'q' }] },
      })
  })
})

describe('one region', () => {
  test('tells its zone and where it lies', async () => {
    const region = await execute(readRegion, { code: '33.72.05.1010' }, visitor)
    expect(region).toMatchObject({
      name: 'Mangkubumen',
      kind: 'kelurahan',
      zone: 'Asia/Jakarta',
      fullName: 'Kelurahan Mangkubumen, Kecamatan Banjarsari, Kota Surakarta, Jawa Tengah',
    })
    expect(region.trail.map((above) => above.code)).toEqual(['33', '33.72', '33.72.05', '33.72.05.1010'])
    expect((await execute(readRegion, { code: '31' }, visitor)).name).toBe('Daerah Khusus Jakarta')
  })

  test('has children; unknown codes are not found', async () => {
    expect((await execute(listProvinces, {}, visitor)).items).toHaveLength(38)
    expect((await execute(readChildren, { code: '33.72' }, visitor)).items).toHaveLength(5)
    expect((await execute(readChildren, { code: '33.72.05.1010' }, visitor)).items).toEqual([])
    await expect(execute(readRegion, { code: '99' }, visitor)).rejects.toMatchObject({ code: 'not_found' })
    await expect(execute(readChildren, { code: '99' }, visitor)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('deadlines', () => {
  const deadline = (from: string, days: number, region: string) =>
    transaction(database.app, nobody, 'read', async (db) => ({
      result: await workingDeadline(db, from, days, region),
    }))

  test('skip week-ends and the holidays of 2026', async () => {
    expect(await deadline('2026-11-20T03:00:00Z', 3, '33.72.05.1010')).toBe('2026-11-25T16:59:59Z')
    // 24 December is cuti bersama, 25 Christmas, then a week-end.
    expect(await deadline('2026-12-23T03:00:00Z', 1, '33.72.05.1010')).toBe('2026-12-28T16:59:59Z')
    expect(await deadline('2026-11-20T03:00:00Z', 1, '64.02.05')).toBe('2026-11-23T15:59:59Z')
  })

  test('know a regional holiday only in its region', async () => {
    const admin = callAs(database.app, staff('administrator', '33.72'))
    const day = {
      date: '2027-02-17',
      name: 'Hari Jadi Kota Surakarta',
      kind: 'regional',
      regionCode: '33.72',
    }
    await execute(createHoliday, { ...day, decree: 'Perwali 1/2027', certain: true }, admin)
    expect(await deadline('2027-02-16T03:00:00Z', 1, '33.72.05.1010')).toBe('2027-02-18T16:59:59Z')
    expect(await deadline('2027-02-16T03:00:00Z', 1, '33.73')).toBe('2027-02-17T16:59:59Z')
  })

  test('waiting time counts office hours between two instants', async () => {
    const minutes = await transaction(database.app, nobody, 'read', async (db) => ({
      result: await workingMinutesBetween(db, '2026-12-23T08:00:00Z', '2026-12-28T02:00:00Z', '33'),
    }))
    expect(minutes).toBe(120)
  })
})

describe('the calendar', () => {
  const year = async (wanted: number, region = '') =>
    (await execute(readHolidays, { year: wanted, region }, visitor)).items

  test('comes with 2025 to 2027; what is only computed is marked', async () => {
    expect((await year(2025)).filter((day) => day.kind === 'national')).toHaveLength(17)
    expect((await year(2026)).map((day) => day.kind).filter((kind) => kind === 'cuti_bersama')).toHaveLength(
      8,
    )
    const projected = await year(2027)
    expect(projected.find((day) => day.date === '2027-08-17')?.certain).toBe(true)
    expect(projected.find((day) => day.date === '2027-03-10')?.certain).toBe(false)
  })

  test('is kept by administrators in their own region only', async () => {
    const day = { date: '2026-11-30', name: 'Libur setempat', kind: 'regional', regionCode: '33.72' }
    for (const actor of [staff('administrator', '33.73'), staff('officer', '33.72'), person()])
      await expect(execute(createHoliday, day, callAs(database.app, actor))).rejects.toMatchObject({
        code: 'forbidden',
      })
    await expect(execute(createHoliday, day, visitor)).rejects.toMatchObject({ code: 'unauthenticated' })
    const nation = { ...day, kind: 'national', regionCode: '' }
    const local = callAs(database.app, staff('administrator', '33.72'))
    await expect(execute(createHoliday, nation, local)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(execute(readCalendar, { year: 2026 }, callAs(database.app, person()))).rejects.toMatchObject(
      {
        code: 'forbidden',
      },
    )
  })

  test('of the nation is kept by those who administer the whole deployment', async () => {
    const day = { date: '2027-05-18', name: 'Cuti bersama Idul Adha', kind: 'cuti_bersama' }
    const call = callAs(database.app, staff('administrator', '33.72'))
    await expect(execute(createHoliday, day, call)).rejects.toMatchObject({ code: 'forbidden' })
    const set = `insert into kernel.setting (key, value) values ('site', '{"region": "33.72"}')`
    await database.owner.query(set)
    expect((await execute(readCalendar, { year: 2027 }, call)).mayKeepNation).toBe(true)
    await execute(createHoliday, day, call)
    const part = callAs(database.app, staff('administrator', '33.72.05'))
    await expect(execute(createHoliday, { ...day, date: '2027-05-19' }, part)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await database.owner.query(`delete from kernel.setting where key = 'site'`)
  })

  test('a day is corrected once, by the newest version only, and can be withdrawn', async () => {
    const admin = callAs(database.app, staff('administrator', ''))
    const day = { date: '2027-05-17', name: 'Idul Adha', kind: 'national', certain: false }
    const added = await execute(createHoliday, day, admin)
    await expect(execute(createHoliday, day, admin)).rejects.toMatchObject({
      info: { fields: [{ path: 'date' }] },
    })
    const change = { ...day, holidayId: added.id, version: 1, certain: true, decree: 'SKB 2027' }
    expect(await execute(editHoliday, change, admin)).toMatchObject({ version: 2, certain: true })
    await expect(execute(editHoliday, change, admin)).rejects.toMatchObject({ code: 'stale' })
    const foreign = callAs(database.app, staff('administrator', '33'))
    await expect(execute(removeHoliday, { holidayId: added.id }, foreign)).rejects.toMatchObject({
      code: 'not_found',
    })
    await execute(removeHoliday, { holidayId: added.id }, admin)
    expect((await year(2027)).map((known) => known.id)).not.toContain(added.id)
    await expect(execute(removeHoliday, { holidayId: added.id }, admin)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('what an administrator withdrew does not come back at the next start', async () => {
    const admin = callAs(database.app, staff('administrator', ''))
    const [day] = await year(2027)
    await execute(removeHoliday, { holidayId: day?.id }, admin)
    await importRegions(database.owner)
    expect((await year(2027)).map((known) => known.date)).not.toContain(day?.date)
  })

  test('tells each administrator which days they may change', async () => {
    const { items } = await execute(
      readCalendar,
      { year: 2027 },
      callAs(database.app, staff('administrator', '33.72')),
    )
    expect(items.filter((day) => day.mayChange).map((day) => day.regionCode)).toEqual(['33.72'])
    expect(items.length).toBeGreaterThan(10)
  })

  test('refuses what is no day of the calendar, at the field', async () => {
    const admin = callAs(database.app, staff('administrator', ''))
    const right = { date: '2026-11-30', name: 'Libur', kind: 'national' }
    const cases: [object, string][] = [
      [{ ...right, date: '2026-02-30' }, 'date'],
      [{ ...right, date: '1999-01-01' }, 'date'],
      [{ ...right, name: '' }, 'name'],
      [{ ...right, name: 'x'.repeat(121) }, 'name'],
      [{ ...right, kind: 'other' }, 'kind'],
      [{ ...right, kind: 'regional' }, 'regionCode'],
      [{ ...right, regionCode: '33' }, 'regionCode'],
      [{ ...right, kind: 'regional', regionCode: '99' }, 'regionCode'],
    ]
    for (const [input, path] of cases)
      await expect(execute(createHoliday, input, admin), path).rejects.toMatchObject({
        code: 'invalid_input',
        info: { fields: [{ path }] },
      })
  })
})
