import type { Registration } from '../schema.ts'
import type { RowFigures } from './rows.ts'

/** A sound row, as the check leaves it for applying. */
export interface PreparedRow {
  line: number
  answers: Registration
  phone: string | null
  /** SHA-256 of what makes the row this business, base64: `business.import_key`. */
  key: string
  /** Keyed hash of the NIK, base64. */
  nik?: string | undefined
  figures?: RowFigures | undefined
  /** `exact`: this very row was imported before. `likely`: the same owner has a business of this name. */
  duplicate?: 'exact' | 'likely'
}
