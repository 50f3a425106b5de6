import { redirect } from '@sveltejs/kit'
import { holds } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { listRegistered } from '#modules/registry/operations.server.ts'
import { readers } from '#modules/registry/policy.ts'
import { addLease } from '#modules/space/leases/operations.server.ts'
import { nextTerm } from '#modules/space/leases/rules.ts'
import { plusDays } from '#modules/space/time.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'
import { partName } from '#modules/space/units/words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space, today } = await event.parent()
  const search = event.url.searchParams.get('cari')?.trim().slice(0, 100) ?? ''
  // Who may not read the register has the business looked up by an officer.
  const maySearch = holds(event.locals.actor, readers, space.regionCode)
  const [units, found] = await Promise.all([
    query(event, readUnits, { spaceId: space.id }),
    search === '' || !maySearch
      ? undefined
      : query(event, listRegistered, { search, state: 'verified', limit: 20 }),
  ])
  const from = plusDays(today, 1)
  return {
    search,
    maySearch,
    from,
    // A year, as long as a permit lasts at most.
    until: plusDays(nextTerm(plusDays(from, -365), plusDays(from, -1)).until, 0),
    wanted: event.url.searchParams.get('lapak') ?? '',
    units: units.items
      .filter(({ active, kind }) => active && kind !== 'whole' && kind !== 'area')
      .map(({ id, kind, name }) => ({ value: id, label: partName(kind, name, event.locals.locale) })),
    businesses: (found?.items ?? [])
      .filter(({ kind }) => kind !== 'organisation')
      .map(({ subjectId, name, reference, place }) => ({
        value: subjectId,
        label: `${name} (${reference})`,
        hint: place,
      })),
  }
}

export const actions: Actions = {
  async default(event) {
    const result = await submit(event, addLease)
    if (!result.ok) return result.failure
    const { id, number, unitCode } = result.output
    setFlash(event, m.market_granted({ unit: unitCode, number: number ?? '' }))
    redirect(303, href(`/kantor/ruang/${event.params.id}/izin-tempat/${id}`, event.locals.locale))
  },
}
