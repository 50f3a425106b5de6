import type { Pool } from 'pg'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import type { Operation } from '#kernel/operation.ts'
import { requestBooking } from './bookings/operations.server.ts'
import type { Booking } from './bookings/schema.ts'
import { addSpace, publish, setHours } from './places/operations.server.ts'
import type { Opening, Space, SpaceInput } from './schema.ts'
import { instant, localDay, minute } from './time.ts'

/** Makes spaces and bookings as people make them, through the operations: for the demo and for tests. */
export interface Provision {
  pool: Pool
  actor: Actor
  /** ISO instant at which it happens; now by default. */
  at?: string
}

const run = <Input extends z.ZodType, Output extends z.ZodType, Subject>(
  { pool, actor, at = new Date().toISOString() }: Provision,
  op: Operation<Input, Output, Subject>,
  input: z.input<Input>,
): Promise<z.output<Output>> =>
  execute(op, input, { pool, actor, locale: 'id', requestId: 'provision', via: 'job', now: at })

/** Every day of the week, the same hours in minutes after midnight. */
export const everyDay = (from: number, to: number): Opening[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }))

/** A hall as the kelurahan Mangkubumen has one; anything else as wished. */
export const sampleSpace = (more: Partial<z.input<typeof SpaceInput>> = {}): z.input<typeof SpaceInput> => ({
  name: 'Sasono Krida Warga',
  kind: 'hall',
  regionCode: '33.72.05.1010',
  address: 'Jl. Samosir 12, Mangkubumen',
  capacity: 200,
  legalBasis: 'Keputusan Lurah Mangkubumen',
  approval: 'automatic',
  slotMinutes: 60,
  minMinutes: 60,
  maxMinutes: 240,
  maxDaysAhead: 60,
  ...more,
})

/** A published space, open 08.00–20.00 every day unless other hours are given. */
export async function provisionSpace(
  provision: Provision,
  more: Partial<z.input<typeof SpaceInput>> & { openings?: Opening[]; openedOn?: string } = {},
): Promise<Space> {
  const { openings = everyDay(8 * 60, 20 * 60), openedOn, ...input } = more
  const made = await run(provision, addSpace, { ...sampleSpace(input), ...(openedOn && { openedOn }) })
  await run(provision, setHours, { spaceId: made.id, openings })
  return run(provision, publish, { spaceId: made.id, state: 'published' })
}

/** A time on a date of a space: `timeOn('2026-11-28', 8, 10)` is 08.00–10.00 on its wall. Hours may be fractions. */
export function timeOn(
  date: string,
  from: number,
  to: number,
  zone = 'Asia/Jakarta',
): { start: string; end: string } {
  const { start } = localDay(date, zone)
  return { start: instant(start + from * 60 * minute), end: instant(start + to * 60 * minute) }
}

export const sampleAnswers = {
  groupKind: 'art_group',
  name: 'Sanggar Mekar Sari',
  purpose: 'rehearsal',
  attendees: 20,
} as const

/** Ask for a time, as the actor. */
export const provisionBooking = (
  provision: Provision,
  request: Partial<z.input<typeof requestBooking.input>> & { spaceId: string; start: string; end: string },
): Promise<Booking> => run(provision, requestBooking, { ...sampleAnswers, ...request })
