import type { Context } from '#kernel/context.ts'
import { decodeCursor, type Page, type PageQuery, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import { seal, unseal } from '#platform/sign.ts'
import { type Change, sections } from './schema.ts'

const purpose = 'registry.household_change'

interface Entry {
  householdId: string
  section: Change['section']
  recordId: string
  act: Change['act']
  reason?: string | undefined
  before?: Readonly<Record<string, unknown>>
  after?: Readonly<Record<string, unknown>>
}

/** Fields whose value differs, in the order of `after`. */
export const changedFields = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] =>
  Object.keys(after).filter(
    (field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null),
  )

/** Keep who changed what, and what it said before; the values are sealed, for they tell of a family's life. */
export async function keepChange(ctx: Context, entry: Entry): Promise<void> {
  const { before, after = {} } = entry
  const fields = before ? changedFields(before, after) : []
  const pick = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(fields.map((field) => [field, values[field] ?? null]))
  const box = before ? seal(purpose, JSON.stringify({ before: pick(before), after: pick(after) })) : null
  await ctx.db.exec(
    text(
      `insert into registry.household_change (household_id, section, record_id, act, fields, sealed, reason, by_id, by_name, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        entry.householdId,
        entry.section,
        entry.recordId,
        entry.act,
        fields,
        box,
        entry.reason ?? null,
        ctx.actor.accountId,
        ctx.actor.name,
        ctx.now,
      ],
    ),
  )
}

type Row = Omit<Change, 'fields'> & { fields: string[]; sealed: Buffer | null }

/** Amounts of debts, and the number of the family card, are named but not shown: the history is read by more people than need them. */
const hidden = new Set<string>([...sections.debts.sealed, 'kk'])

function shown({ sealed, fields, ...row }: Row): Change {
  const kept = sealed
    ? (JSON.parse(unseal(purpose, sealed)) as Record<'before' | 'after', Record<string, Value>>)
    : undefined
  const value = (side: 'before' | 'after', field: string) =>
    hidden.has(field) ? null : (kept?.[side][field] ?? null)
  return {
    ...row,
    fields: fields.map((name) => ({ name, before: value('before', name), after: value('after', name) })),
  }
}
type Value = string | number | boolean | null

/** Every change of a household, newest first. */
export async function listChanges(
  ctx: Context,
  householdId: string,
  { after, limit }: PageQuery,
): Promise<Page<Change>> {
  const cursor = decodeCursor(after, 2)
  const rows = await ctx.db.many(
    text<Row>(
      `select id, section, record_id as "recordId", act, fields, sealed, reason, by_name as "byName", at
       from registry.household_change
       where household_id = $1 and ($2::timestamptz is null or (at, id) < ($2, $3::uuid))
       order by at desc, id desc limit $4`,
      [householdId, cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
    ),
  )
  const page = toPage(rows, limit, (row) => [row.at, row.id])
  return { next: page.next, items: page.items.map(shown) }
}
