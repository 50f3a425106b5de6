import type { Context } from '#kernel/context.ts'
import { operation } from '#kernel/operation.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { listSpaces } from '../places/queries.server.ts'
import type { Space } from '../schema.ts'
import { dateAt, instant, millis, minute, plusDays } from '../time.ts'
import { readDays } from './days.server.ts'
import { type Bookable, groundOf, listAllTaken, listBookables, windowOf } from './queries.server.ts'
import { type Ground, startsOf } from './rules.ts'
import { Calendar, CalendarQuery, SpacePage, SpaceSearch } from './schema.ts'

export const readCalendar = operation({
  name: 'space.get_calendar',
  summary:
    'Free and taken times of a space between two dates. Never says who has a time, unless a group agreed.',
  http: 'GET /spaces/{spaceId}/calendar',
  input: CalendarQuery,
  output: Calendar,
  can: () => 'allowed',
  run: readDays,
})

/** How far ahead the list looks for a free time. */
const lookAhead = 14

export const searchSpaces = operation({
  name: 'space.search',
  summary: 'Spaces that can be booked, each with its next free time.',
  http: 'GET /spaces',
  input: SpaceSearch,
  output: SpacePage,
  can: () => 'allowed',
  async run(ctx, filter) {
    const page = await listSpaces(ctx, filter, null)
    const free = await firstFree(ctx, page.items, filter.date)
    const places = await regionNames(
      ctx.db,
      page.items.map((space) => space.regionCode),
    )
    const cards = page.items.map((space) => ({
      ...space,
      place: places.get(space.regionCode)?.fullName ?? '',
      nextFree: free.get(space.id) ?? null,
    }))
    return { next: page.next, items: filter.date ? cards.filter((card) => card.nextFree !== null) : cards }
  },
})

/** The first free time of each space, of the shortest length it allows. */
async function firstFree(ctx: Context, spaces: readonly Space[], date: string | undefined) {
  const ids = spaces.map((space) => space.id)
  if (ids.length === 0) return new Map<string, { start: string; end: string }>()
  const today = ctx.now.slice(0, 10)
  const window = windowOf(date ?? today, date ?? plusDays(today, lookAhead), 'UTC')
  const [bookables, taken] = await Promise.all([
    listBookables(ctx.db, ids, { ...window, now: ctx.now, accountId: null }),
    listAllTaken(ctx.db, ids, { ...window, now: ctx.now }),
  ])
  const found = new Map<string, { start: string; end: string }>()
  for (const bookable of bookables.values()) {
    const ground = groundOf(
      bookable,
      ctx.now,
      taken.filter((time) => time.spaceId === bookable.id),
    )
    const first = firstStart(bookable, ground, ctx.now, date)
    if (first !== undefined)
      found.set(bookable.id, {
        start: instant(first),
        end: instant(first + bookable.rules.minMinutes * minute),
      })
  }
  return found
}

function firstStart(
  space: Bookable,
  ground: Ground,
  now: string,
  date: string | undefined,
): number | undefined {
  const first = date ?? dateAt(millis(now), space.rules.zone)
  for (let ahead = 0; ahead <= (date === undefined ? lookAhead : 0); ahead++) {
    const [start] = startsOf(plusDays(first, ahead), ground)
    if (start) return start.start
  }
  return undefined
}

export const calendarOperations = [readCalendar, searchSpaces]
