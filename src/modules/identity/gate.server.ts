import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'

/**
 * Open identity's own tables for the rest of this transaction. Signing in has to read accounts before anybody is known;
 * managing accounts was already admitted by a policy. Nothing outside the schema `identity` opens, and only this module calls it.
 */
export const openGate = (db: Database): Promise<number> =>
  db.exec(text(`select set_config('app.gate', 'on', true)`))
