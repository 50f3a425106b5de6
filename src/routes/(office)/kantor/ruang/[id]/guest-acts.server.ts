import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { readGuestBook, signGuestIn, signGuestOut } from '#modules/space/guests/operations.server.ts'
import type { guestWays } from '#modules/space/guests/schema.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'

/** The book of a day, and the seats a guest may take now. */
export async function loadBook(event: RequestEvent, spaceId: string, date: string, inside?: true) {
  const [book, { items }] = await Promise.all([
    query(event, readGuestBook, { spaceId, date, inside, limit: 100 }),
    query(event, readUnits, { spaceId }),
  ])
  const seats = items.filter(({ kind, state, active }) => active && kind === 'seat' && state === 'free')
  return { guests: book.items, seats }
}

/** Signing in and out at the desk or at the tablet. */
export const guestActs = (how: (typeof guestWays)[number]) => ({
  async enter(event: RequestEvent) {
    const result = await submit(event, signGuestIn, { spaceId: event.params.id, how })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, form: 'enter' })
    setFlash(event, m.cowork_guest_recorded())
    redirect(303, event.url.pathname)
  },

  async leave(event: RequestEvent) {
    const result = await submit(event, signGuestOut)
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, form: 'leave' })
    setFlash(event, m.cowork_guest_left())
    redirect(303, event.url.pathname)
  },
})
