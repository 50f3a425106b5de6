import { describe, expect, test } from 'vitest'
import { readBooking, reschedule } from '../bookings/operations.server.ts'
import { at, day, refused } from '../testing/world.ts'
import { addClosure, makeWay, previewClosure } from './operations.server.ts'
import { book, here, space, sri } from './testing/places.ts'

const reason = 'Perbaikan atap'
const told = async (bookingId: string, kind: string) =>
  (
    await here.owner.query<{ body: string }>(
      `select body from kernel.message where about_id = $1 and template = $2 and state = 'queued'`,
      [bookingId, `space.booking_${kind}`],
    )
  ).rows.map(({ body }) => body)
const clear = (bookingId: string, more: object) =>
  here.run(makeWay, here.manager, { bookingId, closure: at(8, 12), reason, ...more })

describe('before a closure is set', () => {
  test('every booking in the way is shown with a free time of its own outside of it', async () => {
    const own = await space()
    for (const hour of [8, 9, 10, 11])
      await book(own.id, at(hour, hour + 1), sri, { name: `Sanggar ${hour}` })
    const { items } = await here.run(previewClosure, here.manager, { spaceId: own.id, ...at(8, 12) })
    const starts = items.map(({ nearest }) => nearest?.start ?? '')
    expect(new Set(starts).size).toBe(4)
    for (const start of starts) expect(start >= at(8, 12).end || start < at(8, 12).start).toBe(true)
  })

  test('one is moved, one is offered other times, one is cancelled; all are told why; then it closes', async () => {
    const own = await space()
    const [a, b, c] = [
      await book(own.id, at(8, 9)),
      await book(own.id, at(9, 10)),
      await book(own.id, at(10, 11)),
    ]
    const { items } = await here.run(previewClosure, here.manager, { spaceId: own.id, ...at(8, 12) })
    const to = items.find(({ id }) => id === a.id)?.nearest
    expect(await clear(a.id, { how: 'move', to })).toMatchObject({ state: 'approved', start: to?.start })
    expect(await clear(b.id, { how: 'offer' })).toMatchObject({ state: 'cancelled', endedBy: 'staff' })
    await clear(c.id, { how: 'cancel' })
    expect((await told(a.id, 'moved'))[0]).toContain(reason)
    expect((await told(b.id, 'cancelled'))[0]).toContain('Waktu kosong terdekat')
    expect((await told(c.id, 'cancelled'))[0]).not.toContain('Waktu kosong terdekat')
    await here.run(addClosure, here.manager, { spaceId: own.id, ...at(8, 12), reason })
  })

  test('one that fails undoes no other, and the space stays open until all are out of the way', async () => {
    const own = await space()
    const [a, b] = [await book(own.id, at(8, 9)), await book(own.id, at(9, 10))]
    const taken = at(14, 15)
    await book(own.id, taken)
    await clear(a.id, { how: 'cancel' })
    expect((await refused(clear(b.id, { how: 'move', to: taken }))).key).toBe('space_refuse_taken')
    expect((await refused(clear(b.id, { how: 'move', to: at(11, 12) }))).key).toBe('keeper_clear_no_time')
    expect((await here.run(readBooking, sri, { bookingId: a.id })).state).toBe('cancelled')
    expect(
      (await refused(here.run(addClosure, here.manager, { spaceId: own.id, ...at(8, 12), reason }))).key,
    ).toBe('space_closure_conflicts')
  })

  test('what is not in the way is left alone', async () => {
    const own = await space()
    const { id } = await book(own.id, at(15, 16))
    expect((await refused(clear(id, { how: 'cancel' }))).key).toBe('keeper_not_in_the_way')
  })

  test('two who act on one booking at once: one moves it, the other sees that it changed', async () => {
    const own = await space()
    const { id, version } = await book(own.id, at(8, 9))
    const acts = await Promise.allSettled([
      clear(id, { how: 'move', to: at(13, 14), version }),
      here.run(reschedule, here.officer, { bookingId: id, ...at(15, 16, day), version }),
    ])
    expect(acts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
