import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import { later, sessionLasts } from '../sign-in/rules.ts'
import type { Origin } from '../sign-in/schema.ts'

/** Complete what the library could not know: where from, how strong, until when. */
export const completeSession = (
  ctx: Context,
  sessionId: string,
  { address, userAgent, strong }: Origin & { strong: boolean },
) =>
  ctx.db.exec(
    text(
      `update identity.session set address = $2, user_agent = $3, second_factor_at = $4, expires_at = $5 where id = $1`,
      [
        sessionId,
        address,
        userAgent,
        strong ? ctx.now : null,
        later(ctx.now, sessionLasts({ method: 'sso', remembered: false, due: false })),
      ],
    ),
  )
