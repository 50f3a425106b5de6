import { normalisePhone } from '#modules/identity/phone.ts'
import { searchKey } from '#modules/region/rules.ts'
import type { Cell } from '#platform/xlsx/rows.ts'
import { answersOfKind } from '../drafts/draft.ts'
import { Registration } from '../schema.ts'
import {
  isScientific,
  type Reading,
  readCount,
  readLongNumber,
  readMoney,
  readYear,
  textOf,
} from './cells.ts'
import { type Column, codeOf, type Listed } from './columns.ts'
import type { Mapping } from './mapping.ts'
import type { Villages } from './villages.ts'

/** What is wrong with a cell: its column and a message key with its parameters. */
export interface RowFault {
  field: Column
  key: string
  params?: Record<string, string | number>
}

/** Money of a business, as the owner counts it. */
export interface RowFigures {
  /** Rupiah. */
  capital?: number
  sales?: { amount: number; period: 'month' | 'year' }
}

export interface ReadRow {
  answers?: Registration
  figures?: RowFigures
  phone: string | null
  faults: RowFault[]
}

/** How the rows of one list are read. */
export interface Plan {
  mapping: Mapping
  /** Columns whose numbers a spreadsheet rounded. */
  rounded: ReadonlySet<Column>
  villages: Villages
  thisYear: number
  /** May whoever imports register there? */
  mayRegister(regionCode: string): boolean
}

type Cells = Partial<Record<Column, Cell>>

const lists: readonly Listed[] = ['kind', 'sector', 'placeType', 'artForm']
const plain = [
  'name',
  'ownerName',
  'description',
  'address',
  'spot',
  'hours',
  'regionCode',
  'rt',
  'rw',
] as const
const longNumbers = ['nik', 'kk', 'nib', 'npwp'] as const

function cellsBy(mapping: Mapping, values: readonly Cell[]): Cells {
  const cells: Cells = {}
  for (const [index, column] of mapping.entries()) {
    const value = values[index]
    // A dash stands for nothing.
    if (column !== null && value !== null && value !== undefined && !/^[-–—.]*$/.test(textOf(value)))
      cells[column] = value
  }
  return cells
}

/** Read one row: words become codes, numbers are cleaned, the village is looked up, and the registration's own rules are asked. */
export function readRow(values: readonly Cell[], plan: Plan): ReadRow {
  const cells = cellsBy(plan.mapping, values)
  const faults: RowFault[] = []
  const answers: Record<string, unknown> = { kind: 'business' }
  for (const field of plain) if (cells[field] !== undefined) answers[field] = textOf(cells[field])
  for (const list of lists) readListed(cells, list, answers, faults)
  readNumbers(cells, plan, answers, faults)
  readNeighbourhood(cells, answers, faults)
  readVillage(cells, plan, answers, faults)
  const phone = readPhone(cells, faults)
  const figures = readFigures(cells, faults)
  const parsed = Registration.safeParse(answersOfKind(answers as Partial<Registration>))
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const field = columnAt(String(issue.path[0]) as Column, plan)
      if (!faults.some((fault) => fault.field === field))
        faults.push({ field, key: keyOf(issue.message, cells[field]) })
    }
  else if (!plan.mayRegister(parsed.data.regionCode) && !faults.some(({ field }) => field === 'village'))
    faults.push({ field: columnAt('regionCode', plan), key: 'sheets_fault_elsewhere' })
  const sound = parsed.success && faults.length === 0
  return { phone, faults, ...(sound && { answers: parsed.data, ...(figures && { figures }) }) }
}

/** A place is told at the column that names it. */
const columnAt = (field: Column, { mapping }: Plan): Column =>
  field === 'regionCode' && !mapping.includes('regionCode') ? 'village' : field

/** Schemas give message keys of their own; a value that is missing is asked for. */
const keyOf = (message: string, value: Cell | undefined) => {
  if (/^[a-z]+(_[a-z0-9]+)+$/.test(message)) return message
  return value === undefined ? 'kernel_field_required' : 'kernel_field_wrong'
}

