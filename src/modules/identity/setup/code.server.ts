import type { Pool } from 'pg'
import { log } from '#platform/log.ts'
import { sign } from '#platform/sign.ts'

/** Whoever can read the server's log or its secret may become the first administrator; nobody else knows this. */
export const setUpCode = () =>
  sign('set-up', 'first administrator')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 12)
    .toUpperCase()

export const hasAdministrator = async (pool: Pool): Promise<boolean> =>
  (await pool.query<{ there: boolean }>('select identity.has_administrator() as there')).rows[0]?.there ??
  false

/** A new installation says in its log how to make the first administrator. */
export async function announceSetUp(pool: Pool, baseUrl: string): Promise<void> {
  if (!(await hasAdministrator(pool)))
    log.warn(
      `No administrator yet. Open ${baseUrl}/siapkan with the set-up code ${setUpCode()} or run: berdaya user add`,
    )
}
