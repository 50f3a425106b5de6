import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readPresence, recordPermit, recordPresence } from '#modules/space/presence/operations.server.ts'
import { daysBack } from '#modules/space/presence/rules.ts'
import { plusDays } from '#modules/space/time.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space, today } = await event.parent()
  const wanted = event.url.searchParams.get('hari') ?? today
  const day = /^\d{4}-\d\d-\d\d$/.test(wanted) && wanted <= today ? wanted : today
  const round = await query(event, readPresence, { spaceId: space.id, day })
  return {
    round,
    earliest: plusDays(today, -daysBack),
    officer: event.locals.actor.accountId ?? '',
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

export const actions: Actions = {
  /** One stall; the page comes back where it was. */
  async mark(event) {
    const fields = await readForm(event)
    const day = text(fields.get('day')?.[0])
    const [unitId, state, expected] = ['unitId', 'state', 'expected'].map((name) =>
      text(fields.get(name)?.[0]),
    )
    const sight = { unitId, state, ...(expected && { expected }) }
    const result = await submit(event, recordPresence, {
      spaceId: event.params.id,
      day,
      sights: [sight],
    })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, permit: false })
    if (result.output.items[0]?.outcome === 'taken')
      return fail(409, { message: m.presence_day_taken(), values: {}, errors: {}, permit: false })
    const back = href(`/kantor/ruang/${event.params.id}/keliling`, event.locals.locale)
    redirect(303, `${back}?hari=${day}#${encodeURIComponent(text(fields.get('stall')?.[0]))}`)
  },

  async permit(event) {
    const result = await submit(event, recordPermit, { spaceId: event.params.id })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, permit: true })
    const { stall, name } = result.output
    setFlash(event, m.presence_permit_done({ stall, name }))
    redirect(303, href(`/kantor/ruang/${event.params.id}/keliling`, event.locals.locale))
  },
}
