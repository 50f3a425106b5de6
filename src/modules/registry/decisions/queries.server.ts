import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import type { CasePage, CaseQuery, InboxItem } from '#kernel/inbox.ts'
import type { Locale } from '#kernel/locale.ts'
import { decodeCursor, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { titledName } from '#modules/region/rules.ts'
import { within } from '#modules/region/within.ts'
import { containing, sql, text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { labelOf } from '../labels.ts'
import { readReference } from '../numbers.ts'
import { readers } from '../policy.ts'
import { joinPerson } from '../queries.server.ts'
import type { RegistrationKind } from '../schema.ts'

/** A registration with what deciding needs. */
export interface LockedCase {
  id: string
  subjectId: string
  kind: RegistrationKind
  name: string
  reference: string
  regionCode: string
  state: 'submitted' | 'verified' | 'returned' | 'rejected' | 'inactive' | 'merged'
  latest: boolean
  round: number
  missing: string[]
  accountId: string | null
  submittedBy: string | null
  submittedAt: string
  deadline: string
  desk: boolean
  locale: Locale
  decision: 'approved' | 'returned' | 'rejected' | null
  decidedAt: string | null
  decidedBy: string | null
  decidedByName: string | null
  reason: string | null
  version: number
  /** Of the owner, for the answer. */
  phone: string | null
}

const caseColumns = `r.id, coalesce(r.business_id, r.organisation_id) as "subjectId", r.kind, r.name, r.reference,
  r.region_code as "regionCode", r.state, r.latest, r.round, r.missing, r.account_id as "accountId",
  r.submitted_by as "submittedBy", r.submitted_at as "submittedAt", r.deadline, r.desk, r.locale, r.decision,
  r.decided_at as "decidedAt", r.decided_by as "decidedBy", r.decided_by_name as "decidedByName", r.reason, r.version,
  p.phone`
const caseTables = `registry.registration r
  left join registry.business b on b.id = r.business_id
  left join registry.organisation o on o.id = r.organisation_id
  ${joinPerson}`

export const findCase = (db: Database, id: string): Promise<LockedCase | undefined> =>
  db.maybe(text<LockedCase>(`select ${caseColumns} from ${caseTables} where r.id = $1`, [id]))

/** @throws Fault `not_found`, also for cases outside the actor's regions */
export async function getCase(db: Database, id: string): Promise<LockedCase> {
  const found = await findCase(db, id)
  if (!found) throw new Fault('not_found', 'registry_case_not_found')
  return found
}

/** For a decision: of two officers who decide at once, the second waits here and then finds it decided. */
export async function getCaseForUpdate(db: Database, id: string): Promise<LockedCase> {
  const found = await db.maybe(
    text<LockedCase>(`select ${caseColumns} from ${caseTables} where r.id = $1 for update of r`, [id]),
  )
  if (!found) throw new Fault('not_found', 'registry_case_not_found')
  return found
}

/** The latest registration of a business or organisation. */
export const findLatestCase = (db: Database, subjectId: string): Promise<LockedCase | undefined> =>
  db.maybe(
    text<LockedCase>(
      `select ${caseColumns} from ${caseTables}
       where (r.business_id = $1 or r.organisation_id = $1) and r.latest`,
      [subjectId],
    ),
  )

type WaitingRow = Pick<
  LockedCase,
  'id' | 'kind' | 'name' | 'reference' | 'regionCode' | 'submittedAt' | 'deadline' | 'missing'
>

/** Undecided registrations of the actor's regions, by deadline. */
export async function listCases(ctx: Context, filter: CaseQuery): Promise<CasePage> {
  const scopes = narrow(scopeOf(ctx.actor, readers), filter.region)
  const cursor = decodeCursor(filter.after, 2)
  const conditions = [sql`r.decision is null`, within('r.region_code', scopes)]
  if (filter.search)
    conditions.push(
      sql`(r.name ilike ${containing(filter.search)} or r.reference = ${readReference(filter.search) ?? null})`,
    )
  if (filter.overdue !== undefined) conditions.push(sql`(r.deadline < ${ctx.now}) = ${filter.overdue}`)
  if (filter.complete !== undefined) conditions.push(sql`(cardinality(r.missing) = 0) = ${filter.complete}`)
  const where = sql.join(conditions, sql` and `)
  const onwards = cursor
    ? sql`and (r.deadline, r.id) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``
  const [rows, counts] = await Promise.all([
    ctx.db.many(
      // The inner question is answered by the index alone.
      sql<WaitingRow>`select r.id, r.kind, r.name, r.reference, r.region_code as "regionCode", r.submitted_at as "submittedAt",
          r.deadline, r.missing
        from (select r.id from registry.registration r where ${where} ${onwards}
          order by r.deadline, r.id limit ${filter.limit + 1}) first
        join registry.registration r using (id) order by r.deadline, r.id`,
    ),
    ctx.db.one(
      sql<{ waiting: number; overdue: number }>`select count(*) as waiting,
          count(*) filter (where r.deadline < ${ctx.now}) as overdue
        from registry.registration r where ${where}`,
    ),
  ])
  const page = toPage(rows, filter.limit, (row) => [row.deadline, row.id])
  return { next: page.next, items: await inboxItems(ctx, page.items), ...counts }
}

/** What the inbox shows without opening a case. */
export async function inboxItems(ctx: Context, rows: readonly WaitingRow[]): Promise<InboxItem[]> {
  const names = await regionNames(
    ctx.db,
    rows.map((row) => row.regionCode),
  )
  return rows.map((row) => ({
    kind: `registry.${row.kind}`,
    id: row.id,
    title: row.name,
    detail: [
      labelOf('kind', row.kind, ctx.locale),
      titledName(row.regionCode, names.get(row.regionCode)?.name ?? row.regionCode),
      row.reference,
    ].join(' · '),
    regionCode: row.regionCode,
    submittedAt: row.submittedAt,
    deadline: row.deadline,
    missing: row.missing,
    href: `/kantor/usaha/${row.id}`,
  }))
}

/** Reasons an officer may pick, in the language of the person who will read them. */
export const listReasons = (
  db: Database,
  locale: Locale,
): Promise<{ code: string; text: string; for: ('return' | 'reject')[] }[]> =>
  db.many(
    text(
      `select code, text_${locale} as text, decisions as "for" from registry.reason where active order by position, code`,
    ),
  )

/** Which business or organisation a registration is about; answers an id only, for those who hold proof and no role. */
export const subjectOf = (registrationId: string) =>
  text<{ subjectId: string }>('select registry.subject_of($1) as "subjectId"', [registrationId])
