import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { decideMatch, readPair, separateMatch } from '#modules/registry/matching/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => ({
  pair: await query(event, readPair, { matchId: event.params.id }),
})

const decide = (verdict: 'same' | 'different', said: () => string) => async (event: RequestEvent) => {
  const result = await submit(event, decideMatch, { matchId: event.params.id, verdict })
  if (!result.ok) return fail(result.failure.status, { ...result.failure.data, verdict })
  setFlash(event, said())
  // A merge may be regretted at once: its page offers to take it apart. The rest goes on with the queue.
  redirect(
    303,
    href(verdict === 'same' ? `/kantor/ganda/${event.params.id}` : '/kantor/ganda', event.locals.locale),
  )
}

export const actions: Actions = {
  same: decide('same', m.matching_done_same),
  different: decide('different', m.matching_done_different),
  async separate(event) {
    const result = await submit(event, separateMatch, { matchId: event.params.id })
    if (!result.ok)
      return fail(result.failure.status, { ...result.failure.data, verdict: 'separate' as const })
    setFlash(event, m.matching_done_separated())
    redirect(303, href(`/kantor/ganda/${event.params.id}`, event.locals.locale))
  },
}
