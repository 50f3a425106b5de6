import { fail, redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { coerce } from '#kernel/coerce.ts'
import { execute } from '#kernel/execute.server.ts'
import { callOf, formState, query, readForm, submit } from '#kernel/form.server.ts'
import { formatDate, formatTime } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { inputFault } from '#kernel/problem.ts'
import { describeHold, holdSpace, readHold } from '#modules/space/bookings/operations.server.ts'
import { Answers } from '#modules/space/bookings/schema.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { readStanding } from '#modules/space/fairness/operations.server.ts'
import { dateAt, dateOf, instant, millis, minute, plusDays } from '#modules/space/time.ts'
import { partName } from '#modules/space/units/words.ts'
import { partAsked, partOf, partsFor } from '../parts.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** A hold made earlier in this journey, named by the address. */
function earlierHold(event: Pick<RequestEvent, 'url'>) {
  const holdId = event.url.searchParams.get('h')
  const token = event.url.searchParams.get('t')
  return holdId !== null && token !== null ? { holdId, token } : undefined
}

/** What is asked for so far: by the address, else by the hold of this journey. */
function wish(event: Pick<RequestEvent, 'url'>, hold: { start: string; unitId: string } | undefined) {
  const { searchParams } = event.url
  const asked = millis(searchParams.get('mulai') ?? hold?.start ?? '')
  const start = Number.isNaN(asked) ? undefined : instant(asked)
  // The wall of the space is known with the space: its day is this one, or the next further east.
  const named = dateOf(searchParams.get('hari'))
  const at = start === undefined ? Date.now() : asked
  const from = named ?? dateAt(at, 'Asia/Jakarta')
  const dayIn = (zone: string) => named ?? dateAt(at, zone)
  return { start, from, to: named ?? plusDays(from, 1), dayIn, unitId: partAsked(event.url) ?? hold?.unitId }
}

interface Rules {
  minMinutes: number
  maxMinutes: number
  slotMinutes: number
}

function lengthsUpTo(longest: number, { minMinutes, maxMinutes, slotMinutes }: Rules): number[] {
  const lengths: number[] = []
  for (let minutes = minMinutes; minutes <= Math.min(maxMinutes, longest); minutes += slotMinutes)
    lengths.push(minutes)
  return lengths
}

export const load: PageServerLoad = async (event) => {
  const { locale } = event.locals
  const earlier = earlierHold(event)
  const hold = earlier && (await query(event, readHold, earlier))
  const { start, from, to, dayIn, unitId } = wish(event, hold)
  const { space, days } = await query(event, readCalendar, {
    spaceId: event.params.slug,
    from,
    to,
    unitId,
  })
  const day = dayIn(space.zone)
  const parts = await partsFor(event, space, unitId)
  const part = parts && partOf(parts.current, space, locale)
  const rules = part ?? space
  const starts = days.find(({ date }) => date === day)?.starts ?? []
  const standing = isSignedIn(event.locals.actor)
    ? await query(event, readStanding, { spaceId: event.params.slug, date: day })
    : undefined
  return {
    standing,
    space: { name: space.name, slug: space.slug, zone: space.zone, capacity: rules.capacity },
    part: part && { id: part.id, name: part.name },
    parts: (parts?.units ?? [])
      .filter(({ bookable }) => bookable)
      .map(({ id, kind, name }) => ({ value: id, label: partName(kind, name, locale) })),
    answers: hold?.answers ?? {},
    length: hold ? (millis(hold.end) - millis(hold.start)) / minute : rules.minMinutes,
    start: start ?? starts[0]?.start,
    starts: starts.map((begin) => ({
      value: begin.start,
      label: formatTime(begin.start, locale, space.zone),
    })),
    lengths: lengthsUpTo(Math.max(0, ...starts.map((begin) => begin.longest)), rules),
    day,
    today: dateAt(Date.now(), space.zone),
    dayName: formatDate(day, locale, space.zone, 'weekday'),
  }
}

export const actions: Actions = {
  /** Keep the time, with the answers; nothing is kept before all of it can be read. */
  async default(event) {
    const { locale } = event.locals
    const fields = await readForm(event)
    const answers = Answers.safeParse(coerce(Answers, fields, 'people'), { reportInput: true })
    if (!answers.success) return fail(422, formState(inputFault(answers.error), fields, locale))
    const start = String(fields.get('start')?.[0] ?? '')
    const begins = millis(start)
    const ends = begins + Number(fields.get('minutes')?.[0] ?? '') * minute
    const replaces = earlierHold(event)
    const unitId = partAsked(event.url) ?? String(fields.get('unitId')?.[0] ?? '')
    const held = await submit(event, holdSpace, {
      spaceId: event.params.slug,
      ...(Number.isFinite(ends) && { end: instant(ends) }),
      ...(unitId !== '' && { unitId }),
      ...(replaces && { replaces }),
    })
    if (!held.ok) return held.failure
    const { id: holdId, token } = held.output
    await execute(describeHold, { holdId, token, ...answers.data }, callOf(event, 'form'))
    redirect(
      303,
      `${href(`/ruang/${event.params.slug}/pesan/periksa`, locale)}?h=${holdId}&t=${encodeURIComponent(token)}`,
    )
  },
}
