import type { z } from 'zod'
import type { Locale } from '#kernel/locale.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { ConsentEntry, PurposeAnswer } from './schema.ts'

/** Every purpose in the reader's language, with the account's newest answer. */
export const listPurposes = (db: Database, accountId: string | null, locale: Locale) =>
  db.many(
    text<PurposeAnswer>(
      `select p.key, p.basis, p.legal_reference as "legalReference", p.title ->> $2 as title, p.what ->> $2 as what,
         p.why ->> $2 as why, p.until_when ->> $2 as "untilWhen", p.version,
         case when c.id is not null then jsonb_build_object('given', c.given, 'at', c.at, 'version', c.purpose_version) end as answer
       from identity.purpose p
       left join lateral (
         select * from identity.consent c where c.account_id = $1 and c.purpose = p.key order by c.at desc, c.id desc limit 1
       ) c on true
       where p.retired_at is null order by p.position, p.key`,
      [accountId, locale],
    ),
  )

export const findPurpose = (db: Database, key: string) =>
  db.maybe(
    text<{ key: string; basis: string; version: number }>(
      'select key, basis, version from identity.purpose where key = $1 and retired_at is null',
      [key],
    ),
  )

export async function listConsents(
  db: Database,
  accountId: string,
  { locale, after, limit }: { locale: Locale; after?: string | undefined; limit: number },
): Promise<Page<z.infer<typeof ConsentEntry>>> {
  const [before] = decodeCursor(after, 1) ?? [null]
  const rows = await db.many(
    text<z.infer<typeof ConsentEntry>>(
      `select c.id, c.purpose, p.title ->> $2 as title, c.given, c.purpose_version as version, c.at,
         (select k.name from identity.contact_of(c.recorded_by) k) as "recordedBy"
       from identity.consent c join identity.purpose p on p.key = c.purpose
       where c.account_id = $1 and ($3::uuid is null or c.id < $3) order by c.id desc limit $4`,
      [accountId, locale, before, limit + 1],
    ),
  )
  return toPage(rows, limit, (row) => [row.id])
}

/** May a message to this recipient go by this channel? WhatsApp needs a yes that was recorded; SMS and e-mail do not. */
export async function allowsChannel(db: Database, recipient: string, channel: string): Promise<boolean> {
  if (channel !== 'whatsapp') return true
  const row = await db.one(
    text<{ allowed: boolean }>(`select identity.prefers($1, 'whatsapp') as allowed`, [recipient]),
  )
  return row.allowed
}
