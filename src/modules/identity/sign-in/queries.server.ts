import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { Challenge } from './rules.ts'

const challengeColumns = `id, purpose, phone, account_id as "accountId", tries, sent_at as "sentAt",
  expires_at as "expiresAt", used_at as "usedAt"`

export const findChallenge = (db: Database, id: string) =>
  db.maybe(text<Challenge>(`select ${challengeColumns} from identity.code_challenge where id = $1`, [id]))

/** Two who type a code at once take turns, so that no try is lost and no code works twice. */
export const lockChallenge = (db: Database, id: string) =>
  db.maybe(
    text<Challenge>(`select ${challengeColumns} from identity.code_challenge where id = $1 for update`, [id]),
  )

export interface SignInAccount {
  id: string
  name: string
  locale: 'id' | 'en'
  disabledAt: string | null
  passwordHash: string | null
  hasSecondFactor: boolean
}

const accountColumns = `a.id, a.name, a.locale, a.disabled_at as "disabledAt", c.password_hash as "passwordHash",
  exists (select from identity.second_factor f where f.account_id = a.id and f.confirmed_at is not null) as "hasSecondFactor"`
const withPassword = `identity.account a
  left join identity.credential c on c.account_id = a.id and c.provider_id = 'credential'`

export const findByPhone = (db: Database, phone: string) =>
  db.maybe(text<SignInAccount>(`select ${accountColumns} from ${withPassword} where a.phone = $1`, [phone]))

export const findByEmail = (db: Database, email: string) =>
  db.maybe(text<SignInAccount>(`select ${accountColumns} from ${withPassword} where a.email = $1`, [email]))

export interface OpenSession {
  id: string
  accountId: string
  name: string
  due: boolean
  remembered: boolean
  expiresAt: string
}

/** The session of a token that still lives, locked; also one that still waits for its second factor. */
export const lockSession = (db: Database, token: string, now: string) =>
  db.maybe(
    text<OpenSession>(
      `select s.id, a.id as "accountId", a.name, s.second_factor_due as due, s.remembered, s.expires_at as "expiresAt"
       from identity.session s join identity.account a on a.id = s.account_id
       where s.token = $1 and s.ended_at is null and s.expires_at > $2 and a.disabled_at is null
       for update of s`,
      [token, now],
    ),
  )
