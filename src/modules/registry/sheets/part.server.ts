import { createHash } from 'node:crypto'
import { boxNumber } from '../secrets.server.ts'
import type { PreparedRow } from './prepared.ts'
import { type PartPlace, readPart } from './source.server.ts'

/** A row with its long numbers sealed, ready to be written. */
export interface SealedRow extends PreparedRow {
  sealedNik?: { sealed: string; mask: string }
}

export interface Part {
  rows: readonly SealedRow[]
  /** Of what the rows say, for the audit log. */
  sha256: string
}

/** Read a part that the check stored. */
export async function openPart(place: PartPlace): Promise<Part> {
  const written = await readPart(place)
  const sha256 = createHash('sha256').update(written).digest('hex')
  const rows: SealedRow[] = JSON.parse(written)
  for (const [index, row] of rows.entries()) {
    // Pages are answered, and the other lane's answers read, in between.
    if (index % 100 === 99) await new Promise((resolve) => setImmediate(resolve))
    if (row.answers.nik === undefined) continue
    const { sealed, mask } = boxNumber('nik', row.answers.nik)
    row.sealedNik = { sealed: sealed.toString('base64'), mask }
  }
  return { rows, sha256 }
}
