import { beforeAll, expect, it } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { callAs, staff } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { makeRegions, makeSpace } from '../../../tests/support/past.ts'
import { getFigure } from './figures/operations.server.ts'
import { readRecords } from './records/operations.server.ts'

const database = await testDatabase()
const village = '33.72.05.1010'
const head = callAs(database.app, staff('head', village), { now: '2026-07-20T03:00:00Z' })
let spaceId = ''
const monday = '2026-03-02'

/** A market of four stalls, open every day: three are held for the year. */
beforeAll(async () => {
  await makeRegions(database.owner, [
    { code: '33', name: 'Jawa Tengah' },
    { code: '33.72', name: 'Kota Surakarta' },
    { code: '33.72.05', name: 'Banjarsari' },
    { code: village, name: 'Mangkubumen' },
  ])
  spaceId = (await makeSpace(database.owner, { region: village, name: 'Pasar' })).spaceId
  await database.owner.query(`update space.space set kind = 'market' where id = $1`, [spaceId])
  await database.owner.query(
    `insert into space.unit (space_id, kind, name, code, capacity)
     select $1, 'stall', 'Lapak', code, 1 from unnest(array['A-1', 'A-2', 'A-3', 'A-4']) code`,
    [spaceId],
  )
  await database.owner.query(
    `insert into space.lease (space_id, unit_id, span, region_code, state, kind, origin, term, holder_name, created_at, updated_at)
     select u.space_id, u.id, u.span, $2, 'active', 'permanent', 'direct', '[2026-01-01,2027-01-01)', 'Bu Darmi', now(), now()
     from space.unit u where u.space_id = $1 and u.code in ('A-1', 'A-2', 'A-3')`,
    [spaceId, village],
  )
  await see('A-1', 'present')
  await see('A-2', 'absent')
})

const see = (code: string, state: string, day = monday) =>
  database.owner.query(
    `insert into space.presence (space_id, unit_id, region_code, day, lease_id, state, how, at, recorded_at)
     select l.space_id, l.unit_id, l.region_code, $3, l.id, $4, 'round', now(), now()
     from space.lease l join space.unit u on u.id = l.unit_id where l.space_id = $1 and u.code = $2`,
    [spaceId, code, day, state],
  )

const asked = { indicator: 'utilisation', region: village, period: 'day', on: monday } as const

it('a held stall is in use on its market days unless it was seen empty; each opens to its day', async () => {
  const { figure, breakdowns } = await execute(getFigure, asked, head)
  expect(figure.value).toBeCloseTo(2 / 4, 9)
  const states = breakdowns.find(({ by }) => by === 'state')?.parts ?? []
  expect(states.map(({ part, value, count }) => [part, value, count]).sort()).toEqual([
    ['present', 0.25, 1],
    ['unseen', 0.25, 1],
  ])
  const { total, items } = await execute(readRecords, asked, head)
  expect(total).toBe(figure.count)
  expect(items.map(({ reference, state, kind }) => [reference, state, kind]).sort()).toEqual([
    ['A-1', 'present', 'presence'],
    ['A-3', 'unseen', 'presence'],
  ])
  expect(items[0]?.href).toMatch(new RegExp(`/kantor/ruang/${spaceId}/keliling\\?hari=${monday}#A-`))
  const one = await execute(readRecords, { ...asked, by: 'state', part: 'present' }, head)
  expect(one.items.map(({ reference }) => reference)).toEqual(['A-1'])
})

it('a day its holder let go is nobody’s use', async () => {
  await database.owner.query(
    `insert into space.lease_day (lease_id, day, reason, let_go_at)
     select l.id, $2, 'holder', now() from space.lease l join space.unit u on u.id = l.unit_id where l.space_id = $1 and u.code = 'A-3'`,
    [spaceId, monday],
  )
  expect((await execute(getFigure, asked, head)).figure.value).toBeCloseTo(1 / 4, 9)
})
