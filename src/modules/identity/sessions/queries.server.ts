import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'

interface SessionRow {
  id: string
  accountId: string
  method: 'code' | 'password' | 'sso'
  userAgent: string | null
  address: string | null
  remembered: boolean
  createdAt: string
  seenAt: string
  expiresAt: string
}

const columns = `id, account_id as "accountId", method, user_agent as "userAgent", address, remembered,
  created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt"`

/** At most a hundred: who has more ends them all at once. */
export const listSessions = (db: Database, accountId: string, now: string) =>
  db.many(
    text<SessionRow>(
      `select ${columns} from identity.session
       where account_id = $1 and ended_at is null and expires_at > $2 and not second_factor_due
       order by created_at desc, id desc limit 100`,
      [accountId, now],
    ),
  )

export const findSession = (db: Database, sessionId: string) =>
  db.maybe(text<SessionRow>(`select ${columns} from identity.session where id = $1`, [sessionId]))
