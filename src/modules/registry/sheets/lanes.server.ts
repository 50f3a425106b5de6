import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { PreparedRow } from './prepared.ts'
import { storePart } from './source.server.ts'

/** Recorded side by side: one waits for the disk while the other computes. More do not help two processors. */
export const lanes = 2

/** Rows of a part: one transaction when they are recorded. 500 to 2,000 measure alike. */
const partRows = 1000

/** A number for a name (FNV-1a, 32 bits), in small letters: enough to tell two owners of one NIK apart. */
export function numberOf(name: string): number {
  let hash = 0x811c9dc5
  for (const letter of name.toLowerCase()) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** Rows of one owner name stand on one lane: people are told apart by NIK, or phone and name, and one NIK has one name in a list. */
const laneOf = ({ answers }: PreparedRow) => numberOf(answers.ownerName) % lanes

/** Sound rows on their way to the store, in parts of each lane. */
export class Lanes {
  readonly stored = new Array<number>(lanes).fill(0)
  readonly #open = Array.from({ length: lanes }, (): PreparedRow[] => [])
  readonly #run: { id: string; attempt: number }

  constructor(run: { id: string; attempt: number }) {
    this.#run = run
  }

  async add(rows: readonly PreparedRow[]): Promise<void> {
    for (const row of rows) this.#open[laneOf(row)]?.push(row)
    for (const [lane, open] of this.#open.entries())
      if (open.length >= partRows) await this.#store(lane, open.splice(0, partRows))
  }

  /** What is left makes the last part of each lane; a short list is one part. */
  async finish(): Promise<void> {
    const rest = this.#open.map((open) => open.splice(0))
    const short = this.stored.every((parts) => parts === 0)
    const last = short ? [rest.flat().sort((a, b) => a.line - b.line)] : rest
    for (const [lane, rows] of last.entries()) if (rows.length > 0) await this.#store(lane, rows)
  }

  async #store(lane: number, rows: readonly PreparedRow[]): Promise<void> {
    const part = this.stored[lane] ?? 0
    await storePart({ runId: this.#run.id, attempt: this.#run.attempt, lane, part }, JSON.stringify(rows))
    this.stored[lane] = part + 1
  }
}

/** Write down how many parts each lane of a checked list has. */
export const openLanes = (db: Database, runId: string, parts: readonly number[]): Promise<number> =>
  db.exec(
    text(
      `insert into registry.import_lane (run_id, lane, parts)
       select $1, x.number - 1, x.parts from unnest($2::int[]) with ordinality x(parts, number)
       on conflict on constraint import_lane_key do update set parts = excluded.parts, parts_done = 0`,
      [runId, parts],
    ),
  )

export interface Lane {
  lane: number
  parts: number
  partsDone: number
}

/** A lane, locked: nobody else records on it meanwhile. */
export const lockLane = (db: Database, runId: string, lane: number): Promise<Lane | undefined> =>
  db.maybe(
    text(
      `select lane, parts, parts_done as "partsDone" from registry.import_lane where run_id = $1 and lane = $2 for update`,
      [runId, lane],
    ),
  )

export const lanesOf = async (db: Database, runId: string): Promise<number[]> =>
  (
    await db.many(
      text<{ lane: number }>('select lane from registry.import_lane where run_id = $1 order by lane', [
        runId,
      ]),
    )
  ).map(({ lane }) => lane)
