import type { Pool } from 'pg'
import { text } from '#platform/database/query.ts'
import { type Claims, type Database, transaction } from '#platform/database/transaction.ts'
import { codeIn } from '#platform/messages/conceal.ts'
import { type Channel, type Gateway, type Outgoing, Refusal } from '#platform/messages/gateway.ts'
import type { Job } from '#platform/queue/task.ts'
import { localeOf } from './locale.ts'
import { getAllSettings } from './settings.server.ts'
import type { Settings } from './settings.ts'

/** What delivery needs of its surroundings. */
export interface Delivery {
  gateways: readonly Gateway[]
  /** Does this person want to be reached by this channel? WhatsApp needs a yes; SMS and e-mail answer the person's own acts. */
  allows(db: Database, recipient: string, channel: Channel): Promise<boolean>
}

interface Row {
  id: string
  channel: 'phone' | 'email'
  recipient: string
  locale: string
  template: string
  subject: string | null
  body: string
  secret: 'code' | 'link' | null
  expired: boolean
}

const system: Claims = { actorId: null, scopes: [], organisations: [], system: true }

const write = <Result>(pool: Pool, work: (db: Database) => Promise<Result>) =>
  transaction(pool, system, 'write', async (db) => ({ result: await work(db) }))

/**
 * Take the message for two minutes. Nobody holds a connection while a gateway thinks; a second worker finds nothing to take.
 * A code older than fifteen minutes is worth nothing and is not sent.
 */
const take = (db: Database, id: string) =>
  db.maybe(
    text<Row>(
      `update kernel.message set attempts = attempts + 1, taken_until = now() + interval '2 minutes'
       where id = $1 and state in ('queued', 'failed') and not_before <= now() + interval '1 second'
         and (taken_until is null or taken_until < now())
       returning id, channel, recipient, locale, template, subject, body, secret,
         coalesce(secret = 'code' and created_at < now() - interval '15 minutes', false) as expired`,
      [id],
    ),
  )

interface Ending {
  state: 'sent' | 'shown' | 'failed' | 'queued'
  by?: string
  reference?: string | null
  failure?: string
}

const finish = (db: Database, id: string, { state, by, reference, failure }: Ending) =>
  db.exec(
    text(
      `update kernel.message set state = $2, sent_by = $3, reference = $4, failure = $5, taken_until = null,
         sent_at = case when $2 in ('sent', 'shown') then now() end
       where id = $1`,
      [id, state, by ?? null, reference ?? null, failure?.slice(0, 500) ?? null],
    ),
  )

function outgoing(row: Row, settings: Settings): Outgoing {
  const code = row.secret === 'code' ? codeIn(row.body) : null
  const signature = settings.messages.signature || settings.site.name
  const { whatsappTemplate, whatsappCodeTemplate } = settings.messages
  return {
    id: row.id,
    recipient: row.recipient,
    locale: localeOf(row.locale),
    template: row.template,
    subject: row.subject,
    body: row.channel === 'email' ? `${row.body}\n\n${signature}` : `${row.body}\n${signature}`,
    code,
    approved: code === null ? whatsappTemplate : whatsappCodeTemplate,
  }
}

/** Try the ways in their order; the first that takes the message ends it. */
async function send(message: Outgoing, ways: readonly Gateway[], signal: AbortSignal): Promise<Ending> {
  const refusals: Refusal[] = []
  for (const gateway of ways) {
    try {
      return { state: 'sent', by: gateway.channel, reference: await gateway.send(message, signal) }
    } catch (error) {
      refusals.push(error instanceof Refusal ? error : new Refusal(String(error), true))
    }
  }
  const failure = refusals.map((refusal) => refusal.message).join('; ')
  return { state: refusals.some((refusal) => refusal.passing) ? 'queued' : 'failed', failure }
}

async function waysFor(db: Database, { channel, recipient }: Row, delivery: Delivery): Promise<Gateway[]> {
  const channels = channel === 'email' ? ['email'] : ['whatsapp', 'sms']
  const ways: Gateway[] = []
  for (const gateway of delivery.gateways)
    if (channels.includes(gateway.channel) && (await delivery.allows(db, recipient, gateway.channel)))
      ways.push(gateway)
  return ways
}

/** What becomes of a message that goes nowhere: too old, or there is no way and the administrator passes it on. */
function endingWithoutWay(row: Row, ways: readonly Gateway[]): Ending | undefined {
  if (row.expired) return { state: 'failed', failure: 'expired' }
  return ways.length === 0 ? { state: 'shown' } : undefined
}

/**
 * Bring one message out: queued → sent, or shown (no way is set up: the administrator passes it on), or failed.
 * Running again changes nothing once it has left. Throws while a later attempt may succeed.
 */
export async function deliver(delivery: Delivery, messageId: string, job: Job): Promise<void> {
  const taken = await write(job.pool, async (db) => {
    const row = await take(db, messageId)
    if (!row) return undefined
    const ways = await waysFor(db, row, delivery)
    const ended = endingWithoutWay(row, ways)
    if (!ended) return { row, ways, settings: await getAllSettings(db) }
    await finish(db, row.id, ended)
    return undefined
  })
  if (!taken) return
  const { row, ways, settings } = taken
  const ending = await send(outgoing(row, settings), ways, job.signal)
  const state = ending.state === 'queued' && job.last ? 'failed' : ending.state
  await write(job.pool, (db) => finish(db, row.id, { ...ending, state }))
  if (state === 'queued') throw new Error(`not delivered yet: ${ending.failure}`)
}

/**
 * Take codes and keys out of what left, or will not leave, a quarter of an hour ago. A link that waits to be passed on by
 * hand stays as long as an invitation lasts.
 */
export const redactSecrets = (pool: Pool) =>
  write(pool, (db) =>
    db.exec(
      text(
        `update kernel.message set redacted_at = now(), body = case secret
             when 'code' then regexp_replace(body, '[0-9]{4,8}', '••••••', 'g')
             else regexp_replace(body, '(https?://[^\\s?]+)\\?\\S+', '\\1?••••••', 'g')
           end
         where secret is not null and redacted_at is null
           and coalesce(sent_at, created_at) < now() - interval '15 minutes'
           and (secret = 'code' or state = 'sent' or created_at < now() - interval '3 days')`,
      ),
    ),
  )

/** Answers to repeated requests are kept a month; a request sent again later is a new one. */
export const forgetKeys = (pool: Pool) =>
  write(pool, (db) =>
    db.exec(text(`delete from kernel.idempotency_key where created_at < now() - interval '30 days'`)),
  )
