import { operation } from '#kernel/operation.ts'
import { decodeCursor, PageQuery, pageOf, toPage } from '#kernel/page.ts'
import { spaceNames } from '#modules/space/queries.server.ts'
import { frameOf } from '../figures/frame.server.ts'
import { FigureQuery, Unreported } from '../figures/schema.ts'
import { mayReadFigures } from '../policy.ts'
import { listUnreported } from './queries.server.ts'

export const readUnreported = operation({
  name: 'impact.list_unreported',
  summary:
    'Spaces that were open and recorded no visit, or left past bookings without saying whether people came.',
  http: 'GET /figures/unreported',
  input: FigureQuery.extend(PageQuery.shape),
  output: pageOf(Unreported),
  can: (actor, _, { region }) => mayReadFigures(actor, region),
  async run(ctx, { after, limit, ...query }) {
    const { now } = await frameOf(ctx, query)
    const [last] = decodeCursor(after, 1) ?? []
    const rows = await listUnreported(ctx.db, now, { now: ctx.now, after: last?.toString(), limit })
    const page = toPage(rows, limit, (row) => [row.spaceId])
    const names = await spaceNames(
      ctx.db,
      page.items.map((row) => row.spaceId),
    )
    return {
      next: page.next,
      items: page.items.map((row) => ({ ...row, spaceName: names.get(row.spaceId) ?? '' })),
    }
  },
})
