import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readDataRequest } from '#modules/registry/privacy/requests.operations.server.ts'
import { answerDataRequest } from '../../../../../../privacy.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  request: await query(event, readDataRequest, { requestId: event.params.requestId }),
})

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const answer = await submit(event, answerDataRequest, { requestId: event.params.requestId })
    if (!answer.ok) return answer.failure
    setFlash(event, m.privacy_request_answer_saved({}, { locale }))
    redirect(303, href('/kantor/admin/permintaan-data', locale))
  },
}
