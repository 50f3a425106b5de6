import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { unseal } from '#platform/sign.ts'
import { type BusinessSubject, findBusiness } from '../business.server.ts'
import { Amounts, type Finance } from './schema.ts'

export const purpose = 'registry.business_finance'

const columns = `id, source, lender, since, period, payments, yearly_rate::double precision as "yearlyRate",
  settled_on as "settledOn", amounts_sealed is not null as "hasAmounts"`

/** Where the money of a business comes from: what is owed now first. */
export const listFinance = (db: Database, businessId: string): Promise<Finance[]> =>
  db.many(
    text<Finance>(
      `select ${columns} from registry.business_finance where business_id = $1 and removed_at is null
       order by settled_on desc nulls first, since desc nulls last, id limit 100`,
      [businessId],
    ),
  )

/** Amounts in clear, by the id of their source; the caller has asked whether they may be seen. */
export async function openAmounts(db: Database, businessId: string): Promise<Record<string, Amounts>> {
  const rows = await db.many(
    text<{ id: string; sealed: Buffer }>(
      `select id, amounts_sealed as sealed from registry.business_finance
       where business_id = $1 and removed_at is null and amounts_sealed is not null`,
      [businessId],
    ),
  )
  return Object.fromEntries(
    rows.map(({ id, sealed }) => [id, Amounts.parse(JSON.parse(unseal(purpose, sealed)))]),
  )
}

/** A source of money and its business, locked. @throws Fault `not_found` */
export async function getFinance(
  ctx: Context,
  financeId: string,
): Promise<BusinessSubject & { finance: Finance }> {
  const found = await ctx.db.maybe(
    text<Finance & { businessId: string }>(
      `select ${columns}, business_id as "businessId" from registry.business_finance where id = $1 and removed_at is null`,
      [financeId],
    ),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  const { businessId, ...finance } = found
  return { ...(await findBusiness(ctx, businessId, { forUpdate: true })), finance }
}

/** Minutes for which amounts stay in sight after an officer said why. */
const sightMinutes = 10

/** Did this account say why it looks, a moment ago? */
export async function isInSight(ctx: Context, businessId: string): Promise<boolean> {
  const since = new Date(Date.parse(ctx.now) - sightMinutes * 60_000).toISOString()
  const found = await ctx.db.maybe(
    text(
      `select from registry.business_change where business_id = $1 and section = 'finance_seen' and by_id = $2 and at > $3`,
      [businessId, ctx.actor.accountId, since],
    ),
  )
  return found !== undefined
}
