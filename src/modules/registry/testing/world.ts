import type { Actor } from '#kernel/actor.ts'
import { actorOf, provisionAccount } from '#modules/identity/provision.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { setSecret } from '#platform/sign.ts'
import { callAs, staff } from '../../../../tests/support/actors.ts'
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts'

setSecret('a secret of the tests, long enough to be one')

/** A kelurahan in Banjarsari, its officers, and their neighbours in another city. */
export const here = '33.72.05.1010'
export const elsewhere = '33.73.01.1001'

export interface World extends TestDatabase {
  officer: Actor
  colleague: Actor
  head: Actor
  foreigner: Actor
  /** Somebody with an account and a phone. */
  resident(name?: string): Promise<Actor & { phone: string }>
  call(actor: Actor, more?: Partial<ReturnType<typeof callAs>>): ReturnType<typeof callAs>
}

let residents = 0

/** A migrated database with all regions; call it at the top level of a test file. */
export async function world(): Promise<World> {
  const database = await testDatabase({ regions: true })
  const system = { actorId: null, scopes: [], organisations: [], system: true }
  return {
    ...database,
    officer: staff('officer', '33.72.05', { name: 'Petugas Banjarsari' }),
    colleague: staff('officer', '33.72', { name: 'Petugas Surakarta' }),
    head: staff('head', '33.72.05.1010', { name: 'Lurah' }),
    foreigner: staff('officer', '33.73', { name: 'Petugas Salatiga' }),
    async resident(name = 'Sri Wahyuni') {
      residents += 1
      const phone = `+62812${String(10_000_000 + residents)}`
      const { id } = await transaction(database.app, system, 'write', async (db) => ({
        result: await provisionAccount(db, { name, phone }),
      }))
      return { ...(await actorOf(database.app, id)), phone }
    },
    call: (actor, more = {}) => callAs(database.app, actor, more),
  }
}
