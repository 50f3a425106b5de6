import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { Month } from '../progress/schema.ts'
import { studyStates } from './states.ts'

/** What a study may measure. */
export const variables = ['sales', 'workers', 'debt', 'channels', 'certificates'] as const
export type Variable = (typeof variables)[number]

const line = (minimum: number, maximum: number) => z.string().trim().min(minimum).max(maximum)

export const NewStudy = z.object({
  title: line(3, 120),
  purpose: line(10, 1000).describe('What the figures are needed for; readers and the audit log see it.'),
  regionCode: RegionCode,
  firstMonth: Month,
  lastMonth: Month,
  variables: z.array(z.enum(variables)).min(1).max(variables.length),
  readers: z.array(z.uuid()).min(1).max(20).describe('Accounts of evaluators who may read it.'),
  endsOn: z.iso.date().describe('Last day on which it may be read.'),
})
export type NewStudy = z.output<typeof NewStudy>

export const Study = z.object({
  id: z.uuid(),
  title: z.string(),
  purpose: z.string(),
  regionCode: z.string(),
  place: z.string(),
  firstMonth: Month,
  lastMonth: Month,
  variables: z.array(z.enum(variables)),
  least: z.number().int().describe('Businesses that share every general feature, at least.'),
  readers: z.array(z.string()).describe('Names of the evaluators.'),
  endsOn: z.string(),
  state: z.enum(studyStates.states),
  generalisation: z
    .number()
    .int()
    .nullable()
    .describe('0: years in fives; 1: in tens; 2: no year; 3: nor size.'),
  businesses: z.number().int().nullable(),
  rows: z.number().int().nullable(),
  suppressedBusinesses: z.number().int().nullable(),
  suppressedRows: z.number().int().nullable(),
  openedAt: z.string(),
  openedByName: z.string(),
  readyAt: z.string().nullable(),
  version: z.number().int(),
  mayEnd: z.boolean(),
})
export type Study = z.infer<typeof Study>

/** A figure as a study shows it: rounded, or a band's or a list's name; null is not told. */
const Shown = z.union([z.number(), z.string(), z.null()])

/** One business and month, without anything that names it. */
export const StudyRow = z.object({
  pseudonym: z
    .string()
    .describe('The same for one business throughout this study, another one in every other.'),
  regency: z.string(),
  sector: z.string(),
  size: z.string(),
  started: z.string(),
  month: Month,
  measures: z.record(z.string(), Shown),
})
export type StudyRow = z.infer<typeof StudyRow>

export const StudyPage = pageOf(StudyRow)
export const StudyRowsQuery = PageQuery.extend({ studyId: z.uuid() })

export const Reader = z.object({ id: z.uuid(), name: z.string() })
