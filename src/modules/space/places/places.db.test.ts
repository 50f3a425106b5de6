import { describe, expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { readBooking } from '../bookings/operations.server.ts'
import { readCalendar } from '../calendar/operations.server.ts'
import { everyDay, sampleSpace } from '../provision.server.ts'
import { at, day, refused } from '../testing/world.ts'
import {
  addClosure,
  addSpace,
  changeSpace,
  previewClosure,
  publish,
  readClosures,
  readSpace,
  removeClosure,
  setHours,
} from './operations.server.ts'
import { book, here, space, sri } from './testing/places.ts'

describe('a new space', () => {
  test('is a draft that only its staff see, until it has hours and is published', async () => {
    const draft = await here.run(addSpace, here.manager, sampleSpace({ name: 'Balai Baru' }))
    expect(draft).toMatchObject({ state: 'draft', slug: 'balai-baru', zone: 'Asia/Jakarta', version: 1 })
    expect((await refused(here.run(readSpace, anonymous, { spaceId: 'balai-baru' }))).code).toBe('not_found')
    expect((await refused(here.run(readSpace, here.foreigner, { spaceId: 'balai-baru' }))).code).toBe(
      'not_found',
    )
    expect(
      (await refused(here.run(publish, here.manager, { spaceId: draft.id, state: 'published' }))).key,
    ).toBe('space_needs_hours')
    await here.run(setHours, here.manager, { spaceId: draft.id, openings: everyDay(480, 600) })
    await here.run(publish, here.manager, { spaceId: draft.id, state: 'published' })
    expect((await here.run(readSpace, anonymous, { spaceId: 'balai-baru' })).openings).toHaveLength(7)
  })

  test('gets an address of its own when another has the name', async () => {
    const slugs = []
    for (let index = 0; index < 3; index++)
      slugs.push((await here.run(addSpace, here.manager, sampleSpace({ name: 'Pendapa' }))).slug)
    expect(slugs).toEqual(['pendapa', 'pendapa-2', 'pendapa-3'])
  })

  test('reads its zone from its region', async () => {
    const { manager } = here
    const papua = { ...manager, grants: [{ role: 'manager' as const, region: '', organisationId: null }] }
    const { rows } = await here.owner.query(
      `select code from region.region where zone = 'Asia/Jayapura' and level = 4 limit 1`,
    )
    expect((await here.run(addSpace, papua, sampleSpace({ regionCode: rows[0].code }))).zone).toBe(
      'Asia/Jayapura',
    )
  })

  test.each([
    ['an unknown region', { regionCode: '33.72.05.1999' }, 'regionCode'],
    ['a longest shorter than the shortest', { minMinutes: 120, maxMinutes: 60 }, 'maxMinutes'],
    ['lengths off the raster', { slotMinutes: 60, minMinutes: 90 }, 'minMinutes'],
    ['room for nobody', { capacity: 0 }, 'capacity'],
    ['a phone that is none', { contactPhone: 'telepon' }, 'contactPhone'],
  ])('with %s is refused at the field', async (_, more, field) => {
    const fault = await refused(here.run(addSpace, here.manager, sampleSpace(more)))
    expect(fault.info.fields?.map((one) => one.path)).toContain(field)
  })

  test('is made by those who keep the region, not by officers, residents or neighbours', async () => {
    for (const actor of [here.officer, here.foreigner, sri])
      expect((await refused(here.run(addSpace, actor, sampleSpace()))).code).toBe('forbidden')
    expect((await refused(here.run(addSpace, anonymous, sampleSpace()))).code).toBe('unauthenticated')
  })
})

describe('changing a space', () => {
  test('keeps bookings, and the second of two editors is told', async () => {
    const before = await space()
    const booking = await book(before.id, at(8, 10))
    const after = await here.run(changeSpace, here.manager, {
      ...sampleSpace({ name: 'Nama Baru', maxMinutes: 60 }),
      spaceId: before.id,
      version: before.version,
    })
    expect(after).toMatchObject({
      name: 'Nama Baru',
      slug: before.slug,
      maxMinutes: 60,
      version: before.version + 1,
    })
    expect((await here.run(readBooking, sri, { bookingId: booking.id })).state).toBe('approved')
    const late = here.run(changeSpace, here.manager, {
      ...sampleSpace(),
      spaceId: before.id,
      version: before.version,
    })
    expect((await refused(late)).code).toBe('stale')
  })

  test('cannot move it out of the regions of who keeps it', async () => {
    const own = await space()
    const away = here.run(changeSpace, here.manager, {
      ...sampleSpace({ regionCode: '33.73.01.1001' }),
      spaceId: own.id,
      version: own.version,
    })
    expect((await refused(away)).code).toBe('forbidden')
  })

  test('hours that overlap on a day are refused', async () => {
    const own = await space()
    const openings = [
      { weekday: 1, from: 480, to: 720 },
      { weekday: 1, from: 700, to: 800 },
    ]
    expect((await refused(here.run(setHours, here.manager, { spaceId: own.id, openings }))).key).toBe(
      'space_hours_overlap',
    )
    expect((await here.run(readSpace, anonymous, { spaceId: own.id })).openings).toHaveLength(7)
  })

  test('one with bookings to come does not go back into preparation', async () => {
    const own = await space()
    await book(own.id, at(8, 9))
    expect((await refused(here.run(publish, here.manager, { spaceId: own.id, state: 'draft' }))).key).toBe(
      'space_has_bookings',
    )
  })
})

describe('a closure', () => {
  test('shows the bookings in it first; then cancels those that were seen and tells their people', async () => {
    const own = await space()
    const [first, second] = [await book(own.id, at(9, 10)), await book(own.id, at(13, 14))]
    const time = at(8, 12)
    const preview = await here.run(previewClosure, here.manager, { spaceId: own.id, ...time })
    expect(preview.items.map((item) => item.reference)).toEqual([first.reference])
    const closing = { spaceId: own.id, ...time, reason: 'Perbaikan atap' }
    const unseen = await refused(here.run(addClosure, here.manager, closing))
    expect([unseen.key, unseen.info.params]).toEqual(['space_closure_conflicts', { count: 1 }])
    await here.run(addClosure, here.manager, { ...closing, cancel: [first.id] })
    expect(await here.run(readBooking, sri, { bookingId: first.id })).toMatchObject({
      state: 'cancelled',
      endedBy: 'staff',
      reason: 'Perbaikan atap',
    })
    expect((await here.run(readBooking, sri, { bookingId: second.id })).state).toBe('approved')
    const told = await here.owner.query(
      `select body from kernel.message where about_id = $1 and template = 'space.booking_cancelled'`,
      [first.id],
    )
    expect(told.rows[0].body).toContain('Perbaikan atap')
  })

  test('can be withdrawn; its reason is public only if staff say so', async () => {
    const own = await space()
    const quiet = await here.run(addClosure, here.manager, {
      spaceId: own.id,
      ...at(8, 10),
      reason: 'Urusan dalam',
      public: false,
    })
    await here.run(addClosure, here.manager, { spaceId: own.id, ...at(10, 12), reason: 'Pemilu' })
    const calendar = () => here.run(readCalendar, anonymous, { spaceId: own.id, from: day, to: day })
    const kinds = async () => (await calendar()).days[0]?.segments.map((piece) => [piece.kind, piece.label])
    expect(await kinds()).toEqual([
      ['closed', null],
      ['closed', 'Pemilu'],
      ['free', null],
    ])
    await here.run(removeClosure, here.manager, { closureId: quiet.id })
    expect((await kinds())?.[0]).toEqual(['free', null])
    expect((await here.run(readClosures, here.officer, { spaceId: own.id })).items).toHaveLength(1)
  })

  test('is made by those who keep the space only, and not in the past', async () => {
    const own = await space()
    for (const actor of [here.officer, sri])
      expect(
        (await refused(here.run(addClosure, actor, { spaceId: own.id, ...at(8, 9), reason: 'Coba' }))).code,
      ).not.toBe('internal')
    expect(
      (
        await refused(
          here.run(addClosure, here.manager, {
            spaceId: own.id,
            ...at(8, 9, '2026-11-01'),
            reason: 'Lampau',
          }),
        )
      ).key,
    ).toBe('space_closure_past')
  })
})
