import type { Context } from '#kernel/context.ts'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import type { Sender } from './commands.server.ts'

/** The signed-in person who sends something for themselves: answered at the account's phone, in the page's language. */
export async function senderOf(ctx: Context): Promise<Sender> {
  const contact = ctx.actor.accountId === null ? undefined : await contactOf(ctx.db, ctx.actor.accountId)
  return { accountId: ctx.actor.accountId, phone: contact?.phone ?? null, locale: ctx.locale, desk: false }
}
