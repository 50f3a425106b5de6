import { error } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { faultStatus } from '#kernel/fault.ts'
import { callOf } from '#kernel/form.server.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { exportStudy } from '#modules/registry/studies/operations.server.ts'
import { measuresOf } from '#modules/registry/studies/rules.ts'
import type { Study, StudyRow } from '#modules/registry/studies/schema.ts'
import { type SheetColumn, writeCsv } from '#platform/sheets.ts'
import type { RequestHandler } from './$types'

/** All rows of a study as a file; kept in the audit log. Names of columns are those of the API, for programs. */
export const GET: RequestHandler = async (event) => {
  const { locale } = event.locals
  try {
    const call = callOf(event, 'page')
    const { study, items } = await execute(exportStudy, { studyId: event.params.studyId }, call)
    const name = `studi-${study.id.slice(0, 8)}`
    if (event.url.searchParams.get('format') === 'json')
      return file(`${name}.json`, 'application/json; charset=utf-8', JSON.stringify({ study, items }))
    return file(
      `${name}.csv`,
      'text/csv; charset=utf-8',
      writeCsv({ columns: columnsOf(study), rows: items }),
    )
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal') throw thrown
    error(faultStatus[fault.code], translate(fault.key, fault.info.params, locale), { code: fault.code })
  }
}

const columnsOf = (study: Study): SheetColumn<StudyRow>[] => [
  ...(['pseudonym', 'month', 'regency', 'sector', 'size', 'started'] as const).map((name) => ({
    label: name,
    value: (row: StudyRow) => row[name],
  })),
  ...measuresOf(study.variables).map((name) => ({
    label: name,
    value: (row: StudyRow) => row.measures[name] ?? null,
  })),
]

const file = (name: string, type: string, body: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
