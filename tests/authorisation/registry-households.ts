import { randomInt } from 'node:crypto'
import { execute } from '../../src/kernel/execute.server.ts'
import { recordFamily } from '../../src/modules/registry/households/operations.server.ts'
import { addTo } from '../../src/modules/registry/households/record-operations.server.ts'
import type { SectionName } from '../../src/modules/registry/households/schema.ts'
import { provisionRegistration, sampleRegistration } from '../../src/modules/registry/provision.server.ts'
import { callAs } from '../support/actors.ts'
import { here } from '../support/cast.ts'
import { nothing, type Probe, people, type Row, secrets, type Table } from './table.ts'

const readers = ['officer', 'head', 'administrator', 'national'] as const
const deciders = ['officer', 'head'] as const
const readersAnywhere = [
  'officer',
  'head',
  'foreignOfficer',
  'foreignHead',
  'administrator',
  'foreignAdministrator',
  'national',
] as const

interface Family {
  householdId: string
  memberId: string
}
const families = new WeakMap<Probe, Promise<Family>>()

/** The family of the owner, who is its head and has an account; made once. */
function family(probe: Probe): Promise<Family> {
  const made = families.get(probe) ?? makeFamily(probe)
  families.set(probe, made)
  return made
}

async function makeFamily(probe: Probe): Promise<Family> {
  const { database, cast } = probe
  const named = { name: `${secrets.business} sekeluarga`, ownerName: secrets.name, address: secrets.address }
  await provisionRegistration({ pool: database.app, actor: cast.owner }, sampleRegistration(named))
  const person = await database.owner.query<{ id: string }>(
    'select id from registry.person where account_id = $1',
    [cast.owner.accountId],
  )
  const { id } = await execute(
    recordFamily,
    {
      regionCode: here,
      address: secrets.address,
      headName: secrets.name,
      headPersonId: person.rows[0]?.id,
    },
    callAs(database.app, cast.officer),
  )
  const head = await database.owner.query<{ id: string }>(
    'select id from registry.household_member where household_id = $1',
    [id],
  )
  return { householdId: id, memberId: head.rows[0]?.id ?? '' }
}

const samples: Record<SectionName, (made: Family) => Record<string, unknown>> = {
  members: () => ({ relation: 'child', name: secrets.name, birthYear: 2015, dependant: true }),
  moves: () => ({ why: 'work', fromRegion: '33.73', since: '2019' }),
  housing: () => ({ tenure: 'rented', since: '2024-01' }),
  work: ({ memberId }) => ({ memberId, occupation: 'Buruh cuci', status: 'casual_other', since: '2020' }),
  money: () => ({ kind: 'casual', amount: 1_200_000, since: '2026-01' }),
  assets: () => ({ kind: 'motorcycle', value: 6_000_000 }),
  debts: () => ({
    lenderKind: 'moneylender',
    purpose: 'food',
    principal: 1_500_000,
    received: 1_300_000,
    instalment: 36_000,
    term: 52,
    period: 'week',
    since: '2026-03',
  }),
  aid: () => ({ kind: 'food', institution: secrets.business, since: '2026-04' }),
  rungs: () => ({ source: 'dtsen', decile: 2, since: '2026-02' }),
}
const words: Record<SectionName, string> = {
  members: 'member',
  moves: 'move',
  housing: 'housing',
  work: 'work',
  money: 'money',
  assets: 'asset',
  debts: 'debt',
  aid: 'aid',
  rungs: 'rung',
}
const names = Object.keys(samples) as SectionName[]

/** A fresh record of a section, as an officer wrote it. */
async function record(probe: Probe, section: SectionName) {
  const made = await family(probe)
  const saved = (await execute(
    addTo[section],
    { householdId: made.householdId, ...samples[section](made) },
    callAs(probe.database.app, probe.cast.officer),
  )) as { recordId: string; version: number }
  return { householdId: made.householdId, section, ...saved, reason: 'Salah tulis.' }
}

const of = async (probe: Probe) => ({ householdId: (await family(probe)).householdId })
const versionOf = async (probe: Probe) => {
  const { householdId } = await family(probe)
  const { rows } = await probe.database.owner.query<{ version: number; state: string }>(
    'select version, state from registry.household where id = $1',
    [householdId],
  )
  return { householdId, version: rows[0]?.version ?? 0, state: rows[0]?.state ?? 'active' }
}

const adding = (section: SectionName): [string, Row] => [
  `registry.add_household_${words[section]}`,
  {
    may: deciders,
    async input(probe) {
      const made = await family(probe)
      return { householdId: made.householdId, ...samples[section](made) }
    },
  },
]
const correcting = (section: SectionName): [string, Row] => [
  `registry.correct_household_${words[section]}`,
  {
    may: deciders,
    input: async (probe) => ({
      ...samples[section](await family(probe)),
      ...(await record(probe, section)),
      since: '2024',
    }),
  },
]

export const registryHouseholds: Table = {
  'registry.list_households': { may: readersAnywhere, input: nothing },
  'registry.record_household': {
    may: deciders,
    input: () => ({ regionCode: here, headName: secrets.name, address: secrets.address }),
  },
  // The owner lives there: reads all of it, changes nothing.
  'registry.get_household': { may: ['owner', ...readers], input: of },
  'registry.get_own_household': { may: people, input: nothing },
  'registry.change_household': {
    may: deciders,
    async input(probe) {
      const { householdId, version } = await versionOf(probe)
      return { householdId, version, address: secrets.address, origin: 'local', reason: 'Pindah rumah.' }
    },
  },
  'registry.set_household_state': {
    may: deciders,
    async input(probe) {
      const { state, ...made } = await versionOf(probe)
      return { ...made, state: state === 'active' ? 'moved_away' : 'active', reason: 'Kabar tetangga.' }
    },
  },
  'registry.open_household_debts': {
    may: ['owner', ...deciders],
    input: async (probe) => ({ ...(await of(probe)), reason: 'Menyusun rencana pelunasan.' }),
  },
  'registry.list_household_changes': { may: ['owner', ...readers], input: of },
  'registry.find_household_people': {
    may: deciders,
    input: () => ({ regionCode: here, search: secrets.name }),
  },
  'registry.list_household_helpers': {
    may: ['officer', 'head', 'foreignOfficer', 'foreignHead'],
    input: nothing,
  },
  'registry.list_poverty_lines': { may: people, input: nothing },
  'registry.add_poverty_line': {
    may: ['administrator', 'national'],
    input: () => ({
      scope: '33.72',
      validFrom: `${2000 + randomInt(25)}-${String(1 + randomInt(9)).padStart(2, '0')}-${10 + randomInt(18)}`,
      amount: 600_000,
      source: 'BPS Kota Surakarta',
    }),
  },
  ...Object.fromEntries(names.flatMap((section) => [adding(section), correcting(section)])),
  'registry.end_household_record': {
    may: deciders,
    input: async (probe) => ({ ...(await record(probe, 'debts')), until: '2026-10' }),
  },
  'registry.withdraw_household_record': { may: deciders, input: (probe) => record(probe, 'debts') },
}
