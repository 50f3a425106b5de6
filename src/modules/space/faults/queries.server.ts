import type { Context } from '#kernel/context.ts'
import { Fault as Refused } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import { spaceIs } from '../calendar/queries.server.ts'
import { daysOpen, isOverdue } from './rules.ts'
import type { Fault, FaultCase, FaultReport } from './schema.ts'

const columns = `f.id, f.space_id as "spaceId", s.slug as "spaceSlug", s.name as "spaceName", s.zone, f.unit_id as "unitId",
  u.name as "unitName", f.thing, f.nature, f.state, f.asked, f.first_at as "firstAt", f.last_at as "lastAt",
  f.promised_on as "promisedOn", f.closed_at as "closedAt", f.note, f.file_id as "fileId", f.region_code as "regionCode",
  f.assigned_to as "assignedTo", f.closed_by_name as "closedByName", f.version`
const tables = `space.fault f join space.space s on s.id = f.space_id left join space.unit u on u.id = f.unit_id`

type Row = Omit<FaultCase, 'days' | 'overdue'>
const toCase = (row: Row, now: string): FaultCase => ({
  ...row,
  days: daysOpen(row, now, row.zone),
  overdue: isOverdue(row, now, row.zone),
})

/** What goes outside: without the people behind it. */
export function toPublic({
  regionCode: _,
  assignedTo: __,
  closedByName: ___,
  version: ____,
  ...fault
}: FaultCase): Fault {
  return fault
}

/** What is missing or broken in a space now, what most people miss first. */
export async function listOpen(ctx: Context, key: string): Promise<FaultCase[]> {
  const rows = await ctx.db.many(
    text<Row>(
      `select ${columns} from ${tables} where ${spaceIs(key, '$1')} and f.state in ('open', 'assigned')
       order by f.asked desc, f.first_at, f.id limit 100`,
      [key],
    ),
  )
  return rows.map((row) => toCase(row, ctx.now))
}

/** Of these regions, or of one space in them: what runs, longest first; or what is over, latest first. */
export async function listCases(
  ctx: Context,
  filter: { state: 'running' | 'closed'; after?: string | undefined; limit: number },
  scopes: readonly string[],
  spaceId: string | null,
): Promise<Page<FaultCase>> {
  const cursor = decodeCursor(filter.after, 2)
  const [states, at, order, beyond] =
    filter.state === 'running'
      ? ["('open', 'assigned')", 'f.first_at', 'asc', '>']
      : ["('done', 'declined')", 'f.closed_at', 'desc', '<']
  const rows = await ctx.db.many(
    text<Row>(
      `select ${columns} from ${tables}
       where f.region_code ^@ any ($1::text[]) and f.state in ${states} and ($2::uuid is null or f.space_id = $2)
         and ($3::timestamptz is null or (${at}, f.id) ${beyond} ($3, $4::uuid))
       order by ${at} ${order}, f.id ${order} limit $5`,
      [scopes, spaceId, cursor?.[0] ?? null, cursor?.[1] ?? null, filter.limit + 1],
    ),
  )
  return toPage(
    rows.map((row) => toCase(row, ctx.now)),
    filter.limit,
    (row) => [filter.state === 'running' ? row.firstAt : (row.closedAt ?? row.lastAt), row.id],
  )
}

/** @throws Fault `not_found` */
export async function getFault(ctx: Context, faultId: string, lock = false): Promise<FaultCase> {
  const row = await ctx.db.maybe(
    text<Row>(`select ${columns} from ${tables} where f.id = $1${lock ? ' for update of f' : ''}`, [faultId]),
  )
  if (!row) throw new Refused('not_found', 'keeper_fault_not_found')
  return toCase(row, ctx.now)
}

export const listReports = (ctx: Context, faultId: string) =>
  ctx.db.many(
    text<(typeof FaultReport)['_output']>(
      `select r.id, r.at, r.source, r.note, r.file_id as "fileId" from space.fault_report r
       where r.fault_id = $1 order by r.at desc, r.id limit 200`,
      [faultId],
    ),
  )

/** Faults that were open at some time between two instants. */
export async function listOfMonth(
  ctx: Context,
  spaceId: string,
  { from, to }: { from: string; to: string },
): Promise<FaultCase[]> {
  const rows = await ctx.db.many(
    text<Row>(
      `select ${columns} from ${tables} where f.space_id = $1 and f.first_at < $3::timestamptz
         and (f.closed_at is null or f.closed_at >= $2::timestamptz)
       order by f.closed_at is not null, f.asked desc, f.first_at, f.id limit 60`,
      [spaceId, from, to],
    ),
  )
  return rows.map((row) => toCase(row, ctx.now))
}
