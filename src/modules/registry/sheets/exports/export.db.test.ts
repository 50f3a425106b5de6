import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { actorOf, provisionAccount, provisionRole } from '#modules/identity/provision.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { openFiles } from '#platform/files.ts'
import { provisionRegistration, sampleRegistration } from '../../provision.server.ts'
import { elsewhere, world } from '../../testing/world.ts'
import { exportCommand } from '../cli/export.ts'
import { importCommand } from '../cli/import.ts'
import { asCsv, heading, manyRows } from '../testing/lists.ts'
import { exportName, exportStream } from './file.server.ts'
import { listExports, startExport, takeExport } from './operations.server.ts'
import { readExport, workOnExport } from './worker.server.ts'

const at = await world()
const folder = mkdtempSync(join(tmpdir(), 'export-'))
openFiles(join(folder, 'files'))

async function officerOf(region: string, email: string): Promise<Actor> {
  const system = { actorId: null, scopes: [], organisations: [], system: true }
  const id = await transaction(at.app, system, 'write', async (db) => {
    const account = await provisionAccount(db, { name: 'Petugas', email })
    await provisionRole(db, { accountId: account.id, role: 'officer', region })
    return { result: account.id }
  })
  return actorOf(at.app, id)
}
const officer = await officerOf('33.72.05', 'sini@contoh.id')
const neighbour = await officerOf('33.73', 'sana@contoh.id')
const owner = await at.resident()
const evil = '=HYPERLINK("http://x";"klik")'
await provisionRegistration(
  { pool: at.app, actor: owner },
  sampleRegistration({ name: evil, address: '@SUM(1+1) 3' }),
)
await provisionRegistration(
  { pool: at.app, actor: owner },
  sampleRegistration({ name: 'Usaha Salatiga', regionCode: elsewhere }),
)

/** Take a list as the download does. */
async function taken(actor: Actor, format: 'xlsx' | 'csv', filter: { search?: string } = {}) {
  const started = await execute(startExport, { ...filter, format }, at.call(actor))
  const run = await execute(takeExport, { exportId: started.id }, at.call(actor))
  const bytes = Buffer.from(await new Response(exportStream(at.app, actor, run)).arrayBuffer())
  return { run, bytes }
}
const csvOf = (bytes: Buffer): Record<string, string>[] =>
  parse(bytes, { columns: true, delimiter: ';', bom: true })

test('a list has what the screen shows, and no cell that a spreadsheet would run', async () => {
  const { bytes, run } = await taken(officer, 'csv')
  const rows = csvOf(bytes)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    'Nama usaha': `'${evil}`,
    Keadaan: 'Menunggu verifikasi',
    'Kelurahan/desa': 'Kelurahan Mangkubumen',
  })
  expect(Object.values(rows[0] ?? {}).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  expect(exportName(run)).toMatch(/^daftar-usaha-\d{4}-\d\d-\d\d\.csv$/)
  const sheet = (await readXlsx(new Uint8Array((await taken(officer, 'xlsx')).bytes))).sheets[0]
  expect(sheet?.rows[1]?.[2]).toBe(evil)
  expect(sheet?.cells?.size ?? 0).toBe(0)
})

test('who may not see a business does not take it, and a run is its asker’s alone', async () => {
  const theirs = csvOf((await taken(neighbour, 'csv')).bytes)
  expect(theirs.map((row) => row['Nama usaha'])).toEqual(['Usaha Salatiga'])
  const { id } = await execute(startExport, {}, at.call(officer))
  await expect(execute(takeExport, { exportId: id }, at.call(neighbour))).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await execute(listExports, {}, at.call(neighbour))).items.map((run) => run.id)).not.toContain(id)
  await expect(execute(startExport, {}, at.call(owner))).rejects.toMatchObject({ code: 'forbidden' })
})

test('a filter narrows it; asking and taking are both in the audit log', async () => {
  const { run, bytes } = await taken(officer, 'csv', { search: 'tidakada' })
  expect(csvOf(bytes)).toEqual([])
  const { rows } = await at.owner.query(
    `select operation, actor_name, changes -> 'filter' ->> 'search' as search from kernel.audit_entry where subject_id = $1 order by id`,
    [run.id],
  )
  expect(rows).toEqual([
    { operation: 'registry.start_export', actor_name: 'Petugas', search: 'tidakada' },
    { operation: 'registry.take_export', actor_name: 'Petugas', search: 'tidakada' },
  ])
})

const context = {
  config: {} as never,
  print: () => undefined,
  database: async () => ({ url: at.url, owner: at.owner, app: at.app }),
}

test('a long list is written in the background, whole, and can be begun again', async () => {
  const { writeFileSync } = await import('node:fs')
  const list = join(folder, 'banyak.csv')
  writeFileSync(list, asCsv([heading, ...manyRows(2300, 'Banyak')]))
  expect(await importCommand.run([list, '--apply'], context)).toBe(0)
  const started = await execute(startExport, { format: 'csv' }, at.call(officer))
  expect(started.state).toBe('waiting')
  await expect(execute(takeExport, { exportId: started.id }, at.call(officer))).rejects.toMatchObject({
    code: 'conflict',
  })
  await workOnExport(started.id, at.app)
  await workOnExport(started.id, at.app)
  const run = await execute(takeExport, { exportId: started.id }, at.call(officer))
  expect(run).toMatchObject({ stored: true, rows: 2301, state: 'ready' })
  const parts: Buffer[] = []
  for await (const part of readExport(run.id, run.attempt)) parts.push(part)
  const rows = csvOf(Buffer.concat(parts))
  expect(new Set(rows.map((row) => row.Nomor)).size).toBe(2301)
  expect(rows.find((row) => row['Nama usaha'] === 'Banyak 7')?.NIK).toMatch(/^3372•{8}\d{4}$/)
})

test('the command line writes the same file', async () => {
  const file = join(folder, 'keluar.csv')
  expect(await exportCommand.run([file, '--region', '33.73'], context)).toBe(0)
  expect(csvOf(readFileSync(file)).map((row) => row['Nama usaha'])).toEqual(['Usaha Salatiga'])
  expect(await exportCommand.run(['keluar.pdf'], context)).toBe(2)
})
