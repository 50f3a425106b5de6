import type { RequestEvent } from '@sveltejs/kit'
import { coerce, type RawFields } from '#kernel/coerce.ts'
import { execute } from '#kernel/execute.server.ts'
import type { Fault } from '#kernel/fault.ts'
import { callOf, type FormState, readForm } from '#kernel/form.server.ts'
import { faultOf, fieldMessage, translate } from '#kernel/problem.ts'
import { log } from '#platform/log.ts'
import { record } from './operations.server.ts'
import type { Question } from './schema.ts'

/** Fields of a row; each stands in the form as `<field>.<business>`. */
const rowFields = ['sales', 'salesEstimated', 'workers', 'debt', 'confirmed'] as const

/** What the bulk page shows after it was sent: rows that were not saved keep what was typed, with the reason. */
export interface SheetState extends FormState {
  saved: number
  /** Figures to confirm, by business. */
  questions: Record<string, Question[]>
}

/** What was typed in one row, under the names of the operation; undefined when nothing was. */
function rowOf(fields: RawFields, businessId: string): RawFields | undefined {
  const row: RawFields = new Map()
  for (const name of rowFields) {
    const values = fields.get(`${name}.${businessId}`)
    if (values) row.set(name, values)
  }
  const typed = ['sales', 'workers', 'debt'].some((name) => (row.get(name)?.[0] ?? '') !== '')
  return typed ? row : undefined
}

/** Save each row by itself, under a key of its own: one that is refused undoes no other. */
export async function saveSheet(event: RequestEvent, month: string): Promise<SheetState> {
  const fields = await readForm(event)
  const { locale } = event.locals
  const key = String(fields.get('_key')?.[0] ?? '')
  const state: SheetState = { values: {}, errors: {}, message: '', code: '', saved: 0, questions: {} }
  const ids = [...new Set(fields.get('row') ?? [])].filter((id) => typeof id === 'string').slice(0, 100)
  for (const businessId of ids) {
    const row = rowOf(fields, businessId)
    if (!row) continue
    try {
      const typed = coerce(record.input, row, 'people')
      await execute(
        record,
        { ...(typed as object), businessId, month },
        callOf(event, 'form', key && `${key}:${businessId}`),
      )
      state.saved += 1
    } catch (thrown) {
      const fault = faultOf(thrown)
      if (fault.code === 'internal')
        log.error({ err: thrown, requestId: event.locals.requestId }, 'row of progress failed')
      keepRow(state, { row, businessId, fault, locale })
    }
  }
  return state
}

interface Refused {
  row: RawFields
  businessId: string
  fault: Fault
  locale: 'id' | 'en'
}

function keepRow(state: SheetState, { row, businessId, fault, locale }: Refused): void {
  for (const [name, values] of row)
    if (name !== 'confirmed') state.values[`${name}.${businessId}`] = values.map(String)
  const questions = fault.info.details?.questions as Question[] | undefined
  if (questions) state.questions[businessId] = questions
  const faults = fault.info.fields ?? []
  for (const one of faults) state.errors[`${one.path}.${businessId}`] = fieldMessage(one, locale)
  if (faults.length === 0)
    state.errors[`sales.${businessId}`] = translate(fault.key, fault.info.params, locale)
}
