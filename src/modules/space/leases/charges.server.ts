import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import { isDesk } from '../policy.ts'
import { dateAt, millis } from '../time.ts'
import { drawNumber } from './grant.server.ts'
import { newToken } from './letters.server.ts'
import { payDays } from './rules.ts'
import type { Charge } from './schema.ts'
import { findTemplate } from './templates.server.ts'

/** A charge as policies and commands need it. */
export interface FoundCharge extends Charge {
  spaceId: string
  regionCode: string
  accountId: string | null
  zone: string
}

const columns = (at: string) => `c.id, c.lease_id as "leaseId", coalesce(u.code, u.name) as "unitCode",
  l.holder_name as "holderName", c.from_day as from, c.to_day as until, c.amount, c.due_on as "dueOn", c.state,
  c.state = 'due' and c.due_on < (${at}::timestamptz at time zone s.zone)::date as overdue, c.paid_on as "paidOn", c.method,
  c.receipt_number as "receiptNumber", c.token, c.waived_reason as "waivedReason", c.space_id as "spaceId",
  c.region_code as "regionCode", l.account_id as "accountId", s.zone`
const source = `from space.charge c join space.lease l on l.id = c.lease_id join space.unit u on u.id = l.unit_id
  join space.space s on s.id = c.space_id`

/** Charges of one lease, newest first. */
export const listChargesOf = (ctx: Context, leaseId: string): Promise<FoundCharge[]> =>
  ctx.db.many(
    text<FoundCharge>(
      `select ${columns('$2')} ${source} where c.lease_id = $1 order by c.from_day desc limit 400`,
      [leaseId, ctx.now],
    ),
  )

/** Charges of a space by state, the longest due first. */
export async function listCharges(
  ctx: Context,
  spaceId: string,
  filter: { state: Charge['state']; after?: string | undefined; limit: number },
): Promise<Page<FoundCharge>> {
  const cursor = decodeCursor(filter.after, 2)
  const rows = await ctx.db.many(
    text<FoundCharge>(
      `select ${columns('$2')} ${source} where c.space_id = $1 and c.state = $3
         and ($4::date is null or (c.due_on, c.id) > ($4::date, $5::uuid))
       order by c.due_on, c.id limit $6`,
      [spaceId, ctx.now, filter.state, cursor?.[0] ?? null, cursor?.[1] ?? null, filter.limit + 1],
    ),
  )
  return toPage(rows, filter.limit, (charge) => [charge.dueOn, charge.id])
}

/** @throws Fault `not_found` */
export async function getCharge(ctx: Context, chargeId: string): Promise<FoundCharge> {
  const charge = await ctx.db.maybe(
    text<FoundCharge>(`select ${columns('$2')} ${source} where c.id = $1 for update of c`, [
      chargeId,
      ctx.now,
    ]),
  )
  if (!charge) throw new Fault('not_found', 'market_charge_not_found')
  return charge
}

const assertDue = (charge: FoundCharge): void => {
  if (charge.state !== 'due') throw new Fault('conflict', 'market_charge_settled')
}

/** The money was received: the receipt gets its number and the token of its check page. */
export async function payCharge(ctx: Context, charge: FoundCharge, method: string): Promise<FoundCharge> {
  assertDue(charge)
  const today = dateAt(millis(ctx.now), charge.zone)
  const { template } = await findTemplate(ctx, charge.regionCode)
  const number = await drawNumber(ctx, template.receiptPattern, today)
  await ctx.db.exec(
    text(
      `update space.charge set state = 'paid', paid_on = $2, method = $3, receipt_number = $4, token = $5, settled_at = $6,
        settled_by = $7, settled_by_name = $8 where id = $1`,
      [charge.id, today, method, number, newToken(), ctx.now, ctx.actor.accountId, ctx.actor.name],
    ),
  )
  ctx.audit({
    subject: { type: 'charge', id: charge.id },
    region: charge.regionCode,
    changes: { state: ['due', 'paid'], amount: charge.amount, number },
  })
  return getCharge(ctx, charge.id)
}

