import { z } from 'zod'
import { type Actor, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { listSpaceBookings } from '../bookings/queries.server.ts'
import { BookingRow } from '../bookings/schema.ts'
import { getSpace } from '../places/queries.server.ts'
import { deskRoles, isDesk } from '../policy.ts'
import { type Space, SpaceKey } from '../schema.ts'
import { listDesks } from './queries.server.ts'
import { DaySheet, DeskPage, DeskQuery, ExportQuery, exportLimit } from './schema.ts'

const found = (ctx: Context, { spaceId }: { spaceId: string }) => getSpace(ctx, spaceId)
const desk = (actor: Actor, space: Space) => allowIf(isDesk(actor, space.regionCode))

export const listDeskSpaces = operation({
  name: 'space.list_desks',
  summary:
    'Spaces of your regions with what is going on there today: bookings, visitors, waiting requests, next closure.',
  http: 'GET /my-spaces/today',
  input: DeskQuery,
  output: DeskPage,
  can: (actor) => allowIf(scopeOf(actor, deskRoles).length > 0),
  async run(ctx, filter) {
    const page = await listDesks(ctx, filter, scopeOf(ctx.actor, deskRoles))
    const places = await regionNames(
      ctx.db,
      page.items.map((space) => space.regionCode),
    )
    const items = page.items.map((space) => ({
      ...space,
      place: places.get(space.regionCode)?.fullName ?? '',
    }))
    return { next: page.next, items }
  },
})

export const readDaySheet = operation({
  name: 'space.get_day_sheet',
  summary:
    'Accepted bookings of a space on a day, with the head of letters: the sheet that hangs at the door of the desk.',
  http: 'GET /spaces/{spaceId}/day-sheet',
  input: z.object({ spaceId: SpaceKey, date: z.iso.date().describe('In the zone of the space.') }),
  output: DaySheet,
  subject: found,
  can: desk,
  async run(ctx, { date }, space) {
    const [letterhead, bookings] = await Promise.all([
      getSettings(ctx.db, 'letterhead'),
      listSpaceBookings(ctx, space.zone, { spaceId: space.id, from: date, to: date, limit: 500 }),
    ])
    const accepted = bookings.items.filter(
      ({ state }) => state === 'approved' || state === 'checked_in' || state === 'completed',
    )
    return { space, letterhead, items: accepted }
  },
})

export const exportBookings = operation({
  name: 'space.export_bookings',
  summary:
    'Bookings of a space in one piece, for a file. Names and numbers leave the system: each download is in the audit log.',
  reads: false,
  input: ExportQuery,
  output: z.object({
    space: z.object({ name: z.string(), slug: z.string(), zone: z.string() }),
    items: z.array(BookingRow),
  }),
  subject: found,
  can: desk,
  async run(ctx, filter, space) {
    const { items } = await listSpaceBookings(ctx, space.zone, { ...filter, limit: exportLimit })
    ctx.audit({
      subject: { type: 'space', id: space.id },
      region: space.regionCode,
      changes: { rows: items.length, ...filter },
    })
    return { space, items }
  },
})

export const deskOperations = [listDeskSpaces, readDaySheet, exportBookings]
