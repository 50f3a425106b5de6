import { error, fail, redirect } from '@sveltejs/kit'
import { scopeOf } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { chosenRegion, keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { addSpace } from '#modules/space/places/operations.server.ts'
import { keepers } from '#modules/space/policy.ts'
import { named } from '#modules/space/ui/field-names.ts'
import { spaceExtra, spaceLabels } from '../space-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const [own] = scopeOf(event.locals.actor, keepers)
  if (own === undefined) error(403, { message: m.kernel_forbidden() })
  // Who keeps the spaces of one kelurahan need not choose it.
  return { region: own.length === 13 ? await chosenRegion(event, own) : null }
}

export const actions: Actions = {
  async default(event) {
    const [near] = scopeOf(event.locals.actor, keepers)
    const step = await regionStep(event, near ? { near } : {})
    if (step) return step
    const result = await submit(event, addSpace, await spaceExtra(event))
    if (!result.ok) return keepRegion(event, fail(result.failure.status, named(result, spaceLabels())))
    setFlash(event, m.space_office_new_done({ name: result.output.name }))
    redirect(303, href(`/kantor/ruang/${result.output.id}/pengaturan#jam`, event.locals.locale))
  },
}
