import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { columns } from './columns.ts'

export const importStates = [
  'mapping',
  'checking',
  'checked',
  'applying',
  'done',
  'cancelled',
  'failed',
] as const
export const rowStatuses = ['faulty', 'duplicate', 'skipped', 'refused'] as const
export type RowStatus = (typeof rowStatuses)[number]

const Column = z.enum(columns as [(typeof columns)[number], ...typeof columns])
export const MappingOf = z.array(Column.nullable()).max(120)

/** A list somebody brought, and how far it has come. */
export const ImportRun = z.object({
  id: z.uuid(),
  fileName: z.string(),
  format: z.enum(['xlsx', 'csv']),
  bytes: z.number().int(),
  state: z.enum(importStates),
  regionCode: z.string().describe('Office that imports; empty is the whole nation.'),
  createdAt: z.iso.datetime(),
  createdByName: z.string(),
  finishedAt: z.iso.datetime().nullable(),
  rowsRead: z.number().int(),
  rowsSkipped: z.number().int().describe('Totals, signatures, repeated headings.'),
  sound: z.number().int(),
  duplicates: z.number().int().describe('Already in the register, or probably so.'),
  faulty: z.number().int(),
  parts: z.number().int().describe('Parts of up to 1,000 rows that the check prepared.'),
  partsDone: z.number().int(),
  added: z.number().int(),
  known: z.number().int().describe('Left as they are: imported before, or probably registered.'),
  refused: z.number().int().describe('Sound when checked, not any more when they were to be recorded.'),
  allOrNothing: z.boolean(),
  takeDuplicates: z.boolean(),
  failure: z.string().nullable().describe('Why it stopped.'),
  emptied: z.boolean().describe('The file and its rows were removed.'),
})
export type ImportRun = z.infer<typeof ImportRun>

/** How the list is read: sheet, line of headings, and what each column stands for. */
export const ImportLayout = z.object({
  sheets: z.array(z.string()),
  sheet: z.number().int(),
  headerLine: z.number().int(),
  headings: z.array(z.string()),
  mapping: MappingOf,
  /** First values of each column; long numbers are masked. */
  samples: z.array(z.array(z.string())),
  /** First lines of the sheet, to find the one with the headings. */
  lines: z.array(z.object({ line: z.number().int(), text: z.string() })),
  missing: z.array(Column),
})
export type ImportLayout = z.infer<typeof ImportLayout>

export const ImportDetail = ImportRun.extend({ layout: ImportLayout.nullable() })
export type ImportDetail = z.infer<typeof ImportDetail>

export const ImportPage = pageOf(ImportRun)

/** A row somebody must look at. */
export const ImportRow = z.object({
  line: z.number().int().describe('Line in the list, to find it again.'),
  status: z.enum(rowStatuses),
  values: z.array(z.string()).describe('What the row says; long numbers are masked.'),
  faults: z.array(z.object({ field: z.string().nullable(), label: z.string(), message: z.string() })),
})
export type ImportRow = z.infer<typeof ImportRow>
export const ImportRowPage = pageOf(ImportRow)

const importId = z.uuid()
export const ImportId = z.object({ importId })

export const StartImport = z.object({
  fileName: z.string().trim().min(1).max(200),
  content: z
    .string()
    .min(1)
    .max(400_000)
    .describe('The list as CSV, with `;`, `,` or tabs. Larger lists and XLSX: the page or the command line.'),
})

export const MapImport = z.object({
  importId,
  sheet: z.number().int().min(0).max(255).optional(),
  headerLine: z.number().int().min(1).max(1_048_576).optional(),
  mapping: MappingOf.optional().describe('Field of each column; null for those not taken.'),
})

export const ApplyImport = z.object({
  importId,
  mode: z
    .enum(['rows', 'all'])
    .default('rows')
    .describe('`all`: nothing is recorded if the check found a fault. `rows`: each sound row.'),
  takeDuplicates: z
    .boolean()
    .default(false)
    .describe('Also record rows that look like a business already registered.'),
})

export const ImportRowFilter = PageQuery.extend({ importId, status: z.enum(rowStatuses).optional() })
