import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'

export const countLinked = async (db: Database, provider: string): Promise<number> =>
  (
    await db.one(
      text<{ linked: number }>('select count(*) as linked from identity.credential where provider_id = $1', [
        provider,
      ]),
    )
  ).linked

/** The session that single sign-on has just made, locked; the account may be disabled. */
export const lockNewSession = (db: Database, token: string) =>
  db.maybe(
    text<{ id: string; accountId: string; name: string; disabledAt: string | null }>(
      `select s.id, s.account_id as "accountId", a.name, a.disabled_at as "disabledAt"
       from identity.session s join identity.account a on a.id = s.account_id
       where s.token = $1 and s.method = 'sso' and s.ended_at is null for update of s`,
      [token],
    ),
  )
