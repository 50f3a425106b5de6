import type { Grant, Role } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { Place } from '../policy.ts'
import type { Contact } from '../schema.ts'
import type { AccountRow as NamedAccountRow } from './schema.ts'

/** As stored; names of regions are put beside their codes by `withRegionNames`. */
export type AccountRow = Omit<NamedAccountRow, 'roles'> & {
  roles: { role: Role; region: string | null; organisationId: string | null }[]
}

/** How to reach an account about its own requests, whoever decided them; undefined when there is none or it is disabled. */
export const contactOf = (db: Database, accountId: string): Promise<Contact | undefined> =>
  db.maybe(text<Contact>('select id, name, phone, email, locale from identity.contact_of($1)', [accountId]))

export interface OwnAccount extends Contact {
  grants: Grant[]
}

/** The account of who asks: row-level security shows everybody their own. */
export const getOwnAccount = (db: Database, accountId: string) =>
  db.one(
    text<OwnAccount>(
      `select id, name, phone, email, locale, identity.grants_of(id) as grants from identity.account where id = $1`,
      [accountId],
    ),
  )

const rowColumns = `a.id, a.name, a.phone, a.email, a.created_at as "createdAt", a.disabled_at as "disabledAt",
  (select max(s.seen_at) from identity.session s where s.account_id = a.id) as "lastSeenAt",
  exists (select from identity.second_factor f where f.account_id = a.id and f.confirmed_at is not null) as "hasSecondFactor",
  (select coalesce(jsonb_agg(jsonb_build_object('role', g ->> 'role', 'region', g ->> 'region',
     'organisationId', g ->> 'organisationId')), '[]')
   from jsonb_array_elements(identity.grants_of(a.id)) g) as roles`

export interface AccountQuery {
  q?: string | undefined
  role?: Role | undefined
  state?: 'active' | 'disabled' | undefined
  after?: string | undefined
  limit: number
  /** Null is everybody. */
  within: readonly string[] | null
  organisations: readonly string[]
}

/** What people type of a number, or of a name. */
const needle = (q: string | undefined) => {
  const words = q?.toLowerCase().replace(/[%_\\]/g, '') ?? ''
  if (words === '') return null
  return /^[+\d][\d\s-]+$/.test(words) ? words.replace(/\D/g, '').replace(/^0/, '') : words
}

export async function listAccounts(db: Database, query: AccountQuery): Promise<Page<AccountRow>> {
  const [before] = decodeCursor(query.after, 1) ?? [null]
  const rows = await db.many(
    text<AccountRow>(
      `select ${rowColumns} from identity.account a
       join identity.list_accounts($1, $2, $3, $4, $5, $6, $7) found on found = a.id
       order by a.id desc`,
      [
        needle(query.q),
        query.within,
        query.organisations,
        query.role ?? null,
        query.state ?? null,
        before,
        query.limit + 1,
      ],
    ),
  )
  return toPage(rows, query.limit, (row) => [row.id])
}

export interface ManagedAccount extends AccountRow {
  locale: 'id' | 'en'
  disabledReason: string | null
  hasPassword: boolean
  passwordChangedAt: string | null
  providers: string[]
  sessions: number
  /** Every place where the account holds a role that was not revoked, also one that begins later. */
  places: Place[]
}

/** An account as its administrator sees it. The gate must be open. @throws Fault `not_found`. */
export async function getManagedAccount(db: Database, accountId: string): Promise<ManagedAccount> {
  const account = await db.maybe(
    text<ManagedAccount>(
      `select ${rowColumns}, a.locale, a.disabled_reason as "disabledReason",
         exists (select from identity.credential c where c.account_id = a.id and c.provider_id = 'credential') as "hasPassword",
         (select c.updated_at from identity.credential c where c.account_id = a.id and c.provider_id = 'credential') as "passwordChangedAt",
         array(select c.provider_id from identity.credential c where c.account_id = a.id and c.provider_id <> 'credential') as providers,
         (select count(*) from identity.session s where s.account_id = a.id and s.ended_at is null and s.expires_at > now()) as sessions,
         (select coalesce(jsonb_agg(jsonb_build_object('region', r.region_code, 'organisationId', r.organisation_id)), '[]')
          from identity.role_assignment r where r.account_id = a.id and r.revoked_at is null
            and coalesce(r.ends_on, 'infinity') >= identity.today()) as places
       from identity.account a where a.id = $1`,
      [accountId],
    ),
  )
  if (!account) throw new Fault('not_found', 'kernel_not_found')
  return account
}

/** The active account behind an e-mail address or a phone number, exactly as given. The gate must be open. */
export const findByContact = (db: Database, contact: string) =>
  db.maybe(
    text<Contact>(
      `select id, name, phone, email, locale from identity.account
       where (email = lower($1) or phone = $1) and disabled_at is null`,
      [contact],
    ),
  )
