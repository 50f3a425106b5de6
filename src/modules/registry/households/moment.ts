import { z } from 'zod'
import { formatDate } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'

/**
 * A date as people remember it: a year, a month or a day, kept as `2015`, `2015-03` or `2015-03-12`. Earlier ones sort
 * first as text.
 */
const normal = /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

/** `3/2015`, `12-3-2015` and `12.3.2015` as people type them, day first, in the form that is kept. */
export function readMoment(typed: string): string {
  const text = typed.trim()
  const parts = /^(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})$/.exec(text)
  if (!parts) return text
  const [, day, month = '', year] = parts
  return [year, month.padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-')
}

/** As people type it, day first: `2/3/2015`. */
export const typedMoment = (moment: string): string =>
  moment
    .split('-')
    .reverse()
    .map((part) => part.replace(/^0/, ''))
    .join('/')

/** Is it written right, and does the day exist? */
export function isMoment(text: string): boolean {
  if (!normal.test(text)) return false
  if (text.length < 10) return true
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** `March 2015` when only the month is known, `2015` when only the year is. */
export function formatMoment(moment: string, locale: Locale): string {
  if (moment.length === 4) return moment
  return moment.length === 7
    ? formatDate(`${moment}-15`, locale, undefined, 'month')
    : formatDate(moment, locale)
}

/** Is `one` surely before `other`? What is only known by the year is before no day of that year. */
export const isBefore = (one: string, other: string): boolean => {
  const length = Math.min(one.length, other.length)
  return one.slice(0, length) < other.slice(0, length)
}

export const Moment = z
  .string()
  .max(20)
  .overwrite(readMoment)
  .refine(isMoment, 'household_field_moment')
  .describe('As far as it is known: `2015`, `2015-03` or `2015-03-12`.')
