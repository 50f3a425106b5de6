import { fieldDefinition } from '#modules/registry/field/definition.server.ts'
import type { PageServerLoad } from './$types'

/** The same for everybody, also for who is not signed in: phones keep this page, and it must name nobody. */
export const load: PageServerLoad = ({ locals, url }) => ({
  definition: fieldDefinition(locals.locale),
  path: url.pathname,
})
