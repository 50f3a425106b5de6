import type { RequestEvent } from '@sveltejs/kit'
import { query } from '#kernel/form.server.ts'
import type { CaseQuery, InboxItem } from '#kernel/inbox.ts'
import { translate } from '#kernel/problem.ts'
import { readHolidays } from '#modules/region/operations.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { type Holidays, localDate } from '#modules/region/working-time.ts'
import { type Filters, writeFilters } from './filters.ts'
import { mergePages, type Positions, readPositions, type SourcePage, writePositions } from './merge.ts'
import { type SourceName, sourceNames, sourceOf } from './sources.server.ts'
import { ageWords, dueWords, type Urgency } from './words.ts'

/** Cases on one page of the queue. */
export const pageSize = 25

/** One case as the queue shows it. */
export interface Row {
  source: SourceName
  id: string
  title: string
  detail: string
  age: string
  due: string
  urgency: Urgency
  deadline: string
  missing: string[]
  /** The case in this queue, with its filter and place. */
  href: string
}

export interface Queue {
  rows: Row[]
  /** Cursor of the next page, null at the end. */
  next: string | null
  counts: { source: SourceName; waiting: number; overdue: number }[]
}

/** The inbox from a place on: all modules' cases in one order. */
export async function loadQueue(event: RequestEvent, filters: Filters, from: string | null): Promise<Queue> {
  const positions = readPositions(from)
  const asked = await Promise.all(
    sourceNames.map(async (source) => ({ source, page: await ask(event, source, filters, positions) })),
  )
  const shown = asked.filter(({ source }) => filters.source === null || filters.source === source)
  const pages: SourcePage[] = shown.map(({ source, page }) => ({
    source,
    items: page.items,
    more: page.next !== null,
  }))
  const { items, next } = mergePages(pages, pageSize, positions)
  const rows = await rowsOf(event, items as (InboxItem & { source: SourceName })[], (item) =>
    caseHref(item.source, item.id, filters, from),
  )
  return {
    rows,
    next: next && writePositions(next),
    counts: asked.map(({ source, page: { waiting, overdue } }) => ({ source, waiting, overdue })),
  }
}

/** The page a module answers; of modules that are filtered out only the counts are asked. */
function ask(event: RequestEvent, source: SourceName, filters: Filters, positions: Positions) {
  const wanted = filters.source === null || filters.source === source
  const filter: CaseQuery = {
    limit: wanted ? pageSize : 1,
    after: wanted ? positions[source] : undefined,
    region: filters.region ?? undefined,
    overdue: filters.overdue || undefined,
    complete: filters.complete || undefined,
    search: filters.search || undefined,
  }
  return sourceOf(source).list(event, filter)
}

export const caseHref = (source: SourceName, id: string, filters: Filters, from: string | null): string =>
  `/kantor/kotak-masuk/${source}/${id}${writeFilters(filters, from)}`

/** Items with the words of their age and deadline. */
export async function rowsOf<Item extends InboxItem & { source: SourceName }>(
  event: RequestEvent,
  items: readonly Item[],
  href: (item: Item) => string,
): Promise<Row[]> {
  const { locale } = event.locals
  const now = new Date().toISOString()
  const calendars = await holidaysOf(event, items, now)
  return items.map((item) => {
    const zone = zoneOf(item.regionCode)
    const holidays = calendars.get(regencyOf(item)) ?? new Set<string>()
    const due = dueWords(item.deadline, now, { zone, holidays }, locale)
    return {
      source: item.source,
      id: item.id,
      title: item.title,
      detail: item.detail,
      age: ageWords(item.submittedAt, now, locale),
      due: due.words,
      urgency: due.urgency,
      deadline: item.deadline,
      missing: item.missing.map((key) => translate(key, undefined, locale)),
      href: href(item),
    }
  })
}

const regencyOf = (item: Pick<InboxItem, 'regionCode'>) => item.regionCode.slice(0, 5)

/** Holidays of each regency that has a case here, over the years between today and the deadlines. */
async function holidaysOf(
  event: RequestEvent,
  items: readonly InboxItem[],
  now: string,
): Promise<Map<string, Holidays>> {
  const years = new Set(
    [now, ...items.map((item) => item.deadline)].map((instant) =>
      Number(localDate(instant, 'Asia/Jakarta').slice(0, 4)),
    ),
  )
  const regencies = [...new Set(items.map(regencyOf))]
  const entries = regencies.map(async (region): Promise<[string, Holidays]> => {
    const lists = await Promise.all([...years].map((year) => query(event, readHolidays, { year, region })))
    return [region, new Set(lists.flatMap((list) => list.items.map((day) => day.date)))]
  })
  return new Map(await Promise.all(entries))
}
