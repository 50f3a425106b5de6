import { z } from 'zod'
import { operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { readDays } from '../calendar/days.server.ts'
import { spaceIs } from '../calendar/queries.server.ts'
import { Calendar, CalendarQuery } from '../calendar/schema.ts'
import { listOpen, toPublic } from '../faults/queries.server.ts'
import { Fault } from '../faults/schema.ts'
import { readPresence } from '../guests/queries.server.ts'
import { Presence } from '../guests/schema.ts'
import { wallTime } from '../time.ts'
import { listUnits } from '../units/queries.server.ts'
import { Unit } from '../units/schema.ts'

/** What a space has besides times: so that nothing is read of what it has not. */
const has = (
  key: string,
) => `select s.guest_book as "guestBook", exists (select from space.unit u where u.space_id = s.id and u.active and u.kind <> 'whole')
    as "inParts" from space.space s where ${spaceIs(key, '$1')}`

/** All that the page of a space shows, read once: the calendar, what is broken, who is in, and its parts. */
export const showSpace = operation({
  name: 'space.show',
  summary: 'A space as its page shows it: days, faults, presence and parts.',
  reads: true,
  input: CalendarQuery.extend({
    partsAt: z.object({ date: z.iso.date(), minutes: z.int().min(0).max(1439) }).optional(),
  }),
  output: Calendar.extend({
    faults: z.array(Fault),
    presence: Presence.nullable(),
    units: z.array(Unit),
  }),
  can: () => 'allowed',
  async run(ctx, { partsAt, ...wanted }) {
    const key = wanted.spaceId
    const [calendar, faults, { guestBook, inParts }] = await Promise.all([
      readDays(ctx, wanted),
      listOpen(ctx, key),
      ctx.db
        .maybe(text<{ guestBook: boolean; inParts: boolean }>(has(key), [key]))
        .then((row) => row ?? nothing),
    ])
    const [presence, parts] = await Promise.all([
      guestBook ? readPresence(ctx, key, true) : null,
      inParts ? listUnits(ctx, key, { start: partsAt && wallTime(partsAt, calendar.space.zone) }) : null,
    ])
    return { ...calendar, faults: faults.map(toPublic), presence, units: parts?.items ?? [] }
  },
})

/** The calendar says that there is no such space. */
const nothing = { guestBook: false, inParts: false }

export const showingOperations = [showSpace]
