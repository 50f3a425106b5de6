import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { Fault } from '#kernel/fault.ts'
import { problemOf } from '#kernel/problem.ts'
import { staff } from '../../../../tests/support/actors.ts'
import { world } from '../testing/world.ts'
import { columnOf, rowOf } from './map.ts'
import { countFound, findBusinesses, readMap, readTile } from './operations.server.ts'
import { businessKinds, type DirectoryFilter, directorySectors, listedStates } from './schema.ts'

const at = await world()

/** Villages of five districts, four cities, three provinces. */
const villages = [
  '33.72.05.1010',
  '33.72.05.1012',
  '33.72.01.1001',
  '33.73.01.1001',
  '34.71.01.1001',
  '35.78.01.1001',
] as const
/** Words of a village that stand nowhere else: whoever may not look there must not learn that they exist. */
const words = ['Angsanaria', 'Belimbinga', 'Cempakanto', 'Dahliawati', 'Edelweisan', 'Flamboyani'] as const
const scopes = ['', '33', '33.72', '33.72.05', '33.72.05.1010', '33.73', '34', '35.78.01', '36']

interface Row {
  id: string
  region: string
  kind: string
  state: string
  sector: string
  latitude: number
  longitude: number
}
const rows: Row[] = []

beforeAll(async () => {
  const pick = <Value>(list: readonly Value[], number: number) => list[number % list.length] as Value
  for (let number = 0; number < 240; number++) {
    const [region, word] = [pick(villages, number), pick(words, number)]
    const sector = pick(directorySectors, number * 7)
    const row = {
      region,
      kind: pick(businessKinds, number >> 1),
      state: pick(listedStates, number * 3),
      sector,
      latitude: -7.5 - (number % 13) * 0.11,
      longitude: 110.5 + (number % 17) * 0.13,
    }
    const { rows: made } = await at.owner.query<{ id: string }>(
      `with owner as (insert into registry.person (name, phone, region_code, created_at, updated_at)
         values ($1, '+6281200000000', $2, now(), now()) returning id)
       insert into registry.business (kind, name, state, sector, region_code, owner_id, latitude, longitude, created_at, updated_at)
       select $3, $4, $5, $6, $2, id, $7, $8, now(), now() from owner returning id`,
      [
        `Pemilik ${word}`,
        region,
        row.kind,
        `Usaha ${word} ${number}`,
        row.state,
        sector === 'none' ? null : sector,
        row.latitude,
        row.longitude,
      ],
    )
    rows.push({ ...row, id: made[0]?.id ?? '' })
  }
})

const some = <Value extends string>(values: readonly Value[]) =>
  fc.option(fc.subarray([...values], { minLength: 1, maxLength: 2 }), { nil: undefined })
const filters: fc.Arbitrary<DirectoryFilter> = fc.record({
  search: fc.option(fc.constantFrom(...words, 'usaha', 'angsanari', 'pemilik belimbing'), { nil: undefined }),
  kind: some(businessKinds),
  state: some(listedStates),
  sector: some(directorySectors),
  region: fc.option(fc.constantFrom(...scopes.filter((scope) => scope !== ''), ...villages), {
    nil: undefined,
  }),
})

/** What the filter means, read from the list of everything that was made. */
const matching = (filter: DirectoryFilter, scope: string) =>
  rows.filter(
    (row) =>
      row.region.startsWith(scope) &&
      row.region.startsWith(filter.region ?? '') &&
      (filter.kind?.includes(row.kind as never) ?? true) &&
      (filter.state?.includes(row.state as never) ?? true) &&
      (filter.sector?.includes(row.sector as never) ?? true),
  )

const officerOf = (scope: string) => at.call(staff('officer', scope))
const sum = (counts: readonly { count: number }[]) => counts.reduce((total, { count }) => total + count, 0)

