import { type Actions, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { setFlash } from '#kernel/flash.server.ts'
import { readForm, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { reschedule } from '#modules/space/bookings/operations.server.ts'
import { dateAt, dateOf, plusDays } from '#modules/space/time.ts'
import { whenWords } from '#modules/space/ui/office/words.ts'

/** Days and view of the address. */
export function viewOf({ url }: Pick<RequestEvent, 'url'>, zone: string) {
  const today = dateAt(Date.now(), zone)
  const from = dateOf(url.searchParams.get('hari')) ?? today
  const view = url.searchParams.get('tampil') === 'minggu' ? ('minggu' as const) : ('hari' as const)
  const days = view === 'minggu' ? 7 : 1
  return { from, view, days, today, previous: plusDays(from, -days), following: plusDays(from, days) }
}

const Before = z.tuple([z.uuid(), z.uuid(), z.iso.datetime(), z.iso.datetime()])

/** What was just moved, and where it stood before: for the button that moves it back. */
export function movedOf({ url }: Pick<RequestEvent, 'url'>) {
  const read = Before.safeParse(url.searchParams.get('pindah')?.split('~'))
  if (!read.success) return null
  const [bookingId, unitId, start, end] = read.data
  return { bookingId, unitId, start, end }
}

/** Same page, same day and view, at the booking that was moved. */
function backTo({ url }: RequestEvent, moved: string | null, bookingId: string): string {
  const kept = new URLSearchParams()
  for (const name of ['hari', 'tampil']) {
    const value = url.searchParams.get(name)
    if (value !== null) kept.set(name, value)
  }
  if (moved !== null) kept.set('pindah', moved)
  return `${url.pathname}?${kept}#b-${bookingId}`
}

/** Drop a booking on the board, and move it back: the same operation, with the same rules. */
async function move(event: RequestEvent, undo: boolean) {
  const fields = await readForm(event)
  const text = (name: string) => String(fields.get(name)?.[0] ?? '')
  const result = await submit(event, reschedule)
  if (!result.ok) return fail(result.failure.status, { ...result.failure.data, bookingId: text('bookingId') })
  const { output } = result
  const name = output.groupName ?? output.bookerName
  const when = whenWords(output, output.zone, event.locals.locale)
  setFlash(event, undo ? m.keeper_line_undone({ name, when }) : m.keeper_line_moved({ name, when }))
  const before = ['bookingId', 'fromUnit', 'fromStart', 'fromEnd'].map(text)
  redirect(303, backTo(event, undo ? null : before.join('~'), output.id))
}

export const moveActions = {
  move: (event) => move(event, false),
  undo: (event) => move(event, true),
} satisfies Record<string, Actions[string]>
