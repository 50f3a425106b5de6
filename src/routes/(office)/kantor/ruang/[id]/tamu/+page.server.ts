import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { getPresence, openGuestBook } from '#modules/space/guests/operations.server.ts'
import { dateOf } from '#modules/space/time.ts'
import { guestActs, loadBook } from '../guest-acts.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space, today } = await event.parent()
  const date = dateOf(event.url.searchParams.get('hari')) ?? today
  const presence = await query(event, getPresence, { spaceId: space.id, usual: false })
  return { date, presence, ...(await loadBook(event, space.id, date)) }
}

export const actions: Actions = {
  ...guestActs('desk'),

  async book(event) {
    const result = await submit(event, openGuestBook, { spaceId: event.params.id })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, form: 'book' })
    setFlash(event, result.output.open ? m.cowork_book_opened() : m.cowork_book_closed())
    redirect(303, event.url.pathname)
  },
}
