import { z } from 'zod'
import { financeSources } from '../profile/lists.ts'
import { Rupiah } from '../progress/schema.ts'

export const financePeriods = ['day', 'week', 'month'] as const

/** A source of money; debts with their terms. */
export const FinanceAnswers = z.object({
  source: z.enum(financeSources),
  lender: z.string().trim().min(2).max(120).optional(),
  since: z.iso
    .date()
    .refine((date) => date >= '1950-01-01' && date <= '2099-12-31', 'profile_fault_day')
    .optional(),
  principal: Rupiah.optional().describe('Rupiah of the contract; kept encrypted.'),
  received: Rupiah.optional().describe('Rupiah handed over after cuts; the principal when left out.'),
  payment: Rupiah.optional().describe('Rupiah paid each period; kept encrypted.'),
  period: z.enum(financePeriods).optional(),
  payments: z.number().int().min(1).max(5000).optional().describe('Number of payments.'),
})
export type FinanceAnswers = z.infer<typeof FinanceAnswers>

export const Finance = z.object({
  id: z.uuid(),
  source: z.enum(financeSources),
  lender: z.string().nullable(),
  since: z.iso.date().nullable(),
  period: z.enum(financePeriods).nullable(),
  payments: z.number().int().nullable(),
  yearlyRate: z.number().nullable().describe('Effective rate a year as a share, from the cash flows.'),
  settledOn: z.iso.date().nullable(),
  hasAmounts: z.boolean().describe('Amounts are on record, sealed.'),
})
export type Finance = z.infer<typeof Finance>

/** What lies sealed, in rupiah. */
export const Amounts = z.object({
  principal: z.number().nullable(),
  received: z.number().nullable(),
  payment: z.number().nullable(),
})
export type Amounts = z.infer<typeof Amounts>