describe.each(['before', 'after'])('%s the counters are folded', (moment) => {
  beforeAll(async () => {
    if (moment === 'after') await at.owner.query('select registry.fold_directory(10000)')
  })

  test('lists and counts are exactly what the actor’s regions hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...scopes), filters, async (scope, { search, ...filter }) => {
        const call = officerOf(scope)
        const wanted = matching(filter, scope)
        const page = await execute(findBusinesses, { ...filter, limit: 100 }, call)
        const counts = await execute(countFound, filter, call)
        expect(page.items.every(({ regionCode }) => regionCode.startsWith(scope))).toBe(true)
        expect(page.items).toHaveLength(Math.min(100, wanted.length))
        expect(counts.total).toBe(wanted.length)
        const open = matching({ ...filter, kind: undefined }, scope)
        expect(Object.fromEntries(counts.kind.map(({ value, count }) => [value, count]))).toEqual(
          Object.fromEntries(
            [...Map.groupBy(open, ({ kind }) => kind)].map(([kind, same]) => [kind, same.length]),
          ),
        )
        expect(counts.region.every(({ value }) => value.startsWith(scope))).toBe(true)
        if (counts.region.length > 0) expect(sum(counts.region)).toBe(wanted.length)

        const searched = { ...filter, search }
        const found = await execute(findBusinesses, { ...searched, limit: 100 }, call)
        expect(found.items.every(({ regionCode }) => regionCode.startsWith(scope))).toBe(true)
        if (search)
          expect((await execute(countFound, searched, call)).total).toBeLessThanOrEqual(wanted.length)
      }),
      { numRuns: 60 },
    )
  })

  test('maps show the same places and no others', async () => {
    const zooms = fc.integer({ min: 3, max: 16 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...scopes),
        filters,
        zooms,
        fc.integer({ min: 0, max: 239 }),
        async (scope, { search: _, ...filter }, zoom, one) => {
          const { latitude = 0, longitude = 0 } = rows[one] ?? {}
          const [x, y] = [columnOf(longitude, zoom), rowOf(latitude, zoom)]
          const wanted = matching(filter, scope).filter(
            (row) => columnOf(row.longitude, zoom) === x && rowOf(row.latitude, zoom) === y,
          )
          const tile = await execute(readTile, { ...filter, zoom, x, y }, officerOf(scope))
          expect(sum(tile.clusters)).toBe(wanted.length)
          const ids = new Set(wanted.map(({ id }) => id))
          for (const { id } of tile.clusters) if (id !== null) expect(ids).toContain(id)
        },
      ),
      { numRuns: 60 },
    )
    const all = await execute(readMap, {}, officerOf('33.72'))
    expect(sum(all.clusters)).toBe(rows.filter(({ region }) => region.startsWith('33.72')).length)
  })
})

test('a word that only others’ regions have answers like a word that nobody has', async () => {
  const call = officerOf('33.72')
  const asked = async (search: string) => ({
    list: await execute(findBusinesses, { search }, call),
    counts: await execute(countFound, { search }, call),
    map: await execute(readMap, { search }, call),
  })
  const nobody = await asked('qqxxqq')
  for (const word of ['Dahliawati', 'Edelweisan 4', 'pemilik flamboyani', 'dahliawat'])
    expect(await asked(word), word).toEqual(nobody)
  const foreign = rows.find(({ region }) => region.startsWith('35'))
  const { rows: named } = await at.owner.query<{ reference: string }>(
    'select reference from registry.business where id = $1',
    [foreign?.id],
  )
  expect(await asked(named[0]?.reference ?? '')).toEqual(nobody)
})

test('faults say nothing of what lies elsewhere', async () => {
  const call = officerOf('33.72')
  for (const input of [{ after: 'x' }, { region: '35.78', kbli: 'abc' }, { limit: 0, search: 'Flamboyani' }])
    try {
      await execute(findBusinesses, input as never, call)
      expect.unreachable()
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      expect(JSON.stringify(problemOf(fault, 'id'))).not.toMatch(/flamboyani|35\.78\.01/i)
    }
})

test('the search tables themselves are closed to the application', async () => {
  for (const table of ['entry', 'word', 'change', 'count', 'trait', 'cell'])
    await expect(at.app.query(`select from registry.directory_${table}`), table).rejects.toThrow(
      'permission denied',
    )
  await expect(at.app.query(`select registry.match_words('a', true, false)`)).rejects.toThrow(
    'permission denied',
  )
  await expect(at.app.query('select registry.refresh_directory(null)')).rejects.toThrow('permission denied')
})
