/** What a loan costs. All amounts in whole rupiah. */
export interface Loan {
  /** What the contract calls the loan. */
  principal: number
  /** What was handed over after up-front cuts. */
  received: number
  /** Paid each period. */
  instalment: number
  /** Number of instalments. */
  term: number
  period: 'day' | 'week' | 'month'
}

export interface LoanCost {
  /** Rate a period that makes the instalments worth what was received; 0.01 is 1 %. */
  periodRate: number
  /** (1 + i)^m − 1, with m periods a year. */
  effectiveRate: number
  /** i · m. */
  nominalRate: number
  /** Everything paid, less what was received. */
  totalCost: number
  /** The same for each Rp100,000 received. */
  costPer100k: number
}

/** Periods a year, as FACT sheets of lenders count them. */
export const periodsAYear = { day: 365, week: 52, month: 12 } as const

/** No lender asks more a period; what would need more is not a loan but a mistake in the figures. */
const highestPeriodRate = 5

/** Worth today of `term` instalments at rate `rate` a period; both formulas of the annuity, exact at zero. */
function presentValue(instalment: number, term: number, rate: number): number {
  if (rate === 0) return instalment * term
  // −expm1(−n·log1p(i)) keeps its digits where 1 − (1+i)^−n would lose them.
  return (instalment * -Math.expm1(-term * Math.log1p(rate))) / rate
}

/**
 * The cost of a loan from its cash flows, never from the rate that was promised: solves received = Σ instalment/(1+i)^k by
 * bisection on [0, 5] a period. Undefined when nothing was received, when less is paid back than was received, or when no rate
 * up to 500 % a period explains the instalments.
 */
export function costOf({ received, instalment, term, period }: Loan): LoanCost | undefined {
  const paid = instalment * term
  if (received <= 0 || paid < received) return undefined
  if (presentValue(instalment, term, highestPeriodRate) > received) return undefined
  let low = 0
  let high = highestPeriodRate
  // Each step halves the span: sixty leave less than any double between them.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (presentValue(instalment, term, middle) > received) low = middle
    else high = middle
  }
  const periodRate = paid === received ? 0 : (low + high) / 2
  const year = periodsAYear[period]
  return {
    periodRate,
    effectiveRate: Math.expm1(year * Math.log1p(periodRate)),
    nominalRate: periodRate * year,
    totalCost: paid - received,
    costPer100k: Math.round(((paid - received) / received) * 100_000),
  }
}

/** What is paid in a usual month, whatever the period: 365/12 days, 52/12 weeks. */
export const monthlyPayment = (instalment: number, period: Loan['period']): number =>
  Math.round((instalment * periodsAYear[period]) / 12)
