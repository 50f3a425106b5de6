/** Lists on their way in, and the officers who bring them. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { actorOf, provisionAccount, provisionRole } from '#modules/identity/provision.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { openFiles } from '#platform/files.ts'
import { world } from '../../testing/world.ts'
import { applyImport, checkImport, openStored, readImport } from '../operations.server.ts'
import { storeUpload } from '../source.server.ts'
import { workOnImport } from '../worker.server.ts'

export const at = await world()
export const folder = mkdtempSync(join(tmpdir(), 'import-'))
openFiles(join(folder, 'files'))

/** Staff whose account and role stand in the database: work in the background asks for them anew. */
export async function officerOf(region: string, name: string): Promise<Actor> {
  const system = { actorId: null, scopes: [], organisations: [], system: true }
  const id = await transaction(at.app, system, 'write', async (db) => {
    const account = await provisionAccount(db, {
      name,
      email: `${name.toLowerCase().replace(/\W/g, '')}@contoh.id`,
    })
    await provisionRole(db, { accountId: account.id, role: 'officer', region })
    return { result: account.id }
  })
  return actorOf(at.app, id)
}
export const officer = await officerOf('33.72.05', 'Petugas Impor')
export const neighbour = await officerOf('33.73', 'Petugas Salatiga')

export const count = async (table = 'registry.business') =>
  (await at.owner.query(`select count(*) as n from ${table}`)).rows[0].n as number
export const call = (actor = officer) => at.call(actor)

/** Upload, check; what the check says. */
export async function checked(content: string | Uint8Array, name = 'daftar.csv', actor = officer) {
  const chunks = (async function* () {
    yield typeof content === 'string' ? Buffer.from(content) : content
  })()
  const stored = await storeUpload({ name, chunks })
  const run = await execute(openStored, { stored }, call(actor))
  await execute(checkImport, { importId: run.id }, call(actor))
  await workOnImport(run.id, { pool: at.app })
  return execute(readImport, { importId: run.id }, call(actor))
}
export async function applied(
  importId: string,
  input: { mode?: 'rows' | 'all'; takeDuplicates?: boolean } = {},
) {
  await execute(applyImport, { importId, ...input }, call())
  await workOnImport(importId, { pool: at.app })
  return execute(readImport, { importId }, call())
}
export const counts = ({
  state,
  sound: good,
  faulty: bad,
  duplicates,
  added,
  known,
  refused,
}: Awaited<ReturnType<typeof checked>>) => ({
  state,
  sound: good,
  faulty: bad,
  duplicates,
  added,
  known,
  refused,
})

export async function* chunk(content: string) {
  yield Buffer.from(content)
}
