import { type SectionName, sections } from './schema.ts'

/** The table of each section, `registry.household_…`. */
export const tables: Record<SectionName, string> = {
  members: 'registry.household_member',
  moves: 'registry.household_move',
  housing: 'registry.household_housing',
  work: 'registry.household_work',
  money: 'registry.household_money',
  assets: 'registry.household_asset',
  debts: 'registry.household_debt',
  aid: 'registry.household_aid',
  rungs: 'registry.household_rung',
}

/** `birthYear` stands in the column `birth_year`. */
export const columnOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const meta = [
  'id',
  'version',
  'until',
  'endReason',
  'withdrawnAt',
  'withdrawnReason',
  'recordedAt',
  'recordedByName',
]
const extra: Partial<Record<SectionName, string[]>> = { debts: ['amountsSealed', 'effectiveRate'] }

/** Columns of a section as their fields, for a select. */
export const selectionOf = (section: SectionName): string =>
  [...meta, ...sections[section].fields, ...(extra[section] ?? [])]
    .map((field) => `${columnOf(field)} as "${field}"`)
    .join(', ')
