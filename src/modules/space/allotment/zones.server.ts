import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { sectors } from '#modules/registry/schema.ts'
import { text } from '#platform/database/query.ts'
import { getSpace } from '../places/queries.server.ts'
import { isDesk, mayKeep } from '../policy.ts'
import { SpaceKey } from '../schema.ts'

const Zone = z.object({
  zone: z.string().min(1).max(40).describe('Code of a zone of the plan, or id of an area.'),
  sectors: z.array(z.enum(sectors)).max(sectors.length).describe('Trades it is for; empty is everyone.'),
})
const Zones = z.object({
  items: z.array(Zone.extend({ name: z.string(), places: z.number().int() })),
})
const OfSpace = z.object({ spaceId: SpaceKey })
const ofSpace = (ctx: Context, { spaceId }: { spaceId: string }) => getSpace(ctx, spaceId)

/** The parts of a space that have places to give, by name. */
const listZones = (ctx: Context, spaceId: string) =>
  ctx.db.many(
    text<z.infer<typeof Zones>['items'][number]>(
      `select z.zone, min(z.name) as name, count(*)::int as places, coalesce(max(t.sectors), '{}') as sectors
       from space.unit u join space.unit_zone z on z.unit_id = u.id
       left join space.zone_sector t on t.space_id = u.space_id and t.zone = z.zone
       where u.space_id = $1 and u.active and u.kind in ('stall', 'shelf', 'seat', 'room') and z.zone is not null
       group by z.zone order by 2, 1 limit 200`,
      [spaceId],
    ),
  )

export const listZoneSectors = operation({
  name: 'space.list_zone_sectors',
  summary: 'Parts of a space with the trades whose places they are.',
  http: 'GET /spaces/{spaceId}/zone-sectors',
  input: OfSpace,
  output: Zones,
  subject: ofSpace,
  can: (actor, space) =>
    allowIf(isDesk(actor, space.regionCode), space.state === 'draft' ? 'hidden' : 'forbidden'),
  run: async (ctx, _, space) => ({ items: await listZones(ctx, space.id) }),
})

/** Rounds keep what held when they were prepared; those prepared later follow. */
export const setZoneSectors = operation({
  name: 'space.set_zone_sectors',
  summary: 'Say which trades the parts of a space are for; parts left out stay as they are.',
  http: 'PUT /spaces/{spaceId}/zone-sectors',
  input: OfSpace.extend({ zones: z.array(Zone).min(1).max(200) }),
  output: Zones,
  subject: ofSpace,
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { zones }, space) {
    const known = new Set((await listZones(ctx, space.id)).map(({ zone }) => zone))
    if (zones.some(({ zone }) => !known.has(zone))) throw fieldFault('zones', 'kernel_field_choose')
    const rows = JSON.stringify([...new Map(zones.map((zone) => [zone.zone, zone])).values()])
    await ctx.db.exec(
      text(
        `insert into space.zone_sector (space_id, zone, sectors, updated_at, updated_by)
         select $1, x.zone, x.sectors, $3, $4 from jsonb_to_recordset($2::jsonb) as x (zone text, sectors text[])
         where cardinality(x.sectors) > 0
         on conflict (space_id, zone) do update set sectors = excluded.sectors, updated_at = $3, updated_by = $4`,
        [space.id, rows, ctx.now, ctx.actor.accountId],
      ),
    )
    await ctx.db.exec(
      text(
        `delete from space.zone_sector t using jsonb_to_recordset($2::jsonb) as x (zone text, sectors text[])
         where t.space_id = $1 and t.zone = x.zone and cardinality(x.sectors) = 0`,
        [space.id, rows],
      ),
    )
    ctx.audit({ subject: { type: 'space', id: space.id }, region: space.regionCode, changes: { zones } })
    return { items: await listZones(ctx, space.id) }
  },
})

export const zoneOperations = [listZoneSectors, setZoneSectors]
