import type { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { addPicture } from '#kernel/file.server.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { isDesk } from '../policy.ts'
import type { Space } from '../schema.ts'
import { dateAt, instant, millis } from '../time.ts'
import { getFault } from './queries.server.ts'
import { hourlyLimit } from './rules.ts'
import type { FaultCase, Handling, ReportInput } from './schema.ts'
import { type FaultState, faultStates } from './states.ts'

type Report = z.output<typeof ReportInput>

/** Too many reports of visitors in an hour bury what people mean. Staff are not bound. */
async function assertCalm(ctx: Context, space: Space, visitor: string | undefined): Promise<void> {
  const since = instant(millis(ctx.now) - 3_600_000)
  const { here, mine } = await ctx.db.one(
    text<{ here: number; mine: number }>('select * from space.recent_fault_reports($1, $2, $3)', [
      space.id,
      since,
      visitor ?? '',
    ]),
  )
  if (here >= hourlyLimit.space || mine >= hourlyLimit.visitor)
    throw new Fault('rate_limited', 'keeper_fault_too_many')
}

/** Say that something is missing or broken. Whoever says what others said before counts with them. */
export async function report(
  ctx: Context,
  space: Space,
  told: Report,
): Promise<{ faultId: string; reportId: string | null; joined: boolean }> {
  const staff = isDesk(ctx.actor, space.regionCode)
  if (!staff) await assertCalm(ctx, space, told.visitor)
  const fresh = newId()
  // Two who report the same at once: the second waits, and joins the first.
  const made = await ctx.db.exec(
    text(
      `insert into space.fault (id, space_id, unit_id, region_code, thing, nature, first_at, last_at, created_at, updated_at)
       select $1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::timestamptz, $7::timestamptz, $7::timestamptz, $7::timestamptz
       where $3::uuid is null or exists (select from space.unit u where u.id = $3::uuid and u.space_id = $2::uuid)
       on conflict do nothing`,
      [fresh, space.id, told.unitId ?? null, space.regionCode, told.thing, told.nature, ctx.now],
    ),
  )
  const faultId = made === 1 ? fresh : await running(ctx, space, told)
  const reportId = await join(ctx, { id: faultId, regionCode: space.regionCode }, told, staff)
  return { faultId, reportId, joined: made === 0 }
}

async function running(ctx: Context, space: Space, { unitId, thing, nature }: Report): Promise<string> {
  const row = await ctx.db.maybe(
    text<{ id: string }>(
      `select f.id from space.fault f where f.space_id = $1 and f.unit_id is not distinct from $2::uuid and f.thing = $3
         and f.nature = $4 and f.state in ('open', 'assigned')`,
      [space.id, unitId ?? null, thing, nature],
    ),
  )
  if (!row) throw fieldFault('unitId', 'kernel_field_choose')
  return row.id
}

/** "Me too": once a person. Answers null when they had said so. */
export async function join(
  ctx: Context,
  fault: { id: string; regionCode: string },
  { visitor, note, source }: Pick<Report, 'visitor' | 'note' | 'source'>,
  staff: boolean,
): Promise<string | null> {
  const id = newId()
  const added = await ctx.db.exec(
    text(
      `insert into space.fault_report (id, fault_id, region_code, at, source, visitor, account_id, recorded_by, note)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [
        id,
        fault.id,
        fault.regionCode,
        ctx.now,
        staff ? 'staff' : (source ?? 'api'),
        staff ? null : (visitor ?? null),
        // Staff write down what people tell them: each counts.
        staff ? null : ctx.actor.accountId,
        staff ? ctx.actor.accountId : null,
        note,
      ],
    ),
  )
  ctx.audit({
    subject: { type: 'fault', id: fault.id },
    region: fault.regionCode,
    changes: { reported: added === 1 },
  })
  const { spaceId } = await getFault(ctx, fault.id)
  touchSpace(ctx, spaceId)
  return added === 1 ? id : null
}

const targets = { assign: 'assigned', done: 'done', decline: 'declined', reopen: 'open' } as const

type Act = z.output<typeof Handling>

/** @throws Fault when the act does not fit the state, or lacks what it needs to be understood */
function assertFits(fault: FaultCase, act: Act, today: string): void {
  if (act.version !== undefined && act.version !== fault.version)
    throw new Fault('stale', 'space_stale', { details: { version: fault.version } })
  const state = targets[act.act]
  if (!faultStates.may(fault.state, state))
    throw new Fault('conflict', 'space_wrong_state', { details: { state: fault.state, wanted: state } })
  if (state === 'assigned' && !act.assignedTo) throw fieldFault('assignedTo', 'kernel_field_required')
  if (isOver(state) && (act.note ?? '').length < 3) throw fieldFault('note', 'kernel_field_required')
  if (act.promisedOn !== undefined && act.promisedOn < today)
    throw fieldFault('promisedOn', 'keeper_fault_promise_past')
}

const isOver = (state: FaultState): boolean => state === 'done' || state === 'declined'

/** Say who sees to it and by when, that it is done, that it will not be, or that it is broken again. */
export async function handle(ctx: Context, fault: FaultCase, act: Act): Promise<void> {
  assertFits(fault, act, dateAt(millis(ctx.now), fault.zone))
  const state = targets[act.act]
  const closes = isOver(state)
  await ctx.db.exec(
    text(
      `update space.fault set state = $2, assigned_to = coalesce($3, assigned_to), promised_on = case when $2 = 'open' then null
           else coalesce($4::date, promised_on) end,
         closed_at = $5, closed_by = $6, closed_by_name = $7, note = case when $8::text is null and $2 <> 'open' then note else coalesce($8, '') end,
         updated_at = $9, version = version + 1
       where id = $1`,
      [
        fault.id,
        state,
        act.assignedTo || null,
        act.promisedOn ?? null,
        closes ? ctx.now : null,
        closes ? ctx.actor.accountId : null,
        closes ? ctx.actor.name : null,
        closes ? (act.note ?? '') : null,
        ctx.now,
      ],
    ),
  )
  touchSpace(ctx, fault.spaceId)
  ctx.audit({
    subject: { type: 'fault', id: fault.id },
    region: fault.regionCode,
    ...(act.note && { reason: act.note }),
    changes: { state: [fault.state, state], ...(act.promisedOn && { promisedOn: act.promisedOn }) },
  })
}

/** A photo with a report: for staff only. */
export async function addReportPhoto(
  ctx: Context,
  { id, regionCode }: { id: string; regionCode: string },
  picture: Uint8Array,
): Promise<void> {
  const file = await addPicture(ctx, picture, { type: 'fault_report', id, regionCode, public: false })
  await ctx.db.exec(text('select space.attach_fault_photo($1, $2)', [id, file.id]))
  ctx.audit({ subject: { type: 'fault_report', id }, region: regionCode, changes: { photo: true } })
}

/** A photo of it mended: everyone may see it. */
export async function addDonePhoto(ctx: Context, fault: FaultCase, picture: Uint8Array): Promise<void> {
  const about = { type: 'fault', id: fault.id, regionCode: fault.regionCode, public: true }
  const file = await addPicture(ctx, picture, about)
  await ctx.db.exec(text('update space.fault set file_id = $2 where id = $1', [fault.id, file.id]))
  touchSpace(ctx, fault.spaceId)
  ctx.audit({ subject: { type: 'fault', id: fault.id }, region: fault.regionCode, changes: { photo: true } })
}
