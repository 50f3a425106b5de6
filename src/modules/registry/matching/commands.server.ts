import type { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { loadRecords } from './finding.server.ts'
import { mergeBusinesses } from './merging.server.ts'
import { isOwnPair } from './policy.ts'
import type { Pair } from './queries.server.ts'
import { compare } from './rules.ts'
import type { DecideMatch, MatchDecided } from './schema.ts'
import { matchStates, type PairState } from './states.ts'

/** Say of a pair whether it is one business; one that is, is merged at once. */
export async function decidePair(
  ctx: Context,
  pair: Pair,
  ruling: DecideMatch,
): Promise<z.input<typeof MatchDecided>> {
  refuse(ctx, pair, ruling.verdict, ruling.version)
  if (ruling.verdict === 'different') return close(ctx, pair, 'different', ruling.note)
  if (ruling.keep !== pair.aId && ruling.keep !== pair.bId) throw fieldFault('keep', 'matching_keep_needed')
  const mergedId = ruling.keep === pair.aId ? pair.bId : pair.aId
  const decided = await close(ctx, pair, 'same', ruling.note)
  await mergeBusinesses(ctx, pair, { survivorId: ruling.keep, mergedId, take: ruling.take })
  return decided
}

/** @throws Fault when this person cannot say this of this pair now */
export function refuse(ctx: Context, pair: Pair, to: PairState, version?: number): void {
  if (isOwnPair(ctx.actor, pair)) throw new Fault('forbidden', 'matching_own')
  if (version !== undefined && version !== pair.version) throw new Fault('stale', 'matching_stale')
  if (!matchStates.may(pair.state, to))
    throw new Fault('conflict', 'matching_decided', { params: { name: pair.decidedBy ?? '' } })
}

/** Record what was said, and by whom. */
export const close = (ctx: Context, pair: Pair, state: 'same' | 'different', note: string) =>
  ctx.db.one(
    text<{ id: string; state: PairState; version: number }>(
      `update registry.match_pair set state = $2, decided_at = $3, decided_by = $4, decided_by_name = $5, note = nullif($6, ''),
         version = version + 1
       where id = $1 returning id, state, version`,
      [pair.id, state, ctx.now, ctx.actor.accountId, ctx.actor.name, note],
    ),
  )

/**
 * An officer at the desk saw records that look like the new one and said that they are others: nobody is asked again. Only
 * pairs of businesses that the officer may see are remembered; row-level security sees to the rest.
 */
export async function rememberDifferent(
  ctx: Context,
  businessId: string,
  others: readonly string[],
): Promise<void> {
  if (others.length === 0) return
  await ctx.db.exec(
    text(
      `insert into registry.match_pair (a_id, b_id, region_a, region_b, score, reasons, state, found_at, decided_at, decided_by, decided_by_name)
       select least(n.id, o.id), greatest(n.id, o.id),
         case when n.id < o.id then n.region_code else o.region_code end,
         case when n.id < o.id then o.region_code else n.region_code end,
         0, '{}', 'different', $3, $3, $4, $5
       from registry.business n, registry.business o
       where n.id = $1 and o.id = any ($2::uuid[]) and o.id <> n.id
         and kernel.in_scope(n.region_code) and kernel.in_scope(o.region_code)
       on conflict on constraint match_pair_once do nothing`,
      [businessId, others, ctx.now, ctx.actor.accountId, ctx.actor.name],
    ),
  )
}

interface Row {
  id: string
  regionCode: string
}

/** Put two records before an officer that nobody found alike: somebody knows better. @returns the pair's id */
export async function proposePair(ctx: Context, one: Row, other: Row): Promise<string> {
  const [a, b] = one.id < other.id ? [one, other] : [other, one]
  const known = await ctx.db.maybe(
    text<{ id: string }>('select id from registry.match_pair where a_id = $1 and b_id = $2', [a.id, b.id]),
  )
  if (known) return known.id
  const { score, reasons } = await compareStored(ctx, a.id, b.id)
  const { id } = await ctx.db.one(
    text<{ id: string }>(
      `insert into registry.match_pair (a_id, b_id, region_a, region_b, score, reasons, found_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [a.id, b.id, a.regionCode, b.regionCode, score, reasons, ctx.now],
    ),
  )
  return id
}

async function compareStored(ctx: Context, a: string, b: string) {
  const known = await loadRecords(ctx.db, [a, b])
  const [x, y] = [known.get(a), known.get(b)]
  if (!x || !y) throw new Fault('not_found', 'matching_not_found')
  return compare(x.prepared, y.prepared)
}
