import { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { ownId } from '../accounts/own-operations.server.ts'
import { openGate } from '../gate.server.ts'
import { signedIn } from '../policy.ts'
import { endSession, endSessionsOf } from '../sign-in/commands.server.ts'
import { findSession, listSessions } from './queries.server.ts'
import { browserOf } from './rules.ts'
import { Session } from './schema.ts'

export const listOwnSessions = operation({
  name: 'identity.list_sessions',
  summary: 'Browsers in which one is signed in now, the newest first.',
  http: 'GET /me/sessions',
  input: z.object({}),
  output: z.object({ items: z.array(Session) }),
  can: signedIn,
  async run(ctx) {
    const rows = await listSessions(ctx.db, ownId(ctx.actor), ctx.now)
    const items = rows.map(({ userAgent, ...row }) => ({
      ...row,
      browser: browserOf(userAgent),
      current: row.id === ctx.actor.sessionId,
    }))
    return { items }
  },
})

export const endOwnSession = operation({
  name: 'identity.end_session',
  summary: 'Sign one browser out, at once.',
  http: 'DELETE /me/sessions/{sessionId}',
  input: z.object({ sessionId: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  async subject(ctx, { sessionId }) {
    const session = await findSession(ctx.db, sessionId)
    if (!session) throw new Fault('not_found', 'kernel_not_found')
    return session
  },
  can: (actor, session) => allowIf(session.accountId === actor.accountId, 'hidden'),
  async run(ctx, { sessionId }) {
    await openGate(ctx.db)
    await endSession(ctx, sessionId, 'revoked')
    ctx.audit({ subject: { type: 'session', id: sessionId } })
    return { id: sessionId }
  },
})

export const endOtherSessions = operation({
  name: 'identity.end_other_sessions',
  summary: 'Sign out everywhere but here.',
  http: 'POST /me/sessions/end-others',
  input: z.object({}),
  output: z.object({ ended: z.number().int() }),
  can: signedIn,
  async run(ctx) {
    const id = ownId(ctx.actor)
    await openGate(ctx.db)
    ctx.audit({ subject: { type: 'account', id } })
    return { ended: await endSessionsOf(ctx, id, 'revoked', ctx.actor.sessionId) }
  },
})

export const sessionOperations = [listOwnSessions, endOwnSession, endOtherSessions]
