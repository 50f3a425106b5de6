import { minute } from '../time.ts'
import { type Closed, type Ground, openSpans, type Span, type Start, startsOf, type Taken } from './rules.ts'

export type SegmentKind = 'free' | 'held' | 'waiting' | 'taken' | 'closed' | 'buffer' | 'gap' | 'past'

/** A stretch of an opening as the calendar shows it. */
export interface Segment extends Span {
  kind: SegmentKind
  label?: string | null
}

const asBlock = (block: Taken | Closed): Segment[] => {
  if (!('kind' in block))
    return [{ start: block.start, end: block.end, kind: 'closed', label: block.label ?? null }]
  const shown: Segment = { start: block.start, end: block.end, kind: block.kind, label: block.label ?? null }
  return block.blockedUntil > block.end
    ? [shown, { start: block.end, end: block.blockedUntil, kind: 'buffer' }]
    : [shown]
}

/**
 * The opening hours of a date cut into free, held, taken, closed and past, without holes and without overlap.
 * A free stretch in which nothing can begin any more is `past` today and a `gap` when it is too short.
 */
export function segmentsOf(
  date: string,
  ground: Ground,
  starts: readonly Start[] = startsOf(date, ground),
): Segment[] {
  const blocks = [...ground.taken, ...ground.closures].flatMap(asBlock).sort((a, b) => a.start - b.start)
  return openSpans(date, ground).flatMap((span) => cut(span, blocks, starts, ground))
}

function cut(span: Span, blocks: readonly Segment[], starts: readonly Start[], ground: Ground): Segment[] {
  const pieces: Segment[] = []
  let cursor = span.start
  for (const block of blocks) {
    const start = Math.max(block.start, cursor)
    const end = Math.min(block.end, span.end)
    if (end <= start || start >= span.end) continue
    if (start > cursor) pieces.push(...open({ start: cursor, end: start }, starts, ground))
    pieces.push({ ...block, start, end })
    cursor = end
  }
  if (cursor < span.end) pieces.push(...open({ start: cursor, end: span.end }, starts, ground))
  return pieces
}

/** A stretch nobody has: what of it can still be booked, and why the rest cannot. */
function open(span: Span, starts: readonly Start[], ground: Ground): Segment[] {
  const first = starts.find((start) => start.start >= span.start && start.start < span.end)
  if (!first) return [{ ...span, kind: span.start <= ground.now ? 'past' : 'gap' }]
  if (first.start === span.start) return [{ ...span, kind: 'free' }]
  return [
    { start: span.start, end: first.start, kind: span.start <= ground.now ? 'past' : 'gap' },
    { start: first.start, end: span.end, kind: 'free' },
  ]
}

/** Minutes of a day that are still free. */
export const freeMinutes = (segments: readonly Segment[]): number =>
  segments.reduce((sum, piece) => sum + (piece.kind === 'free' ? (piece.end - piece.start) / minute : 0), 0)
