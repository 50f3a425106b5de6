import { type Actor, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { getSpace, listSpaces } from '../places/queries.server.ts'
import { deskRoles, isDesk } from '../policy.ts'
import type { Space } from '../schema.ts'
import { millis } from '../time.ts'
import { readBoard } from './queries.server.ts'
import { misfitsOf } from './rules.ts'
import { Board, BoardQuery, boardSpaces, Misfits, RegionBoardQuery } from './schema.ts'

const found = (ctx: Context, { spaceId }: { spaceId: string }) => getSpace(ctx, spaceId)
const desk = (actor: Actor, space: Space) => allowIf(isDesk(actor, space.regionCode))

export const readTimeLine = operation({
  name: 'space.get_time_line',
  summary: 'All units of a space with their bookings on some days, and everything by which a move is judged.',
  http: 'GET /spaces/{spaceId}/time-line',
  input: BoardQuery,
  output: Board,
  subject: found,
  can: desk,
  run: async (ctx, query, space) => ({ spaces: await readBoard(ctx, [space.id], query), now: ctx.now }),
})

export const readRegionTimeLine = operation({
  name: 'space.get_region_time_line',
  summary: 'The same for the spaces of your regions, at most twenty beside each other.',
  http: 'GET /my-spaces/time-line',
  input: RegionBoardQuery,
  output: Board,
  can: (actor) => allowIf(scopeOf(actor, deskRoles).length > 0),
  async run(ctx, query) {
    const { items } = await listSpaces(ctx, { limit: boardSpaces }, scopeOf(ctx.actor, deskRoles))
    const ids = items.filter(({ state }) => state !== 'archived').map(({ id }) => id)
    return { spaces: await readBoard(ctx, ids, query), now: ctx.now }
  },
})

export const listMisfits = operation({
  name: 'space.list_conflicts',
  summary:
    'Bookings to come that the hours, holidays, closures and units of today would refuse, each with the rule it breaks.',
  http: 'GET /spaces/{spaceId}/conflicts',
  input: BoardQuery,
  output: Misfits,
  subject: found,
  can: desk,
  async run(ctx, query, space) {
    const boards = await readBoard(ctx, [space.id], query)
    return {
      items: boards.flatMap((board) =>
        misfitsOf(board, millis(ctx.now)).map((misfit) => ({ ...misfit, spaceId: board.id })),
      ),
    }
  },
})

export const timelineOperations = [readTimeLine, readRegionTimeLine, listMisfits]
