import { query } from '#kernel/form.server.ts'
import { mayGoOut } from '#modules/registry/field/policy.ts'
import { listBusinessVisits } from '#modules/registry/field/visits/operations.server.ts'
import { businessIdOf, loadProfile } from '#modules/registry/profile/pages.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const [profile, visits] = await Promise.all([
    loadProfile(event),
    query(event, listBusinessVisits, { businessId: businessIdOf(event) }),
  ])
  return { ...profile, visits: visits.items, mayPlan: mayGoOut(event.locals.actor) === 'allowed' }
}
