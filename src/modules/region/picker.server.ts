import { type ActionFailure, fail, type RequestEvent } from '@sveltejs/kit'
import { Fault } from '#kernel/fault.ts'
import { formState, query, readForm } from '#kernel/form.server.ts'
import { translate } from '#kernel/problem.ts'
import { listProvinces, readChildren, readRegion, searchRegion } from './operations.server.ts'
import type { PickerState } from './picker.ts'
import { type Region, RegionCode } from './schema.ts'

interface Options {
  /** Field that holds the chosen code. */
  name?: string
  /** Regions under this one are offered first, for example the deployment's own. */
  near?: string
}

/** What the page shows again after a step of the picker: everything typed, and the picker's answer. */
export interface PickerStep {
  values: Record<string, string | string[]>
  errors?: Record<string, string>
  picker: PickerState
}

/**
 * The picker's own buttons post the surrounding form: search, or open a region's list. When one of them was pressed,
 * the action returns this step; undefined means that the form itself was sent.
 */
export async function regionStep(
  event: RequestEvent,
  options: Options = {},
): Promise<PickerStep | undefined> {
  const { name = 'regionCode', near } = options
  const fields = await readForm(event)
  const pressed = fields.get(`${name}_step`)?.[0]
  if (typeof pressed !== 'string') return undefined
  const { values } = formState(
    new Fault('invalid_input', 'kernel_invalid_input'),
    fields,
    event.locals.locale,
  )
  const typed = String(fields.get(`${name}_q`)?.[0] ?? '').trim()
  const chosen = await chosenRegion(event, String(fields.get(name)?.[0] ?? ''))
  const opened = pressed.startsWith('open:') ? pressed.slice('open:'.length) : undefined
  if (opened !== undefined)
    return { values, picker: { ...(await open(event, opened)), query: typed, chosen } }
  if (typed.length < 2 || typed.length > 80) {
    const errors = { [`${name}_q`]: translate('region_search_short', undefined, event.locals.locale) }
    return { values, errors, picker: { query: typed, chosen, results: null, children: null, trail: [] } }
  }
  const { items } = await query(event, searchRegion, { q: typed, limit: 12, ...(near && { near }) })
  return { values, picker: { query: typed, chosen, results: items, children: null, trail: [] } }
}

/** A form that was refused for another reason: the region that was chosen stays, like everything that was typed. */
export async function keepRegion<Data extends object>(
  event: RequestEvent,
  { status, data }: ActionFailure<Data>,
  name = 'regionCode',
): Promise<ActionFailure<Data & { picker: PickerState }>> {
  const chosen = await chosenRegion(event, String((await readForm(event)).get(name)?.[0] ?? ''))
  return fail(status, { ...data, picker: { query: '', chosen, results: null, children: null, trail: [] } })
}

/** The list one level down from a region; all provinces when the code is empty or none of ours. */
async function open(
  event: RequestEvent,
  code: string,
): Promise<Pick<PickerState, 'results' | 'children' | 'trail'>> {
  if (!RegionCode.safeParse(code).success)
    return { results: null, children: (await query(event, listProvinces, {})).items, trail: [] }
  const [{ trail }, { items }] = await Promise.all([
    query(event, readRegion, { code }),
    query(event, readChildren, { code }),
  ])
  return { results: null, children: items, trail }
}

/** The region of a code, for showing what is chosen; null for anything that is no region. */
export async function chosenRegion(
  event: RequestEvent,
  code: string | null | undefined,
): Promise<Region | null> {
  if (!RegionCode.safeParse(code).success) return null
  const { items } = await query(event, searchRegion, { q: code ?? '', limit: 1 })
  return items[0]?.code === code ? (items[0] ?? null) : null
}
