import type { RequestEvent } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { callOf, readForm } from '#kernel/form.server.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { makeWay } from '#modules/space/places/operations.server.ts'
import { whenWords } from '#modules/space/ui/office/words.ts'

interface Seen {
  id: string
  groupName: string | null
  bookerName: string
  zone: string
}
interface Closing {
  start: string
  end: string
  reason: string
}
export interface Cleared {
  id: string
  name: string
  done: boolean
  words: string
}

/** Was every one of these seen, and something chosen for it? */
export async function allSeen(event: RequestEvent, ids: readonly string[]): Promise<boolean> {
  const fields = await readForm(event)
  return ids.every((id) => fields.get('seen')?.includes(id) && fields.has(`how-${id}`))
}

/** Each booking by itself: one that fails undoes no other. The same form sent twice does nothing twice. */
export async function clearAll(
  event: RequestEvent,
  bookings: readonly Seen[],
  closing: Closing,
): Promise<Cleared[]> {
  const results: Cleared[] = []
  for (const booking of bookings) results.push(await clearOne(event, booking, closing))
  return results
}

async function clearOne(
  event: RequestEvent,
  booking: Seen,
  { reason, ...closure }: Closing,
): Promise<Cleared> {
  const fields = await readForm(event)
  const text = (name: string) => String(fields.get(name)?.[0] ?? '')
  const { locale } = event.locals
  const { id } = booking
  const [start, end] = text(`to-${id}`).split('~')
  const how = text(`how-${id}`)
  const name = booking.groupName ?? booking.bookerName
  const key = text('_key')
  try {
    const output = await execute(
      makeWay,
      {
        bookingId: id,
        version: Number(text(`version-${id}`)),
        how: how as 'move' | 'offer' | 'cancel',
        closure,
        reason,
        ...(how === 'move' && start && end && { to: { start, end } }),
      },
      callOf(event, 'form', key === '' ? undefined : `${key}:${id}`),
    )
    const words =
      output.state === 'cancelled'
        ? m.keeper_clear_cancelled()
        : m.keeper_clear_moved({ when: whenWords(output, booking.zone, locale) })
    return { id, name, done: true, words }
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal') throw thrown
    return { id, name, done: false, words: translate(fault.key, fault.info.params, locale) }
  }
}
