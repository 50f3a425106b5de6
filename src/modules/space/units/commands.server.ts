import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import type { FoundUnit } from './queries.server.ts'
import { codesOf } from './rules.ts'
import type { UnitChange, UnitsInput } from './schema.ts'

/** Whoever is about to book one of these judges again. */
const bump = 'rules_version = rules_version + 1'

const note = (ctx: Context, space: { id: string; regionCode: string }, changes: Record<string, unknown>) => {
  touchSpace(ctx, space.id)
  ctx.audit({ subject: { type: 'space', id: space.id }, region: space.regionCode, changes })
}

/** Several parts of one kind at once; the trigger gives each its place on the space's line. */
export async function addUnits(
  ctx: Context,
  space: { id: string; regionCode: string },
  wanted: UnitsInput,
): Promise<void> {
  const codes = codesOf(wanted)
  if (codes.some((code) => code.length > 12)) throw fieldFault('prefix', 'cowork_field_prefix')
  if (wanted.parentId !== undefined) await checkArea(ctx, space.id, wanted)
  const names = codes.map((code) =>
    wanted.name === '' ? code : codes.length === 1 ? wanted.name : `${wanted.name} ${code}`,
  )
  await ctx.db.exec(
    text(
      `insert into space.unit (space_id, kind, code, name, capacity, parent_id, bookable, approval, min_minutes, max_minutes, position)
       select $1, $2, code, name, $5, $6, $7, $8, $9, $10, least(32000, nr)
       from unnest($3::text[], $4::text[]) with ordinality n(code, name, nr) order by nr`,
      [
        space.id,
        wanted.kind,
        codes,
        names,
        wanted.capacity,
        wanted.parentId ?? null,
        wanted.bookable,
        wanted.approval ?? null,
        wanted.minMinutes ?? null,
        wanted.maxMinutes ?? null,
      ],
    ),
  )
  note(ctx, space, { added: { ...wanted, codes } })
}

async function checkArea(ctx: Context, spaceId: string, { kind, parentId }: UnitsInput): Promise<void> {
  const area = await ctx.db.maybe(
    text(`select id from space.unit where id = $1 and space_id = $2 and kind = 'area' and active`, [
      parentId,
      spaceId,
    ]),
  )
  if (!area || kind === 'area') throw fieldFault('parentId', 'kernel_field_choose')
}

/** What a part is called and how it is booked. Bookings already made keep their times. */
export async function changeUnit(ctx: Context, unit: FoundUnit, wanted: UnitChange): Promise<void> {
  if (unit.kind === 'whole') throw new Fault('conflict', 'cowork_unit_whole')
  await ctx.db.exec(
    text(
      `update space.unit set name = $2, code = $3, capacity = $4, bookable = $5, approval = $6, min_minutes = $7, max_minutes = $8,
         position = $9, ${bump}
       where id = $1`,
      [
        unit.id,
        wanted.name,
        wanted.code ?? null,
        wanted.capacity,
        wanted.bookable,
        wanted.approval ?? null,
        wanted.minMinutes ?? null,
        wanted.maxMinutes ?? null,
        wanted.position,
      ],
    ),
  )
  note(ctx, { id: unit.spaceId, regionCode: unit.regionCode }, { before: unit, after: wanted })
}

/** Out of use, or back. Never out of use while somebody has it: bookings wait for the lock, and then do not find it. */
export async function setUnitActive(ctx: Context, unit: FoundUnit, active: boolean): Promise<void> {
  if (unit.kind === 'whole') throw new Fault('conflict', 'cowork_unit_whole')
  await ctx.db.exec(text(`update space.unit set active = $2, ${bump} where id = $1`, [unit.id, active]))
  if (!active) {
    const { open } = await ctx.db.one(
      text<{ open: number }>(
        `select (select count(*) from space.booking b where b.unit_id = $1 and b.state in ('requested', 'approved', 'checked_in')
            or b.unit_id = $1 and b.state = 'held' and b.hold_until > $2)
          + (select count(*) from space.lease l where l.unit_id = $1 and l.state in ('offered', 'active'))
          + (select count(*) from space.unit u where u.parent_id = $1 and u.active) as open`,
        [unit.id, ctx.now],
      ),
    )
    if (open > 0) throw new Fault('conflict', 'cowork_unit_in_use', { params: { count: open } })
  }
  note(ctx, { id: unit.spaceId, regionCode: unit.regionCode }, { unit: unit.code ?? unit.name, active })
}
