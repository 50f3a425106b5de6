import { randomInt } from 'node:crypto'
import {
  provisionDecision,
  provisionRegistration,
  sampleRegistration,
} from '../../src/modules/registry/provision.server.ts'
import { seal, sign } from '../../src/platform/sign.ts'
import { nothing, type Probe, people, secrets, type Table } from './table.ts'

const answers = (more: Parameters<typeof sampleRegistration>[0] = {}) =>
  sampleRegistration({
    name: `${secrets.business} ${randomInt(1_000_000_000)}`,
    ownerName: secrets.name,
    address: secrets.address,
    ...more,
  })

/** What anybody registers of their own. */
const own = () => sampleRegistration({ name: `Usaha ${randomInt(1_000_000_000)}` })

/** A draft somebody wrote on the pages, as the cookie names it. */
async function draft({ database }: Probe): Promise<string> {
  const answers = seal('registry.draft', JSON.stringify({ answers: own(), mends: null }))
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into registry.draft (answers, expires_at) values ($1, now() + interval '1 day') returning id`,
    [answers],
  )
  const id = rows[0]?.id ?? ''
  return `${id}.${sign('registry.draft', id)}`
}

/** A registration of the owner's, waiting for a decision. */
const waiting = ({ database, cast }: Probe) =>
  provisionRegistration({ pool: database.app, actor: cast.owner }, answers())

async function decided(probe: Probe, decision: 'approve' | 'return') {
  const sent = await waiting(probe)
  const officer = { pool: probe.database.app, actor: probe.cast.officer }
  await provisionDecision(officer, sent.id, {
    decision,
    ...(decision === 'return' && { reason: 'Alamat belum jelas.' }),
  })
  return sent
}

async function subjectOf(probe: Probe, id: string): Promise<string> {
  const { rows } = await probe.database.owner.query<{ id: string }>(
    `select coalesce(business_id, organisation_id) as id from registry.registration where id = $1`,
    [id],
  )
  return rows[0]?.id ?? ''
}

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
const registrationId = async (made: Promise<{ id: string }>) => ({ registrationId: (await made).id })

export const registry: Table = {
  'registry.register': { may: people, input: () => ({ ...own(), consent: true }) },
  'registry.register_at_desk': { may: deciders, input: () => ({ ...own(), consent: true }) },
  'registry.resubmit': {
    may: ['owner'],
    input: async (probe) => ({
      ...answers(),
      consent: true,
      registrationId: (await decided(probe, 'return')).id,
    }),
  },
  'registry.send_draft': {
    may: people,
    input: async (probe) => ({ draft: await draft(probe), consent: true }),
  },
  'registry.list_mine': { may: people, input: nothing },
  // Only what was registered at the desk under one's own phone can be claimed.
  'registry.claim': {
    may: [],
    input: async (probe) => ({ subjectId: await subjectOf(probe, (await waiting(probe)).id) }),
  },
  'registry.get_own': {
    may: ['owner'],
    input: async (probe) => ({ subjectId: await subjectOf(probe, (await waiting(probe)).id) }),
  },
  'registry.known_about_me': { may: people, input: nothing },
  'registry.list_registrations': { may: readersAnywhere, input: nothing },
  'registry.list_cases': { may: readersAnywhere, input: nothing },
  'registry.get_case': { may: readers, input: (probe) => registrationId(waiting(probe)) },
  'registry.decide_registration': {
    may: deciders,
    input: async (probe) => ({ ...(await registrationId(waiting(probe))), decision: 'approve' }),
  },
  // Refuses case by case: each result is asserted in the registry's own tests.
  'registry.decide_registrations': {
    may: readersAnywhere,
    input: async (probe) => ({ decision: 'approve', cases: [await registrationId(waiting(probe))] }),
  },
  // Only who decided takes it back.
  'registry.undo_decision': { may: ['officer'], input: (probe) => registrationId(decided(probe, 'approve')) },
  'registry.deactivate': {
    may: ['owner', ...deciders],
    input: async (probe) => ({
      ...(await registrationId(decided(probe, 'approve'))),
      reason: 'Sudah tutup.',
    }),
  },
}
