import { query } from '#kernel/form.server.ts'
import { calendarResponse, spaceFeed } from '#modules/space/calendar/ical.server.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { longestCalendar } from '#modules/space/calendar/schema.ts'
import { plusDays } from '#modules/space/time.ts'
import type { RequestHandler } from './$types'

/** A fortnight back, and as far ahead as one question to the calendar reaches; `?tempat=` is one unit. */
export const GET: RequestHandler = async (event) => {
  const today = new Date().toISOString().slice(0, 10)
  const from = plusDays(today, -14)
  const to = plusDays(from, longestCalendar - 1)
  const unitId = event.url.searchParams.get('tempat') ?? undefined
  const { space, unit, days } = await query(event, readCalendar, {
    spaceId: event.params.slug,
    from,
    to,
    unitId,
    starts: false,
  })
  const feed = spaceFeed(space, days, event.locals.locale, unitId === undefined ? undefined : unit)
  return calendarResponse(feed, space.slug)
}
