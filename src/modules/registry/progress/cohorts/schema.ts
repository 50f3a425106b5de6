import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { sectors } from '../../schema.ts'
import { Month } from '../schema.ts'

/** How often a list is asked, in months. */
export const intervals = [1, 2, 3, 6, 12] as const

const questions = {
  name: z.string().trim().min(3).max(100),
  everyMonths: z
    .number()
    .refine((months) => intervals.some((one) => one === months), 'progress_field_interval')
    .describe('Asked every so many months: 1, 2, 3, 6 or 12.'),
  firstMonth: Month.describe('The first month asked about.'),
  remindDay: z
    .number()
    .int()
    .min(1)
    .max(28)
    .describe('Day of the following month on which who has not answered is reminded.'),
}

export const NewCohort = z.object({ regionCode: RegionCode, ...questions })
export type NewCohort = z.output<typeof NewCohort>

export const CohortChange = z.object({
  cohortId: z.uuid(),
  version: z.number().int(),
  ...questions,
  active: z.boolean(),
})
export type CohortChange = z.output<typeof CohortChange>

export const Cohort = z.object({
  id: z.uuid(),
  name: z.string(),
  regionCode: z.string(),
  place: z.string(),
  everyMonths: z.number().int(),
  firstMonth: Month,
  remindDay: z.number().int(),
  active: z.boolean(),
  version: z.number().int(),
  members: z.number().int(),
  month: Month.nullable().describe('The newest month asked about; null before the first.'),
  told: z.number().int().describe('Members who told of that month.'),
  mayChange: z.boolean(),
})
export type Cohort = z.infer<typeof Cohort>

export const CohortMember = z.object({
  businessId: z.uuid(),
  name: z.string(),
  reference: z.string(),
  joinedAt: z.string(),
  told: z.boolean(),
  remindedAt: z.string().nullable(),
  reminders: z.boolean(),
})
export type CohortMember = z.infer<typeof CohortMember>

export const CohortQuery = PageQuery.extend({ cohortId: z.uuid() })
export type CohortQuery = z.output<typeof CohortQuery>
export const CohortFile = Cohort.extend({ page: pageOf(CohortMember) })

export const NewMembers = z.object({
  cohortId: z.uuid(),
  references: z
    .string()
    .max(6000)
    .optional()
    .describe('Reference numbers of businesses, separated by spaces, commas or lines.'),
  region: RegionCode.optional().describe('Or every verified business of a region …'),
  sector: z.enum(sectors).optional().describe('… of this sector only.'),
})
export type NewMembers = z.output<typeof NewMembers>

export const Joined = z.object({
  joined: z.number().int(),
  already: z.number().int(),
  unknown: z.array(z.string()).describe("References that are no verified business of the list's region."),
})
