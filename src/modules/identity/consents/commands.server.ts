import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { findPurpose } from './queries.server.ts'

export interface NewConsent {
  accountId: string
  purpose: string
  given: boolean
}

/**
 * Record an answer to a purpose. Other modules call it where they ask (a registration form); when an officer writes down
 * what somebody said at the desk, the officer is recorded too.
 * @throws Fault when there is no such purpose, or it does not rest on consent and so is not a question.
 */
export async function recordConsent(ctx: Context, { accountId, purpose, given }: NewConsent) {
  const found = await findPurpose(ctx.db, purpose)
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  if (found.basis !== 'consent') throw new Fault('conflict', 'identity_not_consent')
  const recordedBy = ctx.actor.accountId === accountId ? null : ctx.actor.accountId
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into identity.consent (id, account_id, purpose, purpose_version, given, via, locale, recorded_by, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, accountId, purpose, found.version, given, ctx.via, ctx.locale, recordedBy, ctx.now],
    ),
  )
  // What is shown by consent is gone with it: pages that rest on a purpose carry its tag.
  ctx.touch(`consent:${purpose}`)
  return { id, version: found.version }
}
