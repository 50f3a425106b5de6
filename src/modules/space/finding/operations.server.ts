import type { Context } from '#kernel/context.ts'
import { operation } from '#kernel/operation.ts'
import { decodeCursor, encodeCursor } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import type { Span } from '../calendar/rules.ts'
import { instant, plusDays } from '../time.ts'
import { type Candidate, listCandidates, takenOf } from './queries.server.ts'
import { firstFit, portions } from './rules.ts'
import { FreePage, FreeSearch } from './schema.ts'

interface Found {
  candidate: Candidate
  time: Span
}

const isAfter = (found: Found, cursor: { start: number; unitId: string } | undefined) =>
  cursor === undefined ||
  found.time.start > cursor.start ||
  (found.time.start === cursor.start && found.candidate.unitId > cursor.unitId)

/**
 * The first time that suits in each place, soonest first. Days are read in growing portions and only until the page is full:
 * a place without a time in one portion has none earlier than those found there.
 */
async function sweep(ctx: Context, wish: FreeSearch, from: string, to: string): Promise<Found[]> {
  const cursor = decodeCursor(wish.after, 2)
  const beyond = cursor && { start: Number(cursor[0]), unitId: String(cursor[1]) }
  let open = await listCandidates(ctx, wish, { from, to })
  const found: Found[] = []
  for (const dates of portions(from, to, wish.weekday)) {
    if (open.length === 0 || found.length > wish.limit) break
    const taken = await takenOf(
      ctx,
      open.map(({ unitId }) => unitId),
      dates,
    )
    const later: Candidate[] = []
    const here: Found[] = []
    for (const candidate of open) {
      const time = firstFit({ ...candidate.ground, taken: taken.get(candidate.unitId) ?? [] }, dates, wish)
      if (time) here.push({ candidate, time })
      else later.push(candidate)
    }
    open = later
    here.sort((a, b) => a.time.start - b.time.start || (a.candidate.unitId < b.candidate.unitId ? -1 : 1))
    found.push(...here.filter((one) => isAfter(one, beyond)))
  }
  return found
}

export const findFree = operation({
  name: 'space.find_free',
  summary: 'Free times anywhere: for each place the first that is long enough, soonest first.',
  http: 'GET /free-times',
  input: FreeSearch,
  output: FreePage,
  can: () => 'allowed',
  async run(ctx, wish) {
    const today = ctx.now.slice(0, 10)
    const from = wish.from ?? today
    const found = await sweep(ctx, wish, from, wish.to ?? plusDays(from, 13))
    const shown = found.slice(0, wish.limit)
    const last = shown.at(-1)
    const places = await regionNames(
      ctx.db,
      shown.map(({ candidate }) => candidate.regionCode),
    )
    return {
      items: shown.map(({ candidate, time }) => ({
        ...candidate,
        place: places.get(candidate.regionCode)?.fullName ?? '',
        start: instant(time.start),
        end: instant(time.end),
      })),
      next: found.length > wish.limit && last ? encodeCursor([last.time.start, last.candidate.unitId]) : null,
    }
  },
})

export const findingOperations = [findFree]
