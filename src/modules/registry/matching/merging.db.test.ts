import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, systemActor } from '#kernel/actor.ts'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { person, staff } from '../../../../tests/support/actors.ts'
import { decideRegistration, readCase, undo } from '../decisions/operations.server.ts'
import { registerAtDesk } from '../operations.server.ts'
import { provisionAtDesk, provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { world } from '../testing/world.ts'
import {
  decideMatch,
  findSimilarOnes,
  isThisYou,
  listPairs,
  matchWaiting,
  proposeMatch,
  readPair,
  separateMatch,
} from './operations.server.ts'
import { survivorOf } from './queries.server.ts'

const at = await world()
const instant = '2026-11-20T03:00:00.000Z'
const later = '2026-11-20T06:00:00.000Z'

/** Compare whatever waits, as the job does. */
async function matchAll() {
  for (;;) {
    const { compared } = await execute(matchWaiting, {}, at.call(systemActor('jobs')))
    if (compared === 0) return
  }
}

let made = 0
/** A name no other test of this file uses: what looks alike is meant to. */
const unique = () => {
  made += 1
  return `${words[made % words.length]}${'abcdefghij'[Math.floor(made / words.length) % 10]}`
}
const words = ['Pandawa', 'Kencana', 'Srikandi', 'Bengawan', 'Merapi', 'Nakula', 'Cempaka', 'Zamzam']

const sent = async (more: object = {}, owner?: Actor) =>
  provisionRegistration(
    { pool: at.app, actor: owner ?? (await at.resident()), at: instant },
    sampleRegistration(more),
  )

/** The same business, sent by its owner and entered again at the desk. */
async function twice(more: object = {}) {
  const name = `Warung ${unique()}`
  const owner = await at.resident('Sri Wahyuni')
  const first = await sent({ name, address: `Jl. Gajah Mada ${made}`, ...more }, owner)
  const second = await provisionAtDesk(
    { pool: at.app, actor: at.colleague, at: instant },
    sampleRegistration({
      name: name.replace('Warung', 'WR.'),
      ownerName: 'Ibu Sri Wahjuni',
      address: `Jln Gajahmada no ${made}`,
    }),
    owner.phone,
  )
  await matchAll()
  const { rows } = await at.owner.query(
    'select * from registry.match_pair where a_id = any ($1) and b_id = any ($1)',
    [[first.subjectId, second.subjectId]],
  )
  return {
    name,
    owner,
    first,
    second,
    pair: rows[0] as { id: string; score: number; state: string; reasons: string[] } | undefined,
  }
}
const pairOf = async (more: object = {}) => {
  const all = await twice(more)
  if (!all.pair) throw new Error('no pair was found')
  return { ...all, pair: all.pair }
}
const decide = (matchId: string, ruling: object, actor: Actor = at.officer) =>
  execute(decideMatch, { matchId, verdict: 'different', ...ruling } as never, at.call(actor, { now: later }))
const separate = (matchId: string, actor: Actor = at.officer) =>
  execute(separateMatch, { matchId, reason: 'Ternyata dua usaha.' }, at.call(actor, { now: later }))
const read = (matchId: string, actor: Actor = at.officer) => execute(readPair, { matchId }, at.call(actor))

/** Everything recorded of businesses and their registrations, but for counters and clocks of changes. */
async function snapshot(ids: readonly string[]) {
  const { rows: businesses } = await at.owner.query(
    `select to_jsonb(b) - 'version' - 'updated_at' as row from registry.business b where id = any ($1) order by id`,
    [ids],
  )
  const { rows: cases } = await at.owner.query(
    `select to_jsonb(r) - 'version' as row from registry.registration r where business_id = any ($1) order by id`,
    [ids],
  )
  return { businesses, cases }
}

interface Step {
  pair: number
  keepOther: boolean
  take: string[]
  apart: boolean
}

/** Merge and take apart as the steps say. @returns the pairs that are merged at the end */
async function mergeAll(
  pairs: readonly { id: string; one: string; other: string }[],
  steps: readonly Step[],
) {
  const holds = new Set<string>()
  for (const { pair: n, keepOther, take, apart } of steps) {
    const pair = pairs[n]
    if (!pair) continue
    if (!holds.has(pair.id))
      // Refused where one of the two is merged already; that must change nothing.
      await decide(pair.id, { verdict: 'same', keep: keepOther ? pair.other : pair.one, take }).then(
        () => holds.add(pair.id),
        (fault) => expect(fault).toMatchObject({ code: 'conflict' }),
      )
    else if (apart) {
      await separate(pair.id)
      holds.delete(pair.id)
    }
  }
  return holds
}

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

describe('a merge', () => {
  test('one record goes on, the other points to it; its request is answered and both histories say so', async () => {
    const { pair, first, second } = await pairOf()
    await execute(
      decideRegistration,
      { registrationId: first.id, decision: 'approve' },
      at.call(at.officer, { now: later }),
    )
    await decide(pair.id, { verdict: 'same', keep: first.subjectId })
    const { rows } = await at.owner.query(
      `select b.state, b.merged_into, r.state as case_state, r.decision, r.reason_code from registry.business b
       join registry.registration r on r.business_id = b.id where b.id = $1`,
      [second.subjectId],
    )
    expect(rows).toEqual([
      {
        state: 'merged',
        merged_into: first.subjectId,
        case_state: 'merged',
        decision: 'rejected',
        reason_code: 'duplicate',
      },
    ])
    const file = await execute(readCase, { registrationId: second.id }, at.call(at.officer))
    expect(file.entry.state).toBe('merged')
    expect(file.doubles?.mergedInto?.businessId).toBe(first.subjectId)
    expect(file.history.map(({ operation }) => operation)).toContain('registry.decide_match')
    const kept = await execute(readCase, { registrationId: first.id }, at.call(at.officer))
    expect(kept.doubles?.merged.map(({ reference }) => reference)).toEqual([second.reference])
    expect(kept.history.map(({ operation }) => operation)).toContain('registry.decide_match')
    const message = await at.owner.query(
      `select body from kernel.message where about_id = $1 order by created_at desc limit 1`,
      [second.id],
    )
    expect(message.rows[0].body).toContain(first.reference)
    await expect(
      execute(undo, { registrationId: second.id }, at.call(at.officer, { now: later })),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('takes over what the officer ticks, and the account where the kept one has none', async () => {
    const { pair, first, second, owner } = await pairOf({ workers: 7, nib: '1234567890123' })
    await decide(pair.id, {
      verdict: 'same',
      keep: second.subjectId,
      take: ['workers', 'nib', 'description', 'point'],
    })
    const { rows } = await at.owner.query(
      `select b.workers, b.nib, b.account_id, r.account_id as case_account from registry.business b
       join registry.registration r on r.business_id = b.id where b.id = $1`,
      [second.subjectId],
    )
    expect(rows).toEqual([
      { workers: 7, nib: '1234567890123', account_id: owner.accountId, case_account: owner.accountId },
    ])
    expect(first.subjectId).not.toBe(second.subjectId)
  })

  test('needs one of the two to go on, and two that are active', async () => {
    const { pair, first, second } = await pairOf()
    for (const keep of [undefined, pair.id])
      await expect(decide(pair.id, { verdict: 'same', keep })).rejects.toMatchObject({
        info: { fields: [{ path: 'keep' }] },
      })
    await at.owner.query(`update registry.business set state = 'rejected' where id = $1`, [second.subjectId])
    await expect(decide(pair.id, { verdict: 'same', keep: first.subjectId })).rejects.toMatchObject({
      key: 'matching_gone',
    })
  })

  test('a business that was merged leaves the queue; a chain leads to who goes on', async () => {
    const { pair, first, second } = await pairOf()
    const third = await sent({ name: `Kios ${unique()}` })
    await decide(pair.id, { verdict: 'same', keep: first.subjectId })
    const { id } = await execute(
      proposeMatch,
      { first: first.reference, second: third.reference },
      at.call(at.officer),
    )
    await decide(id, { verdict: 'same', keep: third.subjectId })
    await matchAll()
    const survivor = await transaction(at.app, claimsOf(at.officer), 'read', async (db) => ({
      result: await survivorOf(db, second.subjectId),
    }))
    expect(survivor).toBe(third.subjectId)
    const { rows } = await at.owner.query(
      `select 1 from registry.match_pair where state = 'open' and (a_id = any ($1) or b_id = any ($1))`,
      [[first.subjectId, second.subjectId]],
    )
    expect(rows).toEqual([])
  })

  test('two officers at once: one merges, the other is told', async () => {
    const { pair, first, second } = await pairOf()
    const results = await Promise.allSettled([
      decide(pair.id, { verdict: 'same', keep: first.subjectId }),
      decide(pair.id, { verdict: 'same', keep: second.subjectId }, at.colleague),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is taken apart: everything is as it was, and the pair counts as different', async () => {
    const { pair, first, second } = await pairOf({ workers: 9 })
    const ids = [first.subjectId, second.subjectId]
    const before = await snapshot(ids)
    await decide(pair.id, { verdict: 'same', keep: second.subjectId, take: ['workers', 'address'] })
    expect(await snapshot(ids)).not.toEqual(before)
    await expect(separate(pair.id)).resolves.toMatchObject({ state: 'different' })
    expect(await snapshot(ids)).toEqual(before)
    const { merges } = await read(pair.id)
    expect(merges).toMatchObject([{ undoneReason: 'Ternyata dua usaha.' }])
    await expect(separate(pair.id)).rejects.toMatchObject({ code: 'conflict' })
    // The request waits again, and can be decided.
    await execute(
      decideRegistration,
      { registrationId: first.id, decision: 'approve' },
      at.call(at.officer, { now: later }),
    )
  })

  test('what somebody changed since the merge stays as they wrote it', async () => {
    const { pair, second } = await pairOf({ workers: 9 })
    await decide(pair.id, { verdict: 'same', keep: second.subjectId, take: ['workers'] })
    await at.owner.query('update registry.business set workers = 12 where id = $1', [second.subjectId])
    await separate(pair.id)
    const { rows } = await at.owner.query('select workers from registry.business where id = $1', [
      second.subjectId,
    ])
    expect(rows).toEqual([{ workers: 12 }])
  })

  test('any sequence of merges, taken apart in any order, restores every record exactly', async () => {
    const sectors = ['food', 'drink', 'craft', 'fashion'] as const
    const businesses = await Promise.all(
      sectors.map(async (sector, n) => {
        const answers = {
          name: `Usaha ${unique()} ${sector}`,
          sector,
          workers: n + 2,
          startedYear: 2000 + n,
          description: `Jual ${sector}`,
        }
        return n % 2
          ? provisionAtDesk(
              { pool: at.app, actor: at.colleague, at: instant },
              sampleRegistration({ ...answers, ownerName: `Pemilik ${sector}` }),
            )
          : sent(answers)
      }),
    )
    const first = businesses[0]
    if (first)
      await execute(
        decideRegistration,
        { registrationId: first.id, decision: 'approve' },
        at.call(at.officer, { now: later }),
      )
    const ids = businesses.map(({ subjectId }) => subjectId)
    const before = await snapshot(ids)
    const pairs: { id: string; one: string; other: string }[] = []
    for (const [n, one] of businesses.entries())
      for (const other of businesses.slice(n + 1)) {
        const { id } = await execute(
          proposeMatch,
          { first: one.reference, second: other.reference },
          at.call(at.officer),
        )
        pairs.push({ id, one: one.subjectId, other: other.subjectId })
      }
    const step = fc.record({
      pair: fc.nat(pairs.length - 1),
      keepOther: fc.boolean(),
      take: fc.uniqueArray(
        fc.constantFrom('workers', 'startedYear', 'description', 'address', 'sector', 'nib', 'point'),
        { maxLength: 5 },
      ),
      apart: fc.boolean(),
    })
    const merges = fc.array(step, { minLength: 1, maxLength: 12 })
    const order = fc.array(fc.nat(), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(merges, order, async (steps, apart) => {
        const holds = await mergeAll(pairs, steps)
        for (const n of apart) {
          const next = [...holds][n % Math.max(1, holds.size)]
          if (next && holds.delete(next)) await separate(next)
        }
        for (const id of holds) await separate(id)
        expect(await snapshot(ids)).toEqual(before)
      }),
      { numRuns: 15 },
    )
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
