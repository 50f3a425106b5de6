import { createHash } from 'node:crypto'
import { sealNumber } from '../secrets.server.ts'
import type { PreparedRow } from './prepared.ts'
import type { Run } from './queries.server.ts'
import { readPart } from './source.server.ts'

/** A row with its long numbers sealed, ready to be written. */
export interface SealedRow extends PreparedRow {
  sealedNik?: { sealed: string; mask: string }
}

export interface Part {
  rows: readonly SealedRow[]
  /** Of what the rows say, for the audit log. */
  sha256: string
}

/** The part that comes next, opened while the database records this one: else each would wait for the other. */
let ahead: { key: string; part: Promise<Part> } | undefined

const keyOf = (run: Pick<Run, 'id' | 'attempt'>, number: number) => `${run.id}/${run.attempt}/${number}`

/** The next part of a run, and the one after it set going. */
export function takePart(run: Run): Promise<Part> {
  const key = keyOf(run, run.partsDone)
  const part = ahead?.key === key ? ahead.part : openPart(run, run.partsDone)
  ahead = undefined
  const next = run.partsDone + 1
  if (next < run.parts) {
    ahead = { key: keyOf(run, next), part: openPart(run, next) }
    // Whoever takes it hears of it.
    ahead.part.catch(() => undefined)
  }
  return part
}

async function openPart(run: Run, number: number): Promise<Part> {
  const written = await readPart(run.id, run.attempt, number)
  const sha256 = createHash('sha256').update(written).digest('hex')
  const rows: SealedRow[] = JSON.parse(written)
  for (const [index, row] of rows.entries()) {
    // Pages are answered, and the database's answers read, in between.
    if (index % 100 === 99) await new Promise((resolve) => setImmediate(resolve))
    if (row.answers.nik === undefined) continue
    const { sealed, mask } = sealNumber('nik', row.answers.nik)
    row.sealedNik = { sealed: sealed.toString('base64'), mask }
  }
  return { rows, sha256 }
}
