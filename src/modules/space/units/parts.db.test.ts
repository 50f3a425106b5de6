import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { cancel, holdSpace, requestBooking } from '../bookings/operations.server.ts'
import { addClosure } from '../places/operations.server.ts'
import { provisionSpace } from '../provision.server.ts'
import { at, now, refused, world } from '../testing/world.ts'
import { addParts, changePart, readUnits, retirePart } from './operations.server.ts'
import type { Unit } from './schema.ts'

const here = await world()
let sri: Actor
beforeAll(async () => {
  sri = await here.resident()
})

const coworking = () =>
  provisionSpace({ pool: here.app, actor: here.manager, at: now }, { kind: 'coworking', name: 'KUKM Space' })
const add = async (spaceId: string, more: object): Promise<Unit[]> =>
  (await here.run(addParts, here.manager, { spaceId, kind: 'seat', prefix: 'K', ...more })).items
const answers = { groupKind: 'person', name: 'Sri', purpose: 'meeting', attendees: 1 } as const
const book = (spaceId: string, unitId: string, from = 9, to = 11) =>
  here.run(requestBooking, sri, { spaceId, unitId, ...at(from, to), ...answers })
const states = async (spaceId: string, from = 9, to = 11, actor = sri) =>
  Object.fromEntries(
    (await here.run(readUnits, actor, { spaceId, ...at(from, to) })).items.map((unit) => [
      unit.code ?? unit.kind,
      unit.state,
    ]),
  )
const named = (units: readonly Unit[], code: string) => units.find((unit) => unit.code === code)?.id ?? ''

describe('parts of a space', () => {
  test('are added several at once, in an area of theirs', async () => {
    const { id } = await coworking()
    const area = named(await add(id, { kind: 'area', prefix: 'LT2', name: 'Lantai 2', capacity: 12 }), 'LT2')
    const seats = await add(id, { count: 3, parentId: area, name: 'Kursi' })
    expect(seats.map(({ kind, code, name, parentId }) => [kind, code, name, parentId === area])).toEqual([
      ['whole', null, 'KUKM Space', false],
      ['area', 'LT2', 'Lantai 2', false],
      ['seat', 'K-1', 'Kursi K-1', true],
      ['seat', 'K-2', 'Kursi K-2', true],
      ['seat', 'K-3', 'Kursi K-3', true],
    ])
    expect((await refused(add(id, { count: 2, first: 3 }))).key).toBe('cowork_unit_same_code')
    expect((await refused(add(id, { prefix: 'Z', parentId: named(seats, 'K-1') }))).code).toBe(
      'invalid_input',
    )
  })

  test('say whether they are free in a wanted time', async () => {
    const { id } = await coworking()
    const units = await add(id, { count: 4 })
    await add(id, { kind: 'room', prefix: 'RAPAT', approval: 'approved' })
    const room = named(await add(id, { kind: 'room', prefix: 'POD', approval: 'approved' }), 'POD')
    await book(id, named(units, 'K-1'))
    await book(id, room)
    await here.run(holdSpace, sri, { spaceId: id, unitId: named(units, 'K-2'), ...at(10, 12) })
    expect(await states(id)).toEqual({
      whole: 'taken',
      'K-1': 'taken',
      'K-2': 'held',
      'K-3': 'free',
      'K-4': 'free',
      RAPAT: 'free',
      POD: 'waiting',
    })
    expect(await states(id, 12, 14)).toMatchObject({ whole: 'free', 'K-1': 'free', POD: 'free' })
    expect(await states(id, 20, 22)).toMatchObject({ whole: 'closed', 'K-1': 'closed' })
    await here.run(addClosure, here.manager, { spaceId: id, ...at(14, 16), reason: 'Listrik padam' })
    expect(await states(id, 13, 15)).toMatchObject({ 'K-3': 'closed' })
  })

  test('are changed, and go out of use only when nobody has them', async () => {
    const { id } = await coworking()
    const units = await add(id, { count: 2 })
    const one = named(units, 'K-1')
    const taken = await book(id, one)
    const change = { unitId: one, name: 'Kursi jendela', code: 'J-1', capacity: 1, bookable: true }
    await here.run(changePart, here.manager, change)
    expect((await refused(here.run(changePart, here.manager, { ...change, code: 'K-2' }))).key).toBe(
      'cowork_unit_same_code',
    )
    const retire = (active: boolean) => here.run(retirePart, here.manager, { unitId: one, active })
    expect((await refused(retire(false))).key).toBe('cowork_unit_in_use')
    await here.run(cancel, sri, { bookingId: taken.id })
    await retire(false)
    expect(Object.keys(await states(id))).toEqual(['whole', 'K-2'])
    expect(Object.keys(await states(id, 9, 11, here.officer))).toEqual(['whole', 'K-2', 'J-1'])
    expect((await refused(book(id, one))).code).toBe('not_found')
    await retire(true)
    expect(await book(id, one)).toMatchObject({ unitName: 'Kursi jendela' })
    const whole = units.find((unit) => unit.kind === 'whole')?.id
    expect((await refused(here.run(retirePart, here.manager, { unitId: whole, active: false }))).key).toBe(
      'cowork_unit_whole',
    )
  })

  test('taken out of use and booked at the same moment: never both', async () => {
    const { id } = await coworking()
    const units = await add(id, { count: 6 })
    const outcomes = await Promise.all(
      units
        .filter((unit) => unit.kind === 'seat')
        .map(async (unit) => {
          const both = await Promise.allSettled([
            book(id, unit.id),
            here.run(retirePart, here.manager, { unitId: unit.id, active: false }),
          ])
          return both.filter(({ status }) => status === 'fulfilled').length
        }),
    )
    expect(outcomes).toEqual([1, 1, 1, 1, 1, 1])
  })
})
