import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { decideMove, listOfficeMoves } from '#modules/registry/moves/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams
  const way = asked.get('arah') === 'keluar' ? ('out' as const) : ('in' as const)
  const state = asked.get('tampil') === 'semua' ? ('all' as const) : ('waiting' as const)
  const moves = await query(event, listOfficeMoves, { way, state, after: asked.get('after') ?? undefined })
  return { moves, way, state }
}

export const actions: Actions = {
  async default(event) {
    const result = await submit(event, decideMove)
    if (!result.ok) {
      const moveId = String((await readForm(event)).get('moveId')?.[0] ?? '')
      return fail(result.failure.status, { ...result.failure.data, moveId })
    }
    setFlash(
      event,
      result.output.state === 'accepted' ? m.registry_move_accepted() : m.registry_move_refused(),
    )
    redirect(303, href('/kantor/pindah', event.locals.locale))
  },
}
