import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { DirectoryFilter } from '../../directory/schema.ts'

export const ExportRun = z.object({
  id: z.uuid(),
  format: z.enum(['xlsx', 'csv']),
  locale: z.enum(['id', 'en']),
  state: z.enum(['waiting', 'working', 'ready', 'failed', 'cancelled']),
  rows: z.number().int().describe('Rows written so far; of a small list, once it was taken.'),
  createdAt: z.iso.datetime(),
  emptied: z.boolean().describe('The file was removed.'),
})
export type ExportRun = z.infer<typeof ExportRun>
export const ExportPage = pageOf(ExportRun)
export const ExportQuery = PageQuery

export const StartExport = DirectoryFilter.extend({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
})

/** A business as a list that is taken away has it; long numbers are masked. */
export interface ExportRow {
  id: string
  reference: string
  kind: string
  name: string
  state: string
  sector: string | null
  description: string | null
  startedYear: number | null
  workers: number | null
  size: string | null
  nib: string | null
  ownerName: string
  phone: string | null
  nik: string | null
  place: string
  regionCode: string
  address: string | null
  rt: string | null
  rw: string | null
  createdAt: string
}
