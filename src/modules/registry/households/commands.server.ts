import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { text } from '#platform/database/query.ts'
import { completed, storedFields, type Values } from './completion.server.ts'
import { changedFields, keepChange } from './history.server.ts'
import { getRecord, type Household } from './queries.server.ts'
import { endFault, faultsOf } from './rules.ts'
import { type SectionName, sections } from './schema.ts'
import { columnOf, tables } from './stored.ts'

export interface Saved {
  recordId: string
  version: number
}

/** The day it is where the family lives. */
export const todayAt = (ctx: Pick<Context, 'now'>, regionCode: string): string =>
  localDate(ctx.now, zoneOf(regionCode))

function refuseFaults(faults: ReturnType<typeof faultsOf>): void {
  if (faults.length > 0) throw new Fault('invalid_input', 'kernel_invalid_input', { fields: faults })
}

export const stale = () => new Fault('stale', 'household_stale')

/** Add a record to a section. @throws Fault `invalid_input` with each field that is wrong */
export async function addRecord(
  ctx: Context,
  section: SectionName,
  { household, values }: { household: Pick<Household, 'id' | 'regionCode'>; values: Values },
): Promise<Saved> {
  refuseFaults(faultsOf(section, values, todayAt(ctx, household.regionCode)))
  const whole = await completed(ctx, section, { values, householdId: household.id })
  const recordId = newId()
  const row = {
    id: recordId,
    householdId: household.id,
    ...storedFields(section, whole),
    recordedAt: ctx.now,
    recordedBy: ctx.actor.accountId,
    recordedByName: ctx.actor.name,
  }
  const columns = Object.keys(row).map(columnOf).join(', ')
  await ctx.db.exec(
    text(
      `insert into ${tables[section]} (${columns})
       select ${columns} from jsonb_populate_record(null::${tables[section]}, $1::jsonb)`,
      [jsonOf(row)],
    ),
  )
  await keepChange(ctx, { householdId: household.id, section, recordId, act: 'added' })
  await refresh(ctx, household.id, section)
  return { recordId, version: 1 }
}

/** A record by its columns' names, as `jsonb_populate_record` reads it. */
const jsonOf = (row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(row).map(([field, value]) => [columnOf(field), value])))

interface Target {
  household: Pick<Household, 'id' | 'regionCode'>
  recordId: string
  version: number
  reason: string
}

/** The record somebody means to change: as they read it, and not struck out. */
async function openRecord(ctx: Context, section: SectionName, { household, recordId, version }: Target) {
  const before = await getRecord(ctx, section, { householdId: household.id, recordId })
  if (before.version !== version) throw stale()
  if (before.withdrawnAt !== undefined) throw new Fault('conflict', 'household_record_withdrawn')
  return before
}

/** Correct what was written down wrongly. Sealed fields that are left out stay as they are. */
export async function correctRecord(
  ctx: Context,
  section: SectionName,
  { values, ...target }: Target & { values: Values },
): Promise<Saved> {
  const { household, recordId, reason } = target
  const before = await openRecord(ctx, section, target)
  const kept = Object.fromEntries(
    sections[section].sealed.map((field) => [field, values[field] ?? before[field]]),
  )
  const today = todayAt(ctx, household.regionCode)
  refuseFaults(faultsOf(section, { ...values, ...kept }, today))
  const ended =
    before.until === undefined ? undefined : endFault(values.since as string | undefined, before.until, today)
  if (ended) refuseFaults([{ path: 'since', key: 'household_field_after_end' }])
  const whole = await completed(ctx, section, { values: { ...values, ...kept }, householdId: household.id })
  const all = [...sections[section].fields, ...sections[section].sealed]
  const after = Object.fromEntries(all.map((field) => [field, whole[field] ?? null]))
  if (changedFields(before, after).length === 0) return { recordId, version: before.version }
  const stored = storedFields(section, whole)
  const columns = Object.keys(stored).map(columnOf)
  await ctx.db.exec(
    text(
      `update ${tables[section]} t set ${columns.map((column) => `${column} = n.${column}`).join(', ')}, version = t.version + 1
       from jsonb_populate_record(null::${tables[section]}, $2::jsonb) n where t.id = $1`,
      [recordId, jsonOf(stored)],
    ),
  )
  await keepChange(ctx, {
    householdId: household.id,
    section,
    recordId,
    act: 'corrected',
    reason,
    before,
    after,
  })
  await refresh(ctx, household.id, section)
  return { recordId, version: before.version + 1 }
}

/** It held until then. */
export async function endRecord(
  ctx: Context,
  section: SectionName,
  { until, ...target }: Target & { until: string },
): Promise<Saved> {
  const before = await openRecord(ctx, section, target)
  if (before.until !== undefined) throw new Fault('conflict', 'household_record_ended')
  const wrong = endFault(before.since, until, todayAt(ctx, target.household.regionCode))
  if (wrong) refuseFaults([wrong])
  await ctx.db.exec(
    text(`update ${tables[section]} set until = $2, end_reason = $3, version = version + 1 where id = $1`, [
      target.recordId,
      until,
      target.reason,
    ]),
  )
  return noted(ctx, section, {
    target,
    act: 'ended',
    before: { until: null },
    after: { until },
    version: before.version,
  })
}

/** It never held: written down by mistake. It stays readable, and counts nowhere. */
export async function withdrawRecord(ctx: Context, section: SectionName, target: Target): Promise<Saved> {
  const before = await openRecord(ctx, section, target)
  await ctx.db.exec(
    text(
      `update ${tables[section]} set withdrawn_at = $2, withdrawn_reason = $3, version = version + 1 where id = $1`,
      [target.recordId, ctx.now, target.reason],
    ),
  )
  return noted(ctx, section, { target, act: 'withdrawn', version: before.version })
}

async function noted(
  ctx: Context,
  section: SectionName,
  {
    target,
    version,
    ...entry
  }: { target: Target; version: number; act: 'ended' | 'withdrawn'; before?: Values; after?: Values },
): Promise<Saved> {
  const { household, recordId, reason } = target
  await keepChange(ctx, { householdId: household.id, section, recordId, reason, ...entry })
  await refresh(ctx, household.id, section)
  return { recordId, version: version + 1 }
}

/** Bring what lists show, and the people's own rows, in line with the records. */
async function refresh(ctx: Context, householdId: string, section: SectionName): Promise<void> {
  if (section === 'members') await alignPeople(ctx, householdId)
  await ctx.db.exec(
    text('update registry.household set updated_at = $2 where id = $1', [householdId, ctx.now]),
  )
  if (['members', 'debts', 'rungs'].includes(section))
    await ctx.db.exec(text('select registry.refresh_household(array[$1::uuid])', [householdId]))
}

/** Who is a member names this household; who left does not. Those who only share its family card stay. */
async function alignPeople(ctx: Context, householdId: string): Promise<void> {
  const current = `select m.person_id from registry.household_member m
    where m.household_id = $1 and m.person_id is not null and m.until is null and m.withdrawn_at is null`
  await ctx.db.exec(
    text(
      `update registry.person p set household_id = case when p.id in (${current}) then $1::uuid end, updated_at = $2,
         version = p.version + 1
       where p.id in (select m.person_id from registry.household_member m where m.household_id = $1)
         and (p.household_id is null or p.household_id = $1)
         and (p.household_id is null) = (p.id in (${current}))`,
      [householdId, ctx.now],
    ),
  )
}
