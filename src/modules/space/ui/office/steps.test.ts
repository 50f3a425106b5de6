import { describe, expect, test } from 'vitest'
import type { BookingState } from '../../bookings/states.ts'
import { stepsOf } from './steps.ts'

/** 08.00–10.00 WIB. */
const booking = (state: BookingState) => ({
  state,
  start: '2026-11-21T01:00:00Z',
  end: '2026-11-21T03:00:00Z',
})
const at = (time: string) => `2026-11-21T${time}:00Z`

describe('what staff can do with a booking', () => {
  test.each([
    ['a day before, it can only be cancelled', 'approved', '2026-11-20T01:00:00Z', ['cancel']],
    ['an hour before, people may already come', 'approved', at('00:00'), ['arrive', 'cancel']],
    ['once begun it is no longer cancelled', 'approved', at('01:05'), ['arrive']],
    ['after a quarter of an hour they may be missed', 'approved', at('01:15'), ['arrive', 'missed']],
    ['afterwards the visit is still recorded', 'approved', at('05:00'), ['arrive', 'missed']],
    ['who is inside can only leave', 'checked_in', at('02:00'), ['complete']],
    ['a missed one came after all', 'no_show', at('05:00'), ['arrive']],
    ['for a week, not longer', 'no_show', '2026-11-29T05:00:00Z', []],
    ['a request is decided', 'requested', at('00:00'), ['decide']],
    ['but not once it has begun', 'requested', at('01:00'), []],
    ['what is over is over', 'completed', at('02:00'), []],
    ['so is what was given back', 'cancelled', at('00:00'), []],
  ] as const)('%s', (_, state, now, steps) => {
    expect(stepsOf(booking(state), now)).toEqual(steps)
  })
})
