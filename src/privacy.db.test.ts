import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { translate } from '#kernel/problem.ts'
import { requestData } from '#modules/registry/privacy/requests.operations.server.ts'
import { readProcessing, retain } from '#modules/registry/privacy/retention.server.ts'
import {
  provisionDecision,
  provisionRegistration,
  sampleRegistration,
} from '#modules/registry/provision.server.ts'
import { world } from '#modules/registry/testing/world.ts'
import { provisionBooking, provisionSpace, timeOn } from '#modules/space/provision.server.ts'
import { staff } from '../tests/support/actors.ts'
import { everyRow, traces } from '../tests/support/traces.ts'
import { personalTables, retentions } from './personal-data.ts'
import { answerDataRequest, readOwnData } from './privacy.server.ts'

const at = await world()
const administrator = staff('administrator', '33.72', { name: 'Admin Surakarta' })
const manager = staff('manager', '33.72', { name: 'Pengelola' })
await at.owner.query(`insert into kernel.setting (key, value) values ('site', '{"region": "33.72"}')`)
const hall = await provisionSpace({ pool: at.app, actor: manager })

/** Words of somebody that stand nowhere else; born anew each time, so that no two people share any. */
interface Words {
  first: string
  last: string
  street: string
  shop: string
  said: string
}
const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
  minLength: 7,
  maxLength: 12,
})
const words: fc.Arbitrary<Words> = fc.record({
  first: letters,
  last: letters,
  street: letters,
  shop: letters,
  said: letters,
})
let people = 0

/** Somebody in every part of the program: an account, a business sent back with words about it, a hall booked. */
async function live({ first, last, street, shop, said }: Words) {
  people += 1
  const serial = String(1000 + people)
  const who = {
    name: `X${first}${serial} Q${last}`,
    address: `Gang X${street}${serial} 7`,
    business: `Warung X${shop}${serial}`,
    note: `catatan x${said}${serial}`,
    nik: `337205550190${serial}`,
    kk: `337205150115${serial}`,
  }
  const account = await at.resident(who.name)
  const sent = await provisionRegistration(
    { pool: at.app, actor: account },
    sampleRegistration({
      name: who.business,
      ownerName: who.name,
      address: who.address,
      description: who.note,
      nik: who.nik,
      kk: who.kk,
    }),
  )
  await provisionDecision({ pool: at.app, actor: at.officer }, sent.id, {
    decision: 'return',
    reason: `Nama ${who.name} salah tulis.`,
  })
  const date = new Date(Date.UTC(2026, 10, 24 + Math.floor(people / 5))).toISOString().slice(0, 10)
  await provisionBooking(
    { pool: at.app, actor: account, at: '2026-11-21T03:00:00Z' },
    {
      spaceId: hall.id,
      ...timeOn(date, 8 + 2 * (people % 5), 10 + 2 * (people % 5)),
      name: who.business,
      note: who.note,
    },
  )
  return { ...who, account, phone: account.phone }
}
type Person = Awaited<ReturnType<typeof live>>
const wordsOf = ({ name, address, business, note, phone }: Person) => [name, address, business, note, phone]

const wholeDatabase = () =>
  everyRow(at.owner, ['kernel', 'identity', 'registry', 'space', 'impact', 'graphile_worker'])

async function ask(actor: Parameters<typeof at.call>[0]) {
  const request = { kind: 'erasure' as const, wish: '', understood: true as const }
  return execute(requestData, { request }, at.call(actor))
}

const grant = (requestId: string) =>
  execute(
    answerDataRequest,
    { requestId, version: 1, decision: 'done', answer: 'Data Anda sudah dihapus.' },
    at.call(administrator),
  )

describe('an erasure', () => {
  test('leaves no direct identifier in any table, and everybody else as they were', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, async (leaving, staying) => {
        const [gone, stays] = [await live(leaving), await live(staying)]
        const request = await ask(gone.account)
        await at.owner.query(`update space.booking set state = 'completed' where account_id = $1`, [
          gone.account.accountId,
        ])
        const done = await grant(request.id)
        expect(done.state).toBe('done')
        expect(done.kept.map(({ key }) => key)).toContain('accountability')
        // The notice itself goes the night after it was sent.
        await at.owner.query(
          `update kernel.message set state = 'sent' where template = 'registry.data_erased'`,
        )
        await retain(at.app, retentions)
        const database = await wholeDatabase()
        expect(traces(database, [...wordsOf(gone), gone.nik])).toEqual([])
        for (const word of wordsOf(stays)) expect(database).toContain(word.toLowerCase())
      }),
      { numRuns: 4, endOnFailure: true },
    )
  })
})

