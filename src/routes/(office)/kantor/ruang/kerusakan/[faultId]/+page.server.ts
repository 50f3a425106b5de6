import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { addMendedPhoto, handleFault, readFault } from '#modules/space/faults/operations.server.ts'
import { dateAt } from '#modules/space/time.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const fault = await query(event, readFault, { faultId: event.params.faultId })
  return { fault, today: dateAt(Date.now(), fault.zone) }
}

async function act(event: RequestEvent, which: 'assign' | 'done' | 'decline' | 'reopen') {
  const faultId = event.params.faultId
  const result = await submit(event, handleFault, { faultId, act: which })
  if (!result.ok) return fail(result.failure.status, { ...result.failure.data, act: which })
  const picture = (await readForm(event)).get('picture')?.[0]
  if (which === 'done' && picture instanceof File && picture.size > 0) {
    const photo = await submit(event, addMendedPhoto, { faultId })
    if (!photo.ok) return fail(photo.failure.status, { ...photo.failure.data, act: which })
  }
  setFlash(event, m.keeper_fault_saved())
  redirect(303, href(`/kantor/ruang/kerusakan/${faultId}`, event.locals.locale))
}

export const actions: Actions = {
  assign: (event) => act(event, 'assign'),
  done: (event) => act(event, 'done'),
  decline: (event) => act(event, 'decline'),
  reopen: (event) => act(event, 'reopen'),
}
