import { hash } from 'node:crypto'
import type { Pool } from 'pg'
import { type Actor, holds, scopeOf } from '#kernel/actor.ts'
import { claimsOf } from '#kernel/execute.server.ts'
import { Fault } from '#kernel/fault.ts'
import { listVillageNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { type Database, transaction } from '#platform/database/transaction.ts'
import type { Cell, SheetRow } from '#platform/xlsx/rows.ts'
import { deciders } from '../policy.ts'
import { hashNumber } from '../secrets.server.ts'
import { findKnown } from './duplicates.server.ts'
import { Lanes, numberOf, openLanes } from './lanes.server.ts'
import { headingsOf } from './layout.server.ts'
import { isNoRecord } from './layout.ts'
import { roundedColumns } from './mapping.ts'
import type { PreparedRow } from './prepared.ts'
import { type KeptRow, type Run, sealRow } from './queries.server.ts'
import { identityOf, type Plan, readRow } from './rows.ts'
import { openPreview, rowsOf } from './source.server.ts'
import { villagesOf } from './villages.ts'

/** Rows judged at a time. */
const batchRows = 1000
const rowLimit = 1_000_000

/** Somebody cancelled, or another worker took over. */
export class Overtaken extends Error {}

interface Counts {
  read: number
  skipped: number
  sound: number
  duplicates: number
  faulty: number
}

/** A row the check read, before the register was asked about it. */
interface Candidate {
  values: Cell[]
  row: PreparedRow
}

async function planOf(pool: Pool, run: Run, actor: Actor): Promise<Plan> {
  const names = await transaction(pool, claimsOf(actor), 'read', async (db) => ({
    result: await listVillageNames(db, scopeOf(actor, deciders)),
  }))
  const rows = openPreview(run.preview).sheets[run.sheet]?.rows ?? []
  const data = rows.filter((row) => row.line >= run.headerLine + run.headerLines)
  const allowed = new Map<string, boolean>()
  return {
    mapping: run.mapping,
    rounded: roundedColumns(run.mapping, data),
    villages: villagesOf(names),
    thisYear: Number(new Date().toISOString().slice(0, 4)),
    mayRegister(code) {
      const known = allowed.get(code) ?? holds(actor, deciders, code)
      allowed.set(code, known)
      return known
    },
  }
}

/** Rows of the list that are records, in parts of equal size. */
async function* recordsOf(run: Run, counts: Counts, skipped: KeptRow[]): AsyncGenerator<SheetRow[]> {
  const headings = headingsOf(run)
  const columns = run.mapping.map((column) => column ?? undefined)
  let part: SheetRow[] = []
  for await (const rows of rowsOf(run.id, run))
    for (const row of rows) {
      if (row.line < run.headerLine + run.headerLines) continue
      if (isNoRecord(row.cells, headings, columns)) {
        counts.skipped += 1
        skipped.push({ line: row.line, status: 'skipped', values: row.cells, faults: [] })
        continue
      }
      counts.read += 1
      if (counts.read > rowLimit)
        throw new Fault('invalid_input', 'sheets_too_many_rows', { params: { limit: rowLimit } })
      part.push(row)
      if (part.length === batchRows) {
        yield part
        part = []
      }
    }
  if (part.length > 0 || skipped.length > 0) yield part
}

/**
 * The dry run: every row is read and judged, what is wrong is kept for people, what is sound for applying. It writes nothing
 * into the register. Begun again after a crash it starts from the first row under a new attempt.
 * @throws Overtaken
 */
export async function checkList(pool: Pool, run: Run, actor: Actor, signal?: AbortSignal): Promise<void> {
  const plan = await planOf(pool, run, actor)
  const seen = new Map<string, number>()
  const owners = new Map<string, number>()
  const counts: Counts = { read: 0, skipped: 0, sound: 0, duplicates: 0, faulty: 0 }
  const skipped: KeptRow[] = []
  await begin(pool, run, actor)
  const lanes = new Lanes(run)
  let storing: Promise<void> = Promise.resolve()
  for await (const part of recordsOf(run, counts, skipped)) {
    if (signal?.aborted) throw new Overtaken('stopping')
    const kept = skipped.splice(0)
    const candidates = await readPartRows(part, plan, { seen, owners, kept })
    // While the database answers about this part, the next one is read.
    await storing
    storing = finishPart(pool, run, actor, { candidates, kept, counts, lanes })
    storing.catch(() => undefined)
  }
  await storing
  await lanes.finish()
  await transaction(pool, claimsOf(actor), 'write', async (db) => {
    await progress(db, run, counts, { state: 'checked', parts: sum(lanes.stored) })
    return { result: await openLanes(db, run.id, lanes.stored) }
  })
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

async function begin(pool: Pool, run: Run, actor: Actor) {
  await transaction(pool, claimsOf(actor), 'write', async (db) => {
    run.attempt += 1
    const begun = await db.exec(
      text(
        `update registry.import_run set attempt = $2, parts = 0, parts_done = 0, beat_at = clock_timestamp()
         where id = $1 and state = 'checking' and attempt = $2 - 1`,
        [run.id, run.attempt],
      ),
    )
    if (begun === 0) throw new Overtaken('another worker')
    return { result: await db.exec(text('delete from registry.import_row where run_id = $1', [run.id])) }
  })
}

interface Memory {
  /** Identities of this list with their lines. */
  seen: Map<string, number>
  /** NIK of this list with line and name, packed into one number: a million owners in 60 MB. */
  owners: Map<string, number>
  kept: KeptRow[]
}

/** Read the rows of a part; pages are answered in between. */
async function readPartRows(part: readonly SheetRow[], plan: Plan, memory: Memory): Promise<Candidate[]> {
  const candidates: Candidate[] = []
  for (const [index, { line, cells }] of part.entries()) {
    if (index % 100 === 99) await new Promise((resolve) => setImmediate(resolve))
    const read = readRow(cells, plan)
    if (read.answers === undefined) {
      memory.kept.push({ line, status: 'faulty', values: cells, faults: read.faults })
      continue
    }
    const { answers, phone, figures } = read
    const key = hash('sha256', identityOf(answers, phone), 'base64')
    const nik = answers.nik === undefined ? undefined : hashNumber('nik', answers.nik).toString('base64')
    const fault = repeated(line, key, nik, answers.ownerName, memory)
    if (fault) memory.kept.push({ line, status: 'faulty', values: cells, faults: [fault] })
    else candidates.push({ values: cells, row: { line, answers, phone, key, nik, figures } })
  }
  return candidates
}

/** Twelve characters of base64 are 72 bits, and few enough that V8 copies them instead of holding the whole text. */
const short = (hashed: string) => hashed.slice(0, 12)

const lineFactor = 2 ** 32

/** The same business twice in one list is said at the second; so is one NIK with two names. */
function repeated(
  line: number,
  key: string,
  nik: string | undefined,
  name: string,
  { seen, owners }: Memory,
) {
  const first = seen.get(short(key))
  if (first !== undefined)
    return { field: 'name' as const, key: 'sheets_fault_twice', params: { line: first } }
  seen.set(short(key), line)
  if (nik === undefined) return undefined
  const owner = owners.get(short(nik))
  if (owner === undefined) owners.set(short(nik), line * lineFactor + numberOf(name))
  else if (owner % lineFactor !== numberOf(name))
    return {
      field: 'nik' as const,
      key: 'sheets_fault_nik_shared',
      params: { line: Math.floor(owner / lineFactor) },
    }
  return undefined
}

async function finishPart(
  pool: Pool,
  run: Run,
  actor: Actor,
  {
    candidates,
    kept,
    counts,
    lanes,
  }: { candidates: Candidate[]; kept: KeptRow[]; counts: Counts; lanes: Lanes },
): Promise<void> {
  const rows = candidates.map(({ row }) => row)
  const known = await transaction(pool, claimsOf(actor), 'read', async (db) => ({
    result: await findKnown(db, rows),
  }))
  const prepared: PreparedRow[] = []
  for (const { row, values } of candidates) {
    const found = known.get(row.line)
    if (found) kept.push({ line: row.line, status: found.status, values, faults: [found.fault] })
    if (found?.status === 'faulty') continue
    prepared.push(found ? { ...row, duplicate: found.exact ? 'exact' : 'likely' } : row)
    counts[found ? 'duplicates' : 'sound'] += 1
  }
  counts.faulty += kept.filter(({ status }) => status === 'faulty').length
  await lanes.add(prepared)
  await transaction(pool, claimsOf(actor), 'write', async (db) => {
    if (kept.length > 0) await keep(db, run.id, kept)
    return { result: await progress(db, run, counts, { state: 'checking', parts: 0 }) }
  })
}

const keep = (db: Database, runId: string, rows: readonly KeptRow[]) =>
  db.exec(
    text(
      `insert into registry.import_row (run_id, line, status, body)
       select $1, x.line, x.status, x.body from unnest($2::int[], $3::text[], $4::bytea[]) x(line, status, body)
       on conflict on constraint import_row_key do nothing`,
      [runId, rows.map((row) => row.line), rows.map((row) => row.status), rows.map(sealRow)],
    ),
  )

async function progress(
  db: Database,
  run: Run,
  counts: Counts,
  { state, parts }: { state: 'checking' | 'checked'; parts: number },
): Promise<void> {
  const { read, skipped, sound, duplicates, faulty } = counts
  const moved = await db.exec(
    text(
      `update registry.import_run set rows_read = $3, rows_skipped = $4, sound = $5, duplicates = $6, faulty = $7, parts = $8,
         state = $9, beat_at = clock_timestamp() where id = $1 and state = 'checking' and attempt = $2`,
      [run.id, run.attempt, read, skipped, sound, duplicates, faulty, parts, state],
    ),
  )
  if (moved === 0) throw new Overtaken('cancelled')
}
