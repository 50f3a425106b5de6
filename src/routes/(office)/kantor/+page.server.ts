import { isSignedIn, scopeOf } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { listFigures } from '#modules/impact/figures/operations.server.ts'
import { figureRoles } from '#modules/impact/policy.ts'
import { readUnreported } from '#modules/impact/reporting/operations.server.ts'
import { deciders as registrationDeciders } from '#modules/registry/policy.ts'
import { deciders as bookingDeciders } from '#modules/space/policy.ts'
import type { PageServerLoad, PageServerLoadEvent } from './$types'
import { loadQueue } from './kotak-masuk/queue.server.ts'

const noFilters = { source: null, region: null, overdue: false, complete: false, search: '' }

/** The first screen of the office: those who lead see figures first, those who decide see their queue first. */
export const load: PageServerLoad = async (event) => {
  const { actor } = event.locals
  const decides = scopeOf(actor, [...new Set([...registrationDeciders, ...bookingDeciders])]).length > 0
  const reads = scopeOf(actor, figureRoles).length > 0
  const leads = scopeOf(actor, ['head', 'administrator', 'evaluator']).length > 0
  const [queue, figures] = await Promise.all([
    decides ? queueOf(event) : undefined,
    // A visitor is sent to sign in by the first question; somebody without a role is told so by the page.
    reads || !isSignedIn(actor) ? figuresOf(event) : undefined,
  ])
  return { leads, queue, figures, name: actor.name }
}

async function queueOf(event: PageServerLoadEvent) {
  const queue = await loadQueue(event, noFilters, null)
  const sum = (read: (one: { waiting: number; overdue: number }) => number) =>
    queue.counts.reduce((total, one) => total + read(one), 0)
  return {
    rows: queue.rows.slice(0, 8),
    waiting: sum((one) => one.waiting),
    overdue: sum((one) => one.overdue),
  }
}

async function figuresOf(event: PageServerLoadEvent) {
  const [frame, unreported] = await Promise.all([
    query(event, listFigures, {}),
    query(event, readUnreported, { limit: 10 }),
  ])
  return { frame, unreported: unreported.items, moreUnreported: unreported.next !== null }
}
