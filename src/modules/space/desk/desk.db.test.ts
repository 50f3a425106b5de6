import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { listBookings } from '../bookings/operations.server.ts'
import { addClosure } from '../places/operations.server.ts'
import { provisionBooking, provisionSpace } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, day, now, refused, world } from '../testing/world.ts'
import { checkInByCode } from '../visits/operations.server.ts'
import { exportBookings, listDeskSpaces, readDaySheet } from './operations.server.ts'

const here = await world()
let hall: Space
let sri: Actor & { phone: string }
const today = '2026-11-20'

beforeAll(async () => {
  hall = await provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { name: 'Balai Uji', approval: 'automatic' },
  )
  sri = await here.resident()
  const running = await provisionBooking(
    { pool: here.app, actor: sri, at: '2026-11-20T01:30:00Z' },
    { spaceId: hall.id, ...at(10, 12, today), attendees: 20 },
  )
  await here.run(checkInByCode, here.officer, { code: running.reference, people: 17 })
  await provisionBooking(
    { pool: here.app, actor: sri, at: now },
    { spaceId: hall.id, ...at(14, 16, today), attendees: 30 },
  )
  await provisionBooking(
    { pool: here.app, actor: sri, at: now },
    { spaceId: hall.id, ...at(8, 10), attendees: 40 },
  )
})

describe('what goes on today', () => {
  test('bookings, people expected and counted, and the next closure of each space of the region', async () => {
    await here.run(addClosure, here.manager, {
      spaceId: hall.id,
      ...at(8, 20, '2026-12-11'),
      reason: 'Pengecatan',
    })
    const { items } = await here.run(listDeskSpaces, here.officer, { q: 'balai uji' })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      name: 'Balai Uji',
      state: 'published',
      bookings: 2,
      expected: 50,
      visitors: 17,
      waiting: 0,
      nextClosure: { ...at(8, 20, '2026-12-11'), reason: 'Pengecatan' },
    })
    expect(items[0]?.place).toContain('Mangkubumen')
  })

  test('requests that wait are counted, whatever their day', async () => {
    const decided = await provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { name: 'Balai Menunggu', approval: 'approved' },
    )
    await provisionBooking({ pool: here.app, actor: sri, at: now }, { spaceId: decided.id, ...at(8, 10) })
    const { items } = await here.run(listDeskSpaces, here.officer, { q: 'menunggu' })
    expect(items[0]).toMatchObject({ bookings: 0, expected: 0, waiting: 1, nextClosure: null })
  })

  test('pages by name, and by state', async () => {
    const first = await here.run(listDeskSpaces, here.officer, { limit: 1 })
    const second = await here.run(listDeskSpaces, here.officer, { limit: 1, after: first.next ?? '' })
    expect([first.items[0]?.name, second.items[0]?.name]).toEqual(['Balai Menunggu', 'Balai Uji'])
    expect((await here.run(listDeskSpaces, here.officer, { state: 'archived' })).items).toEqual([])
  })

  test('only of the regions one serves', async () => {
    expect((await here.run(listDeskSpaces, here.foreigner, {})).items).toEqual([])
    expect((await refused(here.run(listDeskSpaces, sri, {}))).code).toBe('forbidden')
    expect((await refused(here.run(listDeskSpaces, anonymous, {}))).code).toBe('unauthenticated')
  })
})

describe('the day sheet', () => {
  test('has the accepted bookings of the day in order', async () => {
    const { items, space } = await here.run(readDaySheet, here.officer, { spaceId: hall.slug, date: today })
    expect(space.name).toBe('Balai Uji')
    expect(items.map(({ attendees }) => attendees)).toEqual([20, 30])
    expect(items[0]?.bookerPhone).toBe(sri.phone)
  })

  test('is for staff of the region', async () => {
    expect(
      (await refused(here.run(readDaySheet, here.foreigner, { spaceId: hall.id, date: today }))).code,
    ).toBe('forbidden')
    expect((await refused(here.run(readDaySheet, sri, { spaceId: hall.id, date: today }))).code).toBe(
      'forbidden',
    )
  })
})

describe('the list as a file', () => {
  test('holds what the filter says, and the audit log who took it', async () => {
    const { items } = await here.run(exportBookings, here.officer, { spaceId: hall.id, from: day })
    expect(items.map(({ attendees }) => attendees)).toEqual([40])
    const { rows } = await here.owner.query(
      `select actor_name, changes from kernel.audit_entry where operation = 'space.export_bookings'`,
    )
    expect(rows).toEqual([
      { actor_name: 'Petugas Banjarsari', changes: { rows: 1, spaceId: hall.id, from: day } },
    ])
  })

  test.each([
    ['as people dial it', (phone: string) => phone.replace('+62', '0')],
    ['with hyphens', (phone: string) => phone.replace('+62', '0').replace(/^(.{4})(.{4})/, '$1-$2-')],
    ['its last digits', (phone: string) => phone.slice(-6)],
  ])('a phone finds its bookings: %s', async (_, typed) => {
    const { items } = await here.run(listBookings, here.officer, { spaceId: hall.id, q: typed(sri.phone) })
    expect(items).toHaveLength(3)
  })
})
