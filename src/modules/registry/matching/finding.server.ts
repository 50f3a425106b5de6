import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { type Blocks, blockNames, blocksOf, noBlocks } from './blocks.ts'
import { type MatchRecord, type Prepared, prepare } from './compare.ts'
import { askFrom, compare } from './rules.ts'
import { comparedStates } from './states.ts'

/**
 * Records behind one key that are looked at; a key that more share (the phone of a village office, a name over every
 * third door) tells too little to look at them all, and must not make one registration cost more than another.
 */
const perKey = 60

type Row = MatchRecord & { id: string; state: string }

/** Records as they are compared, by business; only those the actor may see. */
export async function loadRecords(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, { row: Row; prepared: Prepared }>> {
  const rows = await db.many(
    text<Row>(
      `select b.id, b.state, b.kind, b.name, b.sector, coalesce(p.name, '') as "ownerName", encode(p.nik_hash, 'hex') as nik,
         p.phone, b.region_code as "regionCode", b.address, b.rt, b.rw, b.latitude, b.longitude
       from registry.business b left join registry.person p on p.id = b.owner_id where b.id = any ($1::uuid[])`,
      [ids],
    ),
  )
  return new Map(rows.map((row) => [row.id, { row, prepared: prepare(row) }]))
}

const isCompared = (state: string) => (comparedStates as readonly string[]).includes(state)

async function saveKeys(
  db: Database,
  keyed: readonly { id: string; regionCode: string; blocks: Blocks }[],
): Promise<void> {
  const columns = [keyed.map(({ id }) => id), keyed.map(({ regionCode }) => regionCode)]
  const keys = blockNames.map((name) => keyed.map(({ blocks }) => blocks[name]))
  const names = blockNames.map((name) => `by_${name}`)
  await db.exec(
    text(
      `insert into registry.match_key (business_id, region_code, ${names.join(', ')})
       select * from unnest($1::uuid[], $2::text[], ${names.map((_, at) => `$${at + 3}::text[]`).join(', ')})
       on conflict on constraint match_key_key do update set region_code = excluded.region_code,
         ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      [...columns, ...keys],
    ),
  )
}

/** Who shares a key with these: at most `perKey` for each key. */
const listCandidates = (db: Database, ids: readonly string[]): Promise<{ a: string; b: string }[]> =>
  db.many(
    text<{ a: string; b: string }>(
      `select w.business_id as a, c.business_id as b
       from registry.match_key w cross join lateral (
         ${blockNames
           .map(
             (name) =>
               `(select k.business_id from registry.match_key k where k.by_${name} = w.by_${name} limit ${perKey})`,
           )
           .join(' union ')}) c
       where w.business_id = any ($1::uuid[]) and c.business_id <> w.business_id`,
      [ids],
    ),
  )

interface FoundPair {
  a: Row
  b: Row
  score: number
  reasons: readonly string[]
}

/** Compare these businesses with all others, and put what looks alike before the officers. @returns pairs that are open */
export async function matchBusinesses(ctx: Context, ids: readonly string[]): Promise<number> {
  const own = await loadRecords(ctx.db, ids)
  const compared = [...own.values()].filter(({ row }) => isCompared(row.state))
  await saveKeys(
    ctx.db,
    [...own.values()].map(({ row, prepared }) => ({
      id: row.id,
      regionCode: row.regionCode,
      // What is compared no more is not found either, and leaves no trace of who owned it.
      blocks: isCompared(row.state) ? blocksOf(prepared) : noBlocks,
    })),
  )
  const candidates = await listCandidates(
    ctx.db,
    compared.map(({ row }) => row.id),
  )
  const strangers = new Set(candidates.map(({ b }) => b).filter((id) => !own.has(id)))
  const all = new Map([...own, ...(await loadRecords(ctx.db, [...strangers]))])
  const found = new Map<string, FoundPair>()
  for (const { a, b } of candidates) {
    const [x, y] = [all.get(a < b ? a : b), all.get(a < b ? b : a)]
    if (!x || !y || !isCompared(x.row.state) || !isCompared(y.row.state)) continue
    const key = `${x.row.id}${y.row.id}`
    if (found.has(key)) continue
    const { score, reasons } = compare(x.prepared, y.prepared)
    if (score >= askFrom) found.set(key, { a: x.row, b: y.row, score, reasons })
  }
  await savePairs(ctx, ids, [...found.values()])
  return found.size
}

/** What looks alike is open unless it was decided; what no longer does is gone. */
async function savePairs(ctx: Context, ids: readonly string[], found: readonly FoundPair[]): Promise<void> {
  await ctx.db.exec(
    text(
      `insert into registry.match_pair as p (a_id, b_id, region_a, region_b, score, reasons, found_at)
       select f.a_id, f.b_id, f.region_a, f.region_b, f.score, string_to_array(f.reasons, ' '), $7
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[])
         f(a_id, b_id, region_a, region_b, score, reasons)
       on conflict on constraint match_pair_once do update set region_a = excluded.region_a, region_b = excluded.region_b,
         score = excluded.score, reasons = excluded.reasons, state = 'open', version = p.version + 1
       where p.state in ('open', 'gone') and (p.state, p.score, p.reasons, p.region_a, p.region_b)
         is distinct from ('open', excluded.score, excluded.reasons, excluded.region_a, excluded.region_b)`,
      [
        found.map(({ a }) => a.id),
        found.map(({ b }) => b.id),
        found.map(({ a }) => a.regionCode),
        found.map(({ b }) => b.regionCode),
        found.map(({ score }) => score),
        found.map(({ reasons }) => reasons.join(' ')),
        ctx.now,
      ],
    ),
  )
  await ctx.db.exec(
    text(
      `update registry.match_pair p set state = 'gone', version = version + 1
       where p.state = 'open' and (p.a_id = any ($1::uuid[]) or p.b_id = any ($1::uuid[]))
         and not exists (select from unnest($2::uuid[], $3::uuid[]) f(a, b) where f.a = p.a_id and f.b = p.b_id)`,
      [ids, found.map(({ a }) => a.id), found.map(({ b }) => b.id)],
    ),
  )
  // A business that moved takes its decided pairs along: they are seen by those who see it.
  await ctx.db.exec(
    text(
      `update registry.match_pair p set region_a = a.region_code, region_b = b.region_code
       from registry.business a, registry.business b
       where a.id = p.a_id and b.id = p.b_id and (p.a_id = any ($1::uuid[]) or p.b_id = any ($1::uuid[]))
         and (p.region_a, p.region_b) is distinct from (a.region_code, b.region_code)`,
      [ids],
    ),
  )
}

/** Businesses that the actor may see and that may be this one, likeliest first; nothing is written. */
export async function findSimilar(
  db: Database,
  record: MatchRecord,
): Promise<{ id: string; score: number; reasons: ReturnType<typeof compare>['reasons'] }[]> {
  const wanted = prepare(record)
  const blocks = blocksOf(wanted)
  const rows = await db.many(
    text<{ id: string }>(
      blockNames
        .map(
          (name, at) =>
            `(select k.business_id as id from registry.match_key k where k.by_${name} = $${at + 1} limit ${perKey})`,
        )
        .join(' union '),
      blockNames.map((name) => blocks[name]),
    ),
  )
  const known = await loadRecords(
    db,
    rows.map(({ id }) => id),
  )
  return [...known.values()]
    .filter(({ row }) => isCompared(row.state))
    .map(({ row, prepared }) => ({ id: row.id, ...compare(wanted, prepared) }))
    .filter(({ score }) => score >= askFrom)
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
}
