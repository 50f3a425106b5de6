import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import {
  codeTo,
  makeAccount,
  openTestIdentity,
  origin,
  signInByPhone,
  visit,
} from '../../../../tests/support/identity.ts'
import { actorOfToken } from '../actor.server.ts'
import { codeOf } from './code.server.ts'
import { getChallenge, requestCode, verifyCode } from './operations.server.ts'
import { later } from './rules.ts'

const database = await testDatabase()
await openTestIdentity(database)

let number = 81200000000
const newPhone = () => `+62${++number}`
const ask = (phone: string, more = {}, call = {}) =>
  execute(requestCode, { phone, address: origin.address, ...more }, visit(database, call))
const type = (challengeId: string, code: string, call = {}) =>
  execute(verifyCode, { challengeId, code, ...origin }, visit(database, call))
const wrongFor = (challengeId: string) => (codeOf(challengeId) === '000000' ? '000001' : '000000')
const accountsOf = async (phone: string) =>
  (await database.owner.query('select id from identity.account where phone = $1', [phone])).rowCount

describe('a one-time code', () => {
  test('signs a new phone in and makes its account', async () => {
    const phone = newPhone()
    const answer = await signInByPhone(database, phone)
    expect(answer).toMatchObject({ outcome: 'signed_in', remembered: false, name: '' })
    expect(await actorOfToken(database.app, answer.token)).toMatchObject({
      kind: 'account',
      accountId: answer.accountId,
      secondFactor: false,
      sessionId: answer.sessionId,
    })
  })

  test('signs a known phone into its account, however the number is written', async () => {
    const phone = newPhone()
    const { id } = await makeAccount(database, { name: 'Siti Aminah', phone })
    const { challengeId } = await ask(`0${phone.slice(3)}`)
    expect(await type(challengeId, await codeTo(database, phone))).toMatchObject({
      accountId: id,
      name: 'Siti Aminah',
    })
  })

  test('is nowhere in identity’s tables', async () => {
    const phone = newPhone()
    const { challengeId } = await ask(phone)
    const { rows } = await database.owner.query('select * from identity.code_challenge where id = $1', [
      challengeId,
    ])
    expect(JSON.stringify(rows)).not.toContain(await codeTo(database, phone))
  })

  test('may be typed with spaces', async () => {
    const phone = newPhone()
    const { challengeId } = await ask(phone)
    const code = await codeTo(database, phone)
    expect(await type(challengeId, `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      outcome: 'signed_in',
    })
  })

  test('is over after three wrong tries, also for the right code', async () => {
    const phone = newPhone()
    const { challengeId } = await ask(phone)
    expect(await type(challengeId, wrongFor(challengeId))).toEqual({ outcome: 'wrong', triesLeft: 2 })
    expect(await type(challengeId, wrongFor(challengeId))).toEqual({ outcome: 'wrong', triesLeft: 1 })
    expect(await type(challengeId, wrongFor(challengeId))).toEqual({ outcome: 'over', reason: 'spent' })
    expect(await type(challengeId, await codeTo(database, phone))).toEqual({
      outcome: 'over',
      reason: 'spent',
    })
    expect(await accountsOf(phone)).toBe(0)
  })

  test('is over after five minutes', async () => {
    const phone = newPhone()
    const now = new Date().toISOString()
    const { challengeId } = await ask(phone, {}, { now })
    const code = await codeTo(database, phone)
    expect(await type(challengeId, code, { now: later(now, 301) })).toEqual({
      outcome: 'over',
      reason: 'expired',
    })
    expect(await type(challengeId, code, { now: later(now, 299) })).toMatchObject({ outcome: 'signed_in' })
  })

  test('works once', async () => {
    const phone = newPhone()
    const { challengeId } = await ask(phone)
    const code = await codeTo(database, phone)
    expect(await type(challengeId, code)).toMatchObject({ outcome: 'signed_in' })
    expect(await type(challengeId, code)).toEqual({ outcome: 'over', reason: 'used' })
  })

  test('typed twenty times at once signs in once', async () => {
    const phone = newPhone()
    const { challengeId } = await ask(phone)
    const code = await codeTo(database, phone)
    const answers = await Promise.all(Array.from({ length: 20 }, () => type(challengeId, code)))
    expect(answers.filter(({ outcome }) => outcome === 'signed_in')).toHaveLength(1)
    expect(await accountsOf(phone)).toBe(1)
  })

  test('guessed twenty times at once counts every try', async () => {
    const { challengeId } = await ask(newPhone())
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => type(challengeId, wrongFor(challengeId))),
    )
    expect(answers.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(2)
  })

  test('from two devices makes one account for a new phone', async () => {
    const phone = newPhone()
    const [one, two] = [await ask(phone), await ask(phone)]
    const answers = await Promise.all(
      [one, two].map(({ challengeId }) => type(challengeId, codeOf(challengeId))),
    )
    expect(new Set(answers.map((answer) => answer.outcome === 'signed_in' && answer.accountId)).size).toBe(1)
  })

  test('sent twice by the same form signs in once, with the same answer', async () => {
    const phone = newPhone()
    const { challengeId } = await ask(phone)
    const again = { idempotencyKey: 'kunci-uji-0001' }
    const code = await codeTo(database, phone)
    const first = await type(challengeId, code, again)
    expect(await type(challengeId, code, again)).toEqual(first)
  })

  test('for another purpose does not sign in', async () => {
    const { id } = await makeAccount(database, { name: 'Budi', phone: newPhone() })
    const { rows } = await database.owner.query(
      `insert into identity.code_challenge (purpose, phone, account_id, expires_at)
       values ('change_phone', $1, $2, now() + interval '5 minutes') returning id`,
      [newPhone(), id],
    )
    expect(await type(rows[0].id, codeOf(rows[0].id))).toEqual({ outcome: 'over', reason: 'expired' })
  })

  test('of a challenge that does not exist is told as expired', async () => {
    expect(await type('01900000-0000-7000-8000-000000000000', '123456')).toEqual({
      outcome: 'over',
      reason: 'expired',
    })
  })

  test('does not open a disabled account', async () => {
    const phone = newPhone()
    const { id } = await makeAccount(database, { name: 'Tutup', phone })
    await database.owner.query('update identity.account set disabled_at = now() where id = $1', [id])
    const { challengeId } = await ask(phone)
    expect(await type(challengeId, await codeTo(database, phone))).toEqual({ outcome: 'disabled' })
  })
})

describe('asking for a code', () => {
  test('answers alike whether or not the phone has an account', async () => {
    const known = newPhone()
    await makeAccount(database, { name: 'Ada', phone: known })
    const shape = ({ challengeId: _, ...answer }: Awaited<ReturnType<typeof ask>>) => Object.keys(answer)
    expect(shape(await ask(known))).toEqual(shape(await ask(newPhone())))
  })

  test('again within a minute is refused with the seconds to wait', async () => {
    const phone = newPhone()
    const now = new Date().toISOString()
    const { challengeId } = await ask(phone, {}, { now })
    await expect(ask(phone, { challengeId }, { now: later(now, 20) })).rejects.toMatchObject({
      code: 'rate_limited',
      info: { params: { seconds: 40 } },
    })
  })

  test('again after a minute sends the same code, later a new one', async () => {
    const phone = newPhone()
    const now = new Date().toISOString()
    const first = await ask(phone, {}, { now })
    const code = await codeTo(database, phone)
    expect((await ask(phone, { challengeId: first.challengeId }, { now: later(now, 61) })).challengeId).toBe(
      first.challengeId,
    )
    expect(await codeTo(database, phone)).toBe(code)
    const fresh = await ask(phone, { challengeId: first.challengeId }, { now: later(now, 200) })
    expect(fresh.challengeId).not.toBe(first.challengeId)
  })

  test('the sixth time in a quarter of an hour is refused for that phone, wherever it comes from', async () => {
    const phone = newPhone()
    for (let tries = 0; tries < 5; tries++) await ask(phone, { address: `203.0.113.${tries}` })
    await expect(ask(phone, { address: '198.51.100.1' })).rejects.toMatchObject({
      code: 'rate_limited',
      key: 'identity_wait_minutes',
    })
    await ask(newPhone())
  })

  test('for many phones from one address is refused in the end', async () => {
    const address = '198.51.100.77'
    for (let tries = 0; tries < 40; tries++) await ask(newPhone(), { address })
    await expect(ask(newPhone(), { address })).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('for a landline is refused at the field', async () => {
    await expect(ask('0271 712345')).rejects.toMatchObject({
      info: { fields: [{ path: 'phone', key: 'identity_field_mobile' }] },
    })
  })

  test('outside a demonstration never shows the code', async () => {
    const { challengeId } = await ask(newPhone())
    expect(await execute(getChallenge, { challengeId }, visit(database))).toMatchObject({
      open: true,
      shownCode: null,
    })
  })
})
