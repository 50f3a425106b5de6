import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { named } from '#modules/space/ui/field-names.ts'
import { addParts, changePart, readUnits, retirePart } from '#modules/space/units/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const { items } = await query(event, readUnits, { spaceId: space.id })
  const asked = event.url.searchParams.get('ubah')
  return { units: items, changed: items.find(({ id, kind }) => id === asked && kind !== 'whole') ?? null }
}

const back = (event: RequestEvent) => href(`/kantor/ruang/${event.params.id}/tempat`, event.locals.locale)

const labels = () => ({
  kind: m.cowork_unit_kind(),
  prefix: m.cowork_unit_prefix(),
  first: m.cowork_unit_first(),
  count: m.cowork_unit_count(),
  name: m.cowork_unit_name(),
  code: m.cowork_unit_code(),
  capacity: m.cowork_unit_capacity(),
  minMinutes: m.cowork_unit_min(),
  maxMinutes: m.cowork_unit_max(),
})

export const actions: Actions = {
  async add(event) {
    const result = await submit(event, addParts, { spaceId: event.params.id })
    if (!result.ok) return fail(result.failure.status, { ...named(result, labels()), form: 'add' })
    setFlash(event, m.cowork_unit_added())
    redirect(303, back(event))
  },

  async change(event) {
    const result = await submit(event, changePart)
    if (!result.ok) return fail(result.failure.status, { ...named(result, labels()), form: 'change' })
    setFlash(event, m.cowork_unit_changed())
    redirect(303, back(event))
  },

  async active(event) {
    const result = await submit(event, retirePart)
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, form: 'active' })
    setFlash(event, m.cowork_unit_changed())
    redirect(303, back(event))
  },
}
