import { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { m } from '#messages'
import { identity } from '../auth.server.ts'
import { openGate } from '../gate.server.ts'
import { hidePhone, showPhone } from '../phone.ts'
import { withRegionNames } from '../places.server.ts'
import { signedIn } from '../policy.ts'
import { isCodeOf } from '../sign-in/code.server.ts'
import { sendCode } from '../sign-in/code-message.server.ts'
import { countTry, endSessionsOf, markUsed } from '../sign-in/commands.server.ts'
import { lockChallenge } from '../sign-in/queries.server.ts'
import { codeTries, overBecause, resendAt } from '../sign-in/rules.ts'
import { CodeSent } from '../sign-in/schema.ts'
import { updatePhone, updateProfile } from './commands.server.ts'
import { getOwnAccount } from './queries.server.ts'
import { Me, PhoneChange, PhoneChanged, PhoneChangeRequest, ProfileChange } from './schema.ts'

/** The account of the actor; operations for people who are signed in always have one. */
export function ownId(actor: { accountId: string | null }): string {
  if (actor.accountId === null) throw new Fault('unauthenticated', 'kernel_unauthenticated')
  return actor.accountId
}

export const getMe = operation({
  name: 'identity.get_me',
  summary: 'The account that asks, and the roles it holds today.',
  http: 'GET /me',
  input: z.object({}),
  output: Me,
  can: signedIn,
  async run(ctx) {
    const account = await getOwnAccount(ctx.db, ownId(ctx.actor))
    return {
      ...account,
      grants: (await withRegionNames(ctx.db, account.grants)).map((grant) => ({
        ...grant,
        onBehalfOf: grant.onBehalfOf ?? null,
      })),
      secondFactor: ctx.actor.secondFactor,
    }
  },
})

export const changeProfile = operation({
  name: 'identity.update_profile',
  summary: 'Change one’s name and language.',
  http: 'PATCH /me',
  input: ProfileChange,
  output: z.object({ id: z.uuid(), ...ProfileChange.shape }),
  can: signedIn,
  async run(ctx, profile) {
    const id = ownId(ctx.actor)
    await openGate(ctx.db)
    await updateProfile(ctx, id, profile)
    ctx.audit({ subject: { type: 'account', id } })
    return { id, ...profile }
  },
})

export const requestPhoneChange = operation({
  name: 'identity.request_phone_code',
  summary: 'Send a code to the number one wants to use from now on.',
  input: PhoneChangeRequest,
  output: CodeSent,
  can: signedIn,
  async run(ctx, { phone, challengeId, address }) {
    await openGate(ctx.db)
    const accountId = ownId(ctx.actor)
    const challenge = await sendCode(ctx, { phone, purpose: 'change_phone', accountId, challengeId, address })
    ctx.audit({ subject: { type: 'account', id: accountId } })
    return { challengeId: challenge.id, phone, expiresAt: challenge.expiresAt, resendAt: resendAt(challenge) }
  },
})

export const changePhone = operation({
  name: 'identity.change_phone',
  summary: 'Use another number from now on; other browsers are signed out and the old number is told.',
  input: PhoneChange,
  output: PhoneChanged,
  can: signedIn,
  async run(ctx, { challengeId, code, address }): Promise<z.infer<typeof PhoneChanged>> {
    await identity().limiter.take('check_address', address)
    await openGate(ctx.db)
    const id = ownId(ctx.actor)
    ctx.audit({ subject: { type: 'account', id } })
    const challenge = await lockChallenge(ctx.db, challengeId)
    const mine = challenge?.purpose === 'change_phone' && challenge.accountId === id
    if (!challenge || !mine || overBecause(challenge, ctx.now)) return { outcome: 'over' }
    if (!isCodeOf(challengeId, code)) {
      await countTry(ctx, challengeId)
      const triesLeft = codeTries - challenge.tries - 1
      return triesLeft > 0 ? { outcome: 'wrong', triesLeft } : { outcome: 'over' }
    }
    const before = await getOwnAccount(ctx.db, id)
    await markUsed(ctx, challengeId)
    if (!(await updatePhone(ctx, id, challenge.phone))) return { outcome: 'taken' }
    await endSessionsOf(ctx, id, 'phone_changed', ctx.actor.sessionId)
    ctx.audit({ changes: { phone: [before.phone && hidePhone(before.phone), hidePhone(challenge.phone)] } })
    if (before.phone !== null && before.phone !== challenge.phone)
      ctx.send({
        to: { phone: before.phone },
        locale: before.locale,
        template: 'identity.phone_changed',
        body: m.identity_phone_changed_message(
          { phone: showPhone(challenge.phone).slice(-3) },
          { locale: before.locale },
        ),
      })
    return { outcome: 'changed', id, phone: challenge.phone }
  },
})

export const ownAccountOperations = [getMe, changeProfile, requestPhoneChange, changePhone]