function take<Value>(
  field: Column,
  cell: Cell,
  reading: Reading<Value>,
  faults: RowFault[],
): Value | undefined {
  if ('value' in reading) return reading.value
  faults.push({ field, key: reading.fault, params: { value: textOf(cell).slice(0, 60) } })
  return undefined
}

function readListed(cells: Cells, list: Listed, answers: Record<string, unknown>, faults: RowFault[]) {
  const cell = cells[list]
  if (cell === undefined) return
  const code = codeOf(list, textOf(cell))
  if (code !== undefined) answers[list] = code
  else faults.push({ field: list, key: 'sheets_fault_word', params: { value: textOf(cell).slice(0, 60) } })
}

function readNumbers(
  cells: Cells,
  { rounded, thisYear }: Plan,
  answers: Record<string, unknown>,
  faults: RowFault[],
) {
  for (const field of longNumbers) {
    const cell = cells[field]
    if (cell !== undefined)
      answers[field] = take(field, cell, readLongNumber(cell, rounded.has(field)), faults)
  }
  for (const field of ['workers', 'members'] as const) {
    const cell = cells[field]
    if (cell !== undefined) answers[field] = take(field, cell, readCount(cell), faults)
  }
  const { startedYear } = cells
  if (startedYear !== undefined)
    answers.startedYear = take('startedYear', startedYear, readYear(startedYear, thisYear), faults)
}

/** `RT 01 / RW 02` in one column; `001/002` counts RT first, as everybody does. */
function readNeighbourhood(cells: Cells, answers: Record<string, unknown>, faults: RowFault[]) {
  for (const field of ['rt', 'rw'] as const)
    if (answers[field] !== undefined) answers[field] = String(answers[field]).replace(/^r[tw]\.?\s*/i, '')
  if (cells.rtRw === undefined) return
  const found = /^(?:rt\.?\s*)?(\d{1,3})\s*[/.,\- ]\s*(?:rw\.?\s*)?(\d{1,3})$/i.exec(textOf(cells.rtRw))
  if (found) Object.assign(answers, { rt: found[1], rw: found[2] })
  else
    faults.push({
      field: 'rtRw',
      key: 'sheets_fault_rtrw',
      params: { value: textOf(cells.rtRw).slice(0, 60) },
    })
}

function readPhone(cells: Cells, faults: RowFault[]): string | null {
  if (cells.phone === undefined) return null
  const written = textOf(cells.phone).replace(/\.0$/, '')
  const phone = isScientific(written) ? null : normalisePhone(written)
  if (phone === null)
    faults.push({ field: 'phone', key: 'sheets_fault_phone', params: { value: written.slice(0, 60) } })
  return phone
}

function readVillage(cells: Cells, { villages }: Plan, answers: Record<string, unknown>, faults: RowFault[]) {
  if (cells.regionCode !== undefined || cells.village === undefined) return
  const [village, district, regency] = [cells.village, cells.district, cells.regency].map((cell) =>
    textOf(cell).slice(0, 80),
  )
  const { code, candidates } = villages.find(village ?? '', district || undefined, regency || undefined)
  if (code !== undefined) {
    answers.regionCode = code
    return
  }
  const key = candidates.length > 0 ? 'sheets_fault_village_which' : 'sheets_fault_village_none'
  faults.push({
    field: 'village',
    key,
    params: { value: village ?? '', candidates: candidates.join('; ') },
  })
}

function readFigures(cells: Cells, faults: RowFault[]): RowFigures | undefined {
  const read = (field: 'capital' | 'monthlySales' | 'yearlySales') => {
    const cell = cells[field]
    return cell === undefined ? undefined : take(field, cell, readMoney(cell), faults)
  }
  const [capital, month, year] = [read('capital'), read('monthlySales'), read('yearlySales')]
  if (capital === undefined && month === undefined && year === undefined) return undefined
  return {
    ...(capital !== undefined && { capital }),
    ...(year !== undefined && { sales: { amount: year, period: 'year' } }),
    ...(year === undefined && month !== undefined && { sales: { amount: month, period: 'month' } }),
  }
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
