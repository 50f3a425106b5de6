import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { originOf } from '#modules/identity/browser.server.ts'
import { readPasswordLink, setPasswordByLink } from '#modules/identity/security/password-operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

const nobody = '00000000-0000-0000-0000-000000000000'

/** The link of the e-mail; a broken one is told like one that has run out. */
const linkIn = (query: URLSearchParams) => ({
  accountId: /^[0-9a-f-]{36}$/.test(query.get('a') ?? '') ? (query.get('a') ?? nobody) : nobody,
  expires: /^\d{10,13}$/.test(query.get('e') ?? '') ? (query.get('e') ?? '') : '0000000000',
  token: query.get('t')?.slice(0, 100) ?? '',
})

export const load: PageServerLoad = (event) => query(event, readPasswordLink, linkIn(event.url.searchParams))

export const actions: Actions = {
  async default(event) {
    const { address } = originOf(event)
    const answer = await submit(event, setPasswordByLink, { ...linkIn(event.url.searchParams), address })
    if (!answer.ok) return answer.failure
    const { locale } = event.locals
    setFlash(event, m.identity_password_saved({}, { locale }))
    redirect(303, href('/masuk/petugas', locale))
  },
}
