import type { RequestEvent } from '@sveltejs/kit'
import { sourceNames, sourceOf } from './sources.server.ts'

/** All that waits for the reader, of every kind: the figure beside the inbox in the menu, the same on every page. */
export async function countInbox(event: RequestEvent): Promise<number> {
  const pages = await Promise.all(sourceNames.map((source) => sourceOf(source).list(event, { limit: 1 })))
  return pages.reduce((sum, { waiting }) => sum + waiting, 0)
}
