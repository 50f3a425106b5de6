import { Temporal } from 'temporal-polyfill'
import type { Refusal } from '../bookings/rules.ts'
import type { Span } from '../calendar/rules.ts'
import { dateAt, monthStart } from '../time.ts'

/** How much of a space one person or one group may use in a week or a month. */
export interface Limit {
  subject: 'person' | 'group'
  period: 'week' | 'month'
  measure: 'bookings' | 'hours'
  amount: number
}

/** What follows when people do not come; null where nothing does. */
export interface Attendance {
  warnAfter: number | null
  coolAfter: number | null
  withinDays: number
  coolDays: number
}

/** A booking that counts: of the person, of their group, or of both. */
export interface Used extends Span {
  id: string
  person: boolean
  group: boolean
}

export interface FairUse {
  limits: readonly Limit[]
  attendance: Attendance | null
  used: readonly Used[]
  /** Ends of the bookings they did not come to and that nobody forgave, earliest first. */
  missed: readonly number[]
}

const day = 86_400_000
const hour = 3_600_000

/** First date of the week (Monday) or the month of a date. */
export function periodStart(date: string, period: Limit['period']): string {
  if (period === 'month') return monthStart(date)
  const plain = Temporal.PlainDate.from(date)
  return plain.subtract({ days: plain.dayOfWeek - 1 }).toString()
}

const amountOf = (span: Span, measure: Limit['measure']): number =>
  measure === 'bookings' ? 1 : (span.end - span.start) / hour

/** How much of a limit is used in the period of a date. */
export function usedOf(limit: Limit, date: string, use: FairUse, zone: string, except?: string): number {
  const period = periodStart(date, limit.period)
  let sum = 0
  for (const one of use.used)
    if (
      one[limit.subject] &&
      one.id !== except &&
      periodStart(dateAt(one.start, zone), limit.period) === period
    )
      sum += amountOf(one, limit.measure)
  return sum
}

/** The first limit that a time would go beyond. `except` is a booking that is about to be moved or given away. */
export function refuseShare(wanted: Span, use: FairUse, zone: string, except?: string): Refusal | undefined {
  const date = dateAt(wanted.start, zone)
  for (const limit of use.limits) {
    const sum = usedOf(limit, date, use, zone, except) + amountOf(wanted, limit.measure)
    if (sum > limit.amount)
      return {
        rule: `${limit.subject}_${limit.measure}`,
        key: `series_refuse_${limit.subject}_${limit.measure}_${limit.period}`,
        params: { amount: limit.amount },
        elsewhen: false,
      }
  }
  return undefined
}

/** Until when somebody waits because they did not come too often; undefined when they need not. Epoch milliseconds. */
export function coolingUntil(
  { attendance, missed }: Pick<FairUse, 'attendance' | 'missed'>,
  now: number,
): number | undefined {
  if (!attendance?.coolAfter) return undefined
  const { coolAfter, withinDays, coolDays } = attendance
  for (let last = missed.length - 1; last >= coolAfter - 1; last--) {
    const [from, to] = [missed[last - coolAfter + 1] ?? 0, missed[last] ?? 0]
    if (to - from <= withinDays * day) return to + coolDays * day > now ? to + coolDays * day : undefined
  }
  return undefined
}

/** The first whole day on which they may ask again. */
export const freeFrom = (until: number, zone: string): string => dateAt(until - 1 + day, zone)

/** How often they did not come within the period that counts. */
export const recentlyMissed = (
  { attendance, missed }: Pick<FairUse, 'attendance' | 'missed'>,
  now: number,
): number => (attendance === null ? 0 : missed.filter((at) => at > now - attendance.withinDays * day).length)

/** Refused because they wait; the message says how often they were missed, and from which date on they may ask again. */
export function refuseCooling(use: FairUse, now: number, zone: string): Refusal | undefined {
  const until = coolingUntil(use, now)
  if (until === undefined) return undefined
  return {
    rule: 'cooling_off',
    key: 'series_refuse_cooling_off',
    params: {
      count: use.attendance?.coolAfter ?? 0,
      days: use.attendance?.withinDays ?? 0,
      date: freeFrom(until, zone),
    },
    elsewhen: false,
  }
}
