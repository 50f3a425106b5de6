import { query } from '#kernel/form.server.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { dateAt, plusDays } from '#modules/space/time.ts'
import type { PageServerLoad } from './$types'

const views = ['minggu', 'hari', 'daftar'] as const
type View = (typeof views)[number]

/** How many days each view shows. */
const spans: Record<View, number> = { minggu: 7, hari: 1, daftar: 14 }

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url
  const view = views.find((name) => name === searchParams.get('lihat')) ?? 'minggu'
  const today = dateAt(Date.now(), 'Asia/Jakarta')
  const asked = searchParams.get('hari') ?? ''
  const date = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(asked) ? asked : today
  // A week begins on the day one looks at: what is past is of no use here.
  const from = date
  const to = plusDays(from, spans[view] - 1)
  const earlier = plusDays(from, -spans[view])
  const { space, days } = await query(event, readCalendar, { spaceId: event.params.slug, from, to })
  event.locals.tags.add(`space:${space.id}`)
  return {
    space,
    days,
    view,
    date,
    from,
    to,
    today,
    previous: earlier < today ? today : earlier,
    following: plusDays(from, spans[view]),
  }
}
