import { hashPassword } from 'better-auth/crypto'
import type { Pool } from 'pg'
import { type Actor, anonymous, type Grant, type Role } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { openGate } from './gate.server.ts'

export interface NewAccount {
  name: string
  /** E.164: `+6281234567890`. */
  phone?: string | null
  /** Lower case. */
  email?: string | null
  /** Only with an e-mail address. */
  password?: string | null
  locale?: 'id' | 'en'
  /** For demo data that must be the same every time. */
  id?: string
  /** ISO instant; now by default. */
  createdAt?: string
}

/**
 * Make an account that an administrator, the command line or the demo vouches for: its phone and address count as verified.
 * @throws Fault `conflict` when the phone or the address already has an account.
 */
export async function provisionAccount(db: Database, account: NewAccount): Promise<{ id: string }> {
  await openGate(db)
  const { name, phone = null, email = null, locale = 'id', id = newId(), createdAt = null } = account
  const made = await db.exec(
    text(
      `insert into identity.account (id, name, phone, phone_verified_at, email, email_verified, locale, created_at)
       values ($1, $2, $3, case when $3::text is null then null else now() end, $4, $4::text is not null, $5,
         coalesce($6::timestamptz, now()))
       on conflict do nothing`,
      [id, name, phone, email, locale, createdAt],
    ),
  )
  if (made === 0) throw new Fault('conflict', 'identity_account_taken')
  if (account.password) await storePassword(db, id, account.password)
  return { id }
}

/** Set the password of an account, hashed with scrypt. The caller has checked its strength. */
export async function storePassword(db: Database, accountId: string, password: string): Promise<void> {
  await openGate(db)
  await db.exec(
    text(
      `insert into identity.credential (account_id, provider_id, provider_account_id, password_hash)
       values ($1, 'credential', $1::uuid::text, $2)
       on conflict on constraint credential_kind do update set password_hash = excluded.password_hash, updated_at = now()`,
      [accountId, await hashPassword(password)],
    ),
  )
}

/** A role over a region (`''` is the nation) or in an organisation; from `startsOn` to `endsOn` inclusive, `YYYY-MM-DD`. */
export type NewRole = {
  accountId: string
  role: Role
  startsOn?: string
  endsOn?: string | null
  note?: string | null
  grantedBy?: string | null
} & ({ region: string; organisationId?: undefined } | { organisationId: string; region?: undefined })

/**
 * Give a role without asking who gives it: for the command line, the demo, the first administrator, and for modules that
 * have already asked their own policy.
 */
export async function provisionRole(db: Database, role: NewRole): Promise<{ id: string }> {
  await openGate(db)
  return db.one(
    text<{ id: string }>(
      `insert into identity.role_assignment
         (account_id, role, region_code, organisation_id, starts_on, ends_on, note, granted_by)
       values ($1, $2, $3, $4, coalesce($5::date, identity.today()), $6, $7, $8) returning id`,
      [
        role.accountId,
        role.role,
        role.region ?? null,
        role.organisationId ?? null,
        role.startsOn ?? null,
        role.endsOn ?? null,
        role.note ?? null,
        role.grantedBy ?? null,
      ],
    ),
  )
}

/** The account as somebody who just signed in with both factors: for jobs of the demo and for tests. */
export async function actorOf(pool: Pool, accountId: string): Promise<Actor> {
  const { rows } = await pool.query<{ name: string; grants: Grant[] }>(
    'select c.name, identity.grants_of(c.id) as grants from identity.contact_of($1) c',
    [accountId],
  )
  const [account] = rows
  if (!account) throw new Fault('not_found', 'kernel_not_found')
  return {
    ...anonymous,
    kind: 'account',
    accountId,
    name: account.name,
    grants: account.grants,
    secondFactor: true,
  }
}
