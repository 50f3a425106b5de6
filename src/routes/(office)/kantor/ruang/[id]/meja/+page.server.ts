import { guestActs, loadBook } from '../guest-acts.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space, today } = await event.parent()
  return loadBook(event, space.id, today, true)
}

export const actions: Actions = guestActs('terminal')
