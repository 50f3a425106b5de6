import { z } from 'zod'
import { type Actor, holds } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { seal } from '#platform/sign.ts'
import { type BusinessSubject, findBusiness } from '../business.server.ts'
import { costOf } from '../households/credit.ts'
import { deciders, isOwner, mayChangeBusiness, mayReadBusiness } from '../policy.ts'
import { assertKept, assertReason, recordChange, recordSight } from '../profile/commands.server.ts'
import { isDebt } from '../profile/lists.ts'
import { type Change, changesBetween, type FieldValue } from '../profile/rules.ts'
import { getFinance, isInSight, listFinance, openAmounts, purpose } from './queries.server.ts'
import { Amounts, Finance, FinanceAnswers } from './schema.ts'

const Reason = z.string().trim().min(3).max(300).optional().describe('Why; required of officers.')
const One = z.object({ businessId: z.uuid() })
const Kept = z.object({ id: z.uuid() })

/** Amounts in the history stay shut: that they changed is told, not to what. */
const told = (finance?: Partial<Finance>): Record<string, FieldValue> => ({
  financeSource: finance?.source ?? null,
  financeLender: finance?.lender ?? null,
  financeSince: finance?.since ?? null,
  financeAmounts: finance?.hasAmounts ? 'sealed' : null,
  financeSettled: finance?.settledOn ?? null,
})

/** Amounts and rate of a debt; what is not paid back has neither. @throws Fault `invalid_input` */
function termsOf(answers: FinanceAnswers): { sealed: Buffer | null; rate: number | null } {
  const { source, principal = null, payment = null, period, payments } = answers
  const received = answers.received ?? principal
  if (principal === null && payment === null) return { sealed: null, rate: null }
  if (principal !== null && received !== null && received > principal)
    throw fieldFault('received', 'profile_finance_received')
  const sealed = seal(purpose, JSON.stringify({ principal, received, payment } satisfies Amounts))
  if (!isDebt(source) || principal === null || received === null || payment === null || !period || !payments)
    return { sealed, rate: null }
  const cost = costOf({ principal, received, instalment: payment, term: payments, period })
  // A share of a million is a mistake in the figures, and no column for it.
  return { sealed, rate: cost && cost.effectiveRate < 99_999 ? cost.effectiveRate : null }
}

export const readFinance = operation({
  name: 'registry.list_finance',
  summary:
    'Where the money of a business comes from, with the effective yearly rate of each debt; amounts stay sealed.',
  http: 'GET /businesses/{businessId}/finance',
  input: One,
  output: z.object({
    items: z.array(Finance),
    open: z.boolean().describe('Amounts may be read now: one’s own, or a reason was given.'),
  }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) => mayReadBusiness(actor, business),
  async run(ctx, { businessId }, business) {
    const mayOpen = ctx.actor.kind === 'account'
    const open = mayOpen && (isOwner(ctx.actor, business) || (await isInSight(ctx, businessId)))
    return { items: await listFinance(ctx.db, businessId), open }
  },
})

