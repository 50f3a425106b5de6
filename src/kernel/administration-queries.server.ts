import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { concealCodes, concealLinks, concealRecipient } from '#platform/messages/conceal.ts'
import { actsLike, actWords } from './act-words.ts'
import type { RegionScope } from './actor.ts'
import type {
  AuditEntry,
  AuditFilter,
  JobEntry,
  JobFilter,
  MessageFilter,
  OutboxMessage,
  Overview,
} from './administration.ts'
import type { Locale } from './locale.ts'
import { decodeCursor, type Page, toPage } from './page.ts'

/** Region of what belongs to none, see `kernel.home_region`. */
const inScope = (column: string, parameter: string) =>
  `exists (select from unnest(${parameter}::text[]) scope
     where starts_with(coalesce(${column}, (select kernel.home_region())), scope))`

/** A day of the deployment's own calendar as the instants it begins and ends. */
const since = (parameter: string) => `(${parameter}::date::timestamp at time zone ${zone})`
const until = (parameter: string) => `((${parameter}::date + 1)::timestamp at time zone ${zone})`
const zone = `coalesce((select value ->> 'zone' from kernel.setting where key = 'site'), 'Asia/Jakarta')`

interface MessageRow {
  id: string
  created_at: string
  sent_at: string | null
  channel: 'phone' | 'email'
  recipient: string
  locale: 'id' | 'en'
  template: string
  subject: string | null
  body: string
  state: OutboxMessage['state']
  sent_by: string | null
  attempts: number
  failure: string | null
  region_code: string | null
  secret: 'code' | 'link' | null
  redacted_at: string | null
}

const messageColumns = `id, created_at, sent_at, channel, recipient, locale, template, subject, body, state, sent_by,
  attempts, failure, region_code, secret, redacted_at`

/** A code or a key is shown only where the administrator is the one who passes it on. */
function bodyOf({ secret, state, body }: MessageRow): string {
  if (secret === null || state === 'shown') return body
  return secret === 'code' ? concealCodes(body) : concealLinks(body)
}

const shown = (row: MessageRow): OutboxMessage => ({
  id: row.id,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  channel: row.channel,
  recipient: concealRecipient(row.recipient),
  locale: row.locale,
  template: row.template,
  subject: row.subject,
  body: bodyOf(row),
  state: row.state,
  sentBy: row.sent_by,
  attempts: row.attempts,
  failure: row.failure,
  regionCode: row.region_code,
  redacted: row.redacted_at !== null,
})

/** The outbox, newest first. */
export async function listMessages(
  db: Database,
  scope: RegionScope,
  filter: MessageFilter,
): Promise<Page<OutboxMessage>> {
  const after = decodeCursor(filter.after, 2)
  const rows = await db.many(
    text<MessageRow>(
      `select ${messageColumns} from kernel.message
       where ${inScope('region_code', '$1')}
         and ($2::text is null or state = $2) and ($3::text is null or channel = $3) and ($4::text is null or recipient = $4)
         and ($5::text is null or created_at >= ${since('$5')}) and ($6::text is null or created_at < ${until('$6')})
         and ($7::timestamptz is null or (created_at, id) < ($7::timestamptz, $8::uuid))
       order by created_at desc, id desc limit $9`,
      [
        scope,
        filter.state ?? null,
        filter.channel ?? null,
        filter.recipient ? addressOf(filter.recipient) : null,
        filter.from ?? null,
        filter.to ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        filter.limit + 1,
      ],
    ),
  )
  const page = toPage(rows, filter.limit, (row) => [row.created_at, row.id])
  return { ...page, items: page.items.map(shown) }
}

/** `0812 3456 7890` as it is stored; an e-mail address as it is. */
const addressOf = (typed: string) =>
  typed.includes('@') ? typed : `+${typed.replace(/\D/g, '').replace(/^0/, '62')}`

/** Lock one message of the scope; undefined when there is none, or none of theirs. */
export async function findMessage(db: Database, scope: RegionScope, id: string) {
  const row = await db.maybe(
    text<MessageRow>(
      `select ${messageColumns} from kernel.message where id = $1 and ${inScope('region_code', '$2')} for update`,
      [id, scope],
    ),
  )
  return row && { ...shown(row), secret: row.secret, address: row.recipient, age: row.created_at }
}

