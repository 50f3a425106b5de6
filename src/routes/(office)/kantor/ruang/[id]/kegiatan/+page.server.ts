import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { callOf, formState, query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { faultOf } from '#kernel/problem.ts'
import { m } from '#messages'
import { atTypedTime, eventTime } from '#modules/space/clearing/event-time.ts'
import { clearForEvent, previewClearing } from '#modules/space/clearing/operations.server.ts'
import { readWishes } from '#modules/space/clearing/wish-operations.server.ts'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { named } from '#modules/space/ui/field-names.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'
import { partName } from '#modules/space/units/words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space, mayKeep, mayDecide } = await event.parent()
  if (!mayKeep && !mayDecide) error(403, { message: m.kernel_forbidden() })
  const [{ items }, wishes] = await Promise.all([
    query(event, readUnits, { spaceId: space.id }),
    query(event, readWishes, { spaceId: space.id }),
  ])
  return {
    wishes: wishes.items,
    places: items
      .filter(({ kind, active }) => active && (kind === 'whole' || kind === 'area'))
      .map(({ id, kind, name }) => ({ value: id, label: partName(kind, name, event.locals.locale) })),
  }
}

const labels = () => ({
  title: m.cowork_event_name(),
  'booker.name': m.cowork_event_booker(),
  'booker.phone': m.cowork_event_phone(),
  groupKind: m.space_office_for_group(),
  purpose: m.space_office_for_purpose(),
  attendees: m.space_office_for_attendees(),
})

/** Day and hours on the wall of the space, as instants; nothing where they cannot be read. */
async function timeOf(event: RequestEvent) {
  const fields = await readForm(event)
  const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
  const space = await query(event, readSpace, { spaceId: String(event.params.id) })
  return { ...eventTime(fields, space.zone), unitId: text('unitId') || undefined, fields, space }
}

export const actions: Actions = {
  /** What is in the way is shown first; only what was seen makes way. */
  async default(event) {
    const { fields, space, start, end, unitId, wrong } = await timeOf(event)
    const time = { start, end, unitId }
    const seen = fields.get('seen')?.map(String) ?? []
    if (start !== undefined && end !== undefined) {
      try {
        const found = await execute(
          previewClearing,
          { spaceId: space.id, start, end, unitId },
          callOf(event, 'page'),
        )
        const all = [...found.bookings, ...found.leases].map(({ id }) => id)
        const looked = fields.get('looked')?.[0] === '1'
        if (!looked || all.some((id) => !seen.includes(id)))
          return { ...typed(fields), inTheWay: found, seen: all }
      } catch (thrown) {
        return fail(422, {
          ...atTypedTime(formState(faultOf(thrown), fields, event.locals.locale), wrong),
          inTheWay: null,
          seen: [],
        })
      }
    }
    const result = await submit(event, clearForEvent, { spaceId: space.id, ...time, seen })
    if (!result.ok)
      return fail(result.failure.status, {
        ...atTypedTime(named(result, labels()), wrong),
        inTheWay: null,
        seen: [],
      })
    const { event: booked, ended, days } = result.output
    setFlash(event, m.cowork_event_done({ title: result.output.title, count: ended + days }))
    redirect(303, href(`/kantor/ruang/pemesanan/${booked.id}`, event.locals.locale))
  },
}

/** Everything typed, to show again with what is in the way. */
function typed(fields: Awaited<ReturnType<typeof readForm>>) {
  const values: Record<string, string> = {}
  for (const [name, [value]] of fields) if (typeof value === 'string' && name !== '_key') values[name] = value
  const errors: Record<string, string> = {}
  return { values, errors, message: '', code: '' }
}
