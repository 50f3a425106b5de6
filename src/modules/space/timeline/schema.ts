import { z } from 'zod'
import { bookingStates } from '../bookings/states.ts'
import { SpaceKey } from '../schema.ts'
import { unitKinds } from '../words.ts'

const states = bookingStates.states as [string, ...string[]] & typeof bookingStates.states

/** Days a board shows at most: a week beside each other, or two months in which conflicts are looked for. */
export const longestBoard = 62
/** Spaces of a region beside each other. */
export const boardSpaces = 20

const From = z.iso
  .date()
  .refine((date) => date >= '2000-01-01' && date <= '2100-12-31', 'kernel_field_date')
  .describe('First day, in the zone of the space.')
const Days = z.number().int().min(1).max(longestBoard).default(1)

export const BoardQuery = z.object({ spaceId: SpaceKey, from: From, days: Days })
export const RegionBoardQuery = z.object({
  from: From,
  days: Days.refine((days) => days <= 7, 'kernel_field_choose'),
})

const Span = { start: z.iso.datetime(), end: z.iso.datetime() }

export const BoardUnit = z.object({
  id: z.uuid(),
  code: z.string().nullable(),
  name: z.string(),
  kind: z.enum(unitKinds),
  capacity: z.number().int(),
  first: z.number().int().describe('Where it lies on the line of the space; the whole lies over all.'),
  last: z.number().int().nullable().describe('Null: without end.'),
  minMinutes: z.number().int(),
  maxMinutes: z.number().int(),
  open: z.boolean().describe('Can be booked; one that cannot is shown while it has bookings.'),
})
export type BoardUnit = z.infer<typeof BoardUnit>

export const BoardBooking = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  ...Span,
  blockedUntil: z.iso.datetime(),
  state: z.enum(states),
  name: z.string().describe('Group or person; empty while somebody only keeps the time.'),
  reference: z.string(),
  attendees: z.number().int().nullable(),
  own: z.boolean().describe('The reader’s own: bound by the rules for everyone.'),
  version: z.number().int(),
})
export type BoardBooking = z.infer<typeof BoardBooking>

export const BoardSpace = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    state: z.enum(['draft', 'published', 'archived']),
    zone: z.string(),
    slotMinutes: z.number().int(),
    bufferMinutes: z.number().int(),
    minDaysAhead: z.number().int(),
    maxDaysAhead: z.number().int(),
    openings: z.array(z.object({ weekday: z.number().int(), from: z.number().int(), to: z.number().int() })),
    holidays: z.array(z.iso.date()),
    closures: z.array(z.object({ ...Span, label: z.string() })),
    units: z.array(BoardUnit),
    bookings: z.array(BoardBooking),
    leases: z.array(z.object({ unitId: z.uuid(), ...Span })),
  })
  .meta({ id: 'BoardSpace' })
export type BoardSpace = z.infer<typeof BoardSpace>

export const Board = z.object({ spaces: z.array(BoardSpace), now: z.iso.datetime() }).meta({ id: 'Board' })

/** A booking that the rules of today would refuse where it stands. */
export const Misfit = z.object({ booking: BoardBooking, rule: z.string(), spaceId: z.uuid() })
export const Misfits = z.object({ items: z.array(Misfit) })
