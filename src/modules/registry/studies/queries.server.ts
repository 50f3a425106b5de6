import { scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { text } from '#platform/database/query.ts'
import { firstDay } from '../progress/months.ts'
import { sectorSql, sizeSql } from '../progress/peers.server.ts'
import { openDebt } from '../progress/queries.server.ts'
import { mayEndStudy, openers } from './policy.ts'
import type { RecordRow } from './rules.ts'
import type { Study, StudyRow } from './schema.ts'

export interface StoredStudy extends Omit<Study, 'place' | 'readers' | 'mayEnd'> {
  readerIds: string[]
  readerNames: string[]
  keySealed: Buffer | null
}

const columns = `s.id, s.title, s.purpose, s.region_code as "regionCode", to_char(s.first_month, 'YYYY-MM') as "firstMonth",
  to_char(s.last_month, 'YYYY-MM') as "lastMonth", s.variables, s.least, s.reader_ids as "readerIds",
  s.reader_names as "readerNames", s.ends_on as "endsOn", s.state, s.key_sealed as "keySealed", s.generalisation, s.businesses, s.rows,
  s.suppressed_businesses as "suppressedBusinesses", s.suppressed_rows as "suppressedRows", s.opened_at as "openedAt",
  s.opened_by_name as "openedByName", s.ready_at as "readyAt", s.version`

/** @throws Fault `not_found` */
export async function getStudyRow(ctx: Context, studyId: string, lock = false): Promise<StoredStudy> {
  const found = await ctx.db.maybe(
    text<StoredStudy>(`select ${columns} from registry.study s where s.id = $1 ${lock ? 'for update' : ''}`, [
      studyId,
    ]),
  )
  if (!found) throw new Fault('not_found', 'progress_study_not_found')
  return found
}

/** May it still be read? Its last day is over in its own region's time. */
export const isOver = (study: StoredStudy, now: string): boolean =>
  study.state === 'ended' || localDate(now, zoneOf(study.regionCode)) > study.endsOn

async function described(ctx: Context, rows: readonly StoredStudy[]): Promise<Study[]> {
  const names = await regionNames(
    ctx.db,
    rows.map(({ regionCode }) => regionCode),
  )
  return rows.map(({ readerIds, readerNames, keySealed: _, ...study }) => ({
    ...study,
    place: names.get(study.regionCode)?.fullName ?? study.regionCode,
    readers: readerNames,
    mayEnd: mayEndStudy(ctx.actor, { regionCode: study.regionCode, readerIds }) === 'allowed',
  }))
}

export async function describeStudy(ctx: Context, row: StoredStudy): Promise<Study> {
  const [study] = await described(ctx, [row])
  if (!study) throw new Fault('not_found', 'progress_study_not_found')
  return study
}

/** Studies of the actor's regions, and those that name the actor, newest first. */
export async function listStudies(
  ctx: Context,
  query: { after?: string | undefined; limit: number },
): Promise<Page<Study>> {
  const cursor = decodeCursor(query.after, 2)
  const rows = await ctx.db.many(
    text<StoredStudy>(
      `select ${columns} from registry.study s
       where (s.region_code ^@ any ($1::text[]) or $2::uuid = any (s.reader_ids))
         and ($3::timestamptz is null or (s.opened_at, s.id) < ($3, $4::uuid))
       order by s.opened_at desc, s.id desc limit $5`,
      [
        scopeOf(ctx.actor, openers),
        ctx.actor.accountId,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    ),
  )
  const page = toPage(rows, query.limit, (row) => [row.openedAt, row.id])
  return { next: page.next, items: await described(ctx, page.items) }
}

const rowColumns = `number, pseudonym, regency, sector, size, started, to_char(month, 'YYYY-MM') as month, measures`
type NumberedRow = StudyRow & { number: number }

export async function listStudyRows(
  ctx: Context,
  query: { studyId: string; after?: string | undefined; limit: number },
): Promise<Page<StudyRow>> {
  const cursor = decodeCursor(query.after, 1)
  const rows = await ctx.db.many(
    text<NumberedRow>(
      `select ${rowColumns} from registry.study_row where study_id = $1 and number > $2::int order by number limit $3`,
      [query.studyId, Number(cursor?.[0] ?? 0), query.limit + 1],
    ),
  )
  const page = toPage(rows, query.limit, ({ number }) => [number])
  return { next: page.next, items: page.items.map(({ number: _, ...row }) => row) }
}

/** All of a study: a download. */
export const allStudyRows = (ctx: Context, studyId: string): Promise<StudyRow[]> =>
  ctx.db.many(
    text<StudyRow>(
      `select pseudonym, regency, sector, size, started, to_char(month, 'YYYY-MM') as month, measures
       from registry.study_row where study_id = $1 order by number`,
      [studyId],
    ),
  )

/** Business-months of one study, at most: what one machine holds and one spreadsheet opens. */
export const mostRecords = 300_000

/** What a study is made of; one row more than allowed says that it is too large. Debts are opened only when asked for. */
export async function listRecords(ctx: Context, study: StoredStudy): Promise<RecordRow[]> {
  const rows = await ctx.db.many(
    text<Omit<RecordRow, 'debt'> & { debtSealed: Buffer | null }>(
      `select p.business_id as "businessId", b.regency, ${sectorSql} as sector, ${sizeSql} as size,
         b.started_year as "startedYear", to_char(p.month, 'YYYY-MM') as month, p.sales, p.workers,
         case when $4 then p.debt_sealed end as "debtSealed", p.channels, p.certificates
       from registry.progress p join registry.business b on b.id = p.business_id
       left join registry.art_group g on g.business_id = b.id
       where p.latest and p.month between $1::date and $2::date and b.region_code ^@ $3 and b.state = 'verified'
       limit ${mostRecords + 1}`,
      [
        firstDay(study.firstMonth),
        firstDay(study.lastMonth),
        study.regionCode,
        study.variables.includes('debt'),
      ],
    ),
  )
  return rows.map(({ debtSealed, ...row }) => ({ ...row, debt: openDebt(debtSealed) }))
}
