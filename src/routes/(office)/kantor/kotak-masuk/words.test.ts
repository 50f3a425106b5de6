import { describe, expect, it } from 'vitest'
import { ageWords, dueWords } from './words.ts'

const wib = { zone: 'Asia/Jakarta' as const, holidays: new Set(['2026-11-24']) }
const due = (deadline: string, now: string) => dueWords(deadline, now, wib, 'id').words

describe('deadlines in working days', () => {
  // 20 November 2026 is a Friday; Tuesday the 24th is a holiday here.
  it('counts Monday after Friday as one day, and skips the holiday', () => {
    expect(due('2026-11-23T16:59:59Z', '2026-11-20T03:00:00Z')).toBe('1 hari kerja lagi')
    expect(due('2026-11-25T16:59:59Z', '2026-11-20T03:00:00Z')).toBe('2 hari kerja lagi')
  })

  it('says today on the day itself, in the office zone', () => {
    expect(due('2026-11-20T16:59:59Z', '2026-11-20T03:00:00Z')).toBe('hari ini')
    expect(due('2026-11-20T16:59:59Z', '2026-11-19T18:00:00Z')).toBe('hari ini')
  })

  it('counts lateness in working days too', () => {
    expect(due('2026-11-20T16:59:59Z', '2026-11-21T03:00:00Z')).toBe('baru lewat')
    expect(due('2026-11-20T16:59:59Z', '2026-11-23T03:00:00Z')).toBe('lewat 1 hari kerja')
    expect(due('2026-11-20T16:59:59Z', '2026-11-25T03:00:00Z')).toBe('lewat 2 hari kerja')
  })
})

describe('age', () => {
  it.each([
    ['2026-11-20T02:59:30Z', 'baru saja'],
    ['2026-11-20T02:15:00Z', '45 menit lalu'],
    ['2026-11-19T22:00:00Z', '5 jam lalu'],
    ['2026-11-19T01:00:00Z', 'kemarin'],
    ['2026-11-17T01:00:00Z', '3 hari lalu'],
  ])('of %s is "%s"', (since, words) => {
    expect(ageWords(since, '2026-11-20T03:00:00Z', 'id')).toBe(words)
  })
})
