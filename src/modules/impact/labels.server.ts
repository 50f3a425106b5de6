import type { Context } from '#kernel/context.ts'
import { translate } from '#kernel/problem.ts'
import { listReasons as registrationReasons } from '#modules/registry/decisions/queries.server.ts'
import { listReasons as bookingReasons } from '#modules/space/decisions/queries.server.ts'

/** Short names of the reasons officers pick, in the reader's language: the first sentence of what the person was told. */
export async function reasonNames(ctx: Context): Promise<Map<string, string>> {
  const lists = await Promise.all([bookingReasons(ctx, ctx.locale), registrationReasons(ctx.db, ctx.locale)])
  const names = lists
    .flat()
    .map(({ code, text }) => [code, text.split('. ')[0]?.replace(/\.$/, '') ?? text] as const)
  return new Map([...names, ['other', translate('impact_reason_other', undefined, ctx.locale)]])
}
