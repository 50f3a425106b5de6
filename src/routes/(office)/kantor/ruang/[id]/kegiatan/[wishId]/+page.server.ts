import { error, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readWish, ruleOnWish } from '#modules/space/clearing/wish-operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const wish = await query(event, readWish, { wishId: event.params.wishId })
  if (wish.spaceId !== space.id) error(404, { message: m.cowork_wish_not_found() })
  return { wish }
}

export const actions: Actions = {
  async default(event) {
    const fields = await readForm(event)
    const seen = fields.get('seen')?.map(String) ?? []
    const result = await submit(event, ruleOnWish, { wishId: event.params.wishId, seen })
    if (!result.ok) return result.failure
    const { state, title } = result.output
    setFlash(
      event,
      state === 'approved' ? m.cowork_wish_approved({ title }) : m.cowork_wish_refused({ title }),
    )
    redirect(
      303,
      href(`/kantor/ruang/${event.params.id}/kegiatan/${event.params.wishId}`, event.locals.locale),
    )
  },
}
