import { query } from '#kernel/form.server.ts'
import { readRegionTimeLine } from '#modules/space/timeline/operations.server.ts'
import { moveActions, movedOf, viewOf } from '../time-line.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const view = viewOf(event, 'Asia/Jakarta')
  const { spaces, now } = await query(event, readRegionTimeLine, { from: view.from, days: view.days })
  return { ...view, spaces, now, moved: movedOf(event) }
}

export const actions = moveActions
