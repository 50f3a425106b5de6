import { error, fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { fieldLabel } from '#modules/registry/households/labels.ts'
import { changeFamily, setFamilyState } from '#modules/registry/households/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { file } = await event.parent()
  if (!file.mayChange) error(403, { message: m.kernel_forbidden() })
}

export const actions: Actions = {
  async change(event) {
    const { householdId } = event.params
    const result = await submit(event, changeFamily, { householdId })
    if (!result.ok) {
      const { data, status } = result.failure
      for (const { path, key } of result.fault.info.fields ?? [])
        if (key.startsWith('kernel_'))
          data.errors[path] = `${fieldLabel('profile', path, event.locals.locale)}: ${data.errors[path]}`
      return fail(status, { ...data, act: 'change' as const })
    }
    setFlash(event, m.household_changed())
    redirect(303, href(`/kantor/keluarga/${householdId}`, event.locals.locale))
  },
  async state(event) {
    const { householdId } = event.params
    const result = await submit(event, setFamilyState, { householdId })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, act: 'state' as const })
    setFlash(event, m.household_changed())
    redirect(303, href(`/kantor/keluarga/${householdId}`, event.locals.locale))
  },
}
