import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { cancelMessages } from '#kernel/outbox.server.ts'
import { m } from '#messages'
import { text } from '#platform/database/query.ts'
import { findLatestCase } from '../decisions/queries.server.ts'
import { caseColumns, changeBusiness, lockBusinesses, tell, tellBoth } from './merging.server.ts'
import type { Pair } from './queries.server.ts'
import { type Carried, withoutMerge } from './states.ts'

interface MergeRow {
  id: string
  survivorId: string
  mergedId: string
  stateBefore: string
  caseBefore: Record<string, unknown> | null
  carried: Carried
}

/** The merge of a pair that holds. @throws Fault `conflict` when none does */
async function getMerge(ctx: Context, pairId: string): Promise<MergeRow> {
  const merge = await ctx.db.maybe(
    text<MergeRow>(
      `select id, survivor_id as "survivorId", merged_id as "mergedId", state_before as "stateBefore", case_before as "caseBefore", carried
       from registry.business_merge where pair_id = $1 and undone_at is null for update`,
      [pairId],
    ),
  )
  if (!merge) throw new Fault('conflict', 'matching_not_merged')
  return merge
}

/**
 * Take two merged records apart: the merged one is what it was, and the survivor gives back what it took over unless somebody
 * changed that since. Merges of other records into the same one, before or after, stay as they are.
 */
export async function separateBusinesses(ctx: Context, pair: Pair, reason: string): Promise<void> {
  const merge = await getMerge(ctx, pair.id)
  const known = await lockBusinesses(ctx, [merge.survivorId, merge.mergedId])
  const [survivor, merged] = [known.get(merge.survivorId), known.get(merge.mergedId)]
  if (!survivor || !merged) throw new Fault('not_found', 'matching_not_found')
  const later = await ctx.db.many(
    text<{ id: string; carried: Carried }>(
      `select id, carried from registry.business_merge
       where survivor_id = $1 and undone_at is null and (at, id) > (select at, id from registry.business_merge where id = $2)
       order by at, id for update`,
      [merge.survivorId, merge.id],
    ),
  )
  const { restore, patches } = withoutMerge(merge.carried, survivor.values, later)
  for (const { id, carried } of patches)
    await ctx.db.exec(
      text('update registry.business_merge set carried = $2 where id = $1', [id, JSON.stringify(carried)]),
    )
  if (Object.keys(restore).length > 0) await changeBusiness(ctx, survivor.id, restore)
  if ('account_id' in restore)
    await ctx.db.exec(
      text('update registry.registration set account_id = $2 where business_id = $1', [
        survivor.id,
        restore.account_id,
      ]),
    )
  await changeBusiness(ctx, merged.id, { state: merge.stateBefore, merged_into: null })
  await reopenCase(ctx, merged.id, merge.caseBefore)
  await ctx.db.exec(
    text(
      `update registry.business_merge set undone_at = $2, undone_by = $3, undone_by_name = $4, undone_reason = $5 where id = $1`,
      [merge.id, ctx.now, ctx.actor.accountId, ctx.actor.name, reason],
    ),
  )
  await tellBoth(ctx, 'registry.separate_match', survivor, merged, reason)
}

async function reopenCase(
  ctx: Context,
  businessId: string,
  before: Record<string, unknown> | null,
): Promise<void> {
  const found = await findLatestCase(ctx.db, businessId)
  if (!found || !before) return
  await ctx.db.exec(
    text(
      `update registry.registration set ${caseColumns.map((column, at) => `${column} = $${at + 2}, `).join('')} version = version + 1
       where id = $1`,
      [found.id, ...caseColumns.map((column) => before[column] ?? null)],
    ),
  )
  const subject = { type: 'registration', id: found.id }
  await ctx.db.exec(cancelMessages(subject, 'registry.registration_rejected'))
  await ctx.db.exec(cancelMessages(subject, 'registry.registration_merged'))
  tell(
    ctx,
    found,
    'separated',
    m.matching_message_separated({ name: found.name, reference: found.reference }, { locale: found.locale }),
  )
  ctx.touch('registrations')
}
