import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { findRegion } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import type { Opening, Space, SpaceInput } from '../schema.ts'
import { dateAt, millis } from '../time.ts'
import { slugOf } from './rules.ts'

const settable = `name = $2, kind = $3, region_code = $4, zone = $5, address = $6, latitude = $7, longitude = $8, capacity = $9,
  description_id = $10, description_en = $11, house_rules_id = $12, house_rules_en = $13, papers_id = $14, papers_en = $15,
  fee = $16, legal_basis = $17, contact_name = $18, contact_phone = $19, approval = $20, who = $21, slot_minutes = $22,
  min_minutes = $23, max_minutes = $24, buffer_minutes = $25, min_days_ahead = $26, max_days_ahead = $27, quota = $28,
  closed_on_holidays = $29, updated_at = $30`

const valuesOf = (id: string, input: SpaceInput, zone: string, now: string) => [
  id,
  input.name,
  input.kind,
  input.regionCode,
  zone,
  input.address,
  input.latitude ?? null,
  input.longitude ?? null,
  input.capacity,
  input.descriptionId,
  input.descriptionEn,
  input.houseRulesId,
  input.houseRulesEn,
  input.papersId,
  input.papersEn,
  input.fee,
  input.legalBasis,
  input.contactName,
  input.contactPhone ?? null,
  input.approval,
  input.who,
  input.slotMinutes,
  input.minMinutes,
  input.maxMinutes,
  input.bufferMinutes,
  input.minDaysAhead,
  input.maxDaysAhead,
  input.quota ?? null,
  input.closedOnHolidays,
  now,
]

async function zoneFor(ctx: Context, regionCode: string): Promise<string> {
  const region = await findRegion(ctx.db, regionCode)
  if (!region) throw fieldFault('regionCode', 'region_not_found')
  return region.zone
}

/** A new space, as a draft: nobody but its staff sees it until it is published. Its one unit is the whole of it. */
export async function createSpace(
  ctx: Context,
  input: SpaceInput,
  wanted: { openedOn?: string | undefined },
): Promise<string> {
  const id = newId()
  const zone = await zoneFor(ctx, input.regionCode)
  const slug = await freeSlug(ctx, input.name)
  const openedOn = wanted.openedOn ?? dateAt(millis(ctx.now), zone)
  await ctx.db.exec(
    text(
      `insert into space.space (id, slug, name, kind, region_code, zone, address, capacity, opened_on, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
      [
        id,
        slug,
        input.name,
        input.kind,
        input.regionCode,
        zone,
        input.address,
        input.capacity,
        openedOn,
        ctx.now,
      ],
    ),
  )
  await ctx.db.exec(
    text(`update space.space set ${settable} where id = $1`, valuesOf(id, input, zone, ctx.now)),
  )
  await ctx.db.exec(
    text(`insert into space.unit (space_id, kind, name, capacity) values ($1, 'whole', $2, $3)`, [
      id,
      input.name.slice(0, 80),
      input.capacity,
    ]),
  )
  await replaceFacilities(ctx, id, input)
  ctx.audit({
    subject: { type: 'space', id },
    region: input.regionCode,
    changes: { after: { ...input, slug } },
  })
  ctx.touch('spaces')
  return id
}

/** The last part of its address, from its name; a number when another space has the same. */
async function freeSlug(ctx: Context, name: string): Promise<string> {
  const slug = slugOf(name)
  const used = await ctx.db.many(
    text<{ slug: string }>(`select slug from space.space where slug = $1 or slug like $1 || '-%'`, [slug]),
  )
  const taken = new Set(used.map((row) => row.slug))
  if (!taken.has(slug)) return slug
  for (let number = 2; ; number++) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`
}

/** Set what a space is and how it is booked. Bookings already made keep their times. */
export async function editSpace(
  ctx: Context,
  before: Space,
  input: SpaceInput,
  version: number,
): Promise<void> {
  if (version !== before.version)
    throw new Fault('stale', 'space_settings_stale', { details: { version: before.version } })
  const zone = await zoneFor(ctx, input.regionCode)
  await ctx.db.exec(
    text(
      `update space.space set ${settable}, version = version + 1 where id = $1`,
      valuesOf(before.id, input, zone, ctx.now),
    ),
  )
  await ctx.db.exec(
    text(
      `update space.unit set capacity = $2, rules_version = rules_version + 1 where space_id = $1 and kind = 'whole'`,
      [before.id, input.capacity],
    ),
  )
  await replaceFacilities(ctx, before.id, input)
  changed(ctx, before, { before, after: input })
}

async function replaceFacilities(ctx: Context, spaceId: string, { facilities }: SpaceInput): Promise<void> {
  const unique = [...new Map(facilities.map((facility) => [facility.code, facility])).values()]
  await ctx.db.exec(text('delete from space.facility where space_id = $1', [spaceId]))
  if (unique.length === 0) return
  await ctx.db.exec(
    text(
      `insert into space.facility (space_id, code, detail, position)
       select $1, code, detail, row_number() over () from unnest($2::text[], $3::text[]) f(code, detail)`,
      [spaceId, unique.map((facility) => facility.code), unique.map((facility) => facility.detail)],
    ),
  )
}

/** Set the opening hours of the whole week. */
export async function replaceOpenings(
  ctx: Context,
  space: Space,
  openings: readonly Opening[],
): Promise<void> {
  await ctx.db.exec(text('delete from space.opening where space_id = $1', [space.id]))
  if (openings.length > 0)
    await ctx.db.exec(
      text(
        `insert into space.opening (space_id, weekday, from_minute, to_minute)
         select $1, weekday, from_minute, to_minute from unnest($2::int[], $3::int[], $4::int[]) o(weekday, from_minute, to_minute)`,
        [
          space.id,
          openings.map((hours) => hours.weekday),
          openings.map((hours) => hours.from),
          openings.map((hours) => hours.to),
        ],
      ),
    )
  await newRules(ctx, space.id)
  changed(ctx, space, { openings: [space.openings, openings] })
}

/** Requests judged by the rules before this are judged again; whoever is about to write waits. */
export const newRules = (ctx: Context, spaceId: string): Promise<number> =>
  ctx.db.exec(text('update space.unit set rules_version = rules_version + 1 where space_id = $1', [spaceId]))

function changed(ctx: Context, space: Space, changes: Record<string, unknown>): void {
  touchSpace(ctx, space.id)
  ctx.audit({ subject: { type: 'space', id: space.id }, region: space.regionCode, changes })
}

/** Open a space to the public, take it back into preparation, or close it for good. */
export async function setState(ctx: Context, space: Space, state: Space['state']): Promise<void> {
  if (state === 'published' && space.openings.length === 0) throw new Fault('conflict', 'space_needs_hours')
  if (state === 'draft') {
    const { open } = await ctx.db.one(
      text<{ open: number }>(
        `select count(*) as open from space.booking where space_id = $1 and state in ('requested', 'approved')`,
        [space.id],
      ),
    )
    if (open > 0) throw new Fault('conflict', 'space_has_bookings', { params: { count: open } })
  }
  await ctx.db.exec(
    text('update space.space set state = $2, updated_at = $3, version = version + 1 where id = $1', [
      space.id,
      state,
      ctx.now,
    ]),
  )
  await newRules(ctx, space.id)
  changed(ctx, space, { state: [space.state, state] })
}
