import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { listZoneSectors, setZoneSectors } from '#modules/space/allotment/zones.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { items } = await query(event, listZoneSectors, { spaceId: event.params.id })
  return { zones: items }
}

export const actions: Actions = {
  async default(event) {
    const { id } = event.params
    const [{ items }, fields] = await Promise.all([
      query(event, listZoneSectors, { spaceId: id }),
      readForm(event),
    ])
    const zones = items.map(({ zone }) => ({
      zone,
      sectors: (fields.get(`sectors.${zone}`) ?? []).map(String).filter((sector) => sector !== ''),
    }))
    const done = await submit(event, setZoneSectors, { spaceId: id, zones })
    if (!done.ok) return done.failure
    setFlash(event, m.allotment_zones_saved())
    redirect(303, href(`/kantor/ruang/${id}/undian`, event.locals.locale))
  },
}
