import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { zoneOf } from '#modules/region/rules.ts'
import { claim, listMine } from '#modules/registry/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { items, claimable } = await query(event, listMine, {})
  return { items: items.map((item) => ({ ...item, zone: zoneOf(item.regionCode) })), claimable }
}

export const actions: Actions = {
  async claim(event) {
    const result = await submit(event, claim)
    if (!result.ok) return result.failure
    setFlash(event, m.registry_claimed())
    redirect(303, href('/saya/usaha', event.locals.locale))
  },
}
