import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { decideRegistration, readCase, undo } from '../decisions/operations.server.ts'
import { provisionAtDesk, sampleRegistration } from '../provision.server.ts'
import { proposeMatch } from './operations.server.ts'
import { survivorOf } from './queries.server.ts'
import {
  at,
  decide,
  instant,
  later,
  matchAll,
  mergeAll,
  pairOf,
  read,
  sent,
  separate,
  snapshot,
  unique,
} from './testing/pairs.ts'

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
