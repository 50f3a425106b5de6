import { query } from '#kernel/form.server.ts'
import { toMonthDay } from '#modules/space/calendar/month.ts'
import { getPlan } from '#modules/space/markets/operations.server.ts'
import type { Space } from '#modules/space/schema.ts'
import { showSpace } from '#modules/space/showing/operations.server.ts'
import { dateAt, dateOf, monthStart, plusDays } from '#modules/space/time.ts'
import type { PageServerLoad, PageServerLoadEvent } from './$types'
import { partAsked, partsOf, wallAsked } from './parts.server.ts'

const views = ['minggu', 'hari', 'bulan', 'daftar'] as const
type View = (typeof views)[number]

/** The days of each view that contains a date, and the dates of its neighbours. */
const spans: Record<View, (date: string) => { from: string; to: string; previous: string; next: string }> = {
  hari: (date) => ({ from: date, to: date, previous: plusDays(date, -1), next: plusDays(date, 1) }),
  // A week begins on the day one looks at: what is past is of no use here.
  minggu: (date) => ({
    from: date,
    to: plusDays(date, 6),
    previous: plusDays(date, -7),
    next: plusDays(date, 7),
  }),
  daftar: (date) => ({
    from: date,
    to: plusDays(date, 13),
    previous: plusDays(date, -14),
    next: plusDays(date, 14),
  }),
  bulan(date) {
    const from = monthStart(date)
    const next = monthStart(date, 1)
    return { from, to: plusDays(next, -1), previous: monthStart(date, -1), next }
  },
}

/** Only what this reader sees: Kit writes all of it into the page. */
function inLanguage(space: Space, locale: 'id' | 'en'): Space {
  const only = (both: { id: string; en: string }) => ({ id: both[locale] || both.id, en: '' })
  return {
    ...space,
    description: only(space.description),
    houseRules: only(space.houseRules),
    papers: only(space.papers),
  }
}

/** A market shows its plan on the asked market day; another space has none. */
async function marketOf(event: PageServerLoadEvent, space: Space) {
  if (space.kind !== 'market') return null
  const { searchParams } = event.url
  const asked = searchParams.get('pasar') ?? ''
  const plan = await query(event, getPlan, { spaceId: space.id, ...(dateOf(asked) && { day: asked }) })
  if (plan.stalls.length === 0) return null
  const filter = {
    zone: searchParams.get('zona') ?? '',
    kind: searchParams.get('jenis') ?? '',
    free: searchParams.has('kosong'),
  }
  return { plan, filter }
}

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url
  const view = views.find((name) => name === searchParams.get('lihat')) ?? 'minggu'
  const today = dateAt(Date.now(), 'Asia/Jakarta')
  const asked = searchParams.get('hari') ?? ''
  const date = dateOf(asked) ?? today
  const { from, to, previous, next } = spans[view](date)
  const unitId = partAsked(event.url)
  const asking = { spaceId: event.params.slug, from, to, unitId, starts: view !== 'minggu' }
  const { space, days, faults, presence, units } = await query(event, showSpace, {
    ...asking,
    partsAt: wallAsked(event.url, asked),
  })
  event.locals.tags.add(`space:${space.id}`)
  return {
    space: inLanguage(space, event.locals.locale),
    parts: partsOf(event, space, units, { wanted: unitId, date: asked }),
    faults,
    market: await marketOf(event, space),
    presence,
    days: view === 'bulan' ? [] : days,
    month: view === 'bulan' ? days.map(toMonthDay) : [],
    view,
    /** Somebody looks at the calendar, not only at the place. */
    asked: searchParams.has('lihat') || searchParams.has('hari') || searchParams.has('bagian'),
    date,
    from,
    to,
    today,
    previous: from <= today ? null : previous < today ? today : previous,
    next,
  }
}
