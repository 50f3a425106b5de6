import type { Measure, Question } from './schema.ts'

/** One way in which a figure is unlikely. */
export interface JumpRule {
  code: string
  measure: Measure
  /** `up` and `down` compare with the month told before; `over` needs no figure before. */
  kind: 'up' | 'down' | 'over'
  /** At least this many times as much, or as little. */
  times?: number
  /** And at least this far apart: small figures jump by nature. */
  apart?: number
  /** For `over`: more than this. */
  limit?: number
  /** Why the bound stands where it stands. */
  because: string
}

/** Of one measure the first rule that asks is enough, so the telling ones stand first. */
export const jumpRules: readonly JumpRule[] = [
  {
    code: 'sales_over',
    measure: 'sales',
    kind: 'over',
    limit: Math.floor(50_000_000_000 / 12),
    because:
      'PP 7/2021 art. 35 (3): above Rp 50 billion a year a business is no UMKM. A twelfth of it in a month is more often three zeros too many.',
  },
  {
    code: 'sales_unit',
    measure: 'sales',
    kind: 'down',
    times: 200,
    apart: 100_000,
    because:
      'Thousands left out (750 for 750.000) divide by a thousand. No trade that goes on falls to a two-hundredth in a month; one that stopped tells zero, which is asked about too.',
  },
  {
    code: 'sales_up',
    measure: 'sales',
    kind: 'up',
    times: 3,
    apart: 2_000_000,
    because:
      'A slip of one digit multiplies by ten. Three times leaves room for Ramadan, a harvest or one large order; below two million apart, one event moves the month of a street trader as much.',
  },
  {
    code: 'sales_down',
    measure: 'sales',
    kind: 'down',
    times: 3,
    apart: 2_000_000,
    because: 'The same slip the other way, and a fall that somebody should hear of.',
  },
  {
    code: 'workers_over',
    measure: 'workers',
    kind: 'over',
    limit: 99,
    because:
      'BPS counts an enterprise of 100 and more workers as large; among UMKM it is a slip or a seasonal crew.',
  },
  {
    code: 'workers_up',
    measure: 'workers',
    kind: 'up',
    times: 2,
    apart: 4,
    because:
      'A family that helps in Ramadan adds two or three. Twice as many and four more is a new workshop or a slip.',
  },
  {
    code: 'workers_down',
    measure: 'workers',
    kind: 'down',
    times: 2,
    apart: 4,
    because: 'The same the other way: dismissals are worth a second look.',
  },
  {
    code: 'debt_up',
    measure: 'debt',
    kind: 'up',
    times: 3,
    apart: 10_000_000,
    because:
      'A KUR super mikro loan is up to Rp 10 million; a debt three times as large by more than one such loan is a new obligation, or a zero too many.',
  },
  {
    code: 'debt_down',
    measure: 'debt',
    kind: 'down',
    times: 3,
    apart: 10_000_000,
    because: 'Paid off at once happens; a lost zero happens as often.',
  },
]

function asks(rule: JumpRule, from: number | null, to: number): boolean {
  if (rule.kind === 'over') return to > (rule.limit ?? Number.POSITIVE_INFINITY)
  if (from === null || Math.abs(to - from) < (rule.apart ?? 0)) return false
  const times = rule.times ?? 1
  return rule.kind === 'up' ? to >= from * times && to > from : to * times <= from && to < from
}

/** The figures of one month by measure; null or absent is not told. */
export type Figures = Partial<Record<Measure, number | null | undefined>>

/**
 * What is unlikely in a report, against the newest figures told before its month. Each question carries the answer that
 * settles it: bound to the figure, so that another slip in the same field is asked about again.
 */
export function questionsOf(before: Figures, now: Figures): Question[] {
  const questions: Question[] = []
  for (const rule of jumpRules) {
    const { measure } = rule
    const to = now[measure] ?? null
    const from = before[measure] ?? null
    if (to === null || questions.some((question) => question.measure === measure)) continue
    if (asks(rule, from, to))
      questions.push({ measure, rule: rule.code, from, to, answer: `${measure}:${to}` })
  }
  return questions
}

/** Questions that were not answered yet. */
export const unanswered = (questions: readonly Question[], confirmed: readonly string[]): Question[] =>
  questions.filter((question) => !confirmed.includes(question.answer))

/** Owners a published cell needs: five others besides whoever looks (Satu Data: no cell under five). */
export const leastOwners = 6

/** Day of the following month on which cells are published; who tells later is not in them. */
export const publishDay = 15

/** "More than 10 others", never the exact number: a count that moves by one tells who joined. */
export const roundOthers = (businesses: number): number => Math.floor((businesses - 1) / 5) * 5
