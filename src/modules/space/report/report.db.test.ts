import { expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { decideBooking } from '../decisions/operations.server.ts'
import { reportFault } from '../faults/operations.server.ts'
import { book, here, space } from '../places/testing/places.ts'
import { at, later, now, refused } from '../testing/world.ts'
import { checkInByCode } from '../visits/operations.server.ts'
import { readMonthReport } from './operations.server.ts'

const month = '2026-11'
const report = (spaceId: string, actor = here.officer, when = '2026-11-28T12:00:00.000Z') =>
  here.run(readMonthReport, actor, { spaceId, month }, { now: when })

test('a month shows every open day, with those nobody came', async () => {
  const own = await space({ openedOn: '2026-11-20' })
  const made = await book(own.id, at(9, 11))
  await here.run(
    checkInByCode,
    here.officer,
    { code: made.reference, people: 12 },
    { now: at(9, 10).start.replace('Z', '.000Z') },
  )
  const found = await report(own.id)
  expect(found.until).toBe('2026-11-28')
  expect(found.days.map(({ visitors }) => visitors)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 12])
  expect(found.totals).toMatchObject({ openDays: 9, quietDays: 8, visitors: 12, usedShare: 120 / (9 * 720) })
  expect(found.bookings).toMatchObject({ asked: 1, accepted: 1, kept: 1 })
})

test('refusals stand by their reason, and faults by how many asked', async () => {
  const own = await space({ approval: 'approved' })
  const asked = await book(own.id, at(9, 11))
  await here.run(decideBooking, here.officer, {
    bookingId: asked.id,
    decision: 'reject',
    reasonCode: 'repairs',
    reason: 'Atap bocor',
  })
  await here.run(reportFault, anonymous, { spaceId: own.id, thing: 'roof', nature: 'broken' }, { now })
  const found = await report(own.id)
  expect(found.refusals).toMatchObject([{ count: 1, reason: expect.stringContaining('diperbaiki') }])
  expect(found.faults).toMatchObject([{ thing: 'roof', asked: 1, days: 8 }])
  expect((await report(own.id, here.officer, later(0))).faults).toMatchObject([{ days: 0 }])
})

test('of another region nobody reads it', async () => {
  const own = await space()
  expect((await refused(report(own.id, here.foreigner))).code).toBe('forbidden')
})
