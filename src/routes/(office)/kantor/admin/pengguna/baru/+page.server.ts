import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { createAccount, readAccounts } from '#modules/identity/accounts/admin-operations.server.ts'
import { keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { homeCode, homeRegion, sentRegion } from '../../home-region.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  // Who may not administer learns it before filling anything in.
  await query(event, readAccounts, { limit: 1 })
  return { home: await homeRegion(event) }
}

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const step = await regionStep(event, { name: 'region', near: homeCode(event) })
    if (step) return step
    const answer = await submit(event, createAccount, { region: await sentRegion(event, 'region') })
    if (!answer.ok) return keepRegion(event, answer.failure, 'region')
    const { id, name, invited } = answer.output
    const said = invited ? m.identity_user_created : m.identity_user_created_phone
    setFlash(event, said({ name }, { locale }))
    redirect(303, href(`/kantor/admin/pengguna/${id}`, locale))
  },
}
