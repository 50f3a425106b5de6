import { isSignedIn } from '#kernel/actor.ts'
import type { LayoutServerLoad } from './$types'
import { countInbox } from './kantor/kotak-masuk/count.server.ts'
import { officePagesOf } from './office-pages.ts'

/** Which of the office's pages the reader may open, and how much waits in their inbox. */
export const load: LayoutServerLoad = async (event) => {
  const { actor } = event.locals
  // Who is not signed in sees the whole frame: the page below sends them to sign in, or is one a phone keeps for all.
  if (!isSignedIn(actor)) return { opens: null, inbox: undefined }
  const opens = officePagesOf(actor)
  return { opens, inbox: opens.inbox ? await countInbox(event) : undefined }
}
