import { Readable } from 'node:stream'
import { error } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { faultStatus } from '#kernel/fault.ts'
import { callOf } from '#kernel/form.server.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { attachment } from '#modules/registry/sheets/attachment.ts'
import { exportName, exportStream } from '#modules/registry/sheets/exports/file.server.ts'
import { takeExport } from '#modules/registry/sheets/exports/operations.server.ts'
import { readExport } from '#modules/registry/sheets/exports/worker.server.ts'
import { appPool } from '#platform/database/app-pool.ts'
import type { RequestHandler } from './$types'

/** The list as a file: a short one is read now, a long one lies ready. */
export const GET: RequestHandler = async (event) => {
  const { actor, locale } = event.locals
  try {
    const run = await execute(takeExport, { exportId: event.params.exportId }, callOf(event, 'page'))
    const body = run.stored
      ? (Readable.toWeb(Readable.from(readExport(run.id, run.attempt))) as ReadableStream<Uint8Array>)
      : exportStream(appPool(), actor, run)
    return attachment(exportName(run), body)
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal') throw thrown
    error(faultStatus[fault.code], {
      message: translate(fault.key, fault.info.params, locale),
      code: fault.code,
    })
  }
}
