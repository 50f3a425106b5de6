import { error, fail, redirect } from '@sveltejs/kit'
import { isStaff } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { chosenRegion, keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { fieldLabel } from '#modules/registry/households/labels.ts'
import { findMembers, recordFamily } from '#modules/registry/households/operations.server.ts'
import { deciders } from '#modules/registry/policy.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** The officer's own region: an officer of one village need not choose it. */
const ownRegion = (event: Pick<RequestEvent, 'locals'>): string | undefined =>
  event.locals.actor.grants.find((grant) => grant.region !== null && deciders.includes(grant.role))?.region ??
  undefined

export const load: PageServerLoad = async (event) => {
  if (!isStaff(event.locals.actor)) error(403, { message: m.kernel_forbidden() })
  const own = ownRegion(event)
  const village = own?.length === 13 ? own : undefined
  const search = event.url.searchParams.get('cari')?.trim() ?? ''
  const found =
    village && search.length >= 3 && search.length <= 60
      ? (await query(event, findMembers, { regionCode: village, search })).items
      : null
  const chosen = found?.find(({ id }) => id === event.url.searchParams.get('orang'))
  return {
    region: village ? await chosenRegion(event, village) : null,
    search,
    found: found?.filter(({ householdId }) => householdId === null) ?? null,
    chosen: chosen && chosen.householdId === null ? { id: chosen.id, name: chosen.name } : null,
  }
}

export const actions: Actions = {
  async default(event) {
    const step = await regionStep(event, { near: ownRegion(event) })
    if (step) return step
    const result = await submit(event, recordFamily)
    if (result.ok) {
      setFlash(event, m.household_recorded())
      redirect(303, href(`/kantor/keluarga/${result.output.id}`, event.locals.locale))
    }
    const { data, status } = result.failure
    for (const { path, key } of result.fault.info.fields ?? [])
      if (key.startsWith('kernel_'))
        data.errors[path] = `${fieldLabel('profile', path, event.locals.locale)}: ${data.errors[path]}`
    return keepRegion(event, fail(status, data))
  },
}
