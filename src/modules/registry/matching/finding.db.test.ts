import { describe, expect, test } from 'vitest'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { person, staff } from '../../../../tests/support/actors.ts'
import { registerAtDesk } from '../operations.server.ts'
import { sampleRegistration } from '../provision.server.ts'
import { findSimilarOnes, isThisYou, listPairs, matchWaiting, proposeMatch } from './operations.server.ts'
import { at, decide, made, matchAll, pairOf, read, sent, twice, unique } from './testing/pairs.ts'

describe('finding', () => {
  test('two hands entered one business: the job puts the pair before the officers, with reasons', async () => {
    const { pair } = await pairOf()
    expect(pair).toMatchObject({ state: 'open' })
    expect(pair.score).toBeGreaterThan(80)
    expect(pair.reasons).toEqual(expect.arrayContaining(['same_phone', 'same_name', 'same_address']))
  })

  test('a second business of the same person is left alone', async () => {
    const owner = await at.resident('Sri Wahyuni')
    const one = await sent({ name: `Warung ${unique()}` }, owner)
    const other = await sent(
      { name: 'Salon Cantik Jelita', sector: 'service', description: 'Rias pengantin' },
      owner,
    )
    await matchAll()
    const { rows } = await at.owner.query(
      'select 1 from registry.match_pair where a_id = any ($1) and b_id = any ($1)',
      [[one.subjectId, other.subjectId]],
    )
    expect(rows).toEqual([])
  })

  test('a pair that changed is asked no more, and asked again when it looks alike again', async () => {
    const { pair, second } = await pairOf()
    const state = async () =>
      (await at.owner.query('select state from registry.match_pair where id = $1', [pair.id])).rows[0].state
    const rename = async (name: string) => {
      await at.owner.query('update registry.business set name = $2 where id = $1', [second.subjectId, name])
      await matchAll()
    }
    const { rows } = await at.owner.query('select name from registry.business where id = $1', [
      second.subjectId,
    ])
    await rename('Bengkel Motor Sentosa')
    expect(await state()).toBe('gone')
    await rename(rows[0].name)
    expect(await state()).toBe('open')
  })

  test('whatever way a business comes in, it is compared: also by one statement for many', async () => {
    const before = await at.owner.query('select count(*)::int as n from registry.match_waiting')
    await at.owner.query(
      `insert into registry.business (kind, name, state, region_code, owner_id, created_at, updated_at)
       select 'business', 'Toko ' || n, 'verified', '33.72.05.1010', (select id from registry.person limit 1), now(), now()
       from generate_series(1, 5) n`,
    )
    const after = await at.owner.query('select count(*)::int as n from registry.match_waiting')
    expect(after.rows[0].n - before.rows[0].n).toBe(5)
    await matchAll()
    expect((await at.owner.query('select count(*)::int as n from registry.match_waiting')).rows[0].n).toBe(0)
  })

  test('only the system compares, and nobody else takes what waits', async () => {
    await expect(execute(matchWaiting, {}, at.call(at.officer))).rejects.toMatchObject({ code: 'forbidden' })
    const { name } = await twice()
    await at.owner.query(
      'insert into registry.match_waiting (business_id) select id from registry.business where name = $1',
      [name],
    )
    const taken = await transaction(at.app, claimsOf(at.officer), 'write', async (db) => ({
      result: await db.many({ text: 'select registry.take_match_work(10)', values: [] }),
    }))
    expect(taken).toEqual([])
    await matchAll()
  })
})

