import { query } from '#kernel/form.server.ts'
import { listMisfits, readTimeLine } from '#modules/space/timeline/operations.server.ts'
import { moveActions, movedOf, viewOf } from '../../time-line.server.ts'
import type { PageServerLoad } from './$types'

/** How far ahead conflicts are looked for, in days. */
const lookAhead = 60

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const view = viewOf(event, space.zone)
  const [board, misfits] = await Promise.all([
    query(event, readTimeLine, { spaceId: space.id, from: view.from, days: view.days }),
    query(event, listMisfits, { spaceId: space.id, from: view.today, days: lookAhead }),
  ])
  return {
    ...view,
    spaces: board.spaces,
    now: board.now,
    misfits: misfits.items,
    lookAhead,
    moved: movedOf(event),
  }
}

export const actions = moveActions
