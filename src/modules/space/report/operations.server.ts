import { allowIf, operation } from '#kernel/operation.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { getSpace } from '../places/queries.server.ts'
import { isDesk } from '../policy.ts'
import { dateAt, millis } from '../time.ts'
import { readMonth } from './queries.server.ts'
import { totalsOf } from './rules.ts'
import { MonthQuery, MonthReport } from './schema.ts'

export const readMonthReport = operation({
  name: 'space.get_month_report',
  summary:
    'The month of a space for its head: visitors by open day with the days nobody came, use, bookings, refusals by reason, faults.',
  http: 'GET /spaces/{spaceId}/reports/{month}',
  input: MonthQuery,
  output: MonthReport,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  async run(ctx, { month }, space) {
    const [letterhead, read] = await Promise.all([
      getSettings(ctx.db, 'letterhead'),
      readMonth(ctx, space, month, dateAt(millis(ctx.now), space.zone)),
    ])
    const { id, name, slug, zone } = space
    return { space: { id, name, slug, zone }, month, letterhead, totals: totalsOf(read.days), ...read }
  },
})

export const reportOperations = [readMonthReport]
