import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { LetterheadSettings } from '#kernel/settings.ts'
import { BookingRow, SpaceBookings } from '../bookings/schema.ts'
import { Space } from '../schema.ts'
import { spaceStates } from '../words.ts'

/** A space as its staff see it in a list: what it is, and what is going on there today. */
export const Desk = Space.pick({
  id: true,
  slug: true,
  name: true,
  kind: true,
  state: true,
  regionCode: true,
  zone: true,
  address: true,
  capacity: true,
})
  .extend({
    place: z.string().describe('Kelurahan and kecamatan.'),
    bookings: z.number().int().describe('Accepted bookings that begin today.'),
    expected: z.number().int().describe('People expected in them.'),
    visitors: z.number().int().describe('People counted so far today.'),
    waiting: z.number().int().describe('Requests nobody has decided yet.'),
    nextClosure: z
      .object({ start: z.iso.datetime(), end: z.iso.datetime(), reason: z.string() })
      .nullable()
      .describe('The closure that lasts, or the next one.'),
  })
  .meta({ id: 'Desk' })
export type Desk = z.infer<typeof Desk>

export const DeskQuery = PageQuery.extend({
  q: z.string().trim().max(100).optional().describe('Part of the name or the address.'),
  state: z.enum(spaceStates).optional(),
})
export const DeskPage = pageOf(Desk)

export const ExportQuery = SpaceBookings.omit({ after: true, limit: true })
/** A file holds no more rows than this; whoever needs more asks for a shorter time. */
export const exportLimit = 10_000
export const DaySheet = z.object({ space: Space, letterhead: LetterheadSettings, items: z.array(BookingRow) })
