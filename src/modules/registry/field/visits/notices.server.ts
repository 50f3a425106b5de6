import type { Context } from '#kernel/context.ts'
import { formatDate } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import { runtime } from '#platform/runtime.ts'

interface Sent {
  assigneeId: string
  day: string
  /** How many doors; whose they are stands in the list, not in a message. */
  count: number
  regionCode: string
}

/** An officer whom somebody else sends out hears of it, and where the list is. */
export async function tellOfficer(ctx: Context, { assigneeId, day, count, regionCode }: Sent): Promise<void> {
  if (assigneeId === ctx.actor.accountId) return
  const contact = await contactOf(ctx.db, assigneeId)
  const to = contact?.email ? { email: contact.email } : contact?.phone ? { phone: contact.phone } : undefined
  if (!contact || !to) return
  const { locale } = contact
  const date = formatDate(day, locale, 'Asia/Jakarta', 'weekday')
  const link = `${runtime.config?.baseUrl ?? ''}${href('/kantor/lapangan', locale)}`
  ctx.send({
    to,
    locale,
    template: 'registry.visits_planned',
    subject: m.field_visit_message_subject({ day: date }, { locale }),
    body: m.field_visit_message({ name: ctx.actor.name, count, day: date, link }, { locale }),
    about: { type: 'account', id: assigneeId },
    region: regionCode,
  })
}
