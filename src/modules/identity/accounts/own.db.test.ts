import { describe, expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { callAs } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import {
  asSystem,
  codeTo,
  makeAccount,
  openTestIdentity,
  origin,
  signInByPhone,
} from '../../../../tests/support/identity.ts'
import { actorOfToken, resolveActor } from '../actor.server.ts'
import { answerConsent, readConsentHistory, readOwnConsents } from '../consents/operations.server.ts'
import { allowsChannel } from '../consents/queries.server.ts'
import { sealToken } from '../cookie.server.ts'
import { endOtherSessions, endOwnSession, listOwnSessions } from '../sessions/operations.server.ts'
import { signOut } from '../sign-in/operations.server.ts'
import { changePhone, changeProfile, getMe, requestPhoneChange } from './own-operations.server.ts'

const database = await testDatabase()
await openTestIdentity(database)

let number = 81300000000
const newPhone = () => `+62${++number}`

async function resident(phone = newPhone()) {
  const answer = await signInByPhone(database, phone)
  return { ...answer, phone, actor: await actorOfToken(database.app, answer.token) }
}
const as = (actor: Awaited<ReturnType<typeof resident>>['actor']) =>
  callAs(database.app, actor, { via: 'form' })

describe('a session', () => {
  test('is opened by the signed cookie only', async () => {
    const { token, accountId } = await resident()
    const asked = (cookie: string) => resolveActor(new Headers({ cookie }))
    expect(await asked(`tema=gelap; berdaya=${sealToken(token)}`)).toMatchObject({ accountId })
    expect(await asked(`berdaya=${token}`)).toEqual(anonymous)
    expect(await asked(`berdaya=${token}.${'A'.repeat(43)}`)).toEqual(anonymous)
    expect(await asked(`berdaya=${sealToken(token)}x`)).toEqual(anonymous)
    expect(await asked('berdaya=')).toEqual(anonymous)
  })

  test('ends at once when its owner signs out', async () => {
    const { actor, token } = await resident()
    await execute(signOut, {}, as(actor))
    expect(await actorOfToken(database.app, token)).toEqual(anonymous)
  })

  test('can be ended from another browser, alone or with all others', async () => {
    const phone = newPhone()
    const [here, there, third] = [await resident(phone), await resident(phone), await resident(phone)]
    const { items } = await execute(listOwnSessions, {}, as(here.actor))
    expect(items).toHaveLength(3)
    expect(items.find(({ current }) => current)).toMatchObject({
      id: here.sessionId,
      browser: 'Chrome · Android',
      method: 'code',
    })
    await execute(endOwnSession, { sessionId: there.sessionId }, as(here.actor))
    expect(await actorOfToken(database.app, there.token)).toEqual(anonymous)
    expect(await execute(endOtherSessions, {}, as(here.actor))).toEqual({ ended: 1 })
    expect(await actorOfToken(database.app, third.token)).toEqual(anonymous)
    expect(await actorOfToken(database.app, here.token)).toMatchObject({ kind: 'account' })
  })

  test('of somebody else is not there', async () => {
    const [mine, theirs] = [await resident(), await resident()]
    await expect(
      execute(endOwnSession, { sessionId: theirs.sessionId }, as(mine.actor)),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await actorOfToken(database.app, theirs.token)).toMatchObject({ kind: 'account' })
  })

  test('that was not remembered lives two hours, used it lives on; a remembered one thirty days', async () => {
    const hours = async (sessionId: string) => {
      const { rows } = await database.owner.query(
        `select round(extract(epoch from expires_at - now()) / 3600) as hours from identity.session where id = $1`,
        [sessionId],
      )
      return Number(rows[0].hours)
    }
    const short = await resident()
    const long = await signInByPhone(database, newPhone(), { remember: true })
    expect([await hours(short.sessionId), await hours(long.sessionId)]).toEqual([2, 720])
    await database.owner.query(
      `update identity.session set seen_at = now() - interval '6 minutes', expires_at = now() + interval '10 minutes' where id = $1`,
      [short.sessionId],
    )
    await actorOfToken(database.app, short.token)
    await expect.poll(() => hours(short.sessionId)).toBe(2)
  })
})

describe('one’s profile', () => {
  test('is read and changed by its owner', async () => {
    const { actor, phone } = await resident()
    expect(await execute(getMe, {}, as(actor))).toMatchObject({
      name: '',
      phone,
      email: null,
      locale: 'id',
      grants: [],
    })
    await execute(changeProfile, { name: '  Siti   Aminah ', locale: 'en' }, as(actor))
    expect(await execute(getMe, {}, as(actor))).toMatchObject({ name: 'Siti Aminah', locale: 'en' })
  })

  test('a name of one word is a name; digits are none', async () => {
    const { actor } = await resident()
    await execute(changeProfile, { name: 'Suparman', locale: 'id' }, as(actor))
    await expect(execute(changeProfile, { name: '12345', locale: 'id' }, as(actor))).rejects.toMatchObject({
      info: { fields: [{ path: 'name', key: 'identity_field_name' }] },
    })
  })

  test('another phone is taken over with its code; other browsers are signed out and the old number is told', async () => {
    const before = newPhone()
    const [here, there] = [await resident(before), await resident(before)]
    const phone = newPhone()
    const { challengeId } = await execute(
      requestPhoneChange,
      { phone, address: origin.address },
      as(here.actor),
    )
    const change = { challengeId, code: await codeTo(database, phone), address: origin.address }
    await expect(execute(changePhone, change, as((await resident()).actor))).resolves.toEqual({
      outcome: 'over',
    })
    expect(await execute(changePhone, change, as(here.actor))).toMatchObject({ outcome: 'changed', phone })
    expect(await actorOfToken(database.app, there.token)).toEqual(anonymous)
    expect(await codeTo(database, before)).toBe('')
    const { rows } = await database.owner.query(
      `select template from kernel.message where recipient = $1 order by id desc limit 1`,
      [before],
    )
    expect(rows).toEqual([{ template: 'identity.phone_changed' }])
  })

  test('a phone of somebody else cannot be taken, and this is told only to who holds it', async () => {
    const taken = newPhone()
    await makeAccount(database, { name: 'Pemilik', phone: taken })
    const { actor } = await resident()
    const { challengeId } = await execute(
      requestPhoneChange,
      { phone: taken, address: origin.address },
      as(actor),
    )
    const change = { challengeId, code: await codeTo(database, taken), address: origin.address }
    expect(await execute(changePhone, change, as(actor))).toEqual({ outcome: 'taken' })
  })
})

describe('consent', () => {
  test('is given and withdrawn, each answer kept with its time', async () => {
    const { actor, phone } = await resident()
    const allowed = () => asSystem(database, (db) => allowsChannel(db, phone, 'whatsapp'))
    expect(await allowed()).toBe(false)
    await execute(answerConsent, { purpose: 'whatsapp', given: true }, as(actor))
    expect(await allowed()).toBe(true)
    await execute(answerConsent, { purpose: 'whatsapp', given: false }, as(actor))
    expect(await allowed()).toBe(false)
    const { items } = await execute(readConsentHistory, {}, as(actor))
    expect(items.map(({ purpose, given }) => ({ purpose, given }))).toEqual([
      { purpose: 'whatsapp', given: false },
      { purpose: 'whatsapp', given: true },
    ])
  })

  test('lists every purpose with its words in the reader’s language', async () => {
    const { actor } = await resident()
    const { items } = await execute(readOwnConsents, {}, { ...as(actor), locale: 'en' })
    expect(items.find(({ key }) => key === 'whatsapp')).toMatchObject({
      basis: 'consent',
      title: 'Messages by WhatsApp',
      answer: null,
    })
  })

  test('is not asked where the law gives the task', async () => {
    const { actor } = await resident()
    await expect(
      execute(answerConsent, { purpose: 'service', given: false }, as(actor)),
    ).rejects.toMatchObject({ key: 'identity_not_consent' })
    await expect(
      execute(answerConsent, { purpose: 'tidak_ada', given: true }, as(actor)),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('cannot be changed or removed by the application', async () => {
    await expect(database.app.query('update identity.consent set given = true')).rejects.toMatchObject({
      code: '42501',
    })
    await expect(database.app.query('delete from identity.consent')).rejects.toMatchObject({ code: '42501' })
  })
})
