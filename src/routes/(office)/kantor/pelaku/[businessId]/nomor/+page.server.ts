import { fail, redirect } from '@sveltejs/kit'
import { faultStatus, fieldFault } from '#kernel/fault.ts'
import { formState, query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import {
  readNumbers,
  readUnmaskedNumber,
  unmaskNumber,
} from '#modules/registry/privacy/unmask.operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const load: PageServerLoad = async (event) => {
  const shown = event.url.searchParams.get('lihat') ?? ''
  event.setHeaders({ 'cache-control': 'no-store' })
  const [page, opened] = await Promise.all([
    query(event, readNumbers, { businessId: event.params.businessId }),
    uuid.test(shown) ? query(event, readUnmaskedNumber, { unmaskingId: shown }) : null,
  ])
  return { ...page, opened }
}

export const actions: Actions = {
  async default(event) {
    const fields = await readForm(event)
    const [number, recordId] = String(fields.get('which')?.[0] ?? '').split(':')
    if (!recordId) {
      const missing = fieldFault('which', 'kernel_field_required')
      return fail(faultStatus.invalid_input, formState(missing, fields, event.locals.locale))
    }
    const answer = await submit(event, unmaskNumber, { number, recordId })
    if (!answer.ok) return answer.failure
    const page = `/kantor/pelaku/${event.params.businessId}/nomor?lihat=${answer.output.id}`
    redirect(303, href(page, event.locals.locale))
  },
}
