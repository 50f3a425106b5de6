import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { containing, text } from '#platform/database/query.ts'
import { spaceIs } from '../calendar/queries.server.ts'
import type { Space } from '../schema.ts'

type Row = Omit<Space, 'description' | 'houseRules' | 'papers' | 'latitude' | 'longitude'> & {
  latitude: string | null
  longitude: string | null
  description_id: string
  description_en: string
  house_rules_id: string
  house_rules_en: string
  papers_id: string
  papers_en: string
}

const photos = (
  limit: string,
) => `(select coalesce(json_agg(json_build_object('id', p.id, 'fileId', p.file_id, 'width', f.width,
    'height', f.height, 'alt', json_build_object('id', p.alt_id, 'en', p.alt_en)) order by p.position, p.id), '[]')
  from (select * from space.photo p where p.space_id = s.id and p.removed_at is null order by p.position, p.id ${limit}) p
  join kernel.file f on f.id = p.file_id)`

const columns = (
  photoLimit = '',
) => `s.id, s.slug, s.name, s.kind, s.state, s.region_code as "regionCode", s.zone, s.address,
  s.latitude, s.longitude, s.capacity, s.description_id, s.description_en, s.house_rules_id, s.house_rules_en, s.papers_id,
  s.papers_en, s.fee, s.legal_basis as "legalBasis", s.contact_name as "contactName", s.contact_phone as "contactPhone",
  s.approval, s.who, s.slot_minutes as "slotMinutes", s.min_minutes as "minMinutes", s.max_minutes as "maxMinutes",
  s.buffer_minutes as "bufferMinutes", s.min_days_ahead as "minDaysAhead", s.max_days_ahead as "maxDaysAhead", s.quota,
  s.closed_on_holidays as "closedOnHolidays", s.reciprocity_since is not null as reciprocity, s.version,
  (select coalesce(json_agg(json_build_object('weekday', o.weekday, 'from', o.from_minute, 'to', o.to_minute)
    order by o.weekday, o.from_minute), '[]') from space.opening o where o.space_id = s.id) as openings,
  (select coalesce(json_agg(json_build_object('code', a.code, 'detail', a.detail) order by a.position, a.code), '[]')
    from space.facility a where a.space_id = s.id) as facilities,
  ${photos(photoLimit)} as photos`

function toSpace(row: Row): Space {
  const { description_id, description_en, house_rules_id, house_rules_en, papers_id, papers_en, ...same } =
    row
  return {
    ...same,
    latitude: row.latitude === null ? null : Number(row.latitude),
    longitude: row.longitude === null ? null : Number(row.longitude),
    description: { id: description_id, en: description_en },
    houseRules: { id: house_rules_id, en: house_rules_en },
    papers: { id: papers_id, en: papers_en },
  }
}

/** @throws Fault `not_found`, also for a draft of somebody else's region. */
export async function getSpace(ctx: Context, key: string, lock = false): Promise<Space> {
  const row = await ctx.db.maybe(
    text<Row>(
      `select ${columns()} from space.space s where ${spaceIs(key, '$1')}${lock ? ' for update of s' : ''}`,
      [key],
    ),
  )
  if (!row) throw new Fault('not_found', 'space_not_found')
  return toSpace(row)
}

export interface SpaceFilter {
  region?: string | undefined
  capacity?: number | undefined
  q?: string | undefined
  after?: string | undefined
  limit: number
}

/** Spaces by name: the published ones, or (for staff) all of these regions. */
export async function listSpaces(
  ctx: Context,
  filter: SpaceFilter,
  scopes: readonly string[] | null,
): Promise<Page<Space>> {
  const cursor = decodeCursor(filter.after, 2)
  const rows = await ctx.db.many(
    text<Row>(
      `select ${columns('limit 1')} from space.space s
       where ($1::text[] is null and s.state = 'published' or s.region_code ^@ any ($1::text[]))
         and ($2::text is null or s.region_code ^@ $2) and ($3::int is null or s.capacity >= $3)
         and ($4::text is null or s.name ilike $4 or s.address ilike $4)
         and ($5::text is null or (s.name, s.id) > ($5, $6::uuid))
       order by s.name, s.id limit $7`,
      [
        scopes,
        filter.region || null,
        filter.capacity ?? null,
        filter.q ? containing(filter.q) : null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
      ],
    ),
  )
  return toPage(rows.map(toSpace), filter.limit, (space) => [space.name, space.id])
}

export interface ClosureRow {
  id: string
  spaceId: string
  start: string
  end: string
  reason: string
  public: boolean
}

const closureColumns = `c.id, c.space_id as "spaceId", lower(c.during) as start, upper(c.during) as end, c.reason, c.public`

/** Closures of a space that are not over, soonest first. */
export const listClosures = (ctx: Context, spaceId: string): Promise<ClosureRow[]> =>
  ctx.db.many(
    text<ClosureRow>(
      `select ${closureColumns} from space.closure c
       where c.space_id = $1 and c.withdrawn_at is null and upper(c.during) > $2 order by c.during, c.id limit 200`,
      [spaceId, ctx.now],
    ),
  )

/** @throws Fault `not_found` */
export async function getClosure(
  ctx: Context,
  closureId: string,
): Promise<ClosureRow & { regionCode: string; state: string }> {
  const row = await ctx.db.maybe(
    text<ClosureRow & { regionCode: string; state: string }>(
      `select ${closureColumns}, c.region_code as "regionCode", s.state from space.closure c
       join space.space s on s.id = c.space_id where c.id = $1 and c.withdrawn_at is null for update of c`,
      [closureId],
    ),
  )
  if (!row) throw new Fault('not_found', 'space_closure_not_found')
  return row
}
