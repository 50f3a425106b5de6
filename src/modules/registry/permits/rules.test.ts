import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, permitState, resolveDates } from './rules.ts'

const tdu = { kind: 'tdu', validMonths: 24, remindDays: 60 } as const
const halal = { kind: 'halal', validMonths: null, remindDays: 90 } as const
const pirt = { kind: 'pirt', validMonths: 60, remindDays: 180 } as const

describe('how long a permit is valid', () => {
  test('a TDU is valid for two years, not longer (Permendagri 41/2012)', () => {
    const dates = { number: 'A', issuedOn: '2026-03-01', expiresOn: null }
    expect(resolveDates(tdu, dates)).toEqual({ expiresOn: '2028-03-01', remindOn: '2028-01-01' })
    expect(resolveDates(tdu, { ...dates, expiresOn: '2028-03-02' })).toMatchObject({
      fault: 'profile_fault_tdu_years',
    })
  })

  test('halal lasts while nothing changes', () => {
    expect(resolveDates(halal, { number: 'A', issuedOn: '2026-03-01', expiresOn: null })).toEqual({
      expiresOn: null,
      remindOn: null,
    })
  })

  test('a P-IRT ends in the year its number says', () => {
    const number = '2063372010123-29'
    expect(resolveDates(pirt, { number, issuedOn: '2024-05-01', expiresOn: null })).toMatchObject({
      expiresOn: '2029-05-01',
    })
    expect(resolveDates(pirt, { number, issuedOn: null, expiresOn: '2030-05-01' })).toMatchObject({
      fault: 'profile_fault_pirt_year',
    })
  })

  test('it does not end before it begins', () => {
    expect(
      resolveDates(halal, { number: 'A', issuedOn: '2026-03-01', expiresOn: '2026-03-01' }),
    ).toMatchObject({ field: 'expiresOn' })
  })

  test('months are counted to the last day where the day is missing', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
  })
})

test('valid, soon, expired follow each other and nothing else', () => {
  const order = ['valid', 'soon', 'expired']
  const day = fc
    .integer({ min: 0, max: 2000 })
    .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, day, day, (one, two, today, later) => {
      const [remindOn = '', expiresOn = ''] = [one, two].sort()
      const [first = '', second = ''] = [today, later].sort()
      const state = (on: string) => order.indexOf(permitState({ expiresOn, remindOn }, on))
      return state(first) >= 0 && state(first) <= state(second)
    }),
  )
  expect(permitState({ expiresOn: null, remindOn: null }, '2026-01-01')).toBe('lasting')
})
