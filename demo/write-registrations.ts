import { consentVersion } from '#modules/registry/rules.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { officer, secondOfficer } from './cast.ts'
import { demoId } from './ids.ts'
import { insertRows } from './insert.ts'
import type { DemoRegistration, DemoRound } from './registrations.ts'

/** People, businesses and their registrations, as they would stand after five months of work. */
export async function writeRegistrations(
  db: Database,
  registrations: readonly DemoRegistration[],
): Promise<void> {
  await insertRows(
    db,
    'registry.person',
    {
      id: 'uuid',
      account_id: 'uuid',
      name: 'text',
      phone: 'text',
      region_code: 'text',
      created_at: 'timestamptz',
      updated_at: 'timestamptz',
    },
    registrations.map(({ number, owner, regionCode, rounds }) => ({
      id: demoId('person', number),
      account_id: owner.accountId,
      name: owner.name,
      phone: owner.phone,
      region_code: regionCode,
      created_at: rounds[0]?.submittedAt,
      updated_at: rounds[0]?.submittedAt,
    })),
  )
  await insertRows(
    db,
    'registry.business',
    {
      id: 'uuid',
      kind: 'text',
      name: 'text',
      state: 'text',
      description: 'text',
      sector: 'text',
      started_year: 'int',
      workers: 'int',
      region_code: 'text',
      address: 'text',
      rt: 'text',
      rw: 'text',
      owner_id: 'uuid',
      account_id: 'uuid',
      verified_at: 'timestamptz',
      created_at: 'timestamptz',
      updated_at: 'timestamptz',
    },
    registrations.map((one) => ({
      id: demoId('business', one.number),
      kind: one.kind,
      name: one.name,
      state: one.outcome,
      description: one.description,
      sector: one.sector,
      started_year: one.startedYear,
      workers: one.workers,
      region_code: one.regionCode,
      address: one.address,
      rt: one.rt,
      rw: one.rw,
      owner_id: demoId('person', one.number),
      account_id: one.owner.accountId,
      verified_at: one.rounds.find(({ decision }) => decision === 'approved')?.decidedAt ?? null,
      created_at: one.rounds[0]?.submittedAt,
      updated_at: one.rounds.at(-1)?.decidedAt ?? one.rounds.at(-1)?.submittedAt,
    })),
  )
  await writeParts(db, registrations)
  await writeRounds(db, registrations)
}

async function writeParts(db: Database, registrations: readonly DemoRegistration[]) {
  const kindOf = (kind: DemoRegistration['kind']) => registrations.filter((one) => one.kind === kind)
  await insertRows(
    db,
    'registry.street_trader',
    { business_id: 'uuid', place_type: 'text', spot: 'text', hours: 'text' },
    kindOf('street_trader').map(({ number, placeType, spot, hours }) => ({
      business_id: demoId('business', number),
      place_type: placeType,
      spot,
      hours,
    })),
  )
  await insertRows(
    db,
    'registry.art_group',
    { business_id: 'uuid', art_form: 'text', members: 'int' },
    kindOf('art_group').map(({ number, artForm, members }) => ({
      business_id: demoId('business', number),
      art_form: artForm,
      members,
    })),
  )
}

/** Number of a registration's id: ten for each business. */
export const roundId = (number: number, round: number) => demoId('registration', number * 10 + round)

/** Whoever entered it at the desk is not who decides it. */
export const deskOf = ({ decidedBy }: DemoRound) =>
  decidedBy?.id === secondOfficer.id ? officer : secondOfficer

async function writeRounds(db: Database, registrations: readonly DemoRegistration[]) {
  const rows = registrations.flatMap((one) =>
    one.rounds.map((round, index) => {
      const latest = index === one.rounds.length - 1
      return {
        id: roundId(one.number, round.round),
        business_id: demoId('business', one.number),
        round: round.round,
        latest,
        kind: one.kind,
        name: one.name,
        region_code: one.regionCode,
        state: latest ? one.outcome : 'returned',
        missing: round.missing,
        account_id: one.owner.accountId,
        submitted_at: round.submittedAt,
        submitted_by: one.desk ? deskOf(round).id : one.owner.accountId,
        desk: one.desk,
        locale: 'id',
        consent_at: round.submittedAt,
        consent_version: consentVersion,
        deadline: round.deadline,
        decision: round.decision,
        decided_at: round.decidedAt,
        decided_by: round.decidedBy?.id ?? null,
        decided_by_name: round.decidedBy?.name ?? null,
        reason_code: round.reasonCode,
        waited_minutes: round.waited,
      }
    }),
  )
  await db.exec(
    text(
      `insert into registry.registration (id, business_id, round, latest, reference, kind, name, region_code, state, missing,
         account_id, submitted_at, submitted_by, desk, locale, consent_at, consent_version, deadline, decision, decided_at,
         decided_by, decided_by_name, reason_code, reason, waited_minutes)
       select r.id, r.business_id, r.round, r.latest, b.reference, r.kind, r.name, r.region_code, r.state, r.missing,
         r.account_id, r.submitted_at, r.submitted_by, r.desk, r.locale, r.consent_at, r.consent_version, r.deadline,
         r.decision, r.decided_at, r.decided_by, r.decided_by_name, r.reason_code, w.text_id, r.waited_minutes
       from jsonb_to_recordset($1::jsonb) as r (id uuid, business_id uuid, round smallint, latest boolean, kind text, name text,
         region_code text, state text, missing text[], account_id uuid, submitted_at timestamptz, submitted_by uuid, desk boolean,
         locale text, consent_at timestamptz, consent_version text, deadline timestamptz, decision text, decided_at timestamptz,
         decided_by uuid, decided_by_name text, reason_code text, waited_minutes int)
       join registry.business b on b.id = r.business_id
       left join registry.reason w on w.code = r.reason_code`,
      [JSON.stringify(rows)],
    ),
  )
}
