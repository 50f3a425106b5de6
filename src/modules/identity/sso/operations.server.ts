import { z } from 'zod'
import { allowIf, operation } from '#kernel/operation.ts'
import { identity } from '../auth.server.ts'
import { openGate } from '../gate.server.ts'
import { isAdministrator } from '../policy.ts'
import { endSession } from '../sign-in/commands.server.ts'
import { SignInAnswer } from '../sign-in/schema.ts'
import { isStrong } from './claims.server.ts'
import { completeSession } from './commands.server.ts'
import { problemWith } from './discovery.server.ts'
import { basePath, providerId } from './library.server.ts'
import { countLinked, lockNewSession } from './queries.server.ts'
import { OfficeSignIn, SsoState } from './schema.ts'

export const signInWithOffice = operation({
  name: 'identity.sign_in_with_office',
  summary: 'Complete a sign-in that the office’s own provider has vouched for.',
  input: OfficeSignIn,
  output: SignInAnswer,
  can: () => 'allowed',
  async run(ctx, { token, methods, ...origin }): Promise<SignInAnswer> {
    await openGate(ctx.db)
    const session = await lockNewSession(ctx.db, token)
    if (!session) return { outcome: 'over', reason: 'expired' }
    ctx.audit({ subject: { type: 'account', id: session.accountId } })
    if (session.disabledAt !== null) {
      await endSession(ctx, session.id, 'disabled')
      return { outcome: 'disabled' }
    }
    const strong = isStrong(methods)
    await completeSession(ctx, session.id, { ...origin, strong })
    ctx.audit({ changes: { outcome: 'signed_in', sessionId: session.id, methods } })
    const { id: sessionId, accountId, name } = session
    return { outcome: 'signed_in', accountId, sessionId, token, remembered: false, name }
  },
})

export const readSso = operation({
  name: 'identity.get_sso',
  summary: 'How single sign-on is set up, and whether the provider answers.',
  http: 'GET /admin/sso',
  secondFactor: true,
  input: z.object({}),
  output: SsoState,
  can: (actor) => allowIf(isAdministrator(actor)),
  async run(ctx) {
    const { oidc, baseUrl } = identity().config
    if (!oidc) return { configured: null }
    await openGate(ctx.db)
    const [problem, linked] = await Promise.all([problemWith(oidc.issuer), countLinked(ctx.db, providerId)])
    const { name, issuer, clientId } = oidc
    const callback = `${baseUrl}${basePath}/callback/${providerId}`
    return { configured: { name, issuer, clientId, callback, problem, linked } }
  },
})

export const ssoOperations = [signInWithOffice, readSso]
