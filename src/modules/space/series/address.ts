import { clock, dateAt, plusDays } from '../time.ts'
import { SeriesWish } from './schema.ts'

/** Minutes after midnight of `09:30` or `09.30`. */
function minutesOf(time: string): number | undefined {
  const found = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time.trim())
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined
}

/** The wish that stands in an address; undefined as long as it is not complete. */
export function readWish(url: URL, spaceId: string): SeriesWish | undefined {
  const query = url.searchParams
  const text = (name: string) => query.get(name)?.trim() || undefined
  const wish = SeriesWish.safeParse({
    spaceId,
    unitId: text('bagian'),
    first: text('pertama'),
    from: minutesOf(text('mulai') ?? ''),
    minutes: Number(text('menit')),
    repeat: text('ulang'),
    interval: Number(text('tiap') ?? 1),
    ...(text('sampai') ? { until: text('sampai') } : { count: Number(text('kali') ?? 0) }),
    leaveOut: query.getAll('tanpa'),
  })
  return wish.success ? wish.data : undefined
}

/** The same address with some dates taken out, or in again. */
export function searchWithout(url: URL, leftOut: readonly string[]): string {
  const search = new URLSearchParams(url.searchParams)
  search.delete('tanpa')
  for (const date of leftOut) search.append('tanpa', date)
  return search.toString()
}

interface Rules {
  zone: string
  minDaysAhead: number
  minMinutes: number
  maxMinutes: number
  slotMinutes: number
  openings: { from: number }[]
}

/** What the form of a series shows: what was typed so far, else what most people want. */
export function typedOf(url: URL, space: Rules) {
  const typed = (name: string) => url.searchParams.get(name) ?? undefined
  const today = dateAt(Date.now(), space.zone)
  return {
    first: typed('pertama') ?? plusDays(today, Math.max(1, space.minDaysAhead)),
    from:
      typed('mulai') ?? clock(Math.min(...space.openings.map(({ from }) => from), 23 * 60)).replace('.', ':'),
    minutes: typed('menit') ?? String(space.minMinutes),
    repeat: typed('ulang') ?? 'week',
    interval: typed('tiap') ?? '1',
    until: typed('sampai') ?? '',
    count: typed('kali') ?? '4',
  }
}

export function lengthsOf({ minMinutes, maxMinutes, slotMinutes }: Rules): number[] {
  const lengths: number[] = []
  for (let minutes = minMinutes; minutes <= maxMinutes; minutes += slotMinutes) lengths.push(minutes)
  return lengths
}

/** Each date of a preview with the address that takes it out, or in again. */
export function withSearch<One extends { date: string; state: string }>(
  url: URL,
  dates: readonly One[],
  leftOut: readonly string[],
): (One & { search: string })[] {
  return dates.map((one) => ({
    ...one,
    search: searchWithout(
      url,
      one.state === 'left_out' ? leftOut.filter((date) => date !== one.date) : [...leftOut, one.date],
    ),
  }))
}
