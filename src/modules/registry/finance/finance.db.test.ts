import { expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { readChanges } from '../profile/operations.server.ts'
import { provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { world } from '../testing/world.ts'
import {
  addFinance,
  lookAtFinance,
  readAmounts,
  readFinance,
  removeFinance,
  settleFinance,
} from './operations.server.ts'

const at = await world()
const now = '2026-11-21T03:00:00.000Z'
const owner = await at.resident()
const as = (actor: Actor, when = now) => at.call(actor, { now: when })

async function borrowed() {
  const { subjectId: businessId } = await provisionRegistration(
    { pool: at.app, actor: owner, at: now },
    sampleRegistration(),
  )
  // The case the press told of: 1,500,000 borrowed, 1,300,000 received, 52 weeks of 36,000.
  const { id } = await execute(
    addFinance,
    {
      businessId,
      source: 'moneylender',
      lender: 'Bank plecit',
      principal: '1,5 juta',
      received: 1_300_000,
      payment: '36rb',
      period: 'week',
      payments: 52,
    },
    as(owner),
  )
  return { businessId, financeId: id }
}

test('a debt costs what its cash flows say', async () => {
  const { businessId } = await borrowed()
  const { items } = await execute(readFinance, { businessId }, as(at.officer))
  expect(items).toHaveLength(1)
  expect(items[0]?.yearlyRate).toBeCloseTo(1.144, 3)
})

test('amounts lie sealed: not in the row, not in the history, not in the audit', async () => {
  const { businessId } = await borrowed()
  const { rows } = await at.owner.query(
    `select (select string_agg(f::text, ' ') from registry.business_finance f where business_id = $1::uuid)
       || (select string_agg(c::text, ' ') from registry.business_change c where business_id = $1::uuid)
       || (select string_agg(a::text, ' ') from kernel.audit_entry a where subject_id::text = ($1::uuid)::text) as all`,
    [businessId],
  )
  expect(rows[0].all).not.toMatch(/1500000|1300000|36000\b/)
})

test('the owner sees their amounts; an officer says why first, for ten minutes, and the owner reads it', async () => {
  const { businessId, financeId } = await borrowed()
  const see = (actor: Actor, when = now) => execute(readAmounts, { businessId }, as(actor, when))
  expect((await see(owner)).amounts[financeId]).toEqual({
    principal: 1_500_000,
    received: 1_300_000,
    payment: 36_000,
  })
  await expect(see(at.officer)).rejects.toMatchObject({ key: 'profile_finance_not_in_sight' })
  await execute(lookAtFinance, { businessId, reason: 'Menghitung pinjaman pengganti.' }, as(at.officer))
  expect((await see(at.officer)).amounts[financeId]?.payment).toBe(36_000)
  expect((await execute(readFinance, { businessId }, as(at.officer))).open).toBe(true)
  expect((await execute(readFinance, { businessId }, as(at.colleague))).open).toBe(false)
  await expect(see(at.colleague)).rejects.toMatchObject({ key: 'profile_finance_not_in_sight' })
  await expect(see(at.officer, '2026-11-21T03:11:00.000Z')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(see(at.foreigner)).rejects.toMatchObject({ code: 'not_found' })
  const { items } = await execute(readChanges, { businessId }, as(owner))
  expect(items[0]).toMatchObject({ section: 'finance_seen', by: 'Petugas Banjarsari' })
})

test('paid off once; taken off the list it is gone from sums, not from history', async () => {
  const { businessId, financeId } = await borrowed()
  await execute(settleFinance, { financeId }, as(owner))
  await expect(execute(settleFinance, { financeId }, as(owner))).rejects.toMatchObject({ code: 'conflict' })
  await execute(removeFinance, { financeId }, as(owner))
  expect((await execute(readFinance, { businessId }, as(owner))).items).toEqual([])
  expect((await execute(readChanges, { businessId }, as(owner))).items).toHaveLength(3)
})
