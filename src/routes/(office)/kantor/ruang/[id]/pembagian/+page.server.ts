import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import {
  liftCooling,
  readAbsentees,
  readFairRules,
  setFairRules,
} from '#modules/space/fairness/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const spaceId = space.id
  const [rules, absentees] = await Promise.all([
    query(event, readFairRules, { spaceId }),
    query(event, readAbsentees, { spaceId }),
  ])
  return { rules, absentees: absentees.items }
}

const back = (event: RequestEvent) => href(`/kantor/ruang/${event.params.id}/pembagian`, event.locals.locale)

/** What was typed: an empty field is no limit. */
async function readTyped(event: RequestEvent) {
  const fields = await readForm(event)
  const number = (name: string) => {
    const text = String(fields.get(name)?.[0] ?? '').trim()
    return text === '' ? null : Number(text)
  }
  const limits = ['person', 'group'].flatMap((subject) =>
    ['week', 'month'].flatMap((period) =>
      ['bookings', 'hours'].flatMap((measure) => {
        const amount = number(`${subject}_${measure}_${period}`)
        return amount === null ? [] : [{ subject, period, measure, amount }]
      }),
    ),
  )
  const [warnAfter, coolAfter] = [number('warnAfter'), number('coolAfter')]
  const attendance =
    warnAfter === null && coolAfter === null
      ? null
      : { warnAfter, coolAfter, withinDays: number('withinDays') ?? 90, coolDays: number('coolDays') ?? 14 }
  return { limits, attendance }
}

export const actions: Actions = {
  async save(event) {
    const result = await submit(event, setFairRules, {
      spaceId: event.params.id,
      ...(await readTyped(event)),
    })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, part: 'save' as const })
    setFlash(event, m.series_fair_saved())
    redirect(303, back(event))
  },
  async lift(event) {
    const result = await submit(event, liftCooling)
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, part: 'lift' as const })
    setFlash(event, m.series_fair_lifted())
    redirect(303, back(event))
  },
}
