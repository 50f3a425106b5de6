import { error, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { zoneOf } from '#modules/region/rules.ts'
import { deactivate } from '#modules/registry/decisions/operations.server.ts'
import { beginMending } from '#modules/registry/drafts/draft.server.ts'
import { pathOf } from '#modules/registry/drafts/draft.ts'
import { mendable } from '#modules/registry/drafts/mend.ts'
import { readOwn } from '#modules/registry/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const read = (event: RequestEvent | Parameters<PageServerLoad>[0]) => {
  const token = event.url.searchParams.get('t')
  return query(event, readOwn, { subjectId: event.params.subjectId, ...(token !== null && { token }) })
}

export const load: PageServerLoad = async (event) => {
  const { entry, rounds, own } = await read(event)
  const token = event.url.searchParams.get('t')
  return {
    entry,
    rounds,
    own,
    zone: zoneOf(entry.regionCode),
    overdue: entry.deadline < new Date().toISOString(),
    mendAction: `?/mend${token === null ? '' : `&t=${encodeURIComponent(token)}`}`,
  }
}

export const actions: Actions = {
  async mend(event) {
    const { entry, rounds } = await read(event)
    if (entry.state !== 'returned') error(409, { message: m.registry_not_returned() })
    const { id, reference } = entry
    await beginMending(
      event,
      { registrationId: id, reference, reason: rounds[0]?.reason ?? '' },
      mendable(entry),
    )
    redirect(303, href(pathOf('check'), event.locals.locale))
  },
  async deactivate(event) {
    const { entry } = await read(event)
    const result = await submit(event, deactivate, { registrationId: entry.id })
    if (!result.ok) return result.failure
    setFlash(event, m.registry_deactivated({ name: entry.name }))
    redirect(303, href('/saya/usaha', event.locals.locale))
  },
}
