import { clock, minutesOf } from '../../time.ts'
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

/** So many empty rows stand below the dates that are set. */
const spareDates = 3
const cells = ['day', 'from', 'to', 'note'] as const
const dateCell = (row: number, cell: string) => `dates.${row}.${cell}`

/** A market until midnight ends at 00:00 of the clock. */
const wholeDay = 24 * 60
const untilOf = (typed: string) => (minutesOf(typed) === 0 ? wholeDay : minutesOf(typed))

/** Which weeks of one weekday, and the dates of the rows that are not empty, each with the number of its row. */
export function weeksOf(
  read: Read,
  all: (name: string) => string[],
): { weeks: MarketDays['weeks']; dates: unknown[]; rows: number[] } {
  const weekday = number(read('weekday'), 0)
  const weeks = all('weeks').map(Number)
  const count = Math.min(120 + spareDates, number(read('rows'), 0))
  const rows = Array.from({ length: count }, (_, row) => row).filter((row) =>
    cells.some((cell) => read(dateCell(row, cell)) !== ''),
  )
  return {
    weeks: weekday > 0 && weeks.length > 0 ? [{ weekday, weeks }] : [],
    rows,
    dates: rows.map((row) => ({
      day: read(dateCell(row, 'day')) || undefined,
      from: minutesOf(read(dateCell(row, 'from'))),
      to: untilOf(read(dateCell(row, 'to'))),
      note: read(dateCell(row, 'note')),
    })),
  }
}

/** What is wrong with the dates that were sent, at the rows where they were typed. */
export const atRows = (errors: Record<string, string>, rows: readonly number[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).map(([path, error]) => {
      const [, sent, cell] = /^dates\.(\d+)\.(\w+)$/.exec(path) ?? []
      return [sent && cell ? dateCell(rows[Number(sent)] ?? 0, cell) : path, error]
    }),
  )

const time = (value: number) => clock(value % wholeDay).replace('.', ':')

/** The dates as rows of the form, with empty ones for more. */
export function dateRows({ dates }: MarketDays) {
  const empty = { day: '', from: '', to: '', note: '' }
  const set = dates.map(({ day, from, to, note }) => ({ day, from: time(from), to: time(to), note }))
  return [...set, ...Array<typeof empty>(spareDates).fill(empty)].map((row, index) =>
    Object.fromEntries(cells.map((cell) => [cell, { name: dateCell(index, cell), initial: row[cell] }])),
  ) as Record<(typeof cells)[number], { name: string; initial: string }>[]
}
