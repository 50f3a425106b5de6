import { json } from '@sveltejs/kit'
import { formatTime } from '#kernel/format.ts'
import { leaveCase, stayOnCase } from '#kernel/presence.server.ts'
import { m } from '#messages'
import { zoneOf } from '#modules/region/rules.ts'
import { appPool } from '#platform/database/app-pool.ts'
import type { RequestHandler } from './$types'

/**
 * A sign of life from an open case (`static/inbox.js`, every twenty seconds); answers what to say about others who have it open.
 * Only a case that the actor opened before can be kept open: that is where their right to see it was checked.
 */
export const POST: RequestHandler = async (event) => {
  const { kind, leaving } = await readBody(event.request)
  const viewer = { pool: appPool(), actor: event.locals.actor }
  const { id } = event.params
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return json({ others: [] }, { status: 404 })
  if (leaving) {
    await leaveCase(viewer, kind, id)
    return new Response(null, { status: 204 })
  }
  const others = await stayOnCase(viewer, kind, id)
  if (others === undefined) return json({ others: [] }, { status: 404 })
  const { locale } = event.locals
  return json({
    others: others.map(({ name, since, regionCode }) =>
      m.office_onlooker({ name, time: formatTime(since, locale, zoneOf(regionCode)) }, { locale }),
    ),
  })
}

async function readBody(request: Request): Promise<{ kind: string; leaving: boolean }> {
  const read: unknown = await request.json().catch(() => null)
  if (typeof read !== 'object' || read === null) return { kind: '', leaving: false }
  const kind = 'kind' in read && typeof read.kind === 'string' ? read.kind.slice(0, 60) : ''
  return { kind, leaving: 'leaving' in read && read.leaving === true }
}
