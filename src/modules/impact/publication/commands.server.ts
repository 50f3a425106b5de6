import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import type { PublicCell } from './schema.ts'

/** Store a month's public cells in place of those published before. */
export async function storePublication(
  ctx: Context,
  region: string,
  month: string,
  cells: readonly PublicCell[],
): Promise<string> {
  const { id } = await ctx.db.one(
    text<{ id: string }>(
      `insert into impact.publication (id, region_code, month, published_at, published_by) values ($1, $2, $3, $4, $5)
       on conflict on constraint publication_once do update
         set published_at = excluded.published_at, published_by = excluded.published_by
       returning id`,
      [newId(), region, `${month}-01`, ctx.now, ctx.actor.accountId],
    ),
  )
  await ctx.db.exec(text('delete from impact.published_cell where publication_id = $1', [id]))
  await ctx.db.exec(
    text(
      `insert into impact.published_cell (publication_id, indicator, measure, dimension, part, name, value)
       select $1, c.indicator, c.measure, c.dimension, c.part, c.name, c.value
       from jsonb_to_recordset($2::jsonb) c(indicator text, measure text, dimension text, part text, name text, value float8)`,
      [id, JSON.stringify(cells)],
    ),
  )
  return id
}
