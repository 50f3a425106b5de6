import { provisionAccount, provisionRole } from '#modules/identity/provision.server.ts'
import type { Database } from '#platform/database/transaction.ts'
import { residents } from './bookers.ts'
import type { DemoCalendar } from './calendar.ts'
import { type DemoStaff, demoPassword, everyStaff } from './cast.ts'
import { insertRows } from './insert.ts'
import type { DemoRegistration } from './registrations.ts'
import { past } from './timetable.ts'

/** Accounts of staff with their roles, and of those who registered or booked by themselves. */
export async function writePeople(
  db: Database,
  calendar: DemoCalendar,
  registrations: readonly DemoRegistration[],
): Promise<void> {
  const since = calendar.day(-past - 30)
  const createdAt = calendar.at(since, 9 * 60)
  // All at once: hashing a password takes its time by design, and there are several cores.
  await Promise.all(everyStaff.map((one) => writeStaff(db, one, { since, createdAt })))
  const owners = registrations.flatMap(({ owner, rounds }) =>
    owner.accountId
      ? [
          {
            id: owner.accountId,
            name: owner.name,
            phone: owner.phone,
            createdAt: rounds[0]?.submittedAt ?? createdAt,
          },
        ]
      : [],
  )
  const others = residents.map(({ accountId, name, phone }) => ({ id: accountId, name, phone, createdAt }))
  for (const account of [...owners, ...others]) await provisionAccount(db, account)
  await writeConsents(db, [...owners, ...others])
}

async function writeStaff(
  db: Database,
  { id, name, email, roles }: DemoStaff,
  when: { since: string; createdAt: string },
) {
  await provisionAccount(db, { id, name, email, password: demoPassword, createdAt: when.createdAt })
  for (const { role, region } of roles)
    await provisionRole(db, { accountId: id, role, region, startsOn: when.since, note: 'Demo' })
}

/** Most people want news by WhatsApp; two in three show their business. */
const writeConsents = (db: Database, accounts: readonly { id: string; createdAt: string }[]) =>
  insertRows(
    db,
    'identity.consent',
    {
      account_id: 'uuid',
      purpose: 'text',
      purpose_version: 'int',
      given: 'boolean',
      via: 'text',
      locale: 'text',
      at: 'timestamptz',
    },
    accounts.flatMap(({ id, createdAt }, index) =>
      (['whatsapp', 'directory', 'programmes'] as const).map((purpose, place) => ({
        account_id: id,
        purpose,
        purpose_version: 1,
        given: (index + place) % 3 !== 2 || purpose === 'whatsapp',
        via: 'form',
        locale: 'id',
        at: createdAt,
      })),
    ),
  )
