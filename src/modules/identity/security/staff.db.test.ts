import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { callAs } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import {
  makeAccount,
  openTestIdentity,
  origin,
  signInByPassword,
  visit,
} from '../../../../tests/support/identity.ts'
import { actorOfToken } from '../actor.server.ts'
import { giveRecoveryCode, giveSecondFactor } from '../sign-in/operations.server.ts'
import { later } from '../sign-in/rules.ts'
import {
  changePassword,
  readPasswordLink,
  requestPasswordLink,
  setPasswordByLink,
} from './password-operations.server.ts'
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

const password = 'kembang-desa-empat-puluh'
let number = 0

async function makeStaff() {
  const email = `petugas${++number}@contoh.id`
  const { id } = await makeAccount(database, { name: `Petugas ${number}`, email, password })
  return { id, email }
}

async function signedIn(email: string) {
  const answer = await signInByPassword(database, email, password)
  if (answer.outcome !== 'signed_in') throw new Error(answer.outcome)
  return { ...answer, actor: await actorOfToken(database.app, answer.token) }
}

function fromBase32(letters: string): Buffer {
  const bits = [...letters]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** Somebody with an authenticator: their secret, their recovery codes, and a clock that has moved past the set-up. */
async function withAuthenticator() {
  const staff = await makeStaff()
  const { actor, token } = await signedIn(staff.email)
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

describe('a password', () => {
  test('signs in, without a second factor', async () => {
    const { email, id } = await makeStaff()
    const { actor } = await signedIn(email.toUpperCase())
    expect(actor).toMatchObject({ accountId: id, secondFactor: false })
  })

  test('that is wrong and an address that nobody has are told alike', async () => {
    const { email } = await makeStaff()
    const wrong = { outcome: 'wrong', triesLeft: null }
    expect(await signInByPassword(database, email, 'salah-semua-ini')).toEqual(wrong)
    expect(await signInByPassword(database, 'tidak.ada@contoh.id', 'salah-semua-ini')).toEqual(wrong)
  })

  test('is locked for a while after five wrong tries from one place, and not for others', async () => {
    const { email } = await makeStaff()
    for (let tries = 0; tries < 5; tries++) await signInByPassword(database, email, 'salah-semua-ini')
    await expect(signInByPassword(database, email, password)).rejects.toMatchObject({ code: 'rate_limited' })
    const { email: other } = await makeStaff()
    expect(await signInByPassword(database, other, password)).toMatchObject({ outcome: 'signed_in' })
  })

  test('that was right at last forgives the tries before it', async () => {
    const { email } = await makeStaff()
    for (let round = 0; round < 3; round++) {
      for (let tries = 0; tries < 4; tries++) await signInByPassword(database, email, 'salah-semua-ini')
      expect(await signInByPassword(database, email, password)).toMatchObject({ outcome: 'signed_in' })
    }
  })

  test('wrong tries are in the audit though nobody was signed in', async () => {
    const { email, id } = await makeStaff()
    await signInByPassword(database, email, 'salah-semua-ini')
    const { rows } = await database.owner.query(
      `select changes from kernel.audit_entry where operation = 'identity.sign_in' and subject_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ changes: { outcome: 'wrong' } }])
  })

  test('of a disabled account opens nothing', async () => {
    const { email, id } = await makeStaff()
    await database.owner.query('update identity.account set disabled_at = now() where id = $1', [id])
    expect(await signInByPassword(database, email, password)).toEqual({ outcome: 'disabled' })
  })

  test('can be changed by who knows it; other browsers are signed out, this one stays', async () => {
    const { email } = await makeStaff()
    const [here, there] = [await signedIn(email), await signedIn(email)]
    const call = callAs(database.app, here.actor, { via: 'form' })
    const next = 'pasar-hujan-gerobak-senja'
    await expect(
      execute(changePassword, { currentPassword: 'bukan-ini', newPassword: next }, call),
    ).rejects.toMatchObject({ info: { fields: [{ path: 'currentPassword' }] } })
    await execute(changePassword, { currentPassword: password, newPassword: next }, call)
    expect(await actorOfToken(database.app, here.token)).toMatchObject({ kind: 'account' })
    expect(await actorOfToken(database.app, there.token)).toMatchObject({ kind: 'anonymous' })
    expect(await signInByPassword(database, email, next)).toMatchObject({ outcome: 'signed_in' })
  })

  test.each([
    ['short', 'Ab1!xyz', 'identity_field_password_short'],
    ['a common word', 'selamatpagi', 'identity_field_password_weak'],
    ['a name and a year', 'Surakarta2026', 'identity_field_password_weak'],
    ['a keyboard row', 'qwertyuiop12', 'identity_field_password_weak'],
  ])('that is %s is refused', async (_, newPassword, key) => {
    const { email } = await makeStaff()
    const { actor } = await signedIn(email)
    const call = callAs(database.app, actor, { via: 'form' })
    await expect(
      execute(changePassword, { currentPassword: password, newPassword }, call),
    ).rejects.toMatchObject({
      info: { fields: [{ path: 'newPassword', key }] },
    })
  })
})

describe('a link to set a password', () => {
  async function linkTo(email: string) {
    await execute(requestPasswordLink, { email, address: origin.address }, visit(database))
    const { rows } = await database.owner.query(
      'select body from kernel.message where recipient = $1 order by id desc limit 1',
      [email],
    )
    const query = new URL(/https?:\S+/.exec(rows[0]?.body ?? '')?.[0] ?? 'http://tidak.ada').searchParams
    return { accountId: query.get('a') ?? '', expires: query.get('e') ?? '', token: query.get('t') ?? '' }
  }
  const set = (
    link: Awaited<ReturnType<typeof linkTo>>,
    newPassword: string,
    now = new Date().toISOString(),
  ) => execute(setPasswordByLink, { ...link, newPassword, address: origin.address }, visit(database, { now }))

  test('sets it once, and signs every browser out', async () => {
    const { email } = await makeStaff()
    const { token } = await signedIn(email)
    const link = await linkTo(email)
    expect(await execute(readPasswordLink, link, visit(database))).toEqual({ email })
    await set(link, 'gerobak-biru-hujan-sore')
    expect(await actorOfToken(database.app, token)).toMatchObject({ kind: 'anonymous' })
    await expect(set(link, 'gerobak-hijau-hujan-pagi')).rejects.toMatchObject({ key: 'identity_link_over' })
    expect(await signInByPassword(database, email, 'gerobak-biru-hujan-sore')).toMatchObject({
      outcome: 'signed_in',
    })
  })

  test('used twice at once works once', async () => {
    const { email } = await makeStaff()
    const link = await linkTo(email)
    const results = await Promise.allSettled(
      ['gerobak-biru-hujan-sore', 'gerobak-hijau-hujan-pagi'].map((next) => set(link, next)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is over after an hour, and worth nothing when changed', async () => {
    const { email } = await makeStaff()
    const link = await linkTo(email)
    await expect(
      set(link, 'gerobak-biru-hujan-sore', later(new Date().toISOString(), 3700)),
    ).rejects.toMatchObject({ code: 'not_found' })
    const longer = { ...link, expires: String(Number(link.expires) + 9999) }
    await expect(set(longer, 'gerobak-biru-hujan-sore')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is not sent to an address that nobody has, and the answer does not say so', async () => {
    const email = 'orang.asing@contoh.id'
    expect(await execute(requestPasswordLink, { email, address: origin.address }, visit(database))).toEqual({
      email,
    })
    expect(
      (await database.owner.query('select from kernel.message where recipient = $1', [email])).rowCount,
    ).toBe(0)
  })
})

describe('an authenticator', () => {
  test('protects nothing until its first code was typed', async () => {
    const { email } = await makeStaff()
    const { actor } = await signedIn(email)
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
