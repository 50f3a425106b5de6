import { normalisePhone } from '#modules/identity/phone.ts'
import { searchKey } from '#modules/region/rules.ts'
import { digitsOf } from '../numbers.ts'
import { Registration } from '../schema.ts'
import { type Column, codeOf, type Listed, type Mapping } from './columns.ts'

/** A row of a list as text by column. */
export type Cells = Partial<Record<Column, string>>

/** What is wrong with a row: a field and a message key with its parameters. */
export interface RowFault {
  field: Column
  key: string
  params?: Record<string, string | number>
}

export interface ReadRow {
  /** Line in the file, the heading being 1. */
  line: number
  answers?: Registration
  phone: string | null
  faults: RowFault[]
}

/** Finds a village by what the row says; the import asks the database, tests a table. */
export type FindVillage = (cells: Pick<Cells, 'village' | 'district' | 'regency'>) => Promise<{
  code?: string
  /** Villages it may be, to tell the person. */
  candidates: readonly string[]
}>

export const cellsOf = (values: readonly string[], mapping: Mapping): Cells =>
  Object.fromEntries(
    mapping.columns.flatMap((column, index) => {
      const value = values[index]?.trim() ?? ''
      return column && value !== '' ? [[column, value]] : []
    }),
  )

/** Spreadsheets turn long numbers into `3,37E+15`: what was lost cannot be brought back, so it is said. */
const isMangled = (value: string) => /^\d[.,]\d+E\+\d+$/i.test(value)

const lists: readonly Listed[] = ['kind', 'sector', 'placeType', 'artForm']
const longNumbers = ['nik', 'kk', 'nib', 'npwp'] as const
const counts = ['startedYear', 'workers', 'members'] as const

/** Read one row: words become codes, numbers are cleaned, the village is looked up, and the registration's own rules are asked. */
export async function readRow(line: number, cells: Cells, findVillage: FindVillage): Promise<ReadRow> {
  const faults: RowFault[] = []
  const answers: Record<string, unknown> = { kind: 'business', ...cells }
  for (const list of lists) readListed(cells, list, answers, faults)
  readNumbers(cells, answers, faults)
  const phone = readPhone(cells, faults)
  await readVillage(cells, answers, faults, findVillage)
  const parsed = Registration.safeParse(answers)
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0]) as Column
      if (!faults.some((fault) => fault.field === field))
        faults.push({ field, key: keyOf(issue.message, cells[field]) })
    }
  return { line, phone, faults, ...(parsed.success && faults.length === 0 && { answers: parsed.data }) }
}

function readNumbers(cells: Cells, answers: Record<string, unknown>, faults: RowFault[]) {
  for (const field of longNumbers) {
    const value = cells[field]
    if (value === undefined) continue
    if (isMangled(value)) faults.push({ field, key: 'registry_import_mangled', params: { value } })
    // A spreadsheet's apostrophe keeps a number as text.
    answers[field] = digitsOf(value.replace(/^'/, ''))
  }
  for (const field of counts) {
    const value = cells[field]?.replace(/\s*orang$/i, '').replaceAll('.', '')
    if (value !== undefined) answers[field] = /^\d+$/.test(value) ? Number(value) : value
  }
}

const keyOf = (message: string, value: string | undefined) => {
  if (/^[a-z]+(_[a-z0-9]+)+$/.test(message)) return message
  return value === undefined ? 'kernel_field_required' : 'kernel_field_wrong'
}

function readListed(cells: Cells, list: Listed, answers: Record<string, unknown>, faults: RowFault[]) {
  const value = cells[list]
  if (value === undefined) return
  const code = codeOf(list, value)
  if (code === undefined) faults.push({ field: list, key: 'registry_import_word', params: { value } })
  else answers[list] = code
}

function readPhone(cells: Cells, faults: RowFault[]): string | null {
  const written = cells.phone?.replace(/^'/, '')
  if (written === undefined) return null
  const phone = isMangled(written) ? null : normalisePhone(written)
  if (phone === null)
    faults.push({ field: 'phone', key: 'registry_import_phone', params: { value: written } })
  return phone
}

async function readVillage(
  cells: Cells,
  answers: Record<string, unknown>,
  faults: RowFault[],
  find: FindVillage,
) {
  if (cells.regionCode !== undefined || cells.village === undefined) return
  const { code, candidates } = await find(cells)
  if (code !== undefined) answers.regionCode = code
  else
    faults.push({
      field: 'regionCode',
      key: candidates.length > 0 ? 'registry_import_village_which' : 'registry_import_village_none',
      params: { value: cells.village, candidates: candidates.slice(0, 3).join('; ') },
    })
}

/** What makes two rows the same business: imported again, it is left as it is. */
export const identityOf = (answers: Registration, phone: string | null): string =>
  [
    answers.kind,
    searchKey(answers.name),
    answers.regionCode,
    searchKey(answers.ownerName),
    answers.nik ?? phone ?? '',
  ].join('|')
