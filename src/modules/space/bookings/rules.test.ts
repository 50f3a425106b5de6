import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ground } from '../calendar/rules.ts'
import { slugOf } from '../places/rules.ts'
import { localDay, millis, minute } from '../time.ts'
import { arrival, validity } from '../visits/rules.ts'
import { newReference, readReference } from './links.server.ts'
import { decideBy, refuseAsker, refuseTime, stateAfterMove } from './rules.ts'
import { blockingStates, bookingStates } from './states.ts'

const migration = readFileSync(
  join(import.meta.dirname, '../../../../db/migrations/0041_booking.sql'),
  'utf8',
)
const listed = (text: string | undefined) => [...(text ?? '').matchAll(/'(\w+)'/g)].map((match) => match[1])

describe('the states of a booking', () => {
  test('are the same in the database', () => {
    const check = /constraint booking_state check \(state in\s*\(([^)]*)\)/.exec(migration)?.[1]
    expect(listed(check).sort()).toEqual([...bookingStates.states].sort())
  })
  test('that keep others out are the same in the exclusion constraint', () => {
    const where = /constraint booking_no_overlap[\s\S]*?where \(state in \(([^)]*)\)/.exec(migration)?.[1]
    expect(listed(where).sort()).toEqual([...blockingStates].sort())
  })
  test('every move leads to a state, and those that are over lead nowhere', () => {
    for (const state of bookingStates.states)
      for (const next of bookingStates.from(state)) expect(bookingStates.states).toContain(next)
    expect(bookingStates.states.filter(bookingStates.isFinal)).toEqual(['completed', 'cancelled'])
  })
})

const now = millis('2026-11-20T03:00:00Z')
const ground: Ground = {
  rules: {
    zone: 'Asia/Makassar',
    slotMinutes: 30,
    minMinutes: 60,
    maxMinutes: 240,
    bufferMinutes: 30,
    minDaysAhead: 2,
    maxDaysAhead: 30,
    openings: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 540, to: 1020 })),
  },
  taken: [
    {
      start: at('2026-11-25', 12),
      end: at('2026-11-25', 13),
      blockedUntil: at('2026-11-25', 13.5),
      kind: 'taken',
    },
  ],
  closures: [{ start: at('2026-11-26', 9), end: at('2026-11-26', 11) }],
  holidays: new Set(['2026-11-27']),
  now,
}
function at(date: string, hour: number) {
  return localDay(date, 'Asia/Makassar').start + hour * 60 * minute
}
const span = (date: string, from: number, to: number) => ({ start: at(date, from), end: at(date, to) })

describe('why a time is refused', () => {
  test.each([
    ['a free time', span('2026-11-25', 9, 11), undefined, undefined],
    ['yesterday', span('2026-11-19', 9, 10), 'past', 'past'],
    ['tomorrow, with two days of notice', span('2026-11-21', 9, 10), 'too_soon', undefined],
    ['in two months', span('2027-01-20', 9, 10), 'too_far', undefined],
    ['a Sunday', span('2026-11-29', 9, 10), 'closed_day', 'closed_day'],
    ['a holiday', span('2026-11-27', 9, 10), 'holiday', 'holiday'],
    ['an hour before opening', span('2026-11-25', 8, 10), 'outside_hours', 'outside_hours'],
    ['a quarter past', span('2026-11-25', 9.25, 10.25), 'slots', 'slots'],
    ['half an hour', span('2026-11-25', 9, 9.5), 'too_short', 'too_short'],
    ['five hours', span('2026-11-25', 14, 19), 'outside_hours', 'outside_hours'],
    ['six hours within opening', span('2026-11-28', 9, 15), 'too_long', undefined],
    ['while somebody is there', span('2026-11-25', 12, 13), 'taken', 'taken'],
    ['so that the buffer runs into somebody', span('2026-11-25', 10, 12), 'taken', 'taken'],
    ['in the buffer after somebody', span('2026-11-25', 13, 14), 'taken', 'taken'],
    ['when it is closed', span('2026-11-26', 10, 11), 'closure', 'closure'],
  ])('%s', (_, wanted, resident, staff) => {
    expect(refuseTime(wanted, ground, false)?.rule).toBe(resident)
    expect(refuseTime(wanted, ground, true)?.rule).toBe(staff)
  })

  test('the hour that has begun is for the desk only', () => {
    const running = { ...ground, rules: { ...ground.rules, minDaysAhead: 0 }, now: at('2026-11-25', 9.2) }
    expect(refuseTime(span('2026-11-25', 9, 11), running, false)?.rule).toBe('past')
    expect(refuseTime(span('2026-11-25', 9, 11), running, true)).toBeUndefined()
  })
})