export const addFinance = operation({
  name: 'registry.add_finance',
  summary: 'A source of money of a business; amounts are kept encrypted.',
  http: 'POST /businesses/{businessId}/finance',
  creates: true,
  input: FinanceAnswers.extend({ businessId: z.uuid(), reason: Reason }),
  output: Kept,
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { reason, businessId, ...answers }, business) {
    assertKept(business)
    assertReason(ctx, business, reason)
    const { source, lender = null, since = null, period = null, payments = null } = answers
    const { sealed, rate } = termsOf(answers)
    const id = newId()
    await ctx.db.exec(
      text(
        `insert into registry.business_finance (id, business_id, source, lender, since, period, payments, amounts_sealed,
           yearly_rate, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [id, businessId, source, lender, since, period, payments, sealed, rate, ctx.now],
      ),
    )
    const changes = changesBetween({}, told({ source, lender, since, hasAmounts: sealed !== null }))
    await recordChange(ctx, business, { section: 'finance', changes, reason })
    return { id }
  },
})

/** The source is said with every change of it, also where it stays. */
const of = ({ source }: Finance, changes: readonly Change[]): Change[] => [
  { field: 'financeSource', before: source, after: source },
  ...changes,
]

export const settleFinance = operation({
  name: 'registry.settle_finance',
  summary: 'A debt is paid off.',
  http: 'POST /business-finance/{financeId}/settlement',
  input: z.object({ financeId: z.uuid(), reason: Reason }),
  output: Kept,
  subject: (ctx, { financeId }) => getFinance(ctx, financeId),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { financeId, reason }, { finance, ...business }) {
    assertKept(business)
    assertReason(ctx, business, reason)
    if (finance.settledOn !== null) throw new Fault('conflict', 'profile_finance_settled_already')
    const day = ctx.now.slice(0, 10)
    await ctx.db.exec(
      text('update registry.business_finance set settled_on = $2 where id = $1', [financeId, day]),
    )
    const changes = of(finance, changesBetween(told(finance), { financeSettled: day }))
    await recordChange(ctx, business, { section: 'finance', changes, reason })
    return { id: financeId }
  },
})

export const removeFinance = operation({
  name: 'registry.remove_finance',
  summary: 'A source of money that was entered by mistake.',
  http: 'POST /business-finance/{financeId}/removal',
  input: z.object({ financeId: z.uuid(), reason: Reason }),
  output: Kept,
  subject: (ctx, { financeId }) => getFinance(ctx, financeId),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { financeId, reason }, { finance, ...business }) {
    assertKept(business)
    assertReason(ctx, business, reason)
    await ctx.db.exec(
      text('update registry.business_finance set removed_at = $2 where id = $1', [financeId, ctx.now]),
    )
    const changes = changesBetween(told(finance), told())
    await recordChange(ctx, business, { section: 'finance', changes, reason })
    return { id: financeId }
  },
})

/** Officers and heads of the region, as people. */
const mayLook = (actor: Actor, business: BusinessSubject) =>
  actor.kind === 'account' && holds(actor, deciders, business.regionCode)
    ? ('allowed' as const)
    : mayReadBusiness(actor, business) === 'allowed'
      ? ('forbidden' as const)
      : ('hidden' as const)

export const lookAtFinance = operation({
  name: 'registry.look_at_finance',
  summary: 'Ask to see the debts of a business, with a reason; the owner reads who looked and why.',
  http: 'POST /businesses/{businessId}/finance/sight',
  secondFactor: true,
  input: One.extend({ reason: z.string().trim().min(5).max(300) }),
  output: Kept,
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId, { forUpdate: true }),
  can: mayLook,
  async run(ctx, { businessId, reason }, business) {
    await recordSight(ctx, business, { section: 'finance_seen', field: 'financeAmounts', reason })
    return { id: businessId }
  },
})

/** The owner sees their own; an officer for ten minutes after saying why. Programs never. */
export const readAmounts = operation({
  name: 'registry.read_finance_amounts',
  summary: 'Amounts of the debts of a business in clear.',
  http: 'GET /businesses/{businessId}/finance/amounts',
  input: One,
  output: z.object({ amounts: z.record(z.string(), Amounts) }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) =>
    actor.kind === 'account' && isOwner(actor, business) ? 'allowed' : mayLook(actor, business),
  async run(ctx: Context, { businessId }, business) {
    if (!isOwner(ctx.actor, business) && !(await isInSight(ctx, businessId)))
      throw new Fault('forbidden', 'profile_finance_not_in_sight')
    return { amounts: await openAmounts(ctx.db, businessId) }
  },
})

export const financeOperations = [
  readFinance,
  addFinance,
  settleFinance,
  removeFinance,
  lookAtFinance,
  readAmounts,
]
