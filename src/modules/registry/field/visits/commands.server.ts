import { holds } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { formatDate } from '#kernel/format.ts'
import { newId } from '#kernel/id.ts'
import { translate } from '#kernel/problem.ts'
import { listHolders } from '#modules/identity/roles/holders.server.ts'
import { text } from '#platform/database/query.ts'
import { deciders } from '../../policy.ts'
import { capturedAt } from '../rules.ts'
import { tellOfficer } from './notices.server.ts'
import { todayOf, type VisitRow } from './queries.server.ts'
import { mayPlanFor, visitStates } from './rules.ts'
import type { PlanVisits, VisitReport } from './schema.ts'

/** Who may be sent to a place: its officers and heads of today, by name; the actor first. */
export async function listOfficers(
  ctx: Context,
  regionCode: string,
): Promise<{ id: string; name: string }[]> {
  const { accountId, name } = ctx.actor
  const me = accountId !== null && holds(ctx.actor, deciders, regionCode) ? [{ id: accountId, name }] : []
  const all = await Promise.all(deciders.map((role) => listHolders(ctx.db, role, regionCode)))
  const others = all
    .flat()
    .filter(({ id }) => id !== accountId)
    .sort((a, b) => a.name.localeCompare(b.name, 'id'))
  return [...new Map([...me, ...others].map((one) => [one.id, one])).values()]
}

/** @throws Fault at `day` */
export function assertDay(ctx: Context, day: string): void {
  if (!mayPlanFor(day, todayOf(ctx))) throw fieldFault('day', 'field_visit_day_range')
}

/** Every officer who may be sent to one of these places, asked once a place. */
async function officersOf(ctx: Context, regions: readonly string[]) {
  const byRegion = new Map<string, Map<string, string>>()
  for (const region of new Set(regions)) {
    const officers = await listOfficers(ctx, region)
    byRegion.set(region, new Map(officers.map(({ id, name }) => [id, name])))
  }
  return byRegion
}

/** Name of the officer, who works at that place. @throws Fault at `assigneeId` */
export async function assertOfficer(ctx: Context, assigneeId: string, regionCode: string): Promise<string> {
  const name = (await officersOf(ctx, [regionCode])).get(regionCode)?.get(assigneeId)
  if (name === undefined) throw fieldFault('assigneeId', 'field_visit_officer_unknown')
  return name
}

interface Wanted {
  id: string
  name: string
  reference: string
  regionCode: string
  open: boolean
}

type Result = 'planned' | 'again' | 'already' | 'refused'

/** Plan each of these; of two who plan the same one at once, the second is told of the first. */
export async function planVisits(ctx: Context, { businessIds, ...plan }: PlanVisits) {
  assertDay(ctx, plan.day)
  // In one order, so that two plannings of the same businesses wait for each other instead of locking.
  const ids = [...new Set(businessIds)].sort()
  const found = await ctx.db.many(
    text<Wanted>(
      `select id, name, reference, region_code as "regionCode", state in ('submitted', 'returned', 'verified') as open
       from registry.business where id = any ($1::uuid[])`,
      [ids],
    ),
  )
  const byId = new Map(found.map((one) => [one.id, one]))
  const officers = await officersOf(
    ctx,
    found.map(({ regionCode }) => regionCode),
  )
  if (found.length > 0 && ![...officers.values()].some((names) => names.has(plan.assigneeId)))
    throw fieldFault('assigneeId', 'field_visit_officer_unknown')
  const results: { businessId: string; name: string | null; result: Result; message: string }[] = []
  for (const id of ids) {
    const business = byId.get(id)
    const assignee = business && officers.get(business.regionCode)?.get(plan.assigneeId)
    results.push({
      businessId: id,
      name: business?.name ?? null,
      ...(await planOne(ctx, plan, business, assignee)),
    })
  }
  const planned = results.filter(({ result }) => result === 'planned' || result === 'again')
  const { day, assigneeId } = plan
  const regionCode = byId.get(planned[0]?.businessId ?? '')?.regionCode ?? ''
  if (planned.length > 0) await tellOfficer(ctx, { assigneeId, day, count: planned.length, regionCode })
  ctx.audit(
    planned.length === 0
      ? { nothing: true }
      : {
          region: regionCode,
          changes: { day, assigneeId, businesses: planned.map(({ businessId }) => businessId) },
        },
  )
  return { planned: planned.length, results }
}

