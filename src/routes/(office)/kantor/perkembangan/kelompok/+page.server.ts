import { holds } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { deciders } from '#modules/registry/policy.ts'
import { readCohorts } from '#modules/registry/progress/cohorts/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { actor } = event.locals
  const { items } = await query(event, readCohorts, {})
  return {
    items,
    mayOpen: actor.grants.some((grant) => grant.region !== null && holds(actor, deciders, grant.region)),
  }
}
