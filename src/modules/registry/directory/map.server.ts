import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import { latitudeOf, longitudeOf } from './map.ts'
import { askedBy } from './queries.server.ts'
import { placedAtMost } from './rules.ts'
import type { Cluster, DirectoryFilter } from './schema.ts'

interface Square {
  n: number
  x: number
  y: number
  id: string | null
  bounded: boolean
}

const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5

/** What stands in some tiles, gathered into squares an eighth of a tile wide. */
export async function clustersIn(
  ctx: Context,
  filter: DirectoryFilter,
  zoom: number,
  tiles: readonly number[],
) {
  const squares = await ctx.db.many(
    text<Square>('select n, x, y, id, bounded from registry.map_cells($1, $2, $3::bigint[], $4)', [
      JSON.stringify(askedBy(ctx, filter)),
      zoom,
      tiles,
      placedAtMost,
    ]),
  )
  const names = await namesOf(
    ctx,
    squares.flatMap(({ id }) => id ?? []),
  )
  const clusters: Cluster[] = squares.map(({ n, x, y, id }) => ({
    latitude: rounded(latitudeOf(y)),
    longitude: rounded(longitudeOf(x)),
    count: n,
    id: id !== null && names.has(id) ? id : null,
    name: (id !== null && names.get(id)) || null,
  }))
  return { clusters, more: squares.some(({ bounded }) => bounded) }
}

/** Names under row-level security: a place whose record one may not see stays a number. */
async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.many(
    text<{ id: string; name: string }>('select id, name from registry.business where id = any ($1::uuid[])', [
      ids,
    ]),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
