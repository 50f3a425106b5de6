import { redirect } from '@sveltejs/kit'
import { scopeOf } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { formatDate } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { createHoliday, editHoliday, readCalendar, removeHoliday } from '#modules/region/operations.server.ts'
import { calendarRoles } from '#modules/region/policy.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const thisYear = () => new Date().getUTCFullYear()

function yearOf(search: URLSearchParams): number {
  const year = Number(search.get('tahun'))
  return Number.isInteger(year) && year >= 2020 && year <= 2099 ? year : thisYear()
}

export const load: PageServerLoad = async (event) => {
  const year = yearOf(event.url.searchParams)
  const { items, mayKeepNation } = await query(event, readCalendar, { year })
  const wanted = event.url.searchParams.get('ubah')
  const scope = scopeOf(event.locals.actor, calendarRoles)
  return {
    year,
    years: [thisYear() - 1, thisYear(), thisYear() + 1],
    days: items.map((day) => ({
      ...day,
      written: formatDate(day.date, event.locals.locale, undefined, 'weekday'),
    })),
    editing: items.find((day) => day.id === wanted && day.mayChange) ?? null,
    /** Whoever keeps only a region's calendar adds regional days there. */
    nation: mayKeepNation,
    ownRegion: scope[0] ?? '',
  }
}

const back = (event: RequestEvent, date: string) =>
  redirect(303, href(`/kantor/admin/hari-libur?tahun=${date.slice(0, 4)}`, event.locals.locale))

export const actions: Actions = {
  async add(event) {
    const result = await submit(event, createHoliday)
    if (!result.ok) return result.failure
    setFlash(event, m.region_holiday_saved({ name: result.output.name }))
    back(event, result.output.date)
  },
  async change(event) {
    const result = await submit(event, editHoliday)
    if (!result.ok) return result.failure
    setFlash(event, m.region_holiday_saved({ name: result.output.name }))
    back(event, result.output.date)
  },
  async withdraw(event) {
    const result = await submit(event, removeHoliday)
    if (!result.ok) return result.failure
    setFlash(event, m.region_holiday_withdrawn({ name: result.output.name }))
    back(event, result.output.date)
  },
}
