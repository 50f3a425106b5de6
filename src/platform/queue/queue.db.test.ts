import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { log } from '#platform/log.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { type Queue, startQueue } from './start.ts'
import { type Job, mergeJobs, type Task } from './task.ts'

const database = await testDatabase()
const { owner, app } = database
const queues: Queue[] = []
// Jobs fail on purpose here.
log.level = 'silent'

const start = async (tasks: Record<string, Task>) => {
  const queue = await startQueue({
    connectionString: database.url,
    appPool: app,
    jobs: { tasks },
    pollInterval: 20,
  })
  queues.push(queue)
  return queue
}
const add = (
  task: string,
  payload: object = {},
  more: { attempts?: number; key?: string; runAt?: string } = {},
) =>
  app.query('select kernel.add_job($1, $2, $3, $4, $5)', [
    task,
    JSON.stringify(payload),
    more.runAt ?? null,
    more.attempts ?? 10,
    more.key ?? null,
  ])
const jobs = async (state: string | null = null) =>
  (await app.query('select * from kernel.list_jobs($1, null, 100)', [state])).rows
const noWait = () =>
  owner.query('update graphile_worker._private_jobs set run_at = now() where locked_at is null')

beforeEach(() => owner.query('delete from graphile_worker._private_jobs'))
afterEach(async () => {
  for (const queue of queues.splice(0)) await queue.stop()
})

test('a job added in a transaction runs after it, and not at all when it is undone', async () => {
  const seen: unknown[] = []
  await start({ note: async (payload) => void seen.push(payload) })
  const client = await app.connect()
  await client.query('begin')
  await client.query(`select kernel.add_job('note', '{"n": 1}', null, 3, null)`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(seen).toEqual([])
  await client.query('rollback')
  await client.query(`select kernel.add_job('note', '{"n": 2}', null, 3, null)`)
  client.release()
  await vi.waitFor(() => expect(seen).toEqual([{ n: 2 }]))
  await vi.waitFor(async () => expect(await jobs()).toEqual([]))
})

test('a failing job is tried again later and later, then kept with its error until someone retries it', async () => {
  const attempts: Job[] = []
  let broken = true
  await start({
    brittle: async (_, job) => {
      attempts.push(job)
      if (broken) throw new Error('the printer is out of paper')
    },
  })
  await add('brittle', { page: 1 }, { attempts: 3, key: 'page:1' })
  for (const expected of [1, 2, 3]) {
    await vi.waitFor(() => expect(attempts).toHaveLength(expected))
    await vi.waitFor(async () =>
      expect((await jobs())[0]).toMatchObject({
        attempts: expected,
        last_error: 'the printer is out of paper',
        state: expected < 3 ? 'retrying' : 'failed',
      }),
    )
    const [job] = await jobs()
    const wait = (Date.parse(job.run_at) - Date.now()) / 1000
    expect(wait).toBeGreaterThan(Math.exp(expected) - 2)
    await noWait()
  }
  expect(attempts.map(({ attempt, last }) => [attempt, last])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ])
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(attempts).toHaveLength(3)

  const [failed] = await jobs('failed')
  expect(failed).toMatchObject({ task: 'brittle', key: 'page:1', payload: { page: 1 }, max_attempts: 3 })
  broken = false
  expect((await app.query('select kernel.retry_job($1) as retried', [failed.id])).rows).toEqual([
    { retried: true },
  ])
  await vi.waitFor(() => expect(attempts).toHaveLength(4))
  await vi.waitFor(async () => expect(await jobs()).toEqual([]))
  expect((await app.query('select kernel.retry_job($1) as retried', [failed.id])).rows).toEqual([
    { retried: false },
  ])
})

describe('keys', () => {
  test('a later job of the same key takes the place of one that waits', async () => {
    await add('note', { n: 1 }, { key: 'k', runAt: '2100-01-01T00:00:00Z' })
    await add('note', { n: 2 }, { key: 'k', runAt: '2100-01-02T00:00:00Z' })
    expect(await jobs()).toMatchObject([
      { payload: { n: 2 }, run_at: '2100-01-02T00:00:00Z', state: 'waiting' },
    ])
  })

  test('while one runs, the next of its key waits its turn', async () => {
    const seen: unknown[] = []
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    await start({
      note: async ({ n }) => {
        seen.push(n)
        if (n === 1) await gate
      },
    })
    await add('note', { n: 1 }, { key: 'k' })
    await vi.waitFor(() => expect(seen).toEqual([1]))
    await add('note', { n: 2 }, { key: 'k' })
    await vi.waitFor(() => expect(seen).toEqual([1, 2]))
    release()
    await vi.waitFor(async () => expect(await jobs()).toEqual([]))
    expect(seen).toEqual([1, 2])
  })

  test('fifty adding the same key at once leave one job', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        add('fresh_task', { n }, { key: 'same', runAt: '2100-01-01T00:00:00Z' }),
      ),
    )
    expect(await jobs()).toHaveLength(1)
  })
})

test('stopping lets the running job end', async () => {
  let ended = false
  let started = false
  const queue = await start({
    slow: async () => {
      started = true
      await new Promise((resolve) => setTimeout(resolve, 200))
      ended = true
    },
  })
  await add('slow')
  await vi.waitFor(() => expect(started).toBe(true))
  queues.length = 0
  await queue.stop()
  expect(ended).toBe(true)
  expect(await jobs()).toEqual([])
})

test('a job whose process was killed runs again as soon as another starts', async () => {
  await add('note', { n: 1 })
  await owner.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'gone', attempts = 1`,
  )
  expect(await jobs('running')).toHaveLength(1)
  const seen: unknown[] = []
  await start({ note: async (payload) => void seen.push(payload) })
  await vi.waitFor(() => expect(seen).toEqual([{ n: 1 }]))
})

test('a second process leaves the jobs of the first alone', async () => {
  let runs = 0
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const once: Task = async () => {
    runs++
    await gate
  }
  await start({ once })
  await add('once')
  await vi.waitFor(() => expect(runs).toBe(1))
  await start({ once })
  await new Promise((resolve) => setTimeout(resolve, 150))
  release()
  expect(runs).toBe(1)
})

test('the application sees jobs only through its own functions', async () => {
  await expect(app.query('select * from graphile_worker._private_jobs')).rejects.toThrow('permission denied')
  await expect(app.query(`select graphile_worker.add_job('x')`)).rejects.toThrow('permission denied')
  await expect(database.auth.query(`select kernel.add_job('x', '{}', null, 1, null)`)).rejects.toThrow(
    'permission denied',
  )
})

test('two modules cannot bring a task of the same name', () => {
  const task: Task = async () => {}
  expect(() => mergeJobs([{ tasks: { a: task } }, { tasks: { a: task } }])).toThrow('two tasks are called a')
  const merged = mergeJobs([
    { tasks: { a: task }, recurring: [{ at: '0 1 * * *', task: 'a' }] },
    { tasks: { b: task } },
  ])
  expect(Object.keys(merged.tasks)).toEqual(['a', 'b'])
})
