import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { text } from '#platform/database/query.ts'
import { callAs, person } from '../../tests/support/actors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { type Actor, anonymous } from './actor.ts'
import { execute } from './execute.server.ts'
import { Fault } from './fault.ts'
import { operation } from './operation.ts'

const database = await testDatabase()
const resident = person()

beforeAll(async () => {
  await database.owner.query(`
    create schema probe;
    grant usage on schema probe to berdaya_app;
    create table probe.deposit (id uuid primary key default kernel.new_id(), amount int not null);
    grant select, insert on probe.deposit to berdaya_app`)
})
beforeEach(() => database.owner.query('truncate probe.deposit, kernel.idempotency_key'))

const deposit = operation({
  name: 'probe.deposit',
  summary: 'Put money in.',
  http: 'POST /deposits',
  creates: true,
  input: z.object({
    amount: z.number().int(),
    fails: z.boolean().default(false),
    slow: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid(), amount: z.number() }),
  can: () => 'allowed',
  async run(ctx, { amount, fails, slow }) {
    const made = await ctx.db.one(
      text<{ id: string; amount: number }>(
        'insert into probe.deposit (amount) values ($1) returning id, amount',
        [amount],
      ),
    )
    if (slow) await ctx.db.exec(text('select pg_sleep(0.05)'))
    if (fails) throw new Fault('conflict', 'kernel_duplicate')
    return made
  },
})

const share = operation({
  name: 'probe.share',
  summary: 'Share ten among some.',
  http: 'POST /shares',
  creates: true,
  input: z.object({ among: z.number().int() }),
  output: z.object({ each: z.number() }),
  subject: (ctx, { among }) => ctx.db.one(text<{ each: number }>('select 10 / $1::int as each', [among])),
  can: () => 'allowed',
  run: async (_, __, shares) => shares,
})

const pay = (amount: number, key: string, more: { actor?: Actor; fails?: boolean; slow?: boolean } = {}) =>
  execute(
    deposit,
    { amount, fails: more.fails, slow: more.slow },
    callAs(database.app, more.actor ?? resident, { idempotencyKey: key }),
  )
const deposits = async () =>
  (await database.owner.query('select amount from probe.deposit order by id')).rows.map((row) => row.amount)
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'accepted',
    (fault: Fault) => fault.code,
  )

test('the same request sent again is applied once and answered alike', async () => {
  const key = randomUUID()
  const first = await pay(5, key)
  expect(await pay(5, key)).toEqual(first)
  expect(await deposits()).toEqual([5])
})

test('twenty at once are applied once, and all are told the same', async () => {
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 20 }, () => pay(7, key, { slow: true })))
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
  expect(await deposits()).toEqual([7])
})

test('a key used for another request is refused, and nothing is applied', async () => {
  const key = randomUUID()
  await pay(5, key)
  expect(await refusal(pay(6, key))).toBe('idempotency_mismatch')
  expect(await deposits()).toEqual([5])
})

test('a key is used up by success only: after a refusal the request may be mended and sent again', async () => {
  const key = randomUUID()
  expect(await refusal(pay(5, key, { fails: true }))).toBe('conflict')
  expect(await deposits()).toEqual([])
  expect(await pay(6, key)).toMatchObject({ amount: 6 })
})

test('when the first of two at once fails, the second is applied', async () => {
  const key = randomUUID()
  const outcomes = await Promise.all([
    refusal(pay(5, key, { fails: true, slow: true })),
    refusal(pay(5, key, { slow: true })),
  ])
  // Either order may win the key; a failed one must never stand for the other.
  expect(await deposits()).toEqual([5])
  expect(outcomes).toContain('accepted')
})

test('one person cannot meet the keys of another', async () => {
  const key = randomUUID()
  const mine = await pay(5, key)
  const theirs = await pay(5, key, { actor: person() })
  expect(theirs.id).not.toBe(mine.id)
  expect(await deposits()).toEqual([5, 5])
})

test('visitors share a name space, so a key of a visitor answers only to the very same request', async () => {
  const key = randomUUID()
  const first = await pay(5, key, { actor: anonymous })
  expect(await pay(5, key, { actor: anonymous })).toEqual(first)
  expect(await refusal(pay(9, key, { actor: anonymous }))).toBe('idempotency_mismatch')
})

test.each(['', 'short', 'x'.repeat(201)])('the key %j is refused at once', async (key) => {
  expect(await refusal(pay(5, key))).toBe(key === '' ? 'accepted' : 'invalid_input')
})

test('a key sent again with what the database refuses: that is said, not that the transaction is lost', async () => {
  const call = callAs(database.app, resident, { idempotencyKey: randomUUID() })
  expect(await execute(share, { among: 5 }, call)).toEqual({ each: 2 })
  expect(await refusal(execute(share, { among: 0 }, call))).toBe('invalid_input')
})
