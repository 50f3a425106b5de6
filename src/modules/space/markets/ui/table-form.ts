import { nextCodes } from '../rules.ts'
import type { MarketDays, Plan, PlanStall } from '../schema.ts'

type Read = (name: string) => string
const number = (text: string, otherwise: number) =>
  text !== '' && Number.isFinite(Number(text.replace(',', '.'))) ? Number(text.replace(',', '.')) : otherwise

/** A plan as it is saved again; the version is the one the page showed, so that nobody's change is written over. */
export const savedPlan = ({ width, height, zones, features, stalls }: Plan, read: Read) => ({
  version: number(read('version'), 0),
  width,
  height,
  zones,
  features,
  stalls: stalls.map(({ area: _, state: __, ...stall }): PlanStall => stall),
})

const facts = (read: Read): Pick<PlanStall, 'stallKind' | 'tenure' | 'zone' | 'water' | 'power'> => ({
  // What is not one of the words is refused by the schema of the operation.
  stallKind: read('stallKind') as PlanStall['stallKind'],
  tenure: read('tenure') as PlanStall['tenure'],
  zone: read('zone') || null,
  water: read('water') !== '',
  power: read('power') !== '',
})

/** One stall with what the form says of it. A polygon keeps its form. */
export const stallOf = (stall: PlanStall, read: Read): PlanStall => ({
  ...stall,
  ...facts(read),
  code: read('code').toUpperCase(),
  shape:
    'points' in stall.shape
      ? stall.shape
      : {
          x: number(read('x'), stall.shape.x),
          y: number(read('y'), stall.shape.y),
          w: number(read('w'), stall.shape.w),
          h: number(read('h'), stall.shape.h),
          r: number(read('r'), stall.shape.r),
        },
})

/** All stalls with a row of new ones behind them. */
export function rowOf(plan: Plan, read: Read): PlanStall[] {
  const { stalls } = savedPlan(plan, read)
  const count = Math.min(60, Math.max(1, Math.floor(number(read('count'), 1))))
  const [x, y, w, h] = [
    number(read('x'), 0),
    number(read('y'), 0),
    number(read('w'), 2),
    number(read('h'), 2),
  ]
  const used = new Set(stalls.map(({ code }) => code))
  const codes = nextCodes(
    read('prefix').toUpperCase(),
    Math.max(1, Math.floor(number(read('first'), 1))),
    count,
    used,
  )
  const fresh = codes.map(
    (code, index): PlanStall => ({
      unitId: null,
      code,
      shape: { x: x + index * w, y, w, h, r: 0 },
      ...facts(read),
    }),
  )
  return [...stalls, ...fresh]
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Which weeks of one weekday, and dates one a line: `2026-12-24 08:00 16:00 Pasar malam`. */
export function weeksOf(
  read: Read,
  all: (name: string) => string[],
): { weeks: MarketDays['weeks']; dates: unknown[] } {
  const weekday = number(read('weekday'), 0)
  const weeks = all('weeks').map(Number)
  return {
    weeks: weekday > 0 && weeks.length > 0 ? [{ weekday, weeks }] : [],
    dates: read('dates')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => {
        const [day = '', from = '', to = '', ...note] = line.split(/\s+/)
        return { day, from: minutes(from), to: minutes(to), note: note.join(' ') }
      }),
  }
}

const time = (value: number) =>
  `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
/** The dates as the form shows them. */
export const datesText = ({ dates }: MarketDays): string =>
  dates
    .map(({ day, from, to, note }) => [day, time(from), time(to), note].filter(Boolean).join(' '))
    .join('\n')
