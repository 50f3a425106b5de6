import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import type { BusinessSubject } from '../business.server.ts'
import { isOwner } from '../policy.ts'
import { allFields, type FieldTable, hasSection, type Section } from './fields.ts'
import type { SalesPeriod } from './lists.ts'
import { readFields, sizeRules } from './queries.server.ts'
import {
  type Change,
  changesBetween,
  dayOfFigures,
  type FieldValue,
  type SizeFacts,
  sizeOf,
  workersOf,
  yearlySalesOf,
} from './rules.ts'

export interface SavingNote {
  /** Version that was read. */
  version: number
  reason?: string | undefined
}

type Answers = Readonly<Record<string, FieldValue | undefined>>

/** A business that was refused or has closed is not kept up to date any more. @throws Fault `conflict` */
export function assertKept(business: BusinessSubject): void {
  if (business.state === 'rejected' || business.state === 'inactive' || business.state === 'merged')
    throw new Fault('conflict', 'profile_closed')
}

/** What officers change for somebody, they say why; the owner knows. @throws Fault `invalid_input` */
export function assertReason(ctx: Context, business: BusinessSubject, reason: string | undefined): void {
  if (reason === undefined && ctx.actor.kind !== 'system' && !isOwner(ctx.actor, business))
    throw fieldFault('reason', 'profile_reason_needed')
}

export function assertFresh(business: BusinessSubject, version: number): void {
  if (business.version !== version)
    throw new Fault('stale', 'profile_stale', { details: { version: business.version } })
}

/**
 * Save the answers of one section of a business, locked for it; tell the history what is different.
 * @throws Fault `stale` when somebody saved since it was read
 */
export async function saveSection(
  ctx: Context,
  business: BusinessSubject,
  section: Section,
  answers: Answers,
  note: SavingNote,
): Promise<{ id: string; version: number; changed: string[] }> {
  if (!hasSection(business.kind, section)) throw new Fault('conflict', 'profile_section_other_kind')
  assertKept(business)
  assertFresh(business, note.version)
  assertReason(ctx, business, note.reason)
  const before = await readFields(ctx.db, business.id)
  const told = Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, value ?? null]))
  const after = await withDerived(ctx, section, before, told)
  const changes = changesBetween(before, after)
  if (changes.length === 0) return { id: business.id, version: business.version, changed: [] }
  await writeFields(ctx, business.id, changes)
  const version = await recordChange(ctx, business, { section, changes, reason: note.reason })
  return { id: business.id, version, changed: changes.map(({ field }) => field) }
}

const firstOf = (record: Record<string, FieldValue>, other: Record<string, FieldValue>, field: string) =>
  (field in record ? record[field] : other[field]) ?? null
const numberIn = (value: FieldValue) => (typeof value === 'number' ? value : null)

/** The answers with what follows from them: all workers, yearly sales, size class. */
async function withDerived(
  ctx: Context,
  section: Section,
  before: Record<string, FieldValue>,
  told: Record<string, FieldValue>,
): Promise<Record<string, FieldValue>> {
  const after = { ...told }
  const now = (field: string) => numberIn(firstOf(after, before, field))
  if (section === 'work')
    // Nobody counted by kind: the number told at registration stays.
    after.workers =
      workersOf({
        paidMen: now('paidMen'),
        paidWomen: now('paidWomen'),
        unpaidMen: now('unpaidMen'),
        unpaidWomen: now('unpaidWomen'),
      }) ?? now('workers')
  if (section === 'money') {
    const amount = now('salesAmount')
    const period = firstOf(after, before, 'salesPeriod') as SalesPeriod | null
    after.yearlySales =
      amount === null || period === null ? null : yearlySalesOf(amount, period, now('tradingDays'))
  }
  if (section !== 'money' && section !== 'identity') return after
  const year = now('startedYear')
  if (year !== null && year > Number(ctx.now.slice(0, 4)))
    throw fieldFault('startedYear', 'registry_field_year')
  const facts: SizeFacts = {
    startedYear: year,
    startedMonth: now('startedMonth'),
    capital: now('capital'),
    yearlySales: now('yearlySales'),
  }
  const sizing = sizeOf(facts, await sizeRules(ctx.db), dayOfFigures(now('figuresYear'), ctx.now))
  after.sizeClass = sizing.sizeClass
  return after
}

