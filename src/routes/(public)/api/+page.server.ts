import { faultStatus } from '#kernel/fault.ts'
import { openApiDocument } from '#kernel/openapi.ts'
import { readableApi } from '#kernel/openapi-readable.ts'
import { translate } from '#kernel/problem.ts'
import { operations } from '../../../operations.server.ts'
import type { PageServerLoad } from './$types'

/** The same document that programs read, in words: what there is. It changes only with the program. */
export const load: PageServerLoad = ({ locals, url }) => {
  locals.tags.add('api')
  return {
    groups: readableApi(openApiDocument(operations), url.origin).map((group) => ({
      name: group.name,
      operations: group.operations.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
    })),
    faults: Object.entries(faultStatus).map(([code, status]) => ({
      code,
      status,
      meaning: translate(`kernel_fault_${code}`, undefined, locals.locale),
    })),
  }
}
