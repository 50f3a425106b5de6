import { describe, expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  formatShare,
  formatSpan,
  formatTime,
} from './format.ts'

const instant = '2026-11-21T03:05:00Z'

describe('time is told in the zone of the place', () => {
  test.each([
    ['Asia/Jakarta', '10.05 WIB'],
    ['Asia/Pontianak', '10.05 WIB'],
    ['Asia/Makassar', '11.05 WITA'],
    ['Asia/Jayapura', '12.05 WIT'],
  ])('%s', (zone, told) => {
    expect(formatTime(instant, 'id', zone)).toBe(told)
  })

  test('and so is the day', () => {
    expect(formatDate('2026-11-20T18:00:00Z', 'id')).toBe('21 November 2026')
    expect(formatDate('2026-11-20T16:59:59Z', 'id')).toBe('20 November 2026')
    expect(formatDate('2026-11-20T15:30:00Z', 'id', 'Asia/Jayapura')).toBe('21 November 2026')
    expect(formatDateTime(instant, 'id', 'Asia/Jakarta')).toBe('21 November 2026 pukul 10.05 WIB')
    expect(formatDateTime(instant, 'en', 'Asia/Jakarta')).toBe('21 November 2026 at 10.05 WIB')
    expect(formatSpan(instant, '2026-11-21T05:00:00Z', 'id', 'Asia/Makassar')).toBe('11.05–13.00 WITA')
    expect(formatTime('2026-11-20T17:00:00Z', 'id')).toBe('00.00 WIB')
  })

  test('a plain date stays that day in every zone', () => {
    for (const zone of ['Asia/Jakarta', 'Asia/Jayapura', 'America/Los_Angeles', 'Pacific/Kiritimati'])
      expect(formatDate('2026-11-21', 'id', zone, 'weekday')).toBe('Sabtu, 21 November 2026')
  })
})

test('amounts and numbers are written as Indonesians write them', () => {
  expect(formatMoney(1_250_000)).toBe('Rp\u00a01.250.000')
  expect(formatMoney(0)).toBe('Rp\u00a00')
  expect(formatNumber(1234.56, 'id', 2)).toBe('1.234,56')
  expect(formatShare(0.874, 'id')).toBe('87\u00a0%')
  expect(formatShare(0.0749, 'id', 2)).toBe('7,49\u00a0%')
})
