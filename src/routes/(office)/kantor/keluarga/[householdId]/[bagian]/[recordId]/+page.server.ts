import { error, fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { chosenRegion, keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { sectionOf } from '#modules/registry/households/labels.ts'
import { listHelpers } from '#modules/registry/households/operations.server.ts'
import { correctIn, endIn, withdrawFrom } from '#modules/registry/households/record-operations.server.ts'
import { endable, type RecordOf, type SectionName } from '#modules/registry/households/schema.ts'
import { named } from '../../errors.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const { file, section } = await event.parent()
  if (!file.mayChange) error(403, { message: m.kernel_forbidden() })
  const all = file.records[section] as RecordOf<SectionName>[]
  const record = all.find(({ id }) => id === event.params.recordId)
  if (!record || record.withdrawnAt) error(404, { message: m.household_record_not_found() })
  const { items: helpers } = section === 'aid' ? await query(event, listHelpers, {}) : { items: [] }
  const from = 'fromRegion' in record ? await chosenRegion(event, record.fromRegion) : null
  return {
    record,
    helpers,
    from,
    mayEnd: record.until === undefined && (endable as readonly SectionName[]).includes(section),
  }
}

function target(event: RequestEvent) {
  const { householdId, bagian, recordId } = event.params
  const section = sectionOf(bagian)
  if (!section) error(404, { message: m.kernel_not_found() })
  return { householdId, section, recordId }
}

type Sent = Awaited<ReturnType<typeof submit>>

/** Back to the section when it is done; else the page again, with the form that was sent. */
function finish(event: RequestEvent, result: Sent, act: 'correct' | 'end' | 'withdraw') {
  if (!result.ok) {
    const { data, status } = result.failure
    const told = { section: target(event).section, fault: result.fault, locale: event.locals.locale }
    return fail(status, { ...named(data, told), act })
  }
  setFlash(event, m.household_changed())
  const { householdId, bagian } = event.params
  redirect(303, href(`/kantor/keluarga/${householdId}/${bagian}`, event.locals.locale))
}

export const actions: Actions = {
  async correct(event) {
    const step = await regionStep(event, { name: 'fromRegion' })
    if (step) return { ...step, act: 'correct' as const }
    const { section, ...where } = target(event)
    const refused = finish(event, await submit(event, correctIn[section], where), 'correct')
    return keepRegion(event, refused, 'fromRegion')
  },
  async end(event) {
    return finish(event, await submit(event, endIn, target(event)), 'end')
  },
  async withdraw(event) {
    return finish(event, await submit(event, withdrawFrom, target(event)), 'withdraw')
  },
}
