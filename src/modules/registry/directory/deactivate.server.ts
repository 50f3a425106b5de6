import type { z } from 'zod'
import { insertAudit } from '#kernel/audit.server.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { text } from '#platform/database/query.ts'
import { findBusiness } from '../business.server.ts'
import { deactivateEntry } from '../decisions/commands.server.ts'
import { findLatestCase } from '../decisions/queries.server.ts'
import { mayDecide } from '../policy.ts'
import type { BulkResult } from './schema.ts'

/** One of many, behind a savepoint of its own: what fails here undoes only itself. */
export async function deactivateOne(
  ctx: Context,
  businessId: string,
  reason: string,
): Promise<z.input<typeof BulkResult>> {
  await ctx.db.exec(text('savepoint one_business'))
  let name: string | null = null
  try {
    await findBusiness(ctx, businessId, { forUpdate: true })
    const found = await findLatestCase(ctx.db, businessId)
    const verdict = found ? mayDecide(ctx.actor, found) : 'hidden'
    if (!found || verdict === 'hidden') throw new Fault('not_found', 'registry_case_not_found')
    name = found.name
    if (verdict === 'forbidden') throw new Fault('forbidden', 'kernel_forbidden')
    const done = await deactivateEntry(ctx, found, reason)
    const note = { subject: { type: 'registration', id: found.id }, region: found.regionCode, reason }
    await ctx.db.exec(insertAudit('registry.deactivate', ctx, note, done))
    await ctx.db.exec(text('release savepoint one_business'))
    return { ok: true, businessId, name }
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal') throw thrown
    await ctx.db.exec(text('rollback to savepoint one_business'))
    return {
      ok: false,
      businessId,
      name,
      code: fault.code,
      message: translate(fault.key, fault.info.params, ctx.locale),
    }
  }
}
