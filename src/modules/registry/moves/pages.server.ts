import { type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { businessIdOf, loadProfile } from '../profile/pages.server.ts'
import { businessPath, type Side } from '../ui/tabs.ts'
import { cancelMove, listBusinessMoves, moveBusiness } from './operations.server.ts'

/** Where a business goes, and where it went before. */
export const loadMoves = async (event: RequestEvent) => ({
  ...(await loadProfile(event)),
  moves: (await query(event, listBusinessMoves, { businessId: businessIdOf(event) })).items,
})

export const moveActions = (side: Side) => ({
  async move(event: RequestEvent) {
    const step = await regionStep(event)
    if (step) return step
    const businessId = businessIdOf(event)
    const result = await submit(event, moveBusiness, { businessId })
    if (!result.ok) return keepRegion(event, result.failure)
    const done = result.output.state === 'accepted'
    setFlash(event, done ? m.registry_move_done() : m.registry_move_sent())
    redirect(303, href(businessPath(side, businessId, done ? '' : 'pindah'), event.locals.locale))
  },
  async cancel(event: RequestEvent) {
    const result = await submit(event, cancelMove)
    if (!result.ok) return result.failure
    setFlash(event, m.registry_move_cancelled())
    redirect(303, href(businessPath(side, businessIdOf(event), 'pindah'), event.locals.locale))
  },
})
