import { redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { createKey } from '#modules/identity/keys/operations.server.ts'
import { newKey } from '#modules/identity/keys/secret.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  const here = encodeURIComponent(url.pathname)
  if (!isSignedIn(locals.actor)) redirect(303, href(`/masuk/petugas?next=${here}`, locals.locale))
  // Asked before the form is filled in, not after.
  if (!locals.actor.secondFactor) redirect(303, href(`/masuk/petugas/kode?next=${here}`, locals.locale))
}

export const actions: Actions = {
  /** The key is in this one answer and nowhere else. */
  async default(event) {
    const { key, hash, start } = newKey()
    const answer = await submit(event, createKey, { hash, start })
    return answer.ok ? { key, name: answer.output.name } : answer.failure
  },
}
