import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readLine, removeFromLine } from '#modules/space/waiting/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const after = event.url.searchParams.get('sesudah')
  const open = event.url.searchParams.get('lihat') !== 'semua'
  return {
    open,
    line: await query(event, readLine, {
      spaceId: event.params.id,
      limit: 50,
      open,
      ...(after && { after }),
    }),
  }
}

export const actions: Actions = {
  async remove(event) {
    const result = await submit(event, removeFromLine)
    if (!result.ok) return result.failure
    setFlash(event, m.series_line_removed({ name: result.output.groupName ?? result.output.bookerName }))
    redirect(303, href(`/kantor/ruang/${event.params.id}/antrean`, event.locals.locale))
  },
}
