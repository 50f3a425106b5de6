import type { Pool } from 'pg'
import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import type { Actor } from './actor.ts'
import { claimsOf } from './execute.server.ts'

/**
 * Two officers who open the same case see each other (B5). Presence is no act: it decides nothing, leaves no audit entry and
 * may be lost, so it does not go through `execute`; the claims and policies are the same.
 */
export interface Onlooker {
  name: string
  /** ISO instant at which they opened the case. */
  since: string
  /** Region of the case: in its zone the instant is told. */
  regionCode: string
}

interface Viewer {
  pool: Pool
  actor: Actor
}

/** After this long without a sign of life (a page without script gives none) somebody counts as gone. */
export const presenceSeconds = 120

const others = `select name, opened_at as since, region_code as "regionCode" from kernel.case_presence
  where kind = $1 and case_id = $2 and account_id <> $3 and seen_at > now() - make_interval(secs => ${presenceSeconds})
  order by opened_at limit 10`

/** The actor opened this case, which they were allowed to see. Answers who else has it open. */
export async function enterCase(
  viewer: Viewer,
  item: { kind: string; id: string; regionCode: string },
): Promise<Onlooker[]> {
  const { accountId, name } = viewer.actor
  if (accountId === null) return []
  return transaction(viewer.pool, claimsOf(viewer.actor), 'write', async (db) => {
    const entering = db.exec(
      text(
        `insert into kernel.case_presence (kind, case_id, account_id, name, region_code) values ($1, $2, $3, $4, $5)
         on conflict on constraint case_presence_key do update set seen_at = now(), name = excluded.name,
           opened_at = case when case_presence.seen_at < now() - make_interval(secs => ${presenceSeconds})
             then now() else case_presence.opened_at end`,
        [item.kind, item.id, accountId, name.slice(0, 200), item.regionCode],
      ),
    )
    const clearing = db.exec(
      text(`delete from kernel.case_presence where seen_at < now() - interval '10 minutes'`),
    )
    const seeing = db.many(text<Onlooker>(others, [item.kind, item.id, accountId]))
    const [result] = await Promise.all([seeing, entering, clearing])
    return { result }
  })
}

/** A sign of life from a page that opened the case before; undefined when the actor never opened it. */
export async function stayOnCase(viewer: Viewer, kind: string, id: string): Promise<Onlooker[] | undefined> {
  const { accountId } = viewer.actor
  if (accountId === null) return undefined
  return transaction(viewer.pool, claimsOf(viewer.actor), 'write', async (db) => {
    const staying = db.exec(
      text(
        'update kernel.case_presence set seen_at = now() where kind = $1 and case_id = $2 and account_id = $3',
        [kind, id, accountId],
      ),
    )
    const seeing = db.many(text<Onlooker>(others, [kind, id, accountId]))
    const [result, stayed] = await Promise.all([seeing, staying])
    return { result: stayed === 0 ? undefined : result }
  })
}

/** The actor left the case. Their row stays, so that a page loaded anew while this was on its way is not forgotten. */
export async function leaveCase(viewer: Viewer, kind: string, id: string): Promise<void> {
  const { accountId } = viewer.actor
  if (accountId === null) return
  await transaction(viewer.pool, claimsOf(viewer.actor), 'write', async (db) => {
    await db.exec(
      text(
        `update kernel.case_presence set seen_at = now() - make_interval(secs => ${presenceSeconds})
         where kind = $1 and case_id = $2 and account_id = $3`,
        [kind, id, accountId],
      ),
    )
    return { result: undefined }
  })
}
