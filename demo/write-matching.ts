import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { mangkubumen } from './cast.ts'
import { demoId } from './ids.ts'
import type { DemoRegistration } from './registrations.ts'
import { roundId } from './write-registrations.ts'

/** How another hand writes it: capitals, an abbreviation, a title before the owner's name. */
const again = (name: string) =>
  name
    .replace(/\bWarung\b/, 'Wr.')
    .replace(/\bToko\b/, 'Tk.')
    .replace(/\bBu\b/, 'Ibu')
    .toUpperCase()

/** Businesses that were entered a second time at the desk, by phone number: what the queue of duplicates is for. */
export async function writeDoubles(db: Database, registrations: readonly DemoRegistration[]): Promise<void> {
  const twice = registrations.filter(
    ({ kind, outcome, regionCode, owner, rounds }) =>
      kind === 'business' &&
      outcome === 'verified' &&
      regionCode === mangkubumen &&
      owner.phone !== null &&
      rounds.length === 1,
  )
  for (const [index, one] of twice.slice(0, 4).entries()) await writeDouble(db, one, 501 + index)
}

async function writeDouble(db: Database, one: DemoRegistration, number: number): Promise<void> {
  const [person, business] = [demoId('person', number), demoId('business', number)]
  const name = again(one.name)
  await db.exec(
    text(
      `insert into registry.person (id, name, phone, region_code, created_at, updated_at)
       select $1, $3, phone, region_code, created_at + interval '9 days', updated_at + interval '9 days'
       from registry.person where id = $2`,
      [person, demoId('person', one.number), `Ibu ${one.owner.name}`],
    ),
  )
  await db.exec(
    text(
      `insert into registry.business (id, kind, name, state, description, sector, region_code, address, rt, rw, owner_id,
         verified_at, created_at, updated_at)
       select $1, kind, $3, state, description, sector, region_code, replace(address, 'Jl. ', 'Jln '), rt, rw, $4,
         verified_at + interval '9 days', created_at + interval '9 days', updated_at + interval '9 days'
       from registry.business where id = $2`,
      [business, demoId('business', one.number), name, person],
    ),
  )
  await db.exec(
    text(
      `insert into registry.registration (id, business_id, round, reference, kind, name, region_code, state, missing, submitted_at,
         submitted_by, desk, consent_at, consent_version, deadline, decision, decided_at, decided_by, decided_by_name, waited_minutes)
       select $1, $2, 1, b.reference, r.kind, $4, r.region_code, r.state, '{}', r.submitted_at + interval '9 days', r.submitted_by,
         true, r.consent_at + interval '9 days', r.consent_version, r.deadline + interval '9 days', r.decision,
         r.decided_at + interval '9 days', r.decided_by, r.decided_by_name, r.waited_minutes
       from registry.registration r, registry.business b where r.id = $3 and b.id = $2`,
      [roundId(number, 1), business, roundId(one.number, 1), name],
    ),
  )
}
