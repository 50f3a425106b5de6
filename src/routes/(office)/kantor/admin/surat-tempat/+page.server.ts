import { error, redirect } from '@sveltejs/kit'
import { scopeOf } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { readTemplate, writeTemplate } from '#modules/space/leases/paper-operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** The region whose letters are written: the one the address names, else the administrator's own. */
function regionOf(event: Pick<RequestEvent, 'url' | 'locals'>): string {
  const asked = event.url.searchParams.get('wilayah') ?? ''
  const own = scopeOf(event.locals.actor, ['administrator'])
  if (/^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$/.test(asked)) return asked
  return own.find((scope) => scope !== '') ?? '33.72'
}

export const load: PageServerLoad = async (event) => {
  if (scopeOf(event.locals.actor, ['administrator']).length === 0)
    error(403, { message: m.kernel_forbidden({}, { locale: event.locals.locale }), code: 'forbidden' })
  const regionCode = regionOf(event)
  const found = await query(event, readTemplate, { regionCode })
  return { ...found, inherited: found.regionCode !== regionCode, region: regionCode }
}

export const actions: Actions = {
  async default(event) {
    const regionCode = regionOf(event)
    const result = await submit(event, writeTemplate, { regionCode })
    if (!result.ok) return result.failure
    setFlash(event, m.market_done({}, { locale: event.locals.locale }))
    redirect(303, `${event.url.pathname}?wilayah=${regionCode}`)
  },
}
