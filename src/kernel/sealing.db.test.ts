import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { registrySealed } from '#modules/registry/sealed.ts'
import { addKey, openKeyRing } from '#platform/key-ring.ts'
import { seal, setKeyRing, setSecret, unseal } from '#platform/sign.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { countSealed, isUnfinished, newestKey, resealAll, resealTask } from './sealing.server.ts'

const { owner, app } = await testDatabase()
const secret = 'rahasia-uji-yang-cukup-panjang-untuk-semua'
const columns = registrySealed.filter(({ column }) => column === 'answers')
const rows = 2_600

const insert = (id: string, words: string) =>
  owner.query(
    `insert into registry.draft (id, answers, expires_at) values ($1, $2, now() + interval '1 day')`,
    [id, seal('registry.draft', words)],
  )

async function contents(): Promise<Map<string, string>> {
  const found = await owner.query<{ id: string; answers: Buffer }>('select id, answers from registry.draft')
  return new Map(found.rows.map(({ id, answers }) => [id, unseal('registry.draft', answers)]))
}

const written = new Map<string, string>()

beforeAll(async () => {
  setSecret(secret)
  ;(await openKeyRing(app)).stop()
  await Promise.all(
    Array.from({ length: rows }, async (_, index) => {
      const id = randomUUID()
      written.set(id, `isi ${index}`)
      await insert(id, `isi ${index}`)
    }),
  )
})

/** People go on writing: new drafts, and changes of those that are being sealed again. */
function writers(signal: AbortSignal): Promise<void>[] {
  const ids = [...written.keys()]
  return [0, 1, 2, 3].map(async (writer) => {
    for (let turn = 0; !signal.aborted; turn++) {
      const known = ids[(turn * 4 + writer) % ids.length] ?? ''
      const words = `ubah ${writer}.${turn}`
      await owner.query('update registry.draft set answers = $2 where id = $1', [
        known,
        seal('registry.draft', words),
      ])
      written.set(known, words)
      const id = randomUUID()
      await insert(id, words)
      written.set(id, words)
      await wait(1)
    }
  })
}

describe('a rotation', () => {
  test('is not begun before a key was made', async () => {
    expect(await newestKey(app)).toMatchObject({ id: 0, ready: false })
    expect(await countSealed(app, columns)).toEqual([{ target: 'registry.draft.answers', keyId: 0, rows }])
  })

  test('while people write, stopped twice and taken up again, loses nothing and leaves nothing behind', async () => {
    const stop = new AbortController()
    const writing = writers(stop.signal)
    await wait(50)
    const { id } = await addKey(app, 300)
    expect((await newestKey(app)).ready).toBe(false)
    await wait(320)
    let columnsDone = 0
    for (const patience of [15, 40]) {
      const interrupted = AbortSignal.timeout(patience)
      if (await resealAll(app, columns, { signal: interrupted })) columnsDone++
    }
    await resealTask(columns)({}, { pool: app, signal: new AbortController().signal })
    stop.abort()
    await Promise.all(writing)
    expect(columnsDone).toBeLessThan(2)
    expect(await isUnfinished(app, id, columns)).toBe(false)
    expect(await countSealed(app, columns)).toEqual([
      { target: 'registry.draft.answers', keyId: id, rows: written.size },
    ])
    expect(await contents()).toEqual(written)
  })

  test('wraps the ring under a new secret; without the former one named the program does not start', async () => {
    const other = 'rahasia-baru-yang-cukup-panjang-juga-ya'
    setSecret(other)
    await expect(openKeyRing(app)).rejects.toThrow(/SECRET_FORMER/)
    setSecret(other, [secret])
    ;(await openKeyRing(app)).stop()
    await addKey(app, 0)
    await resealAll(app, columns)
    setSecret(other)
    setKeyRing([], undefined)
    ;(await openKeyRing(app)).stop()
    expect(await contents()).toEqual(written)
  })
})

test('every column that is named as sealed is gone through', async () => {
  const { sealedColumns } = await import('../sealed.ts')
  const { rows: found } = await owner.query<{ name: string }>(
    `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
     where data_type = 'bytea' and column_name like '%sealed' order by 1`,
  )
  const known = sealedColumns.map(({ table, column }) => `${table}.${column}`)
  expect(found.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
})