/** Write fields where they are kept. Names of tables and columns come from the spec, never from what was sent. */
export async function writeFields(
  ctx: Context,
  businessId: string,
  changes: readonly Change[],
): Promise<void> {
  const byTable = new Map<FieldTable, { column: string; value: FieldValue }[]>()
  for (const { field, after } of changes) {
    const place = allFields[field]
    if (!place) throw new Error(`no such field of a business: ${field}`)
    byTable.set(place.table, [...(byTable.get(place.table) ?? []), { column: place.column, value: after }])
  }
  for (const [table, set] of byTable) {
    const columns = set.map(({ column }) => column)
    const key = table === 'business' ? 'id' : 'business_id'
    if (table === 'business_profile')
      await ctx.db.exec(
        text(
          'insert into registry.business_profile (business_id) values ($1) on conflict on constraint business_profile_key do nothing',
          [businessId],
        ),
      )
    await ctx.db.exec(
      text(
        `update registry.${table} set ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')} where ${key} = $1`,
        [businessId, ...set.map(({ value }) => value)],
      ),
    )
  }
  const name = changes.find(({ field }) => field === 'name')?.after
  if (name !== undefined)
    await ctx.db.exec(
      text('update registry.registration set name = $2 where business_id = $1 and latest', [
        businessId,
        name,
      ]),
    )
}

export interface Recording {
  /** Which part of the record: a section, `owners`, `permits`, … */
  section: string
  changes: readonly Change[]
  reason?: string | undefined
}

/**
 * Tell the history of a business what changed, who did it and why; its version grows by one. Every act that changes anything of
 * a business ends here. Sealed values are told as the word `sealed`.
 */
export async function recordChange(
  ctx: Context,
  business: Pick<BusinessSubject, 'id' | 'regionCode'>,
  { section, changes, reason }: Recording,
): Promise<number> {
  const { version } = await ctx.db.one(
    text<{ version: number }>(
      'update registry.business set version = version + 1, updated_at = $2 where id = $1 returning version',
      [business.id, ctx.now],
    ),
  )
  await insertChange(ctx, business, version, { section, changes, reason })
  // The values themselves stay in the record: the audit says which fields, so that income and debts are kept in one place.
  ctx.audit({
    subject: { type: 'business', id: business.id },
    region: business.regionCode,
    ...(reason !== undefined && { reason }),
    changes: { section, fields: changes.map(({ field }) => field) },
  })
  ctx.touch('registrations')
  return version
}

const insertChange = (
  ctx: Context,
  business: Pick<BusinessSubject, 'id' | 'regionCode'>,
  version: number,
  { section, changes, reason }: Recording,
): Promise<number> => {
  const standsFor = ctx.actor.grants.find(
    ({ onBehalfOf, region }) => onBehalfOf && business.regionCode.startsWith(region ?? '~'),
  )?.onBehalfOf
  return ctx.db.exec(
    text(
      `insert into registry.business_change (business_id, version, section, at, by_id, by_name, on_behalf_of, reason, changes)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        business.id,
        version,
        section,
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
        standsFor?.name ?? null,
        reason ?? null,
        JSON.stringify(changes),
      ],
    ),
  )
}

/** Somebody looked at what lies sealed, with a reason: the owner reads it in the history; nothing changed, so no new version. */
export async function recordSight(
  ctx: Context,
  business: BusinessSubject,
  { section, field, reason }: { section: string; field: string; reason: string },
): Promise<void> {
  const changes = [{ field, before: 'sealed', after: 'sealed' }]
  await insertChange(ctx, business, business.version, { section, changes, reason })
  ctx.audit({
    subject: { type: 'business', id: business.id },
    region: business.regionCode,
    reason,
    changes: { section, fields: [field] },
  })
}
