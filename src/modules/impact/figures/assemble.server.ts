import type { Context } from '#kernel/context.ts'
import { translate } from '#kernel/problem.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { spaceNames } from '#modules/space/queries.server.ts'
import type { Database } from '#platform/database/transaction.ts'
import { reasonNames } from '../labels.server.ts'
import { suppress } from '../publication/suppression.ts'
import type { Ask } from './facts.server.ts'
import { type Dimension, type IndicatorKey, indicators, personal } from './indicators.ts'
import { type Cut, overdueNow, type TallyRow, tally } from './queries.server.ts'
import { compare, emptyTally, measureOf } from './rules.ts'
import type { Breakdown, Figure } from './schema.ts'

/** A figure of the last span of `run`, with the one before and the line of all. */
export async function figureOf(
  db: Database,
  key: IndicatorKey,
  run: Ask,
  { target, at: moment }: { target: number | null; at: string },
): Promise<Figure> {
  const [rows, overdue] = await Promise.all([
    tally(db, key, run),
    key === 'waiting' ? overdueNow(db, run, moment) : null,
  ])
  const measures = run.spans.map((_, index) => measureOf(key, at(rows, index + 1)))
  const now = measures.at(-1) ?? measureOf(key, emptyTally)
  const before = measures.at(-2) ?? measureOf(key, emptyTally)
  const firstRecord = measures.findIndex((measure) => measure.count > 0)
  const series = run.spans.map((span, index) => {
    const measure = measures[index]
    // Before the first record there is nothing to report, which is not zero.
    const known = firstRecord >= 0 && index >= firstRecord && span.from <= run.until
    return { ...span, value: known ? (measure?.value ?? null) : null, count: measure?.count ?? 0 }
  })
  const started = firstRecord >= 0 && firstRecord <= run.spans.length - 2
  return {
    indicator: key,
    ...now,
    overdue,
    ...compare(key, now, started ? before : { ...before, value: null }, target),
    series,
  }
}

const at = (rows: readonly TallyRow[], bucket: number) =>
  rows.find((row) => row.bucket === bucket) ?? emptyTally

/** Codes one level below these regions; null when there is nothing below or the regions are of several levels. */
export function lengthBelow(scope: readonly string[]): number | null {
  const below: Record<number, number | undefined> = { 0: 2, 2: 5, 5: 8, 8: 13 }
  const lengths = new Set(scope.map((code) => code.length))
  const [length] = lengths
  return lengths.size === 1 && length !== undefined ? (below[length] ?? null) : null
}

/** The figure of one period taken apart by every dimension that has more than one part. */
export async function breakdownsOf(ctx: Context, key: IndicatorKey, ask: Ask): Promise<Breakdown[]> {
  const cuts = indicators[key].dimensions.flatMap((by) => cutOf(by, ask) ?? [])
  const tallies = await Promise.all(cuts.map((cut) => tally(ctx.db, key, ask, cut)))
  const parts = cuts.map((cut, index) => ({
    by: cut.by,
    rows: (tallies[index] ?? []).filter((row) => row.part !== ''),
  }))
  const names = await namesOf(ctx, parts)
  return parts
    .filter(({ by, rows }) => rows.length > 1 || (by === 'reason' && rows.length > 0))
    .map(({ by, rows }) => ({
      by,
      personal: personal.includes(by),
      parts: (personal.includes(by) ? withoutFew(rows) : rows)
        .map((row) => ({
          part: row.part,
          name: names.get(`${by} ${row.part}`) ?? row.part,
          ...measureOf(key, row),
        }))
        .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || b.count - a.count || (a.part < b.part ? -1 : 1)),
    }))
}

/** Parts of few people are hidden, with as many others as it takes that nobody can work them out from the whole. */
function withoutFew(rows: readonly TallyRow[]): TallyRow[] {
  const { cells } = suppress(rows.map(({ numerator }) => numerator ?? 0))
  return rows.map((row, index) => (cells[index] === null ? { ...row, count: 0, numerator: null } : row))
}

/** How to cut by a dimension, unless everything asked for is one part of it. */
function cutOf(by: Dimension, ask: Ask): Cut | undefined {
  if (by === 'region') {
    const codeLength = lengthBelow(ask.scope)
    return codeLength === null || ask.spaceId !== null ? undefined : { by, codeLength }
  }
  if (by === 'space' && (ask.spaceId !== null || ask.kind === 'registration')) return undefined
  if (by === 'kind' && (ask.spaceId !== null || ask.kind !== null)) return undefined
  return { by, codeLength: 0 }
}

/** What parts are called in the reader's language, by dimension and code. */
async function namesOf(ctx: Context, parts: readonly { by: Dimension; rows: readonly TallyRow[] }[]) {
  const of = (by: Dimension) => parts.find((one) => one.by === by)?.rows.map((row) => row.part) ?? []
  const [regions, spaces, reasons] = await Promise.all([
    regionNames(ctx.db, of('region')),
    spaceNames(ctx.db, of('space')),
    of('reason').length > 0 ? reasonNames(ctx) : new Map<string, string>(),
  ])
  const word = (by: 'kind' | 'state' | 'group' | 'sex' | 'age') =>
    of(by).map((part): [string, string] => [
      `${by} ${part}`,
      translate(`impact_${by}_${part}`, undefined, ctx.locale),
    ])
  return new Map<string, string>([
    ...[...regions].map(([code, region]): [string, string] => [`region ${code}`, region.name]),
    ...[...spaces].map(([id, name]): [string, string] => [`space ${id}`, name]),
    ...[...reasons].map(([code, name]): [string, string] => [`reason ${code}`, name]),
    ...word('kind'),
    ...word('state'),
    ...word('group'),
    ...word('sex'),
    ...word('age'),
  ])
}
