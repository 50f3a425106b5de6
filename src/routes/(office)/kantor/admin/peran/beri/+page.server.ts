import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { grantRole, listRoles } from '#modules/identity/roles/operations.server.ts'
import { roleName } from '#modules/identity/ui/words.ts'
import { keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { homeCode, homeRegion, sentRegion } from '../../home-region.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await query(event, listRoles, { limit: 1 })
  return {
    home: await homeRegion(event),
    contact: event.url.searchParams.get('contact')?.slice(0, 254) ?? '',
  }
}

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const step = await regionStep(event, { name: 'region', near: homeCode(event) })
    if (step) return step
    const answer = await submit(event, grantRole, { region: await sentRegion(event, 'region') })
    if (!answer.ok) return keepRegion(event, answer.failure, 'region')
    const { name, role, contact } = answer.output
    setFlash(event, m.identity_role_granted({ name: name || contact, role: roleName(role) }, { locale }))
    redirect(303, href('/kantor/admin/peran', locale))
  },
}
