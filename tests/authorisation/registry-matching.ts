import { randomInt } from 'node:crypto'
import { execute } from '../../src/kernel/execute.server.ts'
import { decideMatch } from '../../src/modules/registry/matching/operations.server.ts'
import { provisionRegistration, sampleRegistration } from '../../src/modules/registry/provision.server.ts'
import { uploadEvidence } from '../../src/modules/registry/verification/operations.server.ts'
import { callAs } from '../support/actors.ts'
import { here } from '../support/cast.ts'
import { nothing, type Probe, people, secrets, type Table } from './table.ts'

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

const registered = ({ database, cast }: Probe) =>
  provisionRegistration(
    { pool: database.app, actor: cast.owner },
    sampleRegistration({
      name: `${secrets.business} ${randomInt(1_000_000_000)}`,
      ownerName: secrets.name,
      address: secrets.address,
    }),
  )
const registrationId = async (probe: Probe) => ({ registrationId: (await registered(probe)).id })

/** Two businesses of the owner's, put before the officers. */
async function pair(probe: Probe) {
  const [one, other] = [await registered(probe), await registered(probe)]
  const { rows } = await probe.database.owner.query<{ id: string }>(
    `insert into registry.match_pair (a_id, b_id, region_a, region_b, score, reasons, found_at)
     values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3, $3, 90, '{same_phone}', now()) returning id`,
    [one.subjectId, other.subjectId, here],
  )
  return { matchId: rows[0]?.id ?? '', one, other }
}
const matchId = async (probe: Probe) => ({ matchId: (await pair(probe)).matchId })

async function merged(probe: Probe) {
  const made = await pair(probe)
  const input = { matchId: made.matchId, verdict: 'same' as const, keep: made.one.subjectId }
  await execute(decideMatch, input, callAs(probe.database.app, probe.cast.officer))
  return { matchId: made.matchId }
}

const similar = {
  kind: 'business',
  name: secrets.business,
  ownerName: secrets.name,
  regionCode: here,
  address: secrets.address,
} as const

const paper = () =>
  new File(['%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n'], 'surat.pdf', { type: 'application/pdf' })

async function evidence(probe: Probe) {
  const input = { ...(await registrationId(probe)), file: paper() }
  const { id } = await execute(uploadEvidence, input, callAs(probe.database.app, probe.cast.officer))
  return { evidenceId: id }
}

/** Duplicates and what is looked at before an approval. */
export const registryMatching: Table = {
  'registry.list_matches': { may: readersAnywhere, input: nothing },
  'registry.get_match': { may: readers, input: matchId },
  'registry.decide_match': {
    may: deciders,
    input: async (probe) => ({ ...(await matchId(probe)), verdict: 'different' }),
  },
  'registry.separate_match': {
    may: deciders,
    input: async (probe) => ({ ...(await merged(probe)), reason: 'Dua usaha.' }),
  },
  // A reference of another place, or where one does not decide, is told as one that does not exist.
  'registry.add_match': {
    may: readersAnywhere,
    orElse: ['invalid_input'],
    input: async (probe) => {
      const { one, other } = await pair(probe)
      return { first: one.reference, second: other.reference }
    },
  },
  'registry.find_similar': { may: deciders, input: () => similar },
  'registry.is_this_you': { may: people, input: () => similar },
  // The clock's own.
  'registry.match_waiting': { may: [], input: nothing },
  'registry.get_checklist': { may: readers, input: registrationId },
  'registry.save_checklist': {
    may: deciders,
    input: async (probe) => ({
      ...(await registrationId(probe)),
      items: [{ code: 'place_seen', done: true, note: secrets.address }],
    }),
  },
  'registry.add_evidence': {
    may: deciders,
    input: async (probe) => ({ ...(await registrationId(probe)), file: paper(), caption: secrets.name }),
  },
  'registry.remove_evidence': { may: deciders, input: evidence },
  'registry.get_evidence': { may: readers, input: evidence },
  'registry.list_check_items': { may: readersAnywhere, input: nothing },
  'registry.save_check_item': {
    may: ['administrator', 'national'],
    input: () => ({
      code: `uji_${randomInt(1_000_000_000)}`,
      kinds: ['organisation'],
      textId: 'Surat tugas',
      textEn: 'Letter of assignment',
    }),
  },
}
