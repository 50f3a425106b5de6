import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import {
  readMonths,
  readUnsettled,
  setReciprocity,
  waiveReciprocity,
} from '#modules/space/reciprocity/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const spaceId = event.params.id
  const [open, months] = await Promise.all([
    query(event, readUnsettled, { spaceId }),
    query(event, readMonths, { spaceId }),
  ])
  return { open: open.items, months: months.items }
}

const back = (event: RequestEvent) => href(`/kantor/ruang/${event.params.id}/imbal-beli`, event.locals.locale)

export const actions: Actions = {
  async set(event) {
    const result = await submit(event, setReciprocity, { spaceId: event.params.id })
    if (!result.ok) return fail(result.failure.status, { part: 'set', ...result.failure.data })
    setFlash(event, m.keeper_rec_office_saved())
    redirect(303, back(event))
  },
  async waive(event) {
    const part = String((await readForm(event)).get('bookingId')?.[0] ?? '')
    const result = await submit(event, waiveReciprocity)
    if (!result.ok) return fail(result.failure.status, { part, ...result.failure.data })
    setFlash(event, m.keeper_rec_waive_done())
    redirect(303, back(event))
  },
}
