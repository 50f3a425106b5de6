import { beforeAll } from 'vitest'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Call } from '#kernel/execute.server.ts'
import { execute } from '#kernel/execute.server.ts'
import { Fault } from '#kernel/fault.ts'
import type { Operation } from '#kernel/operation.ts'
import { actorOf, provisionAccount } from '#modules/identity/provision.server.ts'
import { importRegions } from '#modules/region/import.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { setSecret } from '#platform/sign.ts'
import { callAs, staff } from '../../../../tests/support/actors.ts'
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts'
import { timeOn } from '../provision.server.ts'

setSecret('a secret of the tests, long enough to be one')

/** Friday, 20 November 2026, 10.00 WIB. */
export const now = '2026-11-20T03:00:00.000Z'
/** Saturday the week after: a day nobody has booked yet. */
export const day = '2026-11-28'
export const at = (from: number, to: number, date = day) => timeOn(date, from, to)
export const later = (seconds: number, from = now) =>
  new Date(Date.parse(from) + seconds * 1000).toISOString()

export interface World extends TestDatabase {
  manager: Actor
  officer: Actor
  colleague: Actor
  foreigner: Actor
  resident(name?: string): Promise<Actor & { phone: string }>
  /** Run an operation as somebody, at `now` unless told. */
  run<Input extends z.ZodType, Output extends z.ZodType, Subject>(
    op: Operation<Input, Output, Subject>,
    actor: Actor,
    input: unknown,
    more?: Partial<Call>,
  ): Promise<z.output<Output>>
}

let residents = 0

/** A migrated database with all regions; call it at the top level of a test file. */
export async function world(): Promise<World> {
  const database = await testDatabase({ regions: true })
  const system = { actorId: null, scopes: [], organisations: [], system: true }
  beforeAll(async () => {
    await importRegions(database.owner)
  })
  return {
    ...database,
    manager: staff('manager', '33.72.05', { name: 'Pengelola' }),
    officer: staff('officer', '33.72.05', { name: 'Petugas Banjarsari' }),
    colleague: staff('officer', '33.72', { name: 'Petugas Surakarta' }),
    foreigner: staff('manager', '33.73', { name: 'Pengelola Salatiga' }),
    async resident(name = 'Sri Wahyuni') {
      residents += 1
      const phone = `+62813${String(10_000_000 + residents)}`
      const { id } = await transaction(database.app, system, 'write', async (db) => ({
        result: await provisionAccount(db, { name, phone }),
      }))
      return { ...(await actorOf(database.app, id)), phone }
    },
    run: (op, actor, input, more = {}) => execute(op, input, callAs(database.app, actor, { now, ...more })),
  }
}

/** The fault with which an attempt was refused; an attempt that was not refused fails the test. */
export async function refused(attempt: Promise<unknown>): Promise<Fault> {
  const error = await attempt.then(
    (value) => new Error(`nothing was refused: ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  )
  if (error instanceof Fault) return error
  throw error
}