/** It is not asked for, by a rule or a decision that the reason names. */
export async function waiveCharge(ctx: Context, charge: FoundCharge, reason: string): Promise<FoundCharge> {
  assertDue(charge)
  await ctx.db.exec(
    text(
      `update space.charge set state = 'waived', waived_reason = $2, settled_at = $3, settled_by = $4, settled_by_name = $5
       where id = $1`,
      [charge.id, reason, ctx.now, ctx.actor.accountId, ctx.actor.name],
    ),
  )
  ctx.audit({
    subject: { type: 'charge', id: charge.id },
    region: charge.regionCode,
    reason,
    changes: { state: ['due', 'waived'], amount: charge.amount },
  })
  return getCharge(ctx, charge.id)
}

/**
 * Write what has become due by today, once: months of a lease from its first day on, or each day on which the market was
 * open and the place not let go. Runs again without harm.
 * @returns how many charges were new
 */
export const writeDue = (ctx: Context): Promise<number> =>
  ctx.db.exec(
    text(
      `insert into space.charge (lease_id, space_id, account_id, region_code, from_day, to_day, amount, due_on, created_at)
       select l.id, l.space_id, l.account_id, l.region_code, p.from_day, p.to_day, l.rent, p.from_day + p.days, $1
       from space.lease l
       join space.space s on s.id = l.space_id
       cross join lateral (select ($1::timestamptz at time zone s.zone)::date as today) t
       cross join lateral (
         select (lower(l.term) + make_interval(months => n))::date as from_day,
           least((lower(l.term) + make_interval(months => n + 1))::date, upper(l.term)) - 1 as to_day, $2::int as days
         from generate_series(0, 12) n
         where l.rent_per = 'month' and (lower(l.term) + make_interval(months => n))::date < upper(l.term)
         union all
         select d.day, d.day, 0 from space.v_open_day d
         where l.rent_per = 'day' and d.space_id = l.space_id and d.minutes > 0 and l.term @> d.day
           and d.day between t.today - 31 and t.today
           and not exists (select from space.lease_day f where f.lease_id = l.id and f.day = d.day and f.taken_back_at is null)
       ) p
       where l.state = 'active' and l.rent > 0 and p.from_day <= t.today
       on conflict (lease_id, from_day) do nothing`,
      [ctx.now, payDays],
    ),
  )

export interface Receipt {
  receiptNumber: string
  amount: number
  from: string
  until: string
  paidOn: string
  method: 'cash' | 'transfer' | 'qris'
  paidBy: string
  receivedBy: string | null
  spaceName: string
  regionCode: string
  unitCode: string
  legalBasis: string
}

/** `W••• S•••`: enough for who compares it with the paper in the hand, not to learn a name. */
const initialsOf = (name: string): string => name.replace(/(\p{L})\p{L}*/gu, '$1•••')

/** The receipt whose QR code somebody scanned; who paid is named in full to themselves and to the office. @throws Fault `not_found` */
export async function findReceipt(ctx: Context, token: string): Promise<Receipt> {
  const found = await ctx.db.maybe(
    text<Receipt & { accountId: string | null }>(
      `select receipt_number as "receiptNumber", amount, from_day as from, to_day as until, paid_on as "paidOn", method,
        holder_name as "paidBy", settled_by_name as "receivedBy", space_name as "spaceName", region_code as "regionCode", unit_code as "unitCode",
        legal_basis as "legalBasis", account_id as "accountId" from space.receipt_by_token($1)`,
      [token],
    ),
  )
  if (!found) throw new Fault('not_found', 'market_receipt_not_found')
  const { accountId, ...receipt } = found
  const { actor } = ctx
  const known = (accountId !== null && actor.accountId === accountId) || isDesk(actor, receipt.regionCode)
  return known ? receipt : { ...receipt, paidBy: initialsOf(receipt.paidBy) }
}
