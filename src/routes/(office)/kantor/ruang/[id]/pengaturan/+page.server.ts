import { error, fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { chosenRegion, keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { changeSpace, publish, setHours } from '#modules/space/places/operations.server.ts'
import { named } from '#modules/space/ui/field-names.ts'
import { readHours } from '#modules/space/ui/office/hours.ts'
import { spaceStateWord, weekdayName } from '#modules/space/ui/office/words.ts'
import { spaceExtra, spaceLabels } from '../../space-form.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const { mayKeep, space } = await event.parent()
  if (!mayKeep) error(403, { message: m.kernel_forbidden() })
  return { region: await chosenRegion(event, space.regionCode) }
}

const back = (event: RequestEvent, part = '') =>
  href(`/kantor/ruang/${event.params.id}/pengaturan${part}`, event.locals.locale)

const hoursWords = {
  half: m.space_office_hours_half,
  wrong: m.space_office_hours_wrong,
  order: m.space_office_hours_order,
}

export const actions: Actions = {
  async save(event) {
    const step = await regionStep(event)
    if (step) return { part: 'save' as const, ...step }
    const result = await submit(event, changeSpace, {
      spaceId: event.params.id,
      ...(await spaceExtra(event)),
    })
    if (!result.ok) {
      const stale = result.fault.code === 'stale' ? { message: m.space_office_set_stale() } : {}
      const refused = { part: 'save' as const, ...named(result, spaceLabels()), ...stale }
      return keepRegion(event, fail(result.failure.status, refused))
    }
    setFlash(event, m.space_office_set_done({ name: result.output.name }))
    redirect(303, back(event))
  },

  async hours(event) {
    const { locale } = event.locals
    const fields = await readForm(event)
    const typed = (name: string) => String(fields.get(name)?.[0] ?? '')
    const { openings, faults } = readHours(typed)
    if (faults.length > 0) {
      const errors = Object.fromEntries(
        faults.map(({ field, weekday, fault }) => [
          field,
          hoursWords[fault]({ day: weekdayName(weekday, locale) }),
        ]),
      )
      const values = Object.fromEntries([...fields.keys()].map((name) => [name, typed(name)]))
      return fail(422, { part: 'hours' as const, values, errors, message: m.kernel_invalid_input() })
    }
    const result = await submit(event, setHours, { spaceId: event.params.id, openings })
    if (!result.ok) return fail(result.failure.status, { part: 'hours' as const, ...result.failure.data })
    setFlash(event, m.space_office_hours_done())
    redirect(303, back(event))
  },

  async state(event) {
    const result = await submit(event, publish, { spaceId: event.params.id })
    if (!result.ok) return fail(result.failure.status, { part: 'state' as const, ...result.failure.data })
    const { name, state } = result.output
    setFlash(event, m.space_office_set_state_done({ name, state: spaceStateWord[state]() }))
    redirect(303, back(event))
  },
}
