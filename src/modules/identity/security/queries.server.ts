import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { unseal } from '#platform/sign.ts'

export interface SecondFactor {
  secret: Buffer
  confirmedAt: string | null
  lastStep: number
}

const readSecondFactor = async (
  db: Database,
  accountId: string,
  lock: string,
): Promise<SecondFactor | undefined> => {
  const row = await db.maybe(
    text<{ secret: Buffer; confirmedAt: string | null; lastStep: number }>(
      `select secret, confirmed_at as "confirmedAt", last_step as "lastStep"
       from identity.second_factor where account_id = $1 ${lock}`,
      [accountId],
    ),
  )
  return row && { ...row, secret: Buffer.from(unseal('totp', row.secret), 'base64') }
}

export const findSecondFactor = (db: Database, accountId: string) => readSecondFactor(db, accountId, '')

/** The authenticator of an account, locked: of two who type the same code at once one is right. */
export const lockSecondFactor = (db: Database, accountId: string) =>
  readSecondFactor(db, accountId, 'for update')

/** Does the account have an authenticator that is in use, and how many recovery codes are left? */
export const getSecondFactorState = (db: Database, accountId: string) =>
  db.one(
    text<{
      confirmedAt: string | null
      recoveryLeft: number
      hasPassword: boolean
      passwordChangedAt: string | null
    }>(
      `select (select confirmed_at from identity.second_factor where account_id = $1) as "confirmedAt",
         (select count(*) from identity.recovery_code
          where account_id = $1 and used_at is null and replaced_at is null) as "recoveryLeft",
         exists (select from identity.credential where account_id = $1 and provider_id = 'credential') as "hasPassword",
         (select updated_at from identity.credential where account_id = $1 and provider_id = 'credential') as "passwordChangedAt"`,
      [accountId],
    ),
  )

export interface PasswordHolder {
  id: string
  name: string
  email: string | null
  locale: 'id' | 'en'
  passwordHash: string | null
  passwordChangedAt: string | null
}

/** What it takes to judge a password of this account: its words, and the hash. The gate must be open. */
export const findPasswordHolder = (db: Database, where: { id: string } | { email: string }) =>
  db.maybe(
    text<PasswordHolder>(
      `select a.id, a.name, a.email, a.locale, c.password_hash as "passwordHash", c.updated_at as "passwordChangedAt"
       from identity.account a
       left join identity.credential c on c.account_id = a.id and c.provider_id = 'credential'
       where ${'id' in where ? 'a.id' : 'a.email'} = $1 and a.disabled_at is null`,
      ['id' in where ? where.id : where.email],
    ),
  )

/**
 * The same, before the password changes. The lock is a statement of its own: a join that waited for one of its rows still
 * sees the other as it was before, and a link would work twice.
 */
export async function lockPasswordHolder(db: Database, id: string): Promise<PasswordHolder | undefined> {
  await db.exec(text('select from identity.account where id = $1 for no key update', [id]))
  return findPasswordHolder(db, { id })
}
