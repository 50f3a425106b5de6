import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importRegions } from '#modules/region/import.server.ts'
import { type LaunchedDatabase, startDatabase } from './launcher.ts'
import { migrate } from './migrate.ts'
import { openPool } from './pool.ts'

const dataDir = mkdtempSync(join(tmpdir(), `berdaya-test-${process.pid}-named-`))
chmodSync(dataDir, 0o711)
let cluster: LaunchedDatabase
let url: string

async function asSuperuser(...statements: string[]) {
  const client = new Client({ connectionString: cluster.url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

beforeAll(async () => {
  cluster = await startDatabase({ dataDir, purpose: 'test', whenTaken: 'refuse' })
  await asSuperuser('create role site_owner login createrole', 'create database site owner site_owner')
  const named = new URL(cluster.url)
  named.username = 'site_owner'
  named.pathname = '/site'
  url = named.href
})

afterAll(async () => {
  await cluster.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe("a database of the operator's own, whose owner is no superuser", () => {
  test('gets the schema, and a second time has it', async () => {
    expect((await migrate(url)).length).toBeGreaterThan(5)
    expect(await migrate(url)).toEqual([])
  })

  test('takes the regions', async () => {
    const owner = openPool(url, 'owner')
    expect(await importRegions(owner)).toBeGreaterThan(90_000)
    await owner.end()
  })

  test.each(['berdaya_app', 'berdaya_auth', 'berdaya_reader'] as const)(
    'lets the program act as %s',
    async (role) => {
      const pool = openPool(url, role)
      const { rows } = await pool.query<{ role: string; free: boolean }>(
        'select current_user as role, rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
      )
      expect(rows).toEqual([{ role, free: false }])
      await pool.end()
    },
  )

  test('refuses what the program may not do', async () => {
    const pool = openPool(url, 'berdaya_app')
    await expect(pool.query('delete from kernel.audit_entry')).rejects.toThrow('permission denied')
    await expect(pool.query('update kernel.audit_entry set actor_name = $1', ['x'])).rejects.toThrow(
      'permission denied',
    )
    await pool.end()
  })
})

test('a migration that fails names its file, and the line', async () => {
  await asSuperuser('create database broken owner site_owner')
  const broken = new URL(url)
  broken.pathname = '/broken'
  const client = new Client({ connectionString: broken.href })
  await client.connect()
  await client.query('create schema kernel')
  await client.end()
  await expect(migrate(broken.href)).rejects.toThrow(
    /migration 0001_kernel failed: .*schema "kernel" already exists/,
  )
})
