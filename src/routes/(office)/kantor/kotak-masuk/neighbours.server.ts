import type { RequestEvent } from '@sveltejs/kit'
import type { InboxItem } from '#kernel/inbox.ts'
import type { Filters } from './filters.ts'
import { byDeadline } from './merge.ts'
import { loadQueue, type Queue, type Row } from './queue.server.ts'

/** The cases around one in its queue, so that an officer goes on without going back to the list. */
export interface Neighbours {
  /** From 1; null when the case no longer waits here. */
  position: number | null
  previous: Row | null
  next: Row | null
  /** The few after the next. */
  following: Row[]
}

export async function neighbours(
  event: RequestEvent,
  queue: Queue,
  current: Pick<InboxItem, 'id' | 'deadline'>,
  filters: Filters,
): Promise<Neighbours> {
  const { rows } = queue
  const at = rows.findIndex((row) => row.id === current.id)
  // A case that somebody decided meanwhile is gone from the queue: go on where it stood.
  const after = at >= 0 ? at + 1 : rows.findIndex((row) => byDeadline(row, current) > 0)
  const ahead = after >= 0 ? rows.slice(after) : []
  const beyond =
    ahead.length === 0 && queue.next !== null ? (await loadQueue(event, filters, queue.next)).rows : []
  const [next = null, ...rest] = [...ahead, ...beyond]
  return {
    position: at >= 0 ? at + 1 : null,
    previous: at > 0 ? (rows[at - 1] ?? null) : null,
    next,
    following: rest.slice(0, 5),
  }
}
