import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { openFamilyDebts } from '#modules/registry/households/operations.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  async open(event) {
    const { householdId } = event.params
    const result = await submit(event, openFamilyDebts, { householdId })
    if (!result.ok) return result.failure
    setFlash(event, m.household_debts_opened())
    redirect(303, href(`/kantor/keluarga/${householdId}/utang`, event.locals.locale))
  },
}
