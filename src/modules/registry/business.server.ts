import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import type { BusinessSummary } from './queries.server.ts'

/** A business as every operation about one of its parts needs it. */
export interface BusinessSubject extends BusinessSummary {
  /** Of the owner; empty while nobody claimed what the desk registered. */
  accountId: string | null
  /** Whoever saves says which version was read; another one is refused as stale. */
  version: number
}

/**
 * The business an operation is about, locked against other writers when `forUpdate`. Row-level security has the last word:
 * whoever may not see it gets the same answer as when there is none.
 * @throws Fault `not_found`
 */
export async function findBusiness(
  ctx: Context,
  businessId: string,
  { forUpdate = false }: { forUpdate?: boolean } = {},
): Promise<BusinessSubject> {
  const found = await ctx.db.maybe(
    text<BusinessSubject>(
      `select id, reference, kind, name, state, region_code as "regionCode", account_id as "accountId", version
       from registry.business where id = $1 ${forUpdate ? 'for update' : ''}`,
      [businessId],
    ),
  )
  if (!found) throw new Fault('not_found', 'registry_case_not_found')
  return found
}
