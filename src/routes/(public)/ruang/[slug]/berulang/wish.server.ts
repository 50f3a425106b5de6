import type { RequestEvent } from '@sveltejs/kit'
import { SeriesWish } from '#modules/space/series/schema.ts'

/** Minutes after midnight of `09:30` or `09.30`. */
function minutesOf(time: string): number | undefined {
  const found = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time.trim())
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined
}

/** The wish that stands in an address; undefined as long as it is not complete. */
export function readWish(event: Pick<RequestEvent, 'url' | 'params'>) {
  const query = event.url.searchParams
  const text = (name: string) => query.get(name)?.trim() || undefined
  const wish = SeriesWish.safeParse({
    spaceId: event.params.slug,
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
