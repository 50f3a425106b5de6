import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { actorOf, provisionAccount, provisionRole } from '#modules/identity/provision.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { openFiles } from '#platform/files.ts'
import { world } from '../testing/world.ts'
import { applyImport, checkImport, openStored, readImport } from './operations.server.ts'
import { storeUpload } from './source.server.ts'
import { asCsv, heading, manyRows } from './testing/lists.ts'

const at = await world()
const files = mkdtempSync(join(tmpdir(), 'killed-'))
openFiles(files)
const rows = 7000
/** Two lanes of some 3,500 rows. */
const parts = 8

/** A worker in a process of its own. */
async function startWorker() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/worker.ts'), at.url, files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

const until = async (condition: () => Promise<boolean>) => {
  const deadline = Date.now() + 90_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** Kill as a power cut does, and wait until the database has noticed. */
async function kill(child: Awaited<ReturnType<typeof startWorker>>) {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
  await until(async () => {
    const { rows: found } = await at.owner.query(
      `select count(*) as n from pg_stat_activity where application_name = 'berdaya-jobs' and datname = current_database()`,
    )
    return found[0].n === 0
  })
}

test('killed once in the check and three times while recording, every row is recorded once', async () => {
  const system = { actorId: null, scopes: [], organisations: [], system: true }
  const id = await transaction(at.app, system, 'write', async (db) => {
    const account = await provisionAccount(db, { name: 'Petugas Impor', email: 'impor@contoh.id' })
    await provisionRole(db, { accountId: account.id, role: 'officer', region: '33.72.05' })
    return { result: account.id }
  })
  const officer = await actorOf(at.app, id)
  async function* chunks() {
    yield Buffer.from(asCsv([heading, ...manyRows(rows)]))
  }
  const stored = await storeUpload({ name: 'daftar.csv', chunks: chunks() })
  const { id: importId } = await execute(openStored, { stored }, at.call(officer))
  const look = () => execute(readImport, { importId }, at.call(officer))

  await execute(checkImport, { importId }, at.call(officer))
  let worker = await startWorker()
  await until(async () => (await look()).rowsRead >= 2000)
  await kill(worker)
  expect((await look()).state).toBe('checking')
  worker = await startWorker()
  await until(async () => (await look()).state === 'checked')
  expect(await look()).toMatchObject({ rowsRead: rows, sound: rows, faulty: 0, parts })

  await execute(applyImport, { importId }, at.call(officer))
  const doneAtKill: number[] = []
  for (let kills = 0; kills < 3; kills++) {
    const before = doneAtKill.at(-1) ?? 0
    await until(async () => (await look()).partsDone > before)
    await kill(worker)
    doneAtKill.push((await look()).partsDone)
    worker = await startWorker()
  }
  await until(async () => (await look()).state === 'done')
  await kill(worker)
  expect(new Set(doneAtKill).size).toBe(3)
  expect(doneAtKill.every((done) => done < parts)).toBe(true)
  expect(await look()).toMatchObject({ added: rows, known: 0, refused: 0, partsDone: parts })
  const { rows: counted } = await at.owner.query(
    `select (select count(*) from registry.business) as businesses, (select count(distinct import_line) from registry.registration) as lines,
       (select count(*) from registry.registration) as cases, (select count(*) from registry.person) as people,
       (select count(*) from kernel.audit_entry where operation = 'registry.apply_import_part') as parts`,
  )
  expect(counted).toEqual([{ businesses: rows, lines: rows, cases: rows, people: rows, parts }])
}, 240_000)
