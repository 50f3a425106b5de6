import type { InboxItem } from '#kernel/inbox.ts'
import { encodeCursor } from '#kernel/page.ts'

/**
 * One queue out of several modules' pages. Each module pages by (deadline, id); the queue's cursor remembers for each how far
 * it was read, so that a case is neither shown twice nor skipped, whatever the others hold.
 */
export type Positions = Readonly<Record<string, string>>

/** A module's page that begins at its position and holds at least `limit` cases, or all that are left. */
export interface SourcePage {
  source: string
  items: readonly InboxItem[]
  /** More cases follow behind these. */
  more: boolean
}

export interface QueueItem extends InboxItem {
  source: string
}

/** Cursor of a module's page that begins after this case. */
export const cursorAfter = (item: Pick<InboxItem, 'deadline' | 'id'>): string =>
  encodeCursor([item.deadline, item.id])

/** Earlier deadline first; of equal ones the smaller id, as in every module's own order. */
export function byDeadline(
  a: Pick<InboxItem, 'deadline' | 'id'>,
  b: Pick<InboxItem, 'deadline' | 'id'>,
): number {
  return Date.parse(a.deadline) - Date.parse(b.deadline) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** The next `limit` cases of all modules, and where each is left; `next` is null when nothing follows. */
export function mergePages(
  pages: readonly SourcePage[],
  limit: number,
  positions: Positions = {},
): { items: QueueItem[]; next: Positions | null } {
  const taken = new Map(pages.map((page) => [page.source, 0]))
  const items: QueueItem[] = []
  const next: Record<string, string> = { ...positions }
  while (items.length < limit) {
    let first: QueueItem | undefined
    for (const { source, items: waiting } of pages) {
      const item = waiting[taken.get(source) ?? 0]
      if (item && (!first || byDeadline(item, first) < 0)) first = { ...item, source }
    }
    if (!first) break
    items.push(first)
    taken.set(first.source, (taken.get(first.source) ?? 0) + 1)
    next[first.source] = cursorAfter(first)
  }
  const left = pages.some((page) => page.more || page.items.length > (taken.get(page.source) ?? 0))
  return { items, next: left ? next : null }
}

/** The queue's own cursor as text in an address. */
export const writePositions = (positions: Positions): string =>
  Buffer.from(JSON.stringify(positions)).toString('base64url')

/** Positions in a cursor; one that we did not write starts from the beginning, for it is only a place in a list. */
export function readPositions(cursor: string | null | undefined): Positions {
  if (!cursor) return {}
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return {}
    return Object.fromEntries(
      Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch {
    return {}
  }
}
