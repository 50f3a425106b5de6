import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { faultStatus } from '#kernel/fault.ts'
import { callOf, formState, query, readForm, submit } from '#kernel/form.server.ts'
import { formatDateTime } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { type Column, columns } from '#modules/registry/sheets/columns.ts'
import { columnLabel } from '#modules/registry/sheets/labels.ts'
import {
  applyImport,
  cancelImport,
  checkImport,
  listImportRows,
  mapImport,
  readImport,
} from '#modules/registry/sheets/operations.server.ts'
import { type RowStatus, rowStatuses } from '#modules/registry/sheets/schema.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { importId } = event.params
  const { locale } = event.locals
  const search = event.url.searchParams
  const { layout, createdAt, ...run } = await query(event, readImport, { importId })
  const status = rowStatuses.find((one) => one === search.get('status')) ?? firstStatus(run)
  const showsRows = !run.emptied && !['mapping', 'checking'].includes(run.state)
  const rows = showsRows
    ? await query(event, listImportRows, { importId, status, after: search.get('after') || undefined })
    : { items: [], next: null }
  const mapping = run.state === 'mapping' || (run.state === 'checked' && search.has('kolom'))
  return {
    run: { ...run, at: formatDateTime(createdAt, locale) },
    failure: run.failure === null ? null : translate(run.failure, undefined, locale),
    layout: mapping ? layout : null,
    choices: mapping ? columns.map((value) => ({ value, label: columnLabel(value, locale) })) : [],
    missing: mapping ? (layout?.missing ?? []).map((column) => columnLabel(column, locale)) : [],
    status,
    rows: rows.items,
    next: rows.next,
  }
}

const firstStatus = (run: { faulty: number; duplicates: number; refused: number }): RowStatus => {
  if (run.refused > 0) return 'refused'
  return run.faulty === 0 && run.duplicates > 0 ? 'duplicate' : 'faulty'
}

const back = (event: RequestEvent): never =>
  redirect(303, href(`/kantor/impor/${event.params.importId}`, event.locals.locale))

const isColumn = (value: unknown): value is Column => (columns as readonly unknown[]).includes(value)

/** The columns as the form names them: `column-0`, `column-1` … */
async function mappingOf(event: RequestEvent): Promise<(Column | null)[]> {
  const fields = await readForm(event)
  const mapping: (Column | null)[] = []
  for (let index = 0; fields.has(`column-${index}`); index++) {
    const value = fields.get(`column-${index}`)?.[0]
    mapping.push(isColumn(value) ? value : null)
  }
  return mapping
}

export const actions: Actions = {
  /** Another sheet or line of headings. */
  async layout(event) {
    const result = await submit(event, mapImport, { importId: event.params.importId })
    return result.ok ? back(event) : result.failure
  },

  /** The columns are right: try the list. */
  async check(event) {
    const { importId } = event.params
    const mapped = await submit(event, mapImport, { importId, mapping: await mappingOf(event) })
    if (!mapped.ok) return mapped.failure
    try {
      await execute(checkImport, { importId }, callOf(event, 'form'))
    } catch (thrown) {
      const fault = faultOf(thrown)
      if (fault.code === 'internal') throw thrown
      return fail(faultStatus[fault.code], formState(fault, await readForm(event), event.locals.locale))
    }
    return back(event)
  },

  async again(event) {
    const result = await submit(event, checkImport, { importId: event.params.importId })
    return result.ok ? back(event) : result.failure
  },

  async apply(event) {
    const result = await submit(event, applyImport, { importId: event.params.importId })
    return result.ok ? back(event) : result.failure
  },

  async cancel(event) {
    const result = await submit(event, cancelImport, { importId: event.params.importId })
    return result.ok ? back(event) : result.failure
  },
}
