import { scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { addDays, localDate } from '#modules/region/working-time.ts'
import { text } from '#platform/database/query.ts'
import { readers } from '../../policy.ts'
import { listEntryDetails } from '../../queries.server.ts'
import type { EntryDetail } from '../../schema.ts'
import { currentAnswers } from '../answers.ts'
import { byPlace, kitDaysAhead, kitDaysBehind, type VisitState, visitsPerKit } from './rules.ts'
import type { KitVisit, Visit, VisitQuery } from './schema.ts'

/** A visit as operations about it need it. */
export interface VisitRow extends Omit<Visit, 'village'> {
  toldById: string | null
  revision: number
}

const columns = `v.id, v.business_id as "businessId", v.name, v.reference, v.region_code as "regionCode", b.address, v.day::text as day,
  v.assignee_id as "assigneeId", v.assignee_name as assignee, v.planned_by_name as "plannedBy", v.note, v.times, v.state,
  v.told_by as "toldById", v.told_by_name as "toldBy", v.told_at as "toldAt", v.told_note as "toldNote",
  v.clock_doubtful as "clockDoubtful", v.revision, v.version`
const tables = 'registry.field_visit v left join registry.business b on b.id = v.business_id'

async function getOne(ctx: Context, visitId: string, lock: string): Promise<VisitRow> {
  const found = await ctx.db.maybe(
    text<VisitRow>(`select ${columns} from ${tables} where v.id = $1 ${lock}`, [visitId]),
  )
  if (!found) throw new Fault('not_found', 'field_visit_not_found')
  return found
}

/** @throws Fault `not_found` */
export const getVisit = (ctx: Context, visitId: string): Promise<VisitRow> => getOne(ctx, visitId, '')

/** Locked: of two who tell or change it at once the second finds what the first did. @throws Fault `not_found` */
export const getVisitForUpdate = (ctx: Context, visitId: string): Promise<VisitRow> =>
  getOne(ctx, visitId, 'for update of v')

/** Rows as people read them. */
export async function described(ctx: Context, rows: readonly VisitRow[]): Promise<Visit[]> {
  const names = await regionNames(
    ctx.db,
    rows.map((row) => row.regionCode),
  )
  return rows.map(({ toldById: _, revision: __, ...row }) => ({
    ...row,
    village: names.get(row.regionCode)?.name ?? row.regionCode,
  }))
}

/** The day it is where the actor works. */
export const todayOf = (ctx: Context): string =>
  localDate(ctx.now, zoneOf(scopeOf(ctx.actor, readers)[0] || '31'))

const inScope = 'exists (select from unnest($1::text[]) s where starts_with(v.region_code, s))'
const shown: Record<VisitQuery['show'], { where: string; order: string; beyond: string }> = {
  day: { where: `v.day = $2::date and v.state <> 'cancelled'`, order: 'v.day, v.id', beyond: '>' },
  missed: { where: `v.state = 'planned' and v.day < $2::date`, order: 'v.day, v.id', beyond: '>' },
  ahead: { where: `v.state = 'planned' and v.day > $2::date`, order: 'v.day, v.id', beyond: '>' },
  told: {
    where: `v.told_at is not null and v.day <= $2::date`,
    order: 'v.day desc, v.id desc',
    beyond: '<',
  },
}

/** Visits of the actor's regions. One day is told in the order one walks it, page by page. */
export async function listVisits(ctx: Context, { show, day, assigneeId, after, limit }: VisitQuery) {
  const scopes = scopeOf(ctx.actor, readers)
  const today = todayOf(ctx)
  const cursor = decodeCursor(after, 2)
  const { where, order, beyond } = shown[show]
  const [rows, { missed }] = await Promise.all([
    ctx.db.many(
      text<VisitRow>(
        `select ${columns} from ${tables}
         where ${inScope} and ${where} and ($3::uuid is null or v.assignee_id = $3)
           and ($4::date is null or (v.day, v.id) ${beyond} ($4, $5::uuid))
         order by ${order} limit $6`,
        [
          scopes,
          show === 'day' ? (day ?? today) : today,
          assigneeId ?? null,
          cursor?.[0] ?? null,
          cursor?.[1] ?? null,
          limit + 1,
        ],
      ),
    ),
    ctx.db.one(
      text<{ missed: number }>(
        `select count(*) as missed from (select from registry.field_visit v
         where ${inScope} and v.state = 'planned' and v.day < $2::date limit 1000) waiting`,
        [scopes, today],
      ),
    ),
  ])
  const page = toPage(rows, limit, (row) => [row.day, row.id])
  const items = await described(ctx, page.items)
  return { next: page.next, items: show === 'day' ? items.sort(byPlace) : items, missed }
}

/** Every visit to one business, newest first. */
export async function listVisitsOf(ctx: Context, businessId: string): Promise<Visit[]> {
  const rows = await ctx.db.many(
    text<VisitRow>(
      `select ${columns} from ${tables} where v.business_id = $1 order by v.day desc, v.id desc limit 50`,
      [businessId],
    ),
  )
  return described(ctx, rows)
}

type TakenRow = Pick<VisitRow, 'id' | 'businessId' | 'day' | 'note' | 'toldBy' | 'toldNote' | 'revision'> & {
  state: VisitState
  registrationId: string
}

/** Where the actor is to go, and what they told in the last days; with the record of each as it is now. */
export async function listOwnVisits(ctx: Context): Promise<KitVisit[]> {
  const today = todayOf(ctx)
  const rows = await ctx.db.many(
    text<TakenRow>(
      `select v.id, v.business_id as "businessId", v.day::text as day, v.note, v.state, v.told_by_name as "toldBy",
         v.told_note as "toldNote", v.revision, r.id as "registrationId"
       from registry.field_visit v join registry.registration r on r.business_id = v.business_id and r.latest
       where v.assignee_id = $1 and v.state <> 'cancelled' and (v.state = 'planned' or v.told_at > $4::timestamptz - interval '2 days')
         and v.day between $2::date and $3::date
       order by v.day desc, v.id limit $5`,
      [
        ctx.actor.accountId,
        addDays(today, -kitDaysBehind),
        addDays(today, kitDaysAhead),
        ctx.now,
        visitsPerKit,
      ],
    ),
  )
  const details = await listEntryDetails(
    ctx.db,
    rows.map((row) => row.registrationId),
  )
  const byId = new Map(details.map((detail) => [detail.id, detail]))
  return rows.flatMap(({ registrationId, ...row }) => {
    const detail = byId.get(registrationId)
    return detail ? [taken(row, detail)] : []
  })
}

function taken(row: Omit<TakenRow, 'registrationId'>, detail: EntryDetail): KitVisit {
  const { name, reference, regionCode, place, address, rt, rw, ownerName, phone, state, version } = detail
  const said = Object.entries(currentAnswers(detail)).filter(([, value]) => value !== null)
  const { businessId: _, ...visit } = row
  return {
    ...visit,
    kind: detail.kind === 'organisation' ? 'business' : detail.kind,
    ...{ name, reference, regionCode, address, rt, rw, ownerName, phone },
    village: place.split(', ')[0] ?? place,
    businessState: state,
    businessVersion: version,
    answers: Object.fromEntries(said) as KitVisit['answers'],
  }
}
