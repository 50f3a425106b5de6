import { query } from '#kernel/form.server.ts'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { readSeriesDates } from '#modules/space/series/operations.server.ts'
import { clock, dateAt, plusDays } from '#modules/space/time.ts'
import type { PageServerLoad } from './$types'
import { readWish, searchWithout } from './wish.server.ts'

export const load: PageServerLoad = async (event) => {
  const space = await query(event, readSpace, { spaceId: event.params.slug })
  const wish = readWish(event)
  const asked = event.url.searchParams.has('pertama')
  const preview = wish && (await query(event, readSeriesDates, wish))
  const leftOut = wish?.leaveOut ?? []
  const typed = (name: string) => event.url.searchParams.get(name) ?? undefined
  return {
    space: { name: space.name, slug: space.slug, zone: space.zone, maxDaysAhead: space.maxDaysAhead },
    lengths: lengthsOf(space),
    incomplete: asked && wish === undefined,
    dates: (preview?.dates ?? []).map((one) => ({
      ...one,
      search: searchWithout(
        event.url,
        one.state === 'left_out' ? leftOut.filter((date) => date !== one.date) : [...leftOut, one.date],
      ),
    })),
    search: event.url.searchParams.toString(),
    today: dateAt(Date.now(), space.zone),
    typed: {
      first: typed('pertama') ?? plusDays(dateAt(Date.now(), space.zone), Math.max(1, space.minDaysAhead)),
      from:
        typed('mulai') ??
        clock(Math.min(...space.openings.map(({ from }) => from), 23 * 60)).replace('.', ':'),
      minutes: typed('menit') ?? String(space.minMinutes),
      repeat: typed('ulang') ?? 'week',
      interval: typed('tiap') ?? '1',
      until: typed('sampai') ?? '',
      count: typed('kali') ?? '4',
    },
  }
}

function lengthsOf({
  minMinutes,
  maxMinutes,
  slotMinutes,
}: {
  minMinutes: number
  maxMinutes: number
  slotMinutes: number
}): number[] {
  const lengths: number[] = []
  for (let minutes = minMinutes; minutes <= maxMinutes; minutes += slotMinutes) lengths.push(minutes)
  return lengths
}
