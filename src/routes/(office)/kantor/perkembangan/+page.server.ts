import { fail } from '@sveltejs/kit'
import { z } from 'zod'
import { query } from '#kernel/form.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { localDate } from '#modules/region/working-time.ts'
import { readCohorts } from '#modules/registry/progress/cohorts/operations.server.ts'
import { monthName } from '#modules/registry/progress/labels.ts'
import { monthOf, monthsBack, openMonths } from '#modules/registry/progress/months.ts'
import { readSheet } from '#modules/registry/progress/operations.server.ts'
import { Month, type SheetQuery } from '#modules/registry/progress/schema.ts'
import { saveSheet } from '#modules/registry/progress/sheet-form.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const rowsOnPage = 20

/** Months one may choose, newest first: the present one where the actor works, and those before it. */
function monthsFor(event: Pick<RequestEvent, 'locals'>): string[] {
  const region = event.locals.actor.grants.find((grant) => grant.region)?.region ?? ''
  return monthsBack(monthOf(localDate(new Date().toISOString(), zoneOf(region))), openMonths)
}

/** What the address asks for; last month when it names none. */
function askedOf(
  event: Pick<RequestEvent, 'locals' | 'url'>,
): Pick<SheetQuery, 'month'> & Partial<SheetQuery> {
  const search = event.url.searchParams
  const months = monthsFor(event)
  const month = Month.safeParse(search.get('bulan')).data
  return {
    month: month !== undefined && months.includes(month) ? month : (months[1] ?? ''),
    region: RegionCode.safeParse(search.get('wilayah')?.trim()).data,
    cohortId: z.uuid().safeParse(search.get('kelompok')).data,
    missing: search.get('belum') === 'on',
    after: search.get('after') ?? undefined,
  }
}

export const load: PageServerLoad = async (event) => {
  const asked = askedOf(event)
  const { locale } = event.locals
  const [{ items, next }, cohorts] = await Promise.all([
    query(event, readSheet, { ...asked, limit: rowsOnPage }),
    query(event, readCohorts, {}),
  ])
  return {
    asked,
    items,
    next,
    months: monthsFor(event).map((value) => ({ value, label: monthName(value, locale) })),
    cohorts: cohorts.items.map(({ id, name }) => ({ value: id, label: name })),
  }
}

export const actions: Actions = {
  async default(event) {
    const state = await saveSheet(event, askedOf(event).month)
    return Object.keys(state.values).length > 0 ? fail(422, state) : state
  },
}
