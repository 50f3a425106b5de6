import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readOwnRequests, requestData } from '#modules/registry/privacy/requests.operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

// Only who is signed in gets as far as the form.
export const load: PageServerLoad = async (event) => {
  await query(event, readOwnRequests, {})
}

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const fields = await readForm(event)
    const typed = (name: string) => String(fields.get(name)?.[0] ?? '')
    const request = { kind: 'correction', about: typed('about'), wish: typed('wish') }
    const answer = await submit(event, requestData, { request })
    if (!answer.ok) return answer.failure
    setFlash(event, m.privacy_request_sent({ reference: answer.output.reference }, { locale }))
    redirect(303, href('/saya/data', locale))
  },
}
