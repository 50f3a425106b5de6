import { afterAll, beforeEach } from 'vitest'
import { anonymous } from '../../src/kernel/actor.ts'
import { type Call, execute } from '../../src/kernel/execute.server.ts'
import { actorOfToken } from '../../src/modules/identity/actor.server.ts'
import { type IdentitySettings, openIdentity } from '../../src/modules/identity/auth.server.ts'
import {
  type NewAccount,
  type NewRole,
  provisionAccount,
  provisionRole,
} from '../../src/modules/identity/provision.server.ts'
import {
  requestCode,
  signInWithPassword,
  verifyCode,
} from '../../src/modules/identity/sign-in/operations.server.ts'
import { setAppPool } from '../../src/platform/database/app-pool.ts'
import { type Database, transaction } from '../../src/platform/database/transaction.ts'
import { setSecret } from '../../src/platform/sign.ts'
import { callAs } from './actors.ts'
import type { TestDatabase } from './database.ts'

export const origin = { address: '203.0.113.7', userAgent: 'Mozilla/5.0 (Linux; Android 13) Chrome/140.0' }

/** Identity as a process of its own would open it, on this test's database; the counters start at zero for every test. */
export async function openTestIdentity(
  database: TestDatabase,
  config: Partial<IdentitySettings['config']> = {},
) {
  setSecret('rahasia-uji-yang-cukup-panjang-untuk-semua')
  setAppPool(database.app)
  const opened = await openIdentity({
    config: { baseUrl: 'http://127.0.0.1:3000', demo: false, oidc: undefined, ...config },
    databaseUrl: database.url,
    environment: {},
  })
  beforeEach(async () => {
    await database.owner.query('truncate identity.rate_limit')
    opened.limiter.forget()
  })
  afterAll(() => opened.close())
  return opened
}

/** What the system itself does, in one transaction. */
export const asSystem = <Result>(
  database: TestDatabase,
  work: (db: Database) => Promise<Result>,
): Promise<Result> =>
  transaction(
    database.app,
    { actorId: null, scopes: [], organisations: [], system: true },
    'write',
    async (db) => ({ result: await work(db) }),
  )

export const makeAccount = (database: TestDatabase, account: NewAccount) =>
  asSystem(database, (db) => provisionAccount(db, account))

export const giveRole = (database: TestDatabase, role: NewRole) =>
  asSystem(database, (db) => provisionRole(db, role))

/** A call of somebody who is not signed in. */
export const visit = (database: TestDatabase, more: Partial<Call> = {}) =>
  callAs(database.app, anonymous, { via: 'form', ...more })

/** The code in the newest message to this phone. */
export async function codeTo(database: TestDatabase, phone: string): Promise<string> {
  const { rows } = await database.owner.query<{ body: string }>(
    'select body from kernel.message where recipient = $1 order by id desc limit 1',
    [phone],
  )
  return /\d{6}/.exec(rows[0]?.body ?? '')?.[0] ?? ''
}

/** Sign in as a resident does: ask for the code, read it, type it. */
export async function signInByPhone(
  database: TestDatabase,
  phone: string,
  more: { remember?: boolean } = {},
) {
  const { challengeId } = await execute(requestCode, { phone, address: origin.address }, visit(database))
  const code = await codeTo(database, phone)
  const answer = await execute(verifyCode, { challengeId, code, ...more, ...origin }, visit(database))
  if (answer.outcome !== 'signed_in') throw new Error(`not signed in: ${answer.outcome}`)
  return answer
}

/** Sign in with a password, as staff do; what is asked next is in the answer. */
export const signInByPassword = (
  database: TestDatabase,
  email: string,
  password: string,
  more: Partial<Call> = {},
) => execute(signInWithPassword, { email, password, ...origin }, visit(database, more))

export const staffPassword = 'kembang-desa-empat-puluh'
let staffMade = 0

/** A colleague with an address and `staffPassword`, without a role and without an authenticator. */
export async function makeStaff(database: TestDatabase) {
  const email = `petugas${++staffMade}@contoh.id`
  const { id } = await makeAccount(database, { name: `Petugas ${staffMade}`, email, password: staffPassword })
  return { id, email }
}

/** Signed in by password alone, and who they then are. */
export async function signedInStaff(database: TestDatabase, email: string) {
  const answer = await signInByPassword(database, email, staffPassword)
  if (answer.outcome !== 'signed_in') throw new Error(answer.outcome)
  return { ...answer, actor: await actorOfToken(database.app, answer.token) }
}
