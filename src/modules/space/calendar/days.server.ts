import type { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { getSpace } from '../places/queries.server.ts'
import { daysBetween, instant, localDay, plusDays } from '../time.ts'
import { getBookable, groundOf, listTaken, windowOf } from './queries.server.ts'
import { dayState, type Ground, startsOf } from './rules.ts'
import type { Calendar, CalendarDay, CalendarQuery } from './schema.ts'
import { segmentsOf } from './segments.ts'

function describeDay(date: string, ground: Ground, withStarts: boolean): CalendarDay {
  const starts = startsOf(date, ground)
  return {
    date,
    weekday: localDay(date, ground.rules.zone).weekday,
    state: dayState(date, ground),
    segments: segmentsOf(date, ground, starts).map((piece) => ({
      start: instant(piece.start),
      end: instant(piece.end),
      kind: piece.kind,
      label: piece.label ?? null,
    })),
    starts: withStarts ? starts.map(({ start, longest }) => ({ start: instant(start), longest })) : [],
  }
}

/** A space and its days from one date to another. Three statements, sent together. */
export async function readDays(
  ctx: Context,
  { spaceId, from, to, unitId, starts = true }: z.output<typeof CalendarQuery>,
): Promise<z.input<typeof Calendar>> {
  // The zone is known with the space; a day of slack at both ends covers any zone.
  const window = windowOf(from, to, 'UTC')
  const asked = { ...window, now: ctx.now, accountId: null, unitId }
  const [space, found, taken] = await Promise.all([
    getSpace(ctx, spaceId),
    getBookable(ctx.db, spaceId, asked),
    listTaken(ctx.db, spaceId, asked),
  ])
  const ground = groundOf(found, ctx.now, taken)
  const count = daysBetween(from, to) + 1
  return {
    space,
    unit: { id: found.unitId, name: found.unitName },
    days: Array.from({ length: count }, (_, index) => describeDay(plusDays(from, index), ground, starts)),
  }
}
