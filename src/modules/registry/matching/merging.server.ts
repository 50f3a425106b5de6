import { insertAudit } from '#kernel/audit.server.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { text } from '#platform/database/query.ts'
import { decideCase } from '../decisions/commands.server.ts'
import { findLatestCase, type LockedCase } from '../decisions/queries.server.ts'
import type { Pair } from './queries.server.ts'
import { type Carried, type CarriedField, carriedColumns, comparedStates } from './states.ts'

const columns = [...Object.values(carriedColumns).flat(), 'account_id', 'owner_id'] as const

interface Stored {
  id: string
  reference: string
  state: string
  /** The columns that a merge may take over. */
  values: Record<string, unknown>
}

/** Both businesses, locked in one order so that two merges never wait for each other. */
export async function lockBusinesses(ctx: Context, ids: readonly string[]): Promise<Map<string, Stored>> {
  const rows = await ctx.db.many(
    text<Stored>(
      `select id, reference, state, jsonb_build_object(${columns.map((column) => `'${column}', ${column}`).join(', ')}) as values
       from registry.business where id = any ($1::uuid[]) order by id for update`,
      [ids],
    ),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Set these columns of a business; its version counts on. */
export async function changeBusiness(
  ctx: Context,
  id: string,
  values: Record<string, unknown>,
): Promise<void> {
  const names = Object.keys(values)
  await ctx.db.exec(
    text(
      `update registry.business set ${names.map((name, at) => `${name} = $${at + 3}, `).join('')}
         updated_at = $2, version = version + 1 where id = $1`,
      [id, ctx.now, ...Object.values(values)],
    ),
  )
}

interface Wish {
  survivorId: string
  mergedId: string
  take: readonly CarriedField[]
}

/** One record goes on, the other stays readable, points to it and leaves every list of active ones. Nothing that points to it moves. */
export async function mergeBusinesses(
  ctx: Context,
  pair: Pair,
  { survivorId, mergedId, take }: Wish,
): Promise<void> {
  const known = await lockBusinesses(ctx, [survivorId, mergedId])
  const [survivor, merged] = [known.get(survivorId), known.get(mergedId)]
  const active = (stored: Stored) => (comparedStates as readonly string[]).includes(stored.state)
  if (!survivor || !merged || !active(survivor) || !active(merged))
    throw new Fault('conflict', 'matching_gone')
  const carried = carriedBy(survivor, merged, take)
  const open = await findLatestCase(ctx.db, mergedId)
  const before = open && (await snapshotOf(ctx, open.id))
  if (open) await closeCase(ctx, open, survivor.reference)
  await changeBusiness(ctx, mergedId, { state: 'merged', merged_into: survivorId })
  if (Object.keys(carried).length > 0) await carryOver(ctx, survivorId, carried)
  await ctx.db.exec(
    text(
      `insert into registry.business_merge (pair_id, survivor_id, merged_id, state_before, case_before, carried, at, by_id, by_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        pair.id,
        survivorId,
        mergedId,
        merged.state,
        before ? JSON.stringify(before) : null,
        JSON.stringify(carried),
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
      ],
    ),
  )
  await tellBoth(ctx, 'registry.decide_match', survivor, merged)
}

/** What the survivor takes over: what the officer chose and the other one has, and its account where it has none of its own. */
function carriedBy(survivor: Stored, merged: Stored, take: readonly CarriedField[]): Carried {
  const wanted: string[] = take
    .map((field): readonly string[] => carriedColumns[field])
    .filter((group) => group.some((column) => merged.values[column] !== null))
    .flat()
  if (survivor.values.account_id === null && merged.values.account_id !== null)
    wanted.push('account_id', 'owner_id')
  const changes = wanted
    .filter((column) => merged.values[column] !== survivor.values[column])
    .map((column) => [column, { before: survivor.values[column], after: merged.values[column] }] as const)
  return Object.fromEntries(changes)
}

async function carryOver(ctx: Context, businessId: string, carried: Carried): Promise<void> {
  await changeBusiness(
    ctx,
    businessId,
    Object.fromEntries(Object.entries(carried).map(([column, { after }]) => [column, after])),
  )
  const account = carried.account_id
  if (account)
    await ctx.db.exec(
      text('update registry.registration set account_id = $2 where business_id = $1 and account_id is null', [
        businessId,
        account.after,
      ]),
    )
}

/** The columns of a registration that closing it changes. */
export const caseColumns = [
  'state',
  'decision',
  'decided_at',
  'decided_by',
  'decided_by_name',
  'reason',
  'reason_code',
  'waited_minutes',
] as const

const snapshotOf = async (ctx: Context, registrationId: string): Promise<Record<string, unknown>> => {
  const { values } = await ctx.db.one(
    text<{ values: Record<string, unknown> }>(
      `select jsonb_build_object(${caseColumns.map((column) => `'${column}', ${column}`).join(', ')}) as values
       from registry.registration where id = $1`,
      [registrationId],
    ),
  )
  return values
}

/** A request that still waits is answered: it was a double. Somebody decided before is told that two records became one. */
async function closeCase(ctx: Context, found: LockedCase, reference: string): Promise<void> {
  if (found.decision === null)
    await decideCase(ctx, found, {
      decision: 'reject',
      reasonCode: 'duplicate',
      reason: m.matching_reject_reason({ reference }, { locale: found.locale }),
    })
  else
    tell(
      ctx,
      found,
      'merged',
      m.matching_message_merged(
        { name: found.name, reference: found.reference, other: reference },
        { locale: found.locale },
      ),
    )
  await ctx.db.exec(
    text(`update registry.registration set state = 'merged', version = version + 1 where id = $1`, [
      found.id,
    ]),
  )
  ctx.touch('registrations')
}

/** A message to the person of a registration, if there is a phone. */
export function tell(
  ctx: Context,
  found: { id: string; phone: string | null; locale: Locale; regionCode: string },
  what: string,
  body: string,
) {
  if (found.phone === null) return
  ctx.send({
    to: { phone: found.phone },
    locale: found.locale,
    template: `registry.registration_${what}`,
    body,
    about: { type: 'registration', id: found.id },
    region: found.regionCode,
  })
}

/** Both histories say what happened: an entry at each one's latest registration. */
export async function tellBoth(
  ctx: Context,
  operation: string,
  survivor: Stored,
  merged: Stored,
  reason?: string,
): Promise<void> {
  const rows = await ctx.db.many(
    text<{ id: string; businessId: string; regionCode: string }>(
      `select id, business_id as "businessId", region_code as "regionCode" from registry.registration
       where business_id = any ($1::uuid[]) and latest`,
      [[survivor.id, merged.id]],
    ),
  )
  for (const { id, businessId, regionCode } of rows)
    await ctx.db.exec(
      insertAudit(
        operation,
        ctx,
        {
          subject: { type: 'registration', id },
          region: regionCode,
          changes: { survivor: survivor.reference, merged: merged.reference },
          ...(reason && { reason }),
        },
        { id: businessId },
      ),
    )
}
