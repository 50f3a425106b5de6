import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { formatDate } from '#kernel/format.ts'
import { href, localeOf } from '#kernel/locale.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { runtime } from '#platform/runtime.ts'
import type { PermitKind } from './numbers.ts'
import { superseded, todayIn } from './queries.server.ts'

/** So many at once; the rest is done by the job that follows, so that no transaction grows long. */
const mostAtOnce = 500

interface Due {
  id: string
  kind: PermitKind
  expiresOn: string
  expired: boolean
  businessId: string
  name: string
  regionCode: string
  accountId: string | null
  phone: string | null
}

/**
 * Permits that end soon or have ended and whose owner was not told yet, marked as told in the same statement: once each, also
 * when two jobs run. A permit that was renewed by a later one is marked and not spoken of.
 */
const takeDue = (ctx: Context) =>
  ctx.db.many(
    text<Due & { superseded: boolean }>(
      `with due as (
         select p.id, p.expires_on < $1::date as expired, ${superseded} as superseded from registry.permit p
         join registry.business b on b.id = p.business_id
         where p.removed_at is null and p.expires_on is not null and b.state not in ('rejected', 'inactive', 'merged')
           and ((p.remind_on <= $1 and p.expires_on >= $1 and p.reminded_on is null)
             or (p.expires_on < $1 and p.expiry_told_on is null))
         order by p.expires_on, p.id limit ${mostAtOnce} for update of p skip locked),
       marked as (
         update registry.permit p set reminded_on = coalesce(p.reminded_on, $1::date),
           expiry_told_on = case when d.expired then $1::date else p.expiry_told_on end
         from due d where d.id = p.id
         returning p.id, p.kind, p.expires_on, p.business_id, d.expired, d.superseded)
       select k.id, k.kind, k.expires_on as "expiresOn", k.expired, k.superseded, b.id as "businessId", b.name,
         b.region_code as "regionCode", b.account_id as "accountId", o.phone
       from marked k join registry.business b on b.id = k.business_id join registry.person o on o.id = b.owner_id
       order by k.expires_on, k.id`,
      [todayIn(ctx, '')],
    ),
  )

async function tell(ctx: Context, due: Due): Promise<boolean> {
  const contact = due.accountId === null ? undefined : await contactOf(ctx.db, due.accountId)
  const phone = contact?.phone ?? due.phone
  if (!phone) return false
  const locale = localeOf(contact?.locale)
  const words = due.expired ? m.profile_message_permit_expired : m.profile_message_permit_soon
  ctx.send({
    to: { phone },
    locale,
    template: due.expired ? 'registry.permit_expired' : 'registry.permit_soon',
    body: words(
      {
        permit: translate(`profile_permit_${due.kind}`, undefined, locale),
        name: due.name,
        day: formatDate(due.expiresOn, locale),
        link: `${runtime.config?.baseUrl ?? ''}${href(`/saya/usaha/${due.businessId}/izin`, locale)}`,
      },
      { locale },
    ),
    about: { type: 'business', id: due.businessId },
    region: due.regionCode,
  })
  return true
}

/** What the clock does once a day: owners hear that a permit ends soon, and once more when it has ended. */
export const remindPermits = operation({
  name: 'registry.remind_permits',
  summary: 'Remind owners of permits that end soon or have ended.',
  input: z.object({}),
  output: z.object({ due: z.number().int(), told: z.number().int() }),
  can: (actor) => allowIf(actor.kind === 'system', 'hidden'),
  async run(ctx) {
    const due = await takeDue(ctx)
    let told = 0
    for (const one of due) if (!one.superseded && (await tell(ctx, one))) told += 1
    if (due.length === mostAtOnce) ctx.emit('registry.remind_permits', {}, { key: 'registry.remind_permits' })
    ctx.audit({ changes: { due: due.length, told }, nothing: due.length === 0 })
    return { due: due.length, told }
  },
})
