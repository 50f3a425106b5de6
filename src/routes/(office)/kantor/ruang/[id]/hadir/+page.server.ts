import { fail, type RequestEvent } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { callOf, query, readForm, submit } from '#kernel/form.server.ts'
import { listBookings } from '#modules/space/bookings/operations.server.ts'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { admittedVerdict, codeIn, refusedVerdict, type Verdict } from '#modules/space/ui/office/verdict.ts'
import { whenWords } from '#modules/space/ui/office/words.ts'
import { checkInByCode, readPass } from '#modules/space/visits/operations.server.ts'
import { bookingActs } from '../../booking-acts.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space, today } = await event.parent()
  const { items } = await query(event, listBookings, {
    spaceId: space.id,
    from: today,
    to: today,
    limit: 100,
  })
  const expected = new Set(['approved', 'checked_in', 'completed', 'no_show'])
  return { bookings: items.filter(({ state }) => expected.has(state)) }
}

/** Whose pass it is, also when it does not open this door; nothing when the code is none. */
async function passOf(event: RequestEvent, code: string): Promise<Partial<Verdict>> {
  try {
    const pass = await execute(readPass, { code }, callOf(event, 'page'))
    return {
      name: pass.name,
      when: whenWords(pass, pass.zone, event.locals.locale),
      bookingId: pass.bookingId,
    }
  } catch {
    return {}
  }
}

export const actions: Actions = {
  ...bookingActs,
  /** One field, one answer: the visit is recorded at once, or the reason why not is said. */
  async check(event) {
    const code = codeIn(String((await readForm(event)).get('code')?.[0] ?? ''))
    const space = await query(event, readSpace, { spaceId: event.params.id })
    const result = await submit(event, checkInByCode, { code, spaceId: space.id })
    if (result.ok) {
      const { output } = result
      const verdict: Verdict = {
        ...admittedVerdict(output.state === 'completed', output.people ?? output.attendees),
        name: output.groupName ?? output.bookerName,
        when: whenWords(output, output.zone, event.locals.locale),
        bookingId: output.id,
      }
      return { verdict }
    }
    const { fault, failure } = result
    if (fault.code === 'invalid_input') return fail(failure.status, failure.data)
    const rule = fault.code === 'not_found' ? 'unknown' : String(failure.data.details?.rule ?? '')
    const verdict: Verdict = {
      ...refusedVerdict(rule, failure.data.message),
      ...(fault.code === 'conflict' && (await passOf(event, code))),
    }
    return fail(failure.status, { verdict })
  },
}
