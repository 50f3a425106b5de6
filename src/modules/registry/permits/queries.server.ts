import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { type BusinessSubject, findBusiness } from '../business.server.ts'
import { readers } from '../policy.ts'
import type { PermitKind } from './numbers.ts'
import { daysLeft, type PermitTerm, permitState } from './rules.ts'
import type { DuePermit, DueQuery, Permit } from './schema.ts'

export type PermitRow = Omit<Permit, 'state' | 'daysLeft'>
const columns = `p.id, p.kind, p.number, p.about, p.issuer, p.issued_on as "issuedOn", p.expires_on as "expiresOn",
  p.remind_on as "remindOn", p.file_type as "fileType"`

export const withState = <Row extends PermitRow>(row: Row, today: string) => ({
  ...row,
  state: permitState(row, today),
  daysLeft: row.expiresOn === null ? null : daysLeft(row.expiresOn, today),
})

export const todayIn = (ctx: Context, regionCode: string): string => localDate(ctx.now, zoneOf(regionCode))

/** The permits of a business: what ends first stands first, what lasts stands last. */
export async function listPermits(ctx: Context, business: BusinessSubject): Promise<Permit[]> {
  const rows = await ctx.db.many(
    text<PermitRow>(
      `select ${columns} from registry.permit p where p.business_id = $1 and p.removed_at is null
       order by p.expires_on nulls last, p.id limit 200`,
      [business.id],
    ),
  )
  const today = todayIn(ctx, business.regionCode)
  return rows.map((row) => withState(row, today))
}

export const findTerm = (db: Database, kind: PermitKind): Promise<PermitTerm> =>
  db.one(
    text<PermitTerm>(
      `select kind, valid_months as "validMonths", remind_days as "remindDays" from registry.permit_kind where kind = $1`,
      [kind],
    ),
  )

export interface PermitSubject extends BusinessSubject {
  permit: PermitRow & { fileId: string | null }
}

/** A permit with its business, which is locked in a write. @throws Fault `not_found` */
export async function getPermit(
  ctx: Context,
  permitId: string,
  { forUpdate = false }: { forUpdate?: boolean } = {},
): Promise<PermitSubject> {
  const found = await ctx.db.maybe(
    text<PermitSubject['permit'] & { businessId: string }>(
      `select ${columns}, p.file_id as "fileId", p.business_id as "businessId"
       from registry.permit p where p.id = $1 and p.removed_at is null`,
      [permitId],
    ),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  const { businessId, ...permit } = found
  return { ...(await findBusiness(ctx, businessId, { forUpdate })), permit }
}

/** Of somebody with one region the index by region is read, not the nation's dates; a code is followed by a dot or ends. */
const onlyScope = (scopes: readonly string[]): string | null => (scopes.length === 1 && scopes[0]) || null

/** What has ended, or ends soon, in the actor's regions; first what ends first, for the expired what ended last. */
export async function listDue(
  ctx: Context,
  { state, kind, region, after, limit }: DueQuery,
): Promise<Page<DuePermit>> {
  const scopes = narrow(scopeOf(ctx.actor, readers), region)
  const cursor = decodeCursor(after, 2)
  const today = todayIn(ctx, scopes[0] ?? '')
  const [order, beyond] = state === 'expired' ? (['desc', '<'] as const) : (['asc', '>'] as const)
  const rows = await ctx.db.many(
    text<PermitRow & { businessId: string; businessName: string; reference: string; regionCode: string }>(
      `select ${columns}, b.id as "businessId", b.name as "businessName", b.reference, b.region_code as "regionCode"
       from registry.permit p join registry.business b on b.id = p.business_id
       where p.removed_at is null and b.state not in ('rejected', 'inactive', 'merged')
         and ${state === 'expired' ? 'p.expires_on < $1' : 'p.expires_on >= $1 and p.remind_on <= $1'}
         and exists (select from unnest($2::text[]) s where starts_with(p.region_code, s))
         and ($7::text is null or (p.region_code >= $7 and p.region_code < $7 || '/'))
         and ($3::text is null or p.kind = $3)
         and ($4::date is null or (p.expires_on, p.id) ${beyond} ($4, $5::uuid))
         and not ${superseded}
       order by p.expires_on ${order}, p.id ${order} limit $6`,
      [today, scopes, kind ?? null, cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1, onlyScope(scopes)],
    ),
  )
  const page = toPage(rows, limit, (row) => [row.expiresOn ?? '', row.id])
  const names = await regionNames(
    ctx.db,
    page.items.map(({ regionCode }) => regionCode),
  )
  return {
    next: page.next,
    items: page.items.map(({ regionCode, ...row }) => ({
      ...withState(row, today),
      place: names.get(regionCode)?.fullName ?? regionCode,
    })),
  }
}

/** Somebody renewed it: a later one of the same kind, for the same thing. */
export const superseded = `exists (select from registry.permit l where l.business_id = p.business_id and l.kind = p.kind
  and l.removed_at is null and l.expires_on > p.expires_on and coalesce(l.about, '') = coalesce(p.about, ''))`
