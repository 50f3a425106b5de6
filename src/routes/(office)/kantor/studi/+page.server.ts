import { query } from '#kernel/form.server.ts'
import { readStudies } from '#modules/registry/studies/operations.server.ts'
import { isOpener } from '#modules/registry/studies/policy.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  page: await query(event, readStudies, { after: event.url.searchParams.get('after') ?? undefined }),
  mayOpen: isOpener(event.locals.actor),
})