async function planOne(
  ctx: Context,
  plan: Omit<PlanVisits, 'businessIds'>,
  business: Wanted | undefined,
  assignee: string | undefined,
): Promise<{ result: Result; message: string }> {
  const say = (result: Result, key: string, params?: Record<string, string>) => ({
    result,
    message: translate(key, params, ctx.locale),
  })
  if (!business || !holds(ctx.actor, deciders, business.regionCode))
    return say('refused', 'registry_case_not_found')
  if (!business.open) return say('refused', 'profile_closed')
  if (assignee === undefined) return say('refused', 'field_visit_officer_unknown')
  const result = await insertOrRepeat(ctx, plan, business, assignee)
  if (result) return say(result, result === 'again' ? 'field_visit_planned_again' : 'field_visit_planned')
  const there = await ctx.db.maybe(
    text<{ day: string; assignee: string }>(
      `select day::text as day, assignee_name as assignee from registry.field_visit where business_id = $1 and state = 'planned'`,
      [business.id],
    ),
  )
  // Ended between the two questions: whoever asks again is told what holds then.
  if (!there) throw new Fault('unavailable', 'kernel_busy')
  return say('already', 'field_visit_already', {
    name: there.assignee,
    day: formatDate(there.day, ctx.locale),
  })
}

/** A new visit; or the one whose day passed, on its new day. Nothing when somebody goes there already. */
async function insertOrRepeat(
  ctx: Context,
  { day, assigneeId, note }: Omit<PlanVisits, 'businessIds'>,
  business: Wanted,
  assignee: string,
): Promise<'planned' | 'again' | undefined> {
  const by = [ctx.actor.accountId, ctx.actor.name, ctx.now]
  const inserted = await ctx.db.exec(
    text(
      `insert into registry.field_visit (id, business_id, name, reference, region_code, day, assignee_id, assignee_name,
         planned_by, planned_by_name, planned_at, note)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (business_id) where state = 'planned' do nothing`,
      [
        newId(),
        business.id,
        business.name,
        business.reference,
        business.regionCode,
        day,
        assigneeId,
        assignee,
        ...by,
        note ?? null,
      ],
    ),
  )
  if (inserted > 0) return 'planned'
  const repeated = await ctx.db.exec(
    text(
      `update registry.field_visit set day = $2, assignee_id = $3, assignee_name = $4, planned_by = $5, planned_by_name = $6,
         planned_at = $7, note = coalesce($8, note), region_code = $9, times = times + 1, version = version + 1
       where business_id = $1 and state = 'planned' and day < $10::date`,
      [business.id, day, assigneeId, assignee, ...by, note ?? null, business.regionCode, todayOf(ctx)],
    ),
  )
  return repeated > 0 ? 'again' : undefined
}

/** @throws Fault `conflict` or `stale` */
export function assertPlanned(visit: VisitRow, version: number): void {
  if (visit.state !== 'planned') throw new Fault('conflict', 'field_visit_ended')
  if (visit.version !== version)
    throw new Fault('stale', 'field_visit_stale', { details: { version: visit.version } })
}

/** Another day, another officer. */
export async function changePlan(
  ctx: Context,
  visit: VisitRow,
  { day, assigneeId, note }: { day: string; assigneeId: string; note?: string | undefined },
): Promise<void> {
  if (day !== visit.day) assertDay(ctx, day)
  const assignee = await assertOfficer(ctx, assigneeId, visit.regionCode)
  const again = visit.day < todayOf(ctx) && day !== visit.day ? 1 : 0
  await ctx.db.exec(
    text(
      `update registry.field_visit set day = $2, assignee_id = $3, assignee_name = $4, note = $5, times = times + $6, version = version + 1
       where id = $1`,
      [visit.id, day, assigneeId, assignee, note ?? null, again],
    ),
  )
  if (day !== visit.day || assigneeId !== visit.assigneeId)
    await tellOfficer(ctx, { assigneeId, day, count: 1, regionCode: visit.regionCode })
}

export const cancelPlan = (ctx: Context, visitId: string): Promise<number> =>
  ctx.db.exec(
    text(`update registry.field_visit set state = 'cancelled', version = version + 1 where id = $1`, [
      visitId,
    ]),
  )

/**
 * Write down what an officer tells. The same revision again, or an older one, changes nothing.
 * @throws Fault `conflict` when somebody else was there first
 */
export async function recordReport(ctx: Context, visit: VisitRow, report: VisitReport): Promise<void> {
  const mine = visit.toldById === ctx.actor.accountId
  if (visit.toldById !== null && !mine)
    throw new Fault('conflict', 'field_visit_told_already', { params: { name: visit.toldBy ?? '' } })
  if (visit.toldById !== null && report.revision <= visit.revision) return ctx.audit({ nothing: true })
  if (!visitStates.may(visit.state, report.outcome)) throw new Fault('conflict', 'field_visit_ended')
  const time = capturedAt(report.at, report.clockOffset, ctx.now)
  await ctx.db.exec(
    text(
      `update registry.field_visit set state = $2, told_by = $3, told_by_name = $4, told_at = $5, received_at = $6,
         clock_doubtful = $7, told_note = $8, revision = $9 where id = $1`,
      [
        visit.id,
        report.outcome,
        ctx.actor.accountId,
        ctx.actor.name,
        time.at,
        ctx.now,
        time.doubtful,
        report.note || null,
        report.revision,
      ],
    ),
  )
  ctx.audit({
    subject: { type: 'field_visit', id: visit.id },
    region: visit.regionCode,
    changes: { state: report.outcome },
  })
}
