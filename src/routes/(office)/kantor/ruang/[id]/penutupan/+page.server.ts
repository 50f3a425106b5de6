import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import {
  addClosure,
  previewClosure,
  readSpace,
  removeClosure,
} from '#modules/space/places/operations.server.ts'
import { type ClosureDays, type ClosureFault, closureTime } from '#modules/space/ui/office/closure-time.ts'
import { whenWords } from '#modules/space/ui/office/words.ts'
import type { Actions } from './$types'
import { allSeen, clearAll } from './clear.server.ts'

const faultWords: Record<ClosureFault, () => string> = {
  required: m.kernel_field_required,
  date: m.space_office_close_wrong_date,
  time: m.space_office_close_wrong_time,
  order: m.space_office_close_wrong_order,
}

/** What was typed, as the form shows it again. */
async function readTyped(event: RequestEvent) {
  const fields = await readForm(event)
  const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
  const days: ClosureDays = {
    fromDate: text('fromDate'),
    fromTime: text('fromTime'),
    toDate: text('toDate'),
    toTime: text('toTime'),
  }
  return {
    days,
    reason: text('reason'),
    public: text('public'),
  }
}

/** Nothing is in the way, or nobody got so far as to ask. */
const none = { conflicts: null, results: [], when: '' }

const back = (event: RequestEvent) => href(`/kantor/ruang/${event.params.id}/penutupan`, event.locals.locale)

export const actions: Actions = {
  /** Bookings in that time are shown first; only those that were seen are cancelled with the closure. */
  async close(event) {
    const typed = await readTyped(event)
    const values = { ...typed.days, reason: typed.reason, public: typed.public }
    const refuse = (errors: Record<string, string>) =>
      fail(422, { values, errors, message: m.kernel_invalid_input(), ...none })
    const space = await query(event, readSpace, { spaceId: String(event.params.id) })
    const time = closureTime(typed.days, space.zone)
    if ('fault' in time) return refuse({ [time.field]: faultWords[time.fault]() })
    if (typed.reason.length < 3) return refuse({ reason: m.kernel_field_required() })
    const when = whenWords(time, space.zone, event.locals.locale)
    const { items } = await query(event, previewClosure, { spaceId: space.id, ...time })
    const shown = { values, errors: {}, message: undefined, when }
    const ids = items.map(({ id }) => id)
    if (!(await allSeen(event, ids))) return { ...shown, conflicts: items, results: [] }
    const seen = items.map((item) => ({ ...item, zone: space.zone }))
    const results = await clearAll(event, seen, { ...time, reason: typed.reason })
    if (results.some(({ done }) => !done)) {
      const left = await query(event, previewClosure, { spaceId: space.id, ...time })
      return { ...shown, conflicts: left.items, results }
    }
    const result = await submit(event, addClosure, {
      spaceId: space.id,
      ...time,
      public: typed.public !== 'off',
    })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, values, ...none })
    setFlash(
      event,
      [m.space_office_close_done({ when }), ...results.map(({ name, words }) => `${name}: ${words}`)].join(
        ' ',
      ),
    )
    redirect(303, back(event))
  },

  async withdraw(event) {
    const result = await submit(event, removeClosure)
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, ...none })
    setFlash(event, m.space_office_close_withdrawn())
    redirect(303, back(event))
  },
}
