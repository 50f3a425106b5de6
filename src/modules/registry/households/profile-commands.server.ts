import type { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { sealNumber } from '../secrets.server.ts'
import { addRecord, stale } from './commands.server.ts'
import { keepChange } from './history.server.ts'
import type { Household } from './queries.server.ts'
import type { NewHousehold, ProfileChange } from './schema.ts'

/** Record a household with its head. */
export async function recordHousehold(ctx: Context, answers: z.output<typeof NewHousehold>): Promise<string> {
  const id = newId()
  const kk = answers.kk ? sealNumber('kk', answers.kk) : undefined
  await ctx.db.exec(
    text(
      `insert into registry.household (id, region_code, address, rt, rw, origin, note, kk_sealed, kk_hash, name, created_at,
         updated_at, recorded_by, recorded_by_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13)`,
      [
        id,
        answers.regionCode,
        answers.address,
        answers.rt,
        answers.rw,
        answers.origin,
        answers.note,
        kk?.sealed,
        kk?.hash,
        answers.headName,
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
      ],
    ),
  )
  await keepChange(ctx, { householdId: id, section: 'profile', recordId: id, act: 'recorded' })
  const head = {
    relation: 'head',
    dependant: false,
    name: answers.headName,
    personId: answers.headPersonId,
    birthYear: answers.headBirthYear,
    sex: answers.headSex,
  }
  await addRecord(ctx, 'members', { household: { id, regionCode: answers.regionCode }, values: head })
  return id
}

/** Change what stands on the first page: address, origin, family card. */
export async function changeProfile(
  ctx: Context,
  household: Household,
  { reason, version, kk: _, ...values }: z.output<typeof ProfileChange> & { householdId?: string },
): Promise<void> {
  if (version !== household.version) throw stale()
  const kk = _ ? sealNumber('kk', _) : undefined
  const fields = ['address', 'rt', 'rw', 'origin', 'note'] as const
  const after = Object.fromEntries(fields.map((field) => [field, values[field] ?? null]))
  const before = Object.fromEntries(fields.map((field) => [field, household[field]]))
  await ctx.db.exec(
    text(
      `update registry.household set address = $2, rt = $3, rw = $4, origin = $5, note = $6,
         kk_sealed = coalesce($7, kk_sealed), kk_hash = coalesce($8, kk_hash), updated_at = $9, version = version + 1
       where id = $1`,
      [household.id, ...fields.map((field) => after[field]), kk?.sealed, kk?.hash, ctx.now],
    ),
  )
  await keepChange(ctx, {
    householdId: household.id,
    section: 'profile',
    recordId: household.id,
    act: 'corrected',
    reason,
    before: { ...before, ...(kk && { kk: 'before' }) },
    after: { ...after, ...(kk && { kk: 'after' }) },
  })
}

/** The family moved away or fell apart, or is followed again. */
export async function setState(
  ctx: Context,
  household: Household,
  { state, reason, version }: { state: Household['state']; reason: string; version: number },
): Promise<void> {
  if (version !== household.version) throw stale()
  if (state === household.state) throw new Fault('conflict', 'household_state_same')
  await ctx.db.exec(
    text(
      `update registry.household set state = $2, state_reason = case $2 when 'active' then null else $3 end, updated_at = $4,
         version = version + 1 where id = $1`,
      [household.id, state, reason, ctx.now],
    ),
  )
  await keepChange(ctx, {
    householdId: household.id,
    section: 'profile',
    recordId: household.id,
    act: state === 'active' ? 'reopened' : 'closed',
    reason,
    before: { state: household.state },
    after: { state },
  })
}

/** An officer opens what the family owes; the family can read who did. */
export const openDebts = (ctx: Context, householdId: string, reason: string): Promise<number> =>
  ctx.db.exec(
    text(
      `insert into registry.household_opening (household_id, account_id, account_name, reason, at) values ($1, $2, $3, $4, $5)`,
      [householdId, ctx.actor.accountId, ctx.actor.name, reason, ctx.now],
    ),
  )
