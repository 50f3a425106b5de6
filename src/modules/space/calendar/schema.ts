import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { Space, SpaceKey } from '../schema.ts'

export const longestCalendar = 62

export const CalendarQuery = z
  .object({
    spaceId: SpaceKey,
    from: z.iso.date().describe('First day, in the zone of the space.'),
    to: z.iso.date().describe('Last day; at most 62 days.'),
    unitId: z.uuid().optional().describe('One unit of the space; the first by default.'),
    starts: z.boolean().optional().describe('Say `false` to leave out every time at which one could begin.'),
  })
  .refine((query) => query.from <= query.to, { path: ['to'], message: 'space_field_to' })
  .refine((query) => Date.parse(query.to) - Date.parse(query.from) < longestCalendar * 86_400_000, {
    path: ['to'],
    message: 'space_field_calendar',
  })
  .refine((query) => query.from >= '2000-01-01' && query.to <= '2100-12-31', {
    path: ['from'],
    message: 'kernel_field_date',
  })

const Segment = z.object({
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  kind: z
    .enum(['free', 'held', 'waiting', 'taken', 'closed', 'buffer', 'gap', 'past'])
    .describe(
      '`held`: kept while somebody answers; `waiting`: asked for, not decided; `buffer`: cleaning; `gap`: too short.',
    ),
  label: z.string().nullable().describe('Why it is closed, or the group when it agreed to be named.'),
})

export const CalendarDay = z
  .object({
    date: z.iso.date(),
    weekday: z.number().int().describe('1 is Monday.'),
    state: z
      .enum(['open', 'closed', 'holiday', 'past', 'too_soon', 'too_far'])
      .describe('`open`: can be booked.'),
    segments: z.array(Segment).describe('The opening hours, cut into free, taken and closed.'),
    starts: z
      .array(z.object({ start: z.iso.datetime(), longest: z.number().int() }))
      .describe('When a booking may begin, and how many minutes it may last.'),
  })
  .meta({ id: 'CalendarDay' })
export type CalendarDay = z.infer<typeof CalendarDay>

export const Calendar = z.object({
  space: Space,
  unit: z.object({ id: z.uuid(), name: z.string() }).describe('What the days are of.'),
  days: z.array(CalendarDay),
})

/** A space as the list of spaces shows it. */
export const SpaceCard = Space.pick({
  id: true,
  slug: true,
  name: true,
  kind: true,
  regionCode: true,
  zone: true,
  address: true,
  capacity: true,
  fee: true,
  approval: true,
  photos: true,
  facilities: true,
})
  .extend({
    place: z.string().describe('Kelurahan, kecamatan, city.'),
    nextFree: z
      .object({ start: z.iso.datetime(), end: z.iso.datetime() })
      .nullable()
      .describe('The first time that can be booked, on the day asked for or in the next fortnight.'),
  })
  .meta({ id: 'SpaceCard' })
export type SpaceCard = z.infer<typeof SpaceCard>

export const SpaceSearch = PageQuery.extend({
  region: RegionCode.optional().describe('In or under this region.'),
  capacity: z.number().int().min(1).max(100_000).optional().describe('Room for at least so many people.'),
  date: z.iso.date().optional().describe('Only spaces with a free time on this day.'),
  q: z.string().trim().max(100).optional().describe('Part of the name or the address.'),
})
export const SpacePage = pageOf(SpaceCard)
