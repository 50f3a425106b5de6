import { holds } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { readClosures, readSpace } from '#modules/space/places/operations.server.ts'
import { deciders, mayKeep } from '#modules/space/policy.ts'
import { dateAt } from '#modules/space/time.ts'
import type { LayoutServerLoad } from './$types'

/** The space of every page below, and what this member of staff may do with it. Listing closures is for staff: others stop here. */
export const load: LayoutServerLoad = async (event) => {
  const spaceId = event.params.id
  const [space, closures] = await Promise.all([
    query(event, readSpace, { spaceId }),
    query(event, readClosures, { spaceId }),
  ])
  const { actor } = event.locals
  return {
    space,
    closures: closures.items,
    mayKeep: mayKeep(actor, space) === 'allowed',
    mayDecide: holds(actor, deciders, space.regionCode),
    today: dateAt(Date.now(), space.zone),
    now: new Date().toISOString(),
  }
}