describe('a person\u2019s own copy', () => {
  test('holds what they gave, in the clear, and nothing of anybody else', async () => {
    const [mine, theirs] = fc.sample(words, { numRuns: 2, seed: 1 })
    if (!mine || !theirs) throw new Error('two people')
    const [me, other] = [await live(mine), await live(theirs)]
    const copy = await execute(readOwnData, {}, at.call(me.account))
    const written = JSON.stringify(copy)
    for (const word of [...wordsOf(me), me.nik, me.kk]) expect(written).toContain(word)
    for (const word of [...wordsOf(other), other.nik]) expect(written).not.toContain(word)
    expect(copy.sections.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['identity.account', 'registry.person', 'registry.business', 'space.booking']),
    )
  })
})

describe('a request', () => {
  test('for a correction is answered within 3 × 24 hours, by an administrator of the region and not by the person', async () => {
    const person = await at.resident('Wahyu Peminta')
    const request = { kind: 'correction' as const, about: 'nik' as const, wish: 'NIK saya salah ketik.' }
    const asked = await execute(requestData, { request }, at.call(person, { now: '2026-11-20T10:00:00Z' }))
    expect(asked.deadline).toBe('2026-11-23T10:00:00Z')
    await expect(execute(requestData, { request }, at.call(person))).rejects.toMatchObject({
      code: 'conflict',
    })
    const answer = {
      requestId: asked.id,
      version: 1,
      decision: 'done' as const,
      answer: 'Sudah kami perbaiki.',
    }
    const foreign = staff('administrator', '33.73')
    await expect(execute(answerDataRequest, answer, at.call(foreign))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(execute(answerDataRequest, answer, at.call(person))).rejects.toMatchObject({
      code: 'forbidden',
    })
    const answered = await execute(answerDataRequest, answer, at.call(administrator))
    expect(answered).toMatchObject({ state: 'done', wish: 'NIK saya salah ketik.' })
    await expect(execute(answerDataRequest, answer, at.call(administrator))).rejects.toMatchObject({
      key: 'privacy_request_answered',
    })
  })

  test('to erase waits while a hall is booked', async () => {
    const [who] = fc.sample(words, { numRuns: 1, seed: 5 })
    if (!who) throw new Error('one person')
    const { id } = await ask((await live(who)).account)
    await expect(grant(id)).rejects.toMatchObject({ key: 'privacy_blocked_bookings' })
  })
})

test('every column of a copy has a name in both languages', () => {
  const keys = personalTables.flatMap((table) => [
    ...Object.keys(table.columns),
    ...Object.keys(table.opened ?? {}),
  ])
  for (const key of new Set(keys))
    for (const locale of ['id', 'en'] as const)
      expect(translate(`privacy_field_${key}`, undefined, locale)).not.toContain('privacy_field')
})

describe('the register of processing', () => {
  test('has a way to carry out every rule, and says when it was last done', async () => {
    await retain(at.app, retentions)
    const { items } = await execute(readProcessing, {}, at.call(administrator))
    const rules = items.flatMap((activity) => activity.rules)
    expect(rules.map(({ key }) => key).sort()).toEqual(retentions.map(({ key }) => key).sort())
    expect(rules.every(({ lastRunAt }) => lastRunAt !== null)).toBe(true)
  })

  test('clears names of bookings older than its years, and keeps that there was one', async () => {
    const [who] = fc.sample(words, { numRuns: 1, seed: 9 })
    if (!who) throw new Error('one person')
    const person = await live(who)
    await at.owner.query(
      `update space.booking set state = 'completed', during = tstzrange('2019-01-05 08:00Z', '2019-01-05 10:00Z'),
         blocked = tstzrange('2019-01-05 08:00Z', '2019-01-05 10:00Z') where account_id = $1`,
      [person.account.accountId],
    )
    await retain(at.app, retentions)
    const { rows } = await at.owner.query(
      `select booker_name, booker_phone, account_id, note from space.booking where upper(during) < '2020-01-01'`,
    )
    expect(rows).toEqual([{ booker_name: '(dihapus)', booker_phone: null, account_id: null, note: null }])
  })
})
