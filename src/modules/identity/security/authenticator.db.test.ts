import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { callAs } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import {
  makeStaff,
  openTestIdentity,
  origin,
  staffPassword as password,
  signedInStaff,
  signInByPassword,
  visit,
} from '../../../../tests/support/identity.ts'
import { actorOfToken } from '../actor.server.ts'
import { giveRecoveryCode, giveSecondFactor } from '../sign-in/operations.server.ts'
import { later } from '../sign-in/rules.ts'
import { newRecoveryCodes } from './recovery.server.ts'
import {
  confirmSecondFactor,
  getSecondFactorSetUp,
  getSecurity,
  removeSecondFactor,
  startSecondFactor,
} from './second-factor-operations.server.ts'
import { stepAt, totpCode } from './totp.server.ts'

const database = await testDatabase()
await openTestIdentity(database)

function fromBase32(letters: string): Buffer {
  const bits = [...letters]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** Somebody with an authenticator: their secret, their recovery codes, and a clock that has moved past the set-up. */
async function withAuthenticator() {
  const staff = await makeStaff(database)
  const { actor, token } = await signedInStaff(database, staff.email)
  const as = (now: string) => callAs(database.app, actor, { via: 'form', now })
  const start = new Date().toISOString()
  await execute(startSecondFactor, {}, as(start))
  const { secret } = await execute(getSecondFactorSetUp, {}, as(start))
  const key = fromBase32(secret ?? '')
  const recoveryCodes = newRecoveryCodes()
  await execute(confirmSecondFactor, { code: totpCode(key, stepAt(start)), recoveryCodes }, as(start))
  const now = later(start, 90)
  return { ...staff, actor, token, key, recoveryCodes, now, codeNow: totpCode(key, stepAt(now)) }
}

const give = (token: string, code: string, now: string) =>
  execute(giveSecondFactor, { token, code, ...origin }, visit(database, { now }))
const recover = (token: string, recoveryCode: string, now: string) =>
  execute(giveRecoveryCode, { token, recoveryCode, ...origin }, visit(database, { now }))

async function afterPassword(email: string) {
  const answer = await signInByPassword(database, email, password)
  if (answer.outcome !== 'second_factor') throw new Error(answer.outcome)
  return answer.token
}

describe('an authenticator', () => {
  test('protects nothing until its first code was typed', async () => {
    const { email } = await makeStaff(database)
    const { actor } = await signedInStaff(database, email)
    const call = callAs(database.app, actor, { via: 'form' })
    await execute(startSecondFactor, {}, call)
    await expect(
      execute(confirmSecondFactor, { code: '000000', recoveryCodes: newRecoveryCodes() }, call),
    ).rejects.toMatchObject({ info: { fields: [{ path: 'code', key: 'identity_field_totp_wrong' }] } })
    expect(await signInByPassword(database, email, password)).toMatchObject({ outcome: 'signed_in' })
  })

  test('once set up makes this session strong, and its secret is no longer shown', async () => {
    const { token, actor } = await withAuthenticator()
    expect(await actorOfToken(database.app, token)).toMatchObject({ secondFactor: true })
    expect(await execute(getSecondFactorSetUp, {}, callAs(database.app, actor))).toEqual({
      address: null,
      secret: null,
    })
  })

  test('is asked for after the password; until then the session opens nothing', async () => {
    const { email, codeNow, now } = await withAuthenticator()
    const token = await afterPassword(email)
    expect(await actorOfToken(database.app, token)).toMatchObject({ kind: 'anonymous' })
    const answer = await give(token, codeNow, now)
    if (answer.outcome !== 'signed_in') throw new Error(answer.outcome)
    expect(await actorOfToken(database.app, answer.token)).toMatchObject({
      kind: 'account',
      secondFactor: true,
    })
    expect(await actorOfToken(database.app, token)).toMatchObject({ kind: 'anonymous' })
  })

  test('its code works once, also for two at the same moment', async () => {
    const { email, codeNow, now } = await withAuthenticator()
    const tokens = [await afterPassword(email), await afterPassword(email)]
    const answers = await Promise.all(tokens.map((token) => give(token, codeNow, now)))
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['signed_in', 'wrong'])
  })

  test('is locked after five wrong codes, also for the right one', async () => {
    const { email, codeNow, now } = await withAuthenticator()
    const token = await afterPassword(email)
    const wrong = codeNow === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 5; tries++)
      expect(await give(token, wrong, now)).toMatchObject({ outcome: 'wrong' })
    await expect(give(token, codeNow, now)).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('a session waits ten minutes for it, not longer', async () => {
    const { email, key } = await withAuthenticator()
    const token = await afterPassword(email)
    const now = later(new Date().toISOString(), 11 * 60)
    expect(await give(token, totpCode(key, stepAt(now)), now)).toEqual({ outcome: 'over', reason: 'expired' })
  })

  test('can be given later to make a session strong', async () => {
    const { token, codeNow, now } = await withAuthenticator()
    await database.owner.query('update identity.session set second_factor_at = null where token = $1', [
      token,
    ])
    expect(await actorOfToken(database.app, token)).toMatchObject({ kind: 'account', secondFactor: false })
    expect(await give(token, codeNow, now)).toMatchObject({ outcome: 'signed_in' })
  })

  test('a recovery code stands in for it, once only', async () => {
    const { email, recoveryCodes, now, id } = await withAuthenticator()
    const [code = ''] = recoveryCodes
    expect(await recover(await afterPassword(email), code.toLowerCase(), now)).toMatchObject({
      outcome: 'signed_in',
    })
    expect(await recover(await afterPassword(email), code, now)).toMatchObject({ outcome: 'wrong' })
    const { rows } = await database.owner.query(
      'select * from identity.recovery_code where account_id = $1',
      [id],
    )
    expect(JSON.stringify(rows)).not.toContain(code.replace('-', ''))
  })

  test('one recovery code typed ten times at once opens one session', async () => {
    const { email, recoveryCodes, now } = await withAuthenticator()
    const [code = ''] = recoveryCodes
    const tokens = await Promise.all(Array.from({ length: 4 }, () => afterPassword(email)))
    const answers = await Promise.all(tokens.map((token) => recover(token, code, now)))
    expect(answers.filter(({ outcome }) => outcome === 'signed_in')).toHaveLength(1)
  })

  test('can be removed only with it given, and its recovery codes go with it', async () => {
    const { actor, token, email } = await withAuthenticator()
    await expect(execute(removeSecondFactor, {}, callAs(database.app, actor))).rejects.toMatchObject({
      key: 'kernel_second_factor',
    })
    const strong = await actorOfToken(database.app, token)
    await execute(removeSecondFactor, {}, callAs(database.app, strong))
    expect(await execute(getSecurity, {}, callAs(database.app, strong))).toMatchObject({
      secondFactorSince: null,
      recoveryLeft: 0,
    })
    expect(await signInByPassword(database, email, password)).toMatchObject({ outcome: 'signed_in' })
  })
})
