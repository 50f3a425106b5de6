import type { CalendarDay } from '../../calendar/schema.ts'
import type { Space } from '../../schema.ts'
import { instant, millis, minute } from '../../time.ts'

/** A time at which the desk may let a booking begin. */
export interface DeskStart {
  start: string
  /** The slot has begun already: people stand at the desk and want to go in. */
  begun: boolean
}

/** Free starts of a day, and the slot that runs right now when nobody has it. */
export function deskStarts(
  day: CalendarDay | undefined,
  { slotMinutes }: Pick<Space, 'slotMinutes'>,
  now: string,
): DeskStart[] {
  if (!day) return []
  const coming = day.starts.map(({ start }) => ({ start, begun: false }))
  const running = day.segments.find(
    ({ kind, start, end }) => (kind === 'past' || kind === 'free') && start <= now && now < end,
  )
  const opens = day.segments[0]?.start
  if (!running || opens === undefined) return coming
  const slot = slotMinutes * minute
  const begins = millis(now) - ((millis(now) - millis(opens)) % slot)
  // A slot that somebody used the beginning of is not free from its beginning.
  if (begins < millis(running.start)) return coming
  return [{ start: instant(begins), begun: true }, ...coming]
}

/** How long a booking may last, in minutes, from the shortest to the longest. */
export function lengthsOf({
  minMinutes,
  maxMinutes,
  slotMinutes,
}: Pick<Space, 'minMinutes' | 'maxMinutes' | 'slotMinutes'>): number[] {
  const lengths: number[] = []
  for (let minutes = minMinutes; minutes <= maxMinutes; minutes += slotMinutes) lengths.push(minutes)
  return lengths
}
