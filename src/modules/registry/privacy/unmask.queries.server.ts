import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { unseal } from '#platform/sign.ts'
import { hiddenCard } from './rules.ts'
import type { MaskedNumber, NumberKind, Unmasking } from './schema.ts'

/** A sealed number, and whose it is. */
export interface SealedNumber {
  subjectType: 'person' | 'household' | 'business'
  subjectId: string
  personId: string
  regionCode: string
  /** Of the person; empty without an account. */
  accountId: string | null
  sealed: Buffer | null
}

const sources: Record<NumberKind, string> = {
  nik: `select 'person' as "subjectType", p.id as "subjectId", p.id as "personId", p.region_code as "regionCode",
      p.account_id as "accountId", p.nik_sealed as sealed
    from registry.person p where p.id = $1`,
  kk: `select 'household' as "subjectType", h.id as "subjectId", p.id as "personId", p.region_code as "regionCode",
      p.account_id as "accountId", h.kk_sealed as sealed
    from registry.person p join registry.household h on h.id = p.household_id where p.id = $1`,
  npwp: `select 'business' as "subjectType", b.id as "subjectId", b.owner_id as "personId", b.region_code as "regionCode",
      b.account_id as "accountId", b.npwp_sealed as sealed
    from registry.business b where b.id = $1`,
}

/** @throws Fault `not_found` when there is no such record, or no such number on it. */
export async function getSealedNumber(
  db: Database,
  number: NumberKind,
  recordId: string,
): Promise<SealedNumber & { sealed: Buffer }> {
  const found = await db.maybe(text<SealedNumber>(sources[number], [recordId]))
  if (!found?.sealed) throw new Fault('not_found', 'privacy_no_such_number')
  return { ...found, sealed: found.sealed }
}

interface Logged {
  id: string
  at: string
  accountId: string
  number: NumberKind
  recordId: string
}

/** What was unmasked under this id. */
export async function getUnmasking(db: Database, unmaskingId: string): Promise<Logged> {
  const found = await db.maybe(
    text<Logged>(
      `select id, at, account_id as "accountId", number_kind as number,
         case when number_kind = 'npwp' then subject_id else person_id end as "recordId"
       from registry.unmasking where id = $1`,
      [unmaskingId],
    ),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  return found
}

export const openNumber = (number: NumberKind, sealed: Buffer): string => unseal(`registry.${number}`, sealed)

/** How many numbers this account unmasked in the hour before. */
export async function countRecent(db: Database, accountId: string, now: string): Promise<number> {
  const { found } = await db.one(
    text<{ found: number }>(
      `select count(*) as found from registry.unmasking where account_id = $1 and at > $2::timestamptz - interval '1 hour'`,
      [accountId, now],
    ),
  )
  return found
}

/** The numbers that the record of a business leads to, masked. */
export const listNumbersOf = (db: Database, businessId: string): Promise<MaskedNumber[]> =>
  db.many(
    text<MaskedNumber>(
      `select n.number, n.record_id as "recordId", n.whose, n.mask
       from registry.business b join registry.person p on p.id = b.owner_id
       left join registry.household h on h.id = p.household_id
       cross join lateral (values
         ('nik', p.id, p.name, p.nik_mask), ('kk', p.id, p.name, case when h.kk_sealed is not null then $2 end),
         ('npwp', b.id, b.name, b.npwp_mask)) n (number, record_id, whose, mask)
       where b.id = $1 and n.mask is not null`,
      [businessId, hiddenCard],
    ),
  )

const columns = `u.id, u.at, u.account_name as by, coalesce(b.name, p.name) as whose, u.number_kind as number,
  u.reason_code as "reasonCode", u.reason
  from registry.unmasking u join registry.person p on p.id = u.person_id
  left join registry.business b on u.subject_type = 'business' and b.id = u.subject_id`

/** Who looked at numbers of this account's person, or of anyone on their family card. Row-level security shows them their own. */
export async function listUnmaskingsOf(
  db: Database,
  accountId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<Unmasking>> {
  const [at, id] = decodeCursor(after, 2) ?? [null, null]
  const rows = await db.many(
    text<Unmasking>(
      `select ${columns} where p.account_id = $1 and ($2::timestamptz is null or (u.at, u.id) < ($2, $3::uuid))
       order by u.at desc, u.id desc limit $4`,
      [accountId, at, id, limit + 1],
    ),
  )
  return toPage(rows, limit, (row) => [row.at, row.id])
}

/** The last times that numbers of this business or its owner were looked at. */
export const listUnmaskingsOfBusiness = (db: Database, businessId: string): Promise<Unmasking[]> =>
  db.many(
    text<Unmasking>(
      `select ${columns} where u.person_id = (select owner_id from registry.business where id = $1)
       order by u.at desc, u.id desc limit 20`,
      [businessId],
    ),
  )
