import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { checkIdentity, listCandidates } from '#modules/registry/privacy/guest.operations.server.ts'
import { readDataRequest } from '#modules/registry/privacy/requests.operations.server.ts'
import { answerDataRequest } from '../../../../../../privacy.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { requestId } = event.params
  const request = await query(event, readDataRequest, { requestId })
  const asks = request.guest && request.proof === null && request.state === 'received'
  return { request, people: asks ? (await query(event, listCandidates, { requestId })).items : [] }
}

export const actions: Actions = {
  async answer(event) {
    const { locale } = event.locals
    const answer = await submit(event, answerDataRequest, { requestId: event.params.requestId })
    if (!answer.ok) return answer.failure
    setFlash(event, m.privacy_request_answer_saved({}, { locale }))
    redirect(303, href('/kantor/admin/permintaan-data', locale))
  },
  async identity(event) {
    const { locale } = event.locals
    const { requestId } = event.params
    const answer = await submit(event, checkIdentity, { requestId })
    if (!answer.ok) return answer.failure
    setFlash(event, m.privacy_guest_checked({}, { locale }))
    redirect(303, href(`/kantor/admin/permintaan-data/${requestId}`, locale))
  },
}