describe('who may book', () => {
  const terms = { state: 'published', who: 'anyone', quota: 2 } as const
  const asker = { staff: false, registered: false, open: 0 }
  test.each([
    [terms, asker, undefined],
    [{ ...terms, state: 'archived' as const }, asker, 'not_offered'],
    [{ ...terms, state: 'archived' as const }, { ...asker, staff: true }, 'not_offered'],
    [{ ...terms, who: 'desk' as const }, asker, 'desk_only'],
    [{ ...terms, who: 'desk' as const }, { ...asker, staff: true }, undefined],
    [{ ...terms, who: 'registered' as const }, asker, 'registered_only'],
    [{ ...terms, who: 'registered' as const }, { ...asker, registered: true }, undefined],
    [terms, { ...asker, open: 2 }, 'quota'],
    [terms, { ...asker, open: 9, staff: true }, undefined],
  ])('%o %o', (given, who, expected) => {
    expect(refuseAsker(given, who)?.rule).toBe(expected)
  })
})

test('a request is decided by its standard, but never after it begins', () => {
  expect([decideBy(10, 20), decideBy(30, 20)]).toEqual([10, 20])
})

test('a moved booking is decided again unless the space accepts by itself; staff who move it decide nothing', () => {
  expect([
    stateAfterMove('approved', false, 'approved'),
    stateAfterMove('approved', true, 'approved'),
    stateAfterMove('approved', true, 'requested'),
    stateAfterMove('automatic', false, 'approved'),
  ]).toEqual(['requested', 'approved', 'requested', 'approved'])
})

describe('at the door', () => {
  const start = '2026-11-25T02:00:00Z'
  const end = '2026-11-25T04:00:00Z'
  test.each([
    ['approved', '2026-11-25T00:59:59Z', { refusal: 'early' }, 'early'],
    ['approved', '2026-11-25T01:00:00Z', { state: 'checked_in', at: '2026-11-25T01:00:00Z' }, 'valid'],
    ['approved', '2026-11-25T03:59:59Z', { state: 'checked_in', at: '2026-11-25T03:59:59Z' }, 'valid'],
    ['approved', end, { state: 'completed', at: start }, 'over'],
    ['approved', '2026-12-03T04:00:00Z', { refusal: 'late' }, 'over'],
    ['no_show', '2026-11-25T03:00:00Z', { state: 'completed', at: start }, 'over'],
    ['requested', start, { refusal: 'not_approved' }, 'waiting'],
    ['checked_in', start, { refusal: 'already' }, 'used'],
    ['cancelled', start, { refusal: 'not_valid' }, 'void'],
    ['held', start, { refusal: 'not_valid' }, 'void'],
  ] as const)('%s at %s', (state, when, expected, pass) => {
    expect(arrival({ state, start, end }, when)).toEqual(expected)
    expect(validity({ state, start, end }, when)).toBe(pass)
  })
})

describe('the code of a pass', () => {
  test('has no letter that is mistaken for another, and no two are alike', () => {
    const codes = new Set(Array.from({ length: 5000 }, newReference))
    expect(codes.size).toBe(5000)
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/)
  })
  test('uses every letter about equally often', () => {
    const counts = new Map<string, number>()
    for (let index = 0; index < 6000; index++)
      for (const letter of newReference()) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    expect(counts.size).toBe(30)
    // 48,000 letters, 1,600 each expected, standard deviation 39: six of them either way.
    for (const count of counts.values()) expect(Math.abs(count - 1600)).toBeLessThan(240)
  })
  test('is read however it is typed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 7 }), (gap) => {
        const code = newReference()
        expect(readReference(` ${code.slice(0, gap).toLowerCase()}-${code.slice(gap)} `)).toBe(code)
      }),
    )
  })
})

test.each([
  ['Sasono Krida Warga', 'sasono-krida-warga'],
  ['  Aula — Kécil!  ', 'aula-kecil'],
  ['R2', 'ruang-r2'],
  ['???', 'ruang-1'],
])('the address of %s is %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})
