import { fail, redirect } from '@sveltejs/kit'
import { coerce } from '#kernel/coerce.ts'
import { execute } from '#kernel/execute.server.ts'
import { callOf, formState, query, readForm, submit } from '#kernel/form.server.ts'
import { formatDate, formatTime } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { inputFault } from '#kernel/problem.ts'
import { describeHold, holdSpace, readHold } from '#modules/space/bookings/operations.server.ts'
import { Answers } from '#modules/space/bookings/schema.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { dateAt, instant, millis, minute } from '#modules/space/time.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** A hold made earlier in this journey, named by the address. */
function earlierHold(event: Pick<RequestEvent, 'url'>) {
  const holdId = event.url.searchParams.get('h')
  const token = event.url.searchParams.get('t')
  return holdId !== null && token !== null ? { holdId, token } : undefined
}

export const load: PageServerLoad = async (event) => {
  const { locale } = event.locals
  const { searchParams } = event.url
  const earlier = earlierHold(event)
  const hold = earlier && (await query(event, readHold, earlier))
  const asked = searchParams.get('mulai') ?? hold?.start ?? ''
  const start = Number.isNaN(millis(asked)) ? undefined : instant(millis(asked))
  const today = dateAt(Date.now(), 'Asia/Jakarta')
  const wanted = searchParams.get('hari') ?? ''
  const day = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(wanted)
    ? wanted
    : start === undefined
      ? today
      : dateAt(millis(start), 'Asia/Jakarta')
  const { space, days } = await query(event, readCalendar, { spaceId: event.params.slug, from: day, to: day })
  const starts = days[0]?.starts ?? []
  const longest = Math.max(0, ...starts.map((begin) => begin.longest))
  const lengths: number[] = []
  for (
    let minutes = space.minMinutes;
    minutes <= Math.min(space.maxMinutes, longest);
    minutes += space.slotMinutes
  )
    lengths.push(minutes)
  return {
    space: { name: space.name, slug: space.slug, zone: space.zone, capacity: space.capacity },
    answers: hold?.answers ?? {},
    length: hold ? (millis(hold.end) - millis(hold.start)) / minute : space.minMinutes,
    start: start ?? starts[0]?.start,
    starts: starts.map((begin) => ({
      value: begin.start,
      label: formatTime(begin.start, locale, space.zone),
    })),
    lengths,
    day,
    today,
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
    const held = await submit(event, holdSpace, {
      spaceId: event.params.slug,
      ...(Number.isFinite(ends) && { end: instant(ends) }),
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