describe('the queue', () => {
  test('shows pairs of both regions to those who have both, likeliest first', async () => {
    const { pair } = await pairOf()
    const { items } = await execute(listPairs, { limit: 100 }, at.call(at.officer))
    expect(items.map(({ id }) => id)).toContain(pair.id)
    expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).sort((x, y) => y - x))
    for (const stranger of [at.foreigner, staff('officer', '33.72.01')]) {
      expect((await execute(listPairs, { limit: 100 }, at.call(stranger))).items).toEqual([])
      await expect(read(pair.id, stranger)).rejects.toMatchObject({ code: 'not_found' })
      await expect(decide(pair.id, {}, stranger)).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(execute(listPairs, {}, at.call(await at.resident()))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(execute(listPairs, { region: '33.73' }, at.call(at.officer))).resolves.toMatchObject({
      items: [],
    })
  })

  test('of two villages, one officer alone sees nothing', async () => {
    const { pair, first, second } = await pairOf()
    await at.owner.query(`update registry.business set region_code = '33.72.05.1011' where id = $1`, [
      second.subjectId,
    ])
    await matchAll()
    expect(first.subjectId).not.toBe(second.subjectId)
    await expect(read(pair.id, at.head)).rejects.toMatchObject({ code: 'not_found' })
    await expect(read(pair.id)).resolves.toMatchObject({ id: pair.id })
  })

  test('pages through all of them, none twice', async () => {
    for (let more = 0; more < 3; more += 1) await pairOf()
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await execute(listPairs, { limit: 2, ...(after && { after }) }, at.call(at.officer))
      seen.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    const { rows } = await at.owner.query(
      `select count(*)::int as n from registry.match_pair where state = 'open'`,
    )
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(rows[0].n)
  })

  test('different is remembered: the pair is never asked again', async () => {
    const { pair, second } = await pairOf()
    await expect(decide(pair.id, { note: 'Sudah dicek.' })).resolves.toMatchObject({ state: 'different' })
    await at.owner.query('update registry.business set address = $2 where id = $1', [
      second.subjectId,
      'Jl. Gajah Mada 999',
    ])
    await matchAll()
    expect((await read(pair.id)).state).toBe('different')
    const { items } = await execute(listPairs, { state: 'different', limit: 100 }, at.call(at.officer))
    expect(items.find(({ id }) => id === pair.id)?.decidedBy).toBe('Petugas Banjarsari')
    await expect(decide(pair.id, {})).rejects.toMatchObject({ code: 'conflict' })
  })

  test('who looks but does not decide is told so; nobody decides about their own business', async () => {
    const { pair, owner } = await pairOf()
    const administrator = staff('administrator', '33.72')
    await expect(read(pair.id, administrator)).resolves.toMatchObject({ mayDecide: false })
    await expect(decide(pair.id, {}, administrator)).rejects.toMatchObject({ code: 'forbidden' })
    const both = { ...at.officer, accountId: owner.accountId }
    await expect(read(pair.id, both)).resolves.toMatchObject({ own: true, mayDecide: false })
    await expect(decide(pair.id, {}, both)).rejects.toMatchObject({ key: 'matching_own' })
    await expect(
      decide(pair.id, {}, staff('officer', '33.72', { secondFactor: false })),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(decide(pair.id, { version: 99 })).rejects.toMatchObject({ code: 'stale' })
  })

  test('an officer puts two references beside each other', async () => {
    const [one, other] = [
      await sent({ name: `Toko ${unique()}` }),
      await sent({ name: `Kedai ${unique()}`, sector: 'drink' }),
    ]
    const propose = (first: string, second: string, actor = at.officer) =>
      execute(proposeMatch, { first, second }, at.call(actor))
    const { id } = await propose(one.reference, other.reference.toLowerCase().replaceAll('-', ' '))
    await expect(read(id)).resolves.toMatchObject({ state: 'open' })
    expect((await propose(other.reference, one.reference)).id).toBe(id)
    await expect(propose(one.reference, one.reference)).rejects.toMatchObject({
      info: { fields: [{ key: 'matching_same_reference' }] },
    })
    for (const actor of [at.foreigner, staff('administrator', '33.72')])
      await expect(propose(one.reference, other.reference, actor)).rejects.toMatchObject({
        info: { fields: [{ path: 'first' }] },
      })
  })
})

describe('at entry', () => {
  test('"is this you?" shows what the account has and what waits under its phone, and nothing of anybody else', async () => {
    const { name, owner, second } = await pairOf()
    const asked = {
      kind: 'business',
      name: `Warung ${name.split(' ')[1]}`,
      sector: 'food',
      ownerName: 'Sri W',
      regionCode: '33.72.05.1010',
      address: `Jl. Gajah Mada ${made}`,
    } as const
    const { items } = await execute(isThisYou, asked, at.call(owner))
    expect(items).toMatchObject([
      { name, claimable: false },
      { reference: second.reference, claimable: true },
    ])
    expect((await execute(isThisYou, asked, at.call(await at.resident('Sri Wahyuni')))).items).toEqual([])
    await expect(execute(isThisYou, asked, at.call(person()))).resolves.toEqual({ items: [] })
  })

  test("at the desk: what looks alike in the officer's regions; what was checked is not asked again", async () => {
    const name = `Depot ${unique()}`
    const known = await sent({ name, ownerName: 'Paijo', address: 'Jl. Veteran 5' })
    await matchAll()
    const asked = {
      kind: 'business',
      name: name.toUpperCase(),
      sector: 'food',
      ownerName: 'Pak Paijo',
      regionCode: '33.72.05.1010',
      address: 'Jln. Veteran No.5',
      rt: '003',
      rw: '005',
    } as const
    const { items } = await execute(findSimilarOnes, asked, at.call(at.officer))
    expect(items).toMatchObject([{ reference: known.reference, name }])
    await expect(execute(findSimilarOnes, asked, at.call(at.foreigner))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      execute(findSimilarOnes, { ...asked, regionCode: '33.73.01.1001' }, at.call(at.foreigner)),
    ).resolves.toEqual({ items: [] })
    const receipt = await execute(
      registerAtDesk,
      { ...sampleRegistration(asked), consent: true, differentFrom: [known.subjectId] },
      at.call(at.officer),
    )
    await matchAll()
    const { rows } = await at.owner.query(
      'select state from registry.match_pair where a_id = any ($1) and b_id = any ($1)',
      [[known.subjectId, receipt.subjectId]],
    )
    expect(rows).toEqual([{ state: 'different' }])
  })
})
