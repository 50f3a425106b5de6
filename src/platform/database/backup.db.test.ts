import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backup } from './backup.ts'
import { type LaunchedDatabase, startDatabase } from './launcher.ts'
import { clusterFolder } from './launcher-place.ts'
import { restore } from './restore.ts'

const root = mkdtempSync(join(tmpdir(), `berdaya-test-${process.pid}-backup-`))
// Run by root, the database's own account must pass through.
chmodSync(root, 0o711)
const dataDir = join(root, 'data')
const target = join(root, 'backup')
const place = { filesDir: join(dataDir, 'files'), secretFile: join(dataDir, 'secret') }
let database: LaunchedDatabase
let pool: Pool

beforeAll(async () => {
  database = await startDatabase({ dataDir, purpose: 'test', whenTaken: 'refuse' })
  mkdirSync(place.filesDir)
  writeFileSync(join(place.filesDir, 'foto.jpg'), 'isi foto')
  writeFileSync(place.secretFile, 'rahasia')
  pool = new Pool({ connectionString: database.url, max: 4 })
  await pool.query(`create table receipt (writer int, number int, pad text, constraint receipt_key primary key (writer, number));
    create table account (id int primary key, balance int); insert into account select n, 100 from generate_series(1, 10) n`)
})

afterAll(async () => {
  rmSync(root, { recursive: true, force: true })
})

/** Inserts receipts, and moves money between accounts so that the sum stays: a torn copy would show. */
function startWriters() {
  const acknowledged = [0, 0, 0, 0]
  let running = true
  const writers = acknowledged.map(async (_, writer) => {
    while (running) {
      const number = (acknowledged[writer] ?? 0) + 1
      await pool.query('insert into receipt values ($1, $2, repeat($3, 500))', [writer, number, 'x'])
      acknowledged[writer] = number
      const [from, to] = [1 + (number % 10), 1 + ((number + 1 + writer) % 10)]
      await pool
        .query(
          `update account set balance = balance + case id when ${Math.min(from, to)} then 1 else -1 end
         where id in (${from}, ${to}) and ${from} <> ${to}`,
        )
        .catch(ignoreDeadlock)
    }
  })
  return {
    acknowledged,
    async stop() {
      running = false
      await Promise.all(writers)
    },
  }
}

function ignoreDeadlock(error: { code?: string }) {
  if (error.code !== '40P01') throw error
}

async function contents(url: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const receipts = await client.query<{ writer: number; count: string; highest: number }>(
      'select writer, count(*) as count, max(number) as highest from receipt group by writer order by writer',
    )
    const sum = await client.query<{ sum: string }>('select sum(balance) as sum from account')
    return { receipts: receipts.rows, sum: Number(sum.rows[0]?.sum) }
  } finally {
    await client.end()
  }
}

test('a back-up taken while people write holds everything acknowledged before it began, and restores to a whole database', async () => {
  const writers = startWriters()
  await new Promise((resolve) => setTimeout(resolve, 400))
  const before = [...writers.acknowledged]
  const manifest = await backup({ target, url: database.url, cluster: clusterFolder(dataDir), ...place })
  const after = [...writers.acknowledged]
  await writers.stop()
  expect(manifest.entries.length).toBeGreaterThan(900)
  expect(after.every((count, writer) => count > (before[writer] ?? 0))).toBe(true)

  const other = join(root, 'other')
  const restored = await restore({
    source: target,
    dataDir: other,
    filesDir: join(other, 'files'),
    secretFile: join(other, 'secret'),
    force: false,
  })
  expect(restored.tables).toBe(2)
  const started = await startDatabase({ dataDir: other, purpose: 'test', whenTaken: 'refuse' })
  const { receipts, sum } = await contents(started.url)
  await started.stop()
  expect(sum).toBe(1000)
  for (const { writer, count, highest } of receipts) {
    expect(Number(count), `receipts of writer ${writer} have no gap`).toBe(highest)
    expect(highest).toBeGreaterThanOrEqual(before[writer] ?? 0)
  }
  expect(readFileSync(join(other, 'files', 'foto.jpg'), 'utf8')).toBe('isi foto')
  expect(readFileSync(join(other, 'secret'), 'utf8')).toBe('rahasia')
})

test('a restore never overwrites: it refuses a running database, refuses kept data, and with force puts them aside', async () => {
  const into = { source: target, dataDir, ...place }
  await expect(restore({ ...into, force: true })).rejects.toThrow('stop Berdaya first')
  await pool.end()
  await database.stop()
  await expect(restore({ ...into, force: false })).rejects.toThrow('--force')
  const { aside } = await restore({ ...into, force: true })
  expect(aside).toHaveLength(3)
  const started = await startDatabase({ dataDir, purpose: 'test', whenTaken: 'refuse' })
  expect((await contents(started.url)).sum).toBe(1000)
  await started.stop()
})

test('a damaged back-up is refused before anything is touched', async () => {
  const manifest = JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as {
    entries: { path: string; size: number }[]
  }
  const victim = manifest.entries.find(({ path, size }) => path.startsWith('postgres/base/') && size > 0)
  const path = join(target, victim?.path ?? '')
  const bytes = readFileSync(path)
  bytes.writeUInt8(bytes.readUInt8(10) ^ 1, 10)
  writeFileSync(path, bytes)
  const into = join(root, 'third')
  const options = {
    source: target,
    dataDir: into,
    filesDir: join(into, 'files'),
    secretFile: join(into, 'secret'),
    force: false,
  }
  await expect(restore(options)).rejects.toThrow('was changed')
})
