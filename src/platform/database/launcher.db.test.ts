import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startDatabase } from './launcher.ts'
import { clusterFolder, isRunning } from './launcher-place.ts'

const dataDir = mkdtempSync(join(tmpdir(), `berdaya-test-${process.pid}-launcher-`))
chmodSync(dataDir, 0o711)
const holder = join(import.meta.dirname, '../../../tests/support/hold-database.ts')
const children: ChildProcess[] = []

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  if (isRunning(dataDir)) await (await start()).stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const start = () => startDatabase({ dataDir, purpose: 'the test', whenTaken: 'refuse' })

/** Another program on the same data; resolves with what it says first. */
async function another(): Promise<{ said: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [holder, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  return { said: String(chunk).trim(), child }
}

async function kill(child: ChildProcess) {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function ask(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: unknown }>(question)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}

test('a first start makes a cluster that sorts by code point, keeps its promises to disk and listens on no port', async () => {
  const database = await start()
  expect(database.how).toBe('started')
  const question = `select concat_ws(' ', datlocprovider, datlocale, current_setting('fsync'), current_setting('jit'),
    '[' || current_setting('listen_addresses') || ']') as answer from pg_database where datname = current_database()`
  expect(await ask(database.url, question)).toBe('b C.UTF-8 on off []')
  expect(statSync(join(dataDir, 'run')).mode & 0o777).toBe(0o700)
  await database.stop()
  expect(isRunning(dataDir)).toBe(false)
})

test('a second program on the same data is refused, and told who is there', async () => {
  const { child } = await another()
  await expect(start()).rejects.toThrow(new RegExp(`another Berdaya uses .*holder, process ${child.pid}`))
  child.kill('SIGTERM')
  await once(child, 'exit')
})

test('a second program may join, and leaves the server running when it goes', async () => {
  const first = await start()
  const second = await startDatabase({ dataDir, purpose: 'a command', whenTaken: 'join' })
  expect(second.how).toBe('joined')
  await second.stop()
  expect(await ask(first.url, 'select 1 as answer')).toBe(1)
  await first.stop()
})

test('after kill -9 of the program its server is adopted, with every acknowledged row', async () => {
  const { child } = await another()
  const joined = await startDatabase({ dataDir, purpose: 'a command', whenTaken: 'join' })
  await ask(joined.url, 'create table if not exists kept (n int)')
  await ask(joined.url, 'insert into kept values (7)')
  await kill(child)
  const database = await start()
  expect(database.how).toBe('adopted')
  expect(await ask(database.url, 'select n as answer from kept')).toBe(7)
  await database.stop()
})

test('after kill -9 of the server itself, and of its program, the next start recovers', async () => {
  const { child } = await another()
  const joined = await startDatabase({ dataDir, purpose: 'a command', whenTaken: 'join' })
  await ask(joined.url, 'create table survivor (n int)')
  process.kill(
    Number(readFileSync(join(clusterFolder(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0]),
    'SIGKILL',
  )
  await kill(child)
  const again = await start()
  expect(again.how).toBe('started')
  expect(await ask(again.url, `select to_regclass('survivor') is not null as answer`)).toBe(true)
  await again.stop()
})

test('lock files that name another living program do not hinder a start', async () => {
  writeFileSync(join(dataDir, 'run', '.s.PGSQL.5432.lock'), `${process.pid}\n`)
  writeFileSync(
    join(clusterFolder(dataDir), 'postmaster.pid'),
    `${process.pid}\n${clusterFolder(dataDir)}\n1\n5432\n\n\n0 0\n`,
  )
  const database = await start()
  await database.stop()
})

test('of three programs that start at once one gets the data', async () => {
  const all = await Promise.all([another(), another(), another()])
  const said = all.map((one) => one.said.split(':')[0]).sort()
  expect(said.filter((word) => word === 'refused')).toHaveLength(2)
  const owner = all.find((one) => !one.said.startsWith('refused'))
  owner?.child.kill('SIGTERM')
  await once(owner?.child as ChildProcess, 'exit')
  expect(isRunning(dataDir)).toBe(false)
})

test('a first start killed while making the cluster leaves nothing in the way', async () => {
  rmSync(clusterFolder(dataDir), { recursive: true })
  const child = spawn(process.execPath, [holder, dataDir], { stdio: 'ignore' })
  const leftover = () => readdirSync(dataDir).find((name) => name.startsWith('postgres.new-'))
  while (!leftover() && !existsSync(clusterFolder(dataDir)))
    await new Promise((resolve) => setTimeout(resolve, 5))
  await kill(child)
  await (await start()).stop()
  // What its orphaned initdb still wrote meanwhile is gone with the next start.
  await (await start()).stop()
  expect(leftover()).toBeUndefined()
})
