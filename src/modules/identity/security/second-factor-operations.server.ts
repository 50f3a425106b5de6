import { z } from 'zod'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { ownId } from '../accounts/own-operations.server.ts'
import { getOwnAccount } from '../accounts/queries.server.ts'
import { identity } from '../auth.server.ts'
import { openGate } from '../gate.server.ts'
import { signedIn } from '../policy.ts'
import { strengthenSessionById } from '../sign-in/commands.server.ts'
import { toBase32 } from './base32.ts'
import { acceptStep, dropSecondFactor, storeRecoveryCodes, storeTotpSecret } from './commands.server.ts'
import { findSecondFactor, getSecondFactorState, lockSecondFactor } from './queries.server.ts'
import { RecoveryCodes, SecondFactorConfirmation, SecondFactorSetUp, SecurityState } from './schema.ts'
import { matchingStep, newTotpSecret, totpAddress } from './totp.server.ts'

const Done = z.object({ id: z.uuid() })

export const getSecurity = operation({
  name: 'identity.get_security',
  summary: 'How one’s account is protected.',
  http: 'GET /me/security',
  input: z.object({}),
  output: SecurityState,
  can: signedIn,
  async run(ctx) {
    await openGate(ctx.db)
    const { confirmedAt, ...state } = await getSecondFactorState(ctx.db, ownId(ctx.actor))
    return { ...state, secondFactorSince: confirmedAt }
  },
})

export const startSecondFactor = operation({
  name: 'identity.start_second_factor',
  summary: 'Begin to set up an authenticator app; it protects nothing until a code of it was typed.',
  input: z.object({}),
  output: Done,
  can: signedIn,
  async run(ctx) {
    const id = ownId(ctx.actor)
    await openGate(ctx.db)
    const factor = await lockSecondFactor(ctx.db, id)
    if (factor?.confirmedAt) throw new Fault('conflict', 'identity_second_factor_there')
    if (!factor) await storeTotpSecret(ctx, id, newTotpSecret())
    ctx.audit({ subject: { type: 'account', id } })
    return { id }
  },
})

export const getSecondFactorSetUp = operation({
  name: 'identity.get_second_factor_setup',
  summary: 'What to scan with the authenticator app, while it is being set up.',
  reads: true,
  input: z.object({}),
  output: SecondFactorSetUp,
  can: signedIn,
  async run(ctx) {
    const id = ownId(ctx.actor)
    const [account, { name: site }] = await Promise.all([
      getOwnAccount(ctx.db, id),
      getSettings(ctx.db, 'site'),
    ])
    await openGate(ctx.db)
    const factor = await findSecondFactor(ctx.db, id)
    if (!factor || factor.confirmedAt) return { address: null, secret: null }
    const label = account.email ?? account.phone ?? account.name
    return { address: totpAddress(factor.secret, { site, account: label }), secret: toBase32(factor.secret) }
  },
})

export const confirmSecondFactor = operation({
  name: 'identity.confirm_second_factor',
  summary: 'Type the first code of the authenticator app: from now on it is asked for.',
  input: SecondFactorConfirmation,
  output: Done,
  can: signedIn,
  async run(ctx, { code, recoveryCodes }) {
    const id = ownId(ctx.actor)
    await identity().limiter.take('second_factor', id)
    await openGate(ctx.db)
    const factor = await lockSecondFactor(ctx.db, id)
    if (!factor) throw new Fault('conflict', 'identity_second_factor_none')
    if (factor.confirmedAt) throw new Fault('conflict', 'identity_second_factor_there')
    const step = matchingStep(factor.secret, code, { now: ctx.now, after: factor.lastStep })
    if (step === null) throw fieldFault('code', 'identity_field_totp_wrong')
    await identity().limiter.forgive('second_factor', id)
    await acceptStep(ctx, id, step)
    await storeRecoveryCodes(ctx, id, recoveryCodes)
    if (ctx.actor.sessionId) await strengthenSessionById(ctx, ctx.actor.sessionId)
    ctx.audit({ subject: { type: 'account', id } })
    return { id }
  },
})

export const renewRecoveryCodes = operation({
  name: 'identity.renew_recovery_codes',
  summary: 'Replace one’s recovery codes; the earlier ones no longer work.',
  secondFactor: true,
  input: z.object({ recoveryCodes: RecoveryCodes }),
  output: Done,
  can: signedIn,
  async run(ctx, { recoveryCodes }) {
    const id = ownId(ctx.actor)
    await openGate(ctx.db)
    const factor = await lockSecondFactor(ctx.db, id)
    if (!factor?.confirmedAt) throw new Fault('conflict', 'identity_second_factor_none')
    await storeRecoveryCodes(ctx, id, recoveryCodes)
    ctx.audit({ subject: { type: 'account', id } })
    return { id }
  },
})

export const removeSecondFactor = operation({
  name: 'identity.remove_second_factor',
  summary: 'Stop asking for the authenticator app, for example to set up a new phone.',
  secondFactor: true,
  input: z.object({}),
  output: Done,
  can: signedIn,
  async run(ctx) {
    const id = ownId(ctx.actor)
    await openGate(ctx.db)
    await dropSecondFactor(ctx, id)
    ctx.audit({ subject: { type: 'account', id } })
    return { id }
  },
})

export const secondFactorOperations = [
  getSecurity,
  startSecondFactor,
  getSecondFactorSetUp,
  confirmSecondFactor,
  renewRecoveryCodes,
  removeSecondFactor,
]
