import { error } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { faultStatus } from '#kernel/fault.ts'
import { callOf } from '#kernel/form.server.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { attachment } from '#modules/registry/sheets/attachment.ts'
import { correctionsOf } from '#modules/registry/sheets/corrections.server.ts'
import { takeCorrections } from '#modules/registry/sheets/operations.server.ts'
import { appPool } from '#platform/database/app-pool.ts'
import type { RequestHandler } from './$types'

/** The rows to mend as a workbook, written while it is sent. */
export const GET: RequestHandler = async (event) => {
  const { actor, locale } = event.locals
  try {
    const { id } = await execute(takeCorrections, { importId: event.params.importId }, callOf(event, 'page'))
    const { fileName, stream } = await correctionsOf(appPool(), actor, id, locale)
    return attachment(fileName, stream)
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal') throw thrown
    error(faultStatus[fault.code], {
      message: translate(fault.key, fault.info.params, locale),
      code: fault.code,
    })
  }
}
