import { error } from '@sveltejs/kit'
import { openApiDocument } from '#kernel/openapi.ts'
import { readableApi } from '#kernel/openapi-readable.ts'
import { translate } from '#kernel/problem.ts'
import { operations } from '../../../../operations.server.ts'
import type { PageServerLoad } from './$types'

/** The operations of one module, each with its fields, a request to copy and an answer. */
export const load: PageServerLoad = ({ locals, url, params }) => {
  const group = readableApi(openApiDocument(operations), url.origin).find(({ name }) => name === params.group)
  if (!group)
    error(404, { message: translate('kernel_not_found', undefined, locals.locale), code: 'not_found' })
  locals.tags.add('api')
  return { group }
}
