import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { readers } from '../policy.ts'
import type { Doubles, MatchFilter, MatchItem, MatchSide, Merge } from './schema.ts'
import type { PairState } from './states.ts'

/** A pair with what the policy and a decision need. */
export interface Pair {
  id: string
  aId: string
  bId: string
  regionA: string
  regionB: string
  accountA: string | null
  accountB: string | null
  score: number
  reasons: MatchItem['reasons']
  state: PairState
  foundAt: string
  decidedAt: string | null
  decidedBy: string | null
  note: string | null
  version: number
}

const pairColumns = `p.id, p.a_id as "aId", p.b_id as "bId", p.region_a as "regionA", p.region_b as "regionB",
  a.account_id as "accountA", b.account_id as "accountB", p.score, p.reasons, p.state, p.found_at as "foundAt",
  p.decided_at as "decidedAt", p.decided_by_name as "decidedBy", p.note, p.version`

/** @throws Fault `not_found`, also for pairs that lie partly outside the actor's regions */
export async function getPair(db: Database, id: string, lock = false): Promise<Pair> {
  const found = await db.maybe(
    text<Pair>(
      `select ${pairColumns} from registry.match_pair p
       join registry.business a on a.id = p.a_id join registry.business b on b.id = p.b_id
       where p.id = $1 ${lock ? 'for update of p' : ''}`,
      [id],
    ),
  )
  if (!found) throw new Fault('not_found', 'matching_not_found')
  return found
}

const withPlace = async <Row extends { regionCode: string }>(db: Database, rows: readonly Row[]) => {
  const names = await regionNames(
    db,
    rows.map((row) => row.regionCode),
  )
  return rows.map((row) => ({ ...row, place: names.get(row.regionCode)?.fullName ?? row.regionCode }))
}

const sides = `registry.business b
  left join registry.registration r on r.business_id = b.id and r.latest
  left join registry.person p on p.id = b.owner_id`

/** Records of businesses, as officers compare them; only those the actor may see. */
export async function listSides(db: Database, ids: readonly string[]): Promise<Map<string, MatchSide>> {
  const rows = await db.many(
    text<Omit<MatchSide, 'place'>>(
      `select b.id as "businessId", r.id as "registrationId", b.reference, b.kind, b.name, b.state,
         coalesce(p.name, '') as "ownerName", p.phone, p.nik_mask as nik, b.region_code as "regionCode", b.address, b.rt, b.rw,
         b.sector, b.description, b.started_year as "startedYear", b.workers, b.nib,
         round(b.latitude::numeric, 5) || ', ' || round(b.longitude::numeric, 5) as point, b.created_at as "createdAt"
       from ${sides} where b.id = any ($1::uuid[])`,
      [ids],
    ),
  )
  return new Map((await withPlace(db, rows)).map((side) => [side.businessId, side]))
}

type ItemRow = Omit<MatchItem, 'a' | 'b'> & { aId: string; bId: string }

/** Pairs of the actor's regions: open ones by likelihood, decided ones by when. */
export async function listMatches(ctx: Context, filter: MatchFilter): Promise<Page<MatchItem>> {
  const scopes = narrow(scopeOf(ctx.actor, readers), filter.region)
  const cursor = decodeCursor(filter.after, 2)
  const open = filter.state === 'open'
  const key = open ? 'p.score' : 'p.decided_at'
  const rows = await ctx.db.many(
    text<ItemRow>(
      `select p.id, p.score, p.reasons, p.state, p.found_at as "foundAt", p.decided_at as "decidedAt",
         p.decided_by_name as "decidedBy", p.a_id as "aId", p.b_id as "bId"
       from registry.match_pair p
       where p.state = '${filter.state}' and p.region_a ^@ any ($1::text[]) and p.region_b ^@ any ($1::text[])
         and ($2::${open ? 'int' : 'timestamptz'} is null or (${key}, p.id) < ($2, $3::uuid))
       order by ${key} desc, p.id desc limit $4`,
      [scopes, cursor?.[0] ?? null, cursor?.[1] ?? null, filter.limit + 1],
    ),
  )
  const page = toPage(rows, filter.limit, (row) => [open ? row.score : (row.decidedAt ?? ''), row.id])
  const known = await listSides(
    ctx.db,
    page.items.flatMap(({ aId, bId }) => [aId, bId]),
  )
  const items = page.items.flatMap(({ aId, bId, ...row }) => {
    const [a, b] = [known.get(aId), known.get(bId)]
    return a && b ? [{ ...row, a, b }] : []
  })
  return { next: page.next, items }
}

/** Every merge of a pair, newest first. */
export const listMerges = (db: Database, pairId: string): Promise<Merge[]> =>
  db.many(
    text<Merge>(
      `select id, survivor_id as "survivorId", merged_id as "mergedId", at, by_name as "by", undone_at as "undoneAt",
         undone_by_name as "undoneBy", undone_reason as "undoneReason"
       from registry.business_merge where pair_id = $1 order by at desc, id desc`,
      [pairId],
    ),
  )

/** Pairs of a business that nobody decided, the record it went into, and those that went into it; as far as the actor may see them. */
export async function doublesOf(db: Database, businessId: string): Promise<Doubles> {
  const [open, merged, mergedInto] = await Promise.all([
    db.many(
      text<Doubles['open'][number]>(
        `select p.id as "matchId", p.score, b.name, b.reference from registry.match_pair p
         join registry.business b on b.id = case when p.a_id = $1 then p.b_id else p.a_id end
         where (p.a_id = $1 or p.b_id = $1) and p.state = 'open' order by p.score desc, p.id limit 5`,
        [businessId],
      ),
    ),
    db.many(
      text<Doubles['merged'][number]>(
        `select g.pair_id as "matchId", b.name, b.reference from registry.business_merge g
         join registry.business b on b.id = g.merged_id
         where g.survivor_id = $1 and g.undone_at is null order by g.at limit 20`,
        [businessId],
      ),
    ),
    db.maybe(
      text<{ businessId: string; name: string; reference: string }>(
        `select s.id as "businessId", s.name, s.reference from registry.business b
         join registry.business s on s.id = b.merged_into where b.id = $1`,
        [businessId],
      ),
    ),
  ])
  return { open, merged, mergedInto: mergedInto ?? null }
}

/**
 * The record that goes on for a business, itself when it was not merged. A chain of merges is followed to its end; it
 * has one, because only a record that goes on can take another over.
 */
export async function survivorOf(db: Database, businessId: string): Promise<string> {
  const row = await db.maybe(
    text<{ id: string }>(
      `with recursive way as (
         select id, merged_into, 0 as steps from registry.business where id = $1
         union all
         select b.id, b.merged_into, way.steps + 1 from way join registry.business b on b.id = way.merged_into where way.steps < 50
       )
       select id from way order by steps desc limit 1`,
      [businessId],
    ),
  )
  return row?.id ?? businessId
}
