import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { decodeCursor, encodeCursor } from '#kernel/page.ts'
import { listChildren, regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { readers } from '../policy.ts'
import { type Asked, askedOf, countedAtMost } from './rules.ts'
import type { DirectoryCounts, DirectoryFilter, DirectoryQuery, DirectoryRow } from './schema.ts'

/** What the actor asks for, within their regions. */
export const askedBy = (ctx: Context, filter: DirectoryFilter): Asked =>
  askedOf(filter, narrow(scopeOf(ctx.actor, readers), filter.region))

interface Found {
  id: string
  key: string
  guessed: boolean
}

const find = (ctx: Context, asked: Asked, query: DirectoryQuery, loosely: boolean, after: Found | null) =>
  ctx.db.many(
    text<Found>('select id, key, guessed from registry.find_businesses($1, $2, $3, $4, $5, $6)', [
      JSON.stringify(asked),
      query.sort === 'name',
      loosely,
      after?.key ?? null,
      after?.id ?? null,
      query.limit + 1,
    ]),
  )

/** The rows of a page, read from the records themselves under row-level security: search rows only say which. */
async function rowsOf(ctx: Context, found: readonly Found[]): Promise<DirectoryRow[]> {
  const rows = await ctx.db.many(
    text<Omit<DirectoryRow, 'place'>>(
      `select b.id, b.reference, b.kind, b.name, b.state, b.sector, b.size_class as size, coalesce(p.name, '') as "ownerName",
         b.region_code as "regionCode", b.created_at as "createdAt"
       from registry.business b left join registry.person p on p.id = b.owner_id
       where b.id = any ($1::uuid[])`,
      [found.map(({ id }) => id)],
    ),
  )
  const names = await regionNames(
    ctx.db,
    rows.map((row) => row.regionCode),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ id }) => {
    const row = byId.get(id)
    return row ? [{ ...row, place: names.get(row.regionCode)?.fullName ?? row.regionCode }] : []
  })
}

/**
 * A page of the businesses that match. Words that nothing is written like are looked for loosely; where even the right
 * words find nothing together, all of them are.
 */
export async function listBusinesses(ctx: Context, query: DirectoryQuery) {
  const asked = askedBy(ctx, query)
  const cursor = decodeCursor(query.after, 3)
  const after = cursor && { key: String(cursor[0]), id: String(cursor[1]), guessed: false }
  let loosely = cursor?.[2] === 1
  let found = await find(ctx, asked, query, loosely, after ?? null)
  if (found.length === 0 && asked.search !== undefined && !cursor) {
    loosely = true
    found = await find(ctx, asked, query, loosely, null)
  }
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: await rowsOf(ctx, shown),
    next: found.length > query.limit && last ? encodeCursor([last.key, last.id, loosely ? 1 : 0]) : null,
    guessed: shown.some(({ guessed }) => guessed),
  }
}

interface Counted {
  total: number
  reached: boolean
  traits_exact: boolean
  kind: Record<string, number> | null
  state: Record<string, number> | null
  sector: Record<string, number> | null
  size: Record<string, number> | null
  trait: Record<string, number> | null
  region: Record<string, number> | null
}

const count = async (ctx: Context, asked: Asked, loosely: boolean): Promise<Counted> => {
  const { counted } = await ctx.db.one(
    text<{ counted: Counted }>('select registry.count_businesses($1, $2, $3) as counted', [
      JSON.stringify(asked),
      loosely,
      countedAtMost,
    ]),
  )
  return counted
}

/** Values by number, the most frequent first. */
const ranked = (counts: Record<string, number> | null) =>
  Object.entries(counts ?? {})
    .map(([value, times]) => ({ value, count: times }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))

const traitsOf = (counts: Record<string, number> | null, space: string) =>
  ranked(counts).flatMap(({ value, count: times }) =>
    value.startsWith(`${space}:`) ? [{ value: value.slice(space.length + 1), count: times }] : [],
  )

/** How many match, and how many of each value of every question. */
export async function countBusinesses(ctx: Context, filter: DirectoryFilter): Promise<DirectoryCounts> {
  const asked = askedBy(ctx, filter)
  let counted = await count(ctx, asked, false)
  if (counted.total === 0 && asked.search !== undefined) counted = await count(ctx, asked, true)
  const [area] = asked.scopes
  const children =
    counted.region && area !== undefined && asked.scopes.length === 1
      ? await listChildren(ctx.db, area === '' ? null : area)
      : []
  const names = new Map(children.map(({ code, name }) => [code, name]))
  return {
    total: Math.min(counted.total, counted.reached ? countedAtMost : counted.total),
    more: counted.reached,
    kind: ranked(counted.kind),
    state: ranked(counted.state),
    sector: ranked(counted.sector),
    size: ranked(counted.size),
    paper: traitsOf(counted.trait, 'paper'),
    finance: traitsOf(counted.trait, 'finance'),
    traitsMore: counted.reached || !counted.traits_exact,
    region: ranked(counted.region).map((row) => ({ ...row, name: names.get(row.value) ?? row.value })),
  }
}