interface JobRow {
  id: number
  task: string
  key: string | null
  payload: Record<string, unknown>
  state: JobEntry['state']
  attempts: number
  max_attempts: number
  run_at: string
  created_at: string
  last_error: string | null
}

/** Jobs, newest first. */
export async function listJobs(db: Database, filter: JobFilter): Promise<Page<JobEntry>> {
  const after = decodeCursor(filter.after, 1)
  const rows = await db.many(
    text<JobRow>('select * from kernel.list_jobs($1, $2, $3)', [
      filter.state ?? null,
      after?.[0] ?? null,
      filter.limit + 1,
    ]),
  )
  const page = toPage(rows, filter.limit, (row) => [row.id])
  return {
    ...page,
    items: page.items.map(({ key, max_attempts, run_at, created_at, last_error, ...row }) => ({
      ...row,
      about: key,
      maxAttempts: max_attempts,
      runAt: run_at,
      createdAt: created_at,
      lastError: last_error,
    })),
  }
}

interface AuditRow {
  id: string
  at: string
  operation: string
  actor_id: string | null
  actor_name: string
  on_behalf_of: AuditEntry['onBehalfOf']
  via: string
  request_id: string
  subject_type: string | null
  subject_id: string | null
  region_code: string | null
  reason: string | null
  changes: Record<string, unknown> | null
  lane: number
  seq: number
}

/** The audit log, newest first. */
export async function listAudit(
  db: Database,
  scope: RegionScope,
  filter: AuditFilter,
  locale: Locale,
): Promise<Page<AuditEntry>> {
  const after = decodeCursor(filter.after, 2)
  const rows = await db.many(
    text<AuditRow>(
      `select id, at, operation, actor_id, actor_name, on_behalf_of, via, request_id, subject_type, subject_id,
         region_code, reason, changes, lane, seq
       from kernel.audit_entry
       where ${inScope('region_code', '$1')}
         and ($2::text is null or starts_with(operation, $2) or operation = any ($10)) and ($3::text is null or subject_id = $3)
         and ($4::text is null or actor_id::text = $4 or strpos(lower(actor_name), lower($4)) > 0)
         and ($5::text is null or at >= ${since('$5')}) and ($6::text is null or at < ${until('$6')})
         and ($7::timestamptz is null or (at, id) < ($7::timestamptz, $8::uuid))
       order by at desc, id desc limit $9`,
      [
        scope,
        filter.operation || null,
        filter.subject || null,
        filter.actor || null,
        filter.from ?? null,
        filter.to ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        filter.limit + 1,
        filter.operation ? actsLike(filter.operation, locale) : [],
      ],
    ),
  )
  const page = toPage(rows, filter.limit, (row) => [row.at, row.id])
  return { ...page, items: page.items.map((row) => entryOf(row, locale)) }
}

const entryOf = (row: AuditRow, locale: Locale): AuditEntry => ({
  id: row.id,
  at: row.at,
  operation: row.operation,
  act: actWords(row.operation, locale),
  actorId: row.actor_id,
  actorName: row.actor_name,
  onBehalfOf: row.on_behalf_of,
  via: row.via,
  requestId: row.request_id,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  regionCode: row.region_code,
  reason: row.reason,
  changes: row.changes,
  link: `${row.lane}/${row.seq}`,
})

/** Numbers that say whether somebody must look. */
export async function getOverview(db: Database, scope: RegionScope): Promise<Overview> {
  const [messages, jobs, { acts }] = await Promise.all([
    db.many(
      text<{ state: string; count: number }>(
        `select state, count(*) as count from kernel.message
         where created_at > now() - interval '30 days' and ${inScope('region_code', '$1')} group by state`,
        [scope],
      ),
    ),
    db.many(text<{ state: string; count: number }>('select state, jobs as count from kernel.count_jobs()')),
    db.one(
      text<{ acts: number }>(
        `select count(*) as acts from kernel.audit_entry
         where at > now() - interval '24 hours' and ${inScope('region_code', '$1')}`,
        [scope],
      ),
    ),
  ])
  const counts = (rows: { state: string; count: number }[]) =>
    Object.fromEntries(rows.map((row) => [row.state, row.count]))
  return { messages: counts(messages), jobs: counts(jobs), acts }
}
