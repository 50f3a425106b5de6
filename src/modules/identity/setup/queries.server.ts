import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'

/** Is there an administrator over any region? Then nobody may make the first one any more. */
export const isSetUp = async (db: Database): Promise<boolean> =>
  (await db.one(text<{ there: boolean }>('select identity.has_administrator() as there'))).there
