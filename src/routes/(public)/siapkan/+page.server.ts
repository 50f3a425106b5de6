import { error, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { originOf } from '#modules/identity/browser.server.ts'
import { readSetUp, setUp } from '#modules/identity/setup/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { done } = await query(event, readSetUp, {})
  if (done) error(404, { message: translate('kernel_not_found', undefined, event.locals.locale) })
  return { code: event.url.searchParams.get('kode')?.slice(0, 40) ?? '' }
}

export const actions: Actions = {
  async default(event) {
    const answer = await submit(event, setUp, { address: originOf(event).address })
    if (!answer.ok) return answer.failure
    const { locale } = event.locals
    setFlash(event, m.identity_setup_done({}, { locale }))
    redirect(303, href('/masuk/petugas?next=/saya/keamanan', locale))
  },
}
