import { localDay, millis, minute } from '../../time.ts'
import type { Ground, SpaceRules, Taken } from '../rules.ts'

export const zones = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura']
export const everyDay = (from: number, to: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }))
export const base: SpaceRules = {
  zone: 'Asia/Jakarta',
  slotMinutes: 60,
  minMinutes: 60,
  maxMinutes: 180,
  bufferMinutes: 0,
  minDaysAhead: 0,
  maxDaysAhead: 30,
  openings: everyDay(480, 720),
}
/** Friday, 20 November 2026, 10.00 WIB. */
export const now = millis('2026-11-20T03:00:00Z')
export const ground = (more: Partial<SpaceRules> = {}, rest: Partial<Ground> = {}): Ground => ({
  rules: { ...base, ...more },
  taken: [],
  closures: [],
  holidays: new Set(),
  now,
  ...rest,
})
export const at = (date: string, hour: number, zone = 'Asia/Jakarta') =>
  localDay(date, zone).start + hour * 60 * minute
export const taken = (date: string, from: number, to: number, buffer = 0): Taken => ({
  start: at(date, from),
  end: at(date, to),
  blockedUntil: at(date, to) + buffer * minute,
  kind: 'taken',
})
export const clockOf = (date: string) => (time: number) => (time - at(date, 0)) / (60 * minute)
