import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { staff } from '../../../tests/support/actors.ts'
import { deactivate, listWaiting, readCase } from './decisions/operations.server.ts'
import { listMine, listRegistered } from './operations.server.ts'
import { provisionDecision, provisionRegistration, sampleRegistration } from './provision.server.ts'
import { here, world } from './testing/world.ts'

const at = await world()
const sent = async (more: object = {}, owner?: Actor) =>
  provisionRegistration({ pool: at.app, actor: owner ?? (await at.resident()) }, sampleRegistration(more))

describe('the inbox', () => {
  test('shows waiting cases by deadline, pages through all of them, and counts', async () => {
    const head = staff('head', '33.72.05.1012')
    const dates = ['2026-11-02', '2026-11-09', '2026-11-10', '2026-11-16', '2026-11-20']
    for (const [n, date] of dates.entries())
      await provisionRegistration(
        { pool: at.app, actor: await at.resident(), at: `${date}T03:00:00Z` },
        sampleRegistration({ regionCode: '33.72.05.1012', name: `Kasus ${n}` }),
      )
    const call = at.call(head, { now: '2026-11-21T03:00:00Z' })
    const titles: string[] = []
    let after: string | undefined
    do {
      const page = await execute(listWaiting, { limit: 2, after }, call)
      expect([page.waiting, page.overdue]).toEqual([5, 4])
      titles.push(...page.items.map((item) => item.title))
      after = page.next ?? undefined
    } while (after)
    expect(titles).toEqual(['Kasus 0', 'Kasus 1', 'Kasus 2', 'Kasus 3', 'Kasus 4'])
    const overdue = await execute(listWaiting, { overdue: false }, call)
    expect(overdue.items.map((item) => item.title)).toEqual(['Kasus 4'])
    expect((await execute(listWaiting, { search: 'kasus 3' }, call)).waiting).toBe(1)
    expect((await execute(listWaiting, { search: '%' }, call)).waiting).toBe(0)
    await expect(execute(listWaiting, { after: 'xxx' }, call)).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(execute(listWaiting, {}, at.call(await at.resident()))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('what other regions see', () => {
  test('nothing: not by list, search, reference, count, case, nor in the database itself', async () => {
    const receipt = await sent({ name: 'Rahasia Mangkubumen', nik: '3372052007850009' })
    const call = at.call(at.foreigner)
    for (const search of ['Rahasia', receipt.reference]) {
      expect((await execute(listRegistered, { search }, call)).items).toEqual([])
      expect(await execute(listWaiting, { search }, call)).toMatchObject({ items: [], waiting: 0 })
    }
    expect((await execute(listRegistered, { region: here }, call)).items).toEqual([])
    await expect(execute(readCase, { registrationId: receipt.id }, call)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      execute(deactivate, { registrationId: receipt.id, reason: 'abc' }, call),
    ).rejects.toMatchObject({ code: 'not_found' })
    const tables = ['business', 'person', 'registration', 'v_registration_fact']
    for (const table of tables) {
      const counted = await transaction(at.app, claimsOf(at.foreigner), 'read', async (db) => ({
        result: await db.one<{ n: number }>({
          text: `select count(*) as n from registry.${table} where region_code like '33.72%'`,
          values: [],
        }),
      }))
      expect(counted.n, table).toBe(0)
    }
    const asked = await transaction(at.app, claimsOf(at.foreigner), 'read', async (db) => ({
      result: await db.many({
        text: `select * from registry.find_registrations(array[''], '%Rahasia%', null, null, null, null, null, 10)`,
        values: [],
      }),
    }))
    expect(asked).toEqual([])
    expect((await execute(listRegistered, { search: 'rahasia' }, at.call(at.officer))).items).toHaveLength(1)
    expect(
      (await execute(listRegistered, { search: receipt.reference.toLowerCase() }, at.call(at.head))).items,
    ).toHaveLength(1)
  })

  test('a resident sees their own and nothing else', async () => {
    const [one, two] = [await at.resident(), await at.resident()]
    const receipt = await sent({}, one)
    expect((await execute(listMine, {}, at.call(one))).items.map((item) => item.reference)).toEqual([
      receipt.reference,
    ])
    expect((await execute(listMine, {}, at.call(two))).items).toEqual([])
    await expect(execute(readCase, { registrationId: receipt.id }, at.call(two))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(execute(listRegistered, {}, at.call(two))).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('drafts and sealed numbers are out of reach without their key', async () => {
    for (const actor of [at.officer, await at.resident()]) {
      const { n } = await transaction(at.app, claimsOf(actor), 'read', async (db) => ({
        result: await db.one<{ n: number }>({ text: 'select count(*) as n from registry.draft', values: [] }),
      }))
      expect(n).toBe(0)
    }
  })
})

describe('the office list', () => {
  test('filters by kind, state and region, newest first, page by page', async () => {
    const head = at.call(staff('officer', '33.72.05.1013'))
    const regionCode = '33.72.05.1013'
    const [first] = [await sent({ regionCode, name: 'Pertama' })]
    await sent({ regionCode, name: 'Kelompok', kind: 'art_group' })
    await provisionDecision({ pool: at.app, actor: at.officer }, first.id, { decision: 'approve' })
    const names = async (filter: object) =>
      (await execute(listRegistered, filter, head)).items.map((item) => item.name)
    expect(await names({ kind: 'art_group' })).toEqual(['Kelompok'])
    expect(await names({ state: 'verified' })).toEqual(['Pertama'])
    expect(await names({ region: '33.72.05.1010' })).toEqual([])
    expect((await names({ region: '33.72' })).sort()).toEqual(['Kelompok', 'Pertama'])
    const page = await execute(listRegistered, { limit: 1 }, head)
    expect((await execute(listRegistered, { limit: 1, after: page.next }, head)).next).toBeNull()
  })

  test('is the same for a village, a district, a city, a province, the nation, and two villages together', async () => {
    for (const [regionCode, name] of [
      ['33.72.05.1013', 'Senja Satu'],
      ['33.72.05.1012', 'Senja Dua'],
      ['33.72.05.1013', 'Senja Tiga'],
    ] as const)
      await sent({ regionCode, name })
    const seen = async (...regions: string[]) => {
      const grants = regions.flatMap((region) => staff('officer', region).grants)
      const call = at.call({ ...staff('officer', ''), grants })
      const names: string[] = []
      for (let after: string | null | undefined; after !== null; ) {
        const page = await execute(listRegistered, { search: 'senja', limit: 1, after }, call)
        names.push(...page.items.map((item) => item.name))
        after = page.next
      }
      return names
    }
    const all = ['Senja Tiga', 'Senja Dua', 'Senja Satu']
    for (const regions of [['33.72.05'], ['33.72'], ['33'], [''], ['33.72.05.1012', '33.72.05.1013']])
      expect([regions, await seen(...regions)]).toEqual([regions, all])
    expect(await seen('33.72.05.1013')).toEqual(['Senja Tiga', 'Senja Satu'])
    expect(await seen('35')).toEqual([])
  })
})
