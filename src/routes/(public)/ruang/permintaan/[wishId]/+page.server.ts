import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { readWish, takeWishBack } from '#modules/space/clearing/wish-operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

function wantedOf(event: RequestEvent) {
  const token = event.url.searchParams.get('t')
  return { wishId: event.params.wishId, ...(token !== null && { token }) }
}

export const load: PageServerLoad = async (event) => {
  const token = event.url.searchParams.get('t')
  return {
    wish: await query(event, readWish, wantedOf(event)),
    isNew: event.url.searchParams.has('baru'),
    search: token === null ? '' : `?t=${encodeURIComponent(token)}`,
  }
}

export const actions: Actions = {
  async default(event) {
    const result = await submit(event, takeWishBack, wantedOf(event))
    if (!result.ok) return result.failure
    setFlash(event, m.cowork_wish_withdrawn())
    redirect(303, result.output.manage)
  },
}
