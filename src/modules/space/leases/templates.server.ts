import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { text } from '#platform/database/query.ts'
import { LetterTemplate } from './schema.ts'

export interface FoundTemplate {
  /** Whose it is; null where none was written yet and the head of the deployment's letters stands in. */
  regionCode: string | null
  template: LetterTemplate
  version: number
}

/** The template of the nearest region above a place. What an older version wrote and we cannot read becomes the default. */
export async function findTemplate(ctx: Context, regionCode: string): Promise<FoundTemplate> {
  const row = await ctx.db.maybe(
    text<{ regionCode: string; data: unknown; version: number }>(
      `select region_code as "regionCode", data, version from space.letter_template
       where starts_with($1, region_code) order by length(region_code) desc limit 1`,
      [regionCode],
    ),
  )
  const letterhead = await getSettings(ctx.db, 'letterhead')
  const parsed = LetterTemplate.safeParse(row?.data)
  if (row && parsed.success)
    return { regionCode: row.regionCode, template: parsed.data, version: row.version }
  return { regionCode: null, template: LetterTemplate.parse(letterhead), version: 0 }
}

/** Write the template of exactly this region. `version` is what was read, 0 for the first. */
export async function saveTemplate(
  ctx: Context,
  regionCode: string,
  template: LetterTemplate,
  version: number,
): Promise<number> {
  const saved = await ctx.db.maybe(
    text<{ version: number }>(
      `insert into space.letter_template as t (region_code, data, updated_at, updated_by)
       select $1, $2::jsonb, $3, $4 where $5 = 0
         or exists (select from space.letter_template o where o.region_code = $1)
       on conflict (region_code) do update set data = excluded.data, version = t.version + 1,
         updated_at = excluded.updated_at, updated_by = excluded.updated_by where t.version = $5
       returning version`,
      [regionCode, JSON.stringify(template), ctx.now, ctx.actor.accountId, version],
    ),
  )
  if (!saved) throw new Fault('stale', 'market_template_stale')
  ctx.audit({ subject: { type: 'letter_template', id: regionCode }, region: regionCode })
  return saved.version
}
