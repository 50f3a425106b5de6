import { query } from '#kernel/form.server.ts'
import { readDaySheet } from '#modules/space/desk/operations.server.ts'
import { dateOf } from '#modules/space/time.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { today } = await event.parent()
  const date = dateOf(event.url.searchParams.get('hari')) ?? today
  const { letterhead, items } = await query(event, readDaySheet, { spaceId: event.params.id, date })
  return { date, letterhead, bookings: items }
}
