import { type Query, text } from '#platform/database/query.ts'
import type { JobOptions, Message } from './context.ts'

export const addJob = (
  job: string,
  payload: Record<string, unknown>,
  options: JobOptions = {},
): Query<unknown> =>
  text('select kernel.add_job($1, $2, $3, $4, $5)', [
    job,
    JSON.stringify(payload),
    options.runAt ?? null,
    options.maxAttempts ?? 10,
    options.key ?? null,
  ])

/** The message and the job that sends it. A held message waits, so that what caused it can be undone. */
export function insertMessage(id: string, message: Message, now: string): Query<unknown>[] {
  const notBefore = new Date(Date.parse(now) + (message.holdSeconds ?? 0) * 1000).toISOString()
  const [channel, recipient] =
    'phone' in message.to ? (['phone', message.to.phone] as const) : (['email', message.to.email] as const)
  return [
    text(
      `insert into kernel.message
         (id, not_before, channel, recipient, locale, template, subject, body, about_type, about_id, region_code)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        notBefore,
        channel,
        recipient,
        message.locale,
        message.template,
        message.subject ?? null,
        message.body,
        message.about?.type ?? null,
        message.about?.id ?? null,
        message.region ?? null,
      ],
    ),
    addJob('deliver_message', { messageId: id }, { runAt: notBefore, key: `message:${id}` }),
  ]
}

/** Take back the messages of one kind about a record that still wait: what caused them was undone. */
export const cancelMessages = (about: { type: string; id: string }, template: string): Query<unknown> =>
  text(
    `update kernel.message set state = 'cancelled'
     where about_type = $1 and about_id = $2 and template = $3 and state = 'queued'`,
    [about.type, about.id, template],
  )
