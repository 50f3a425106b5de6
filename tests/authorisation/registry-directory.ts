import { randomInt } from 'node:crypto'
import { execute } from '../../src/kernel/execute.server.ts'
import { saveView } from '../../src/modules/registry/directory/operations.server.ts'
import {
  provisionDecision,
  provisionRegistration,
  sampleRegistration,
} from '../../src/modules/registry/provision.server.ts'
import { callAs } from '../support/actors.ts'
import { everyone, nothing, type Probe, secrets, type Table } from './table.ts'

const readersAnywhere = [
  'officer',
  'head',
  'foreignOfficer',
  'foreignHead',
  'administrator',
  'foreignAdministrator',
  'national',
] as const

/** A verified business of the owner's, whose names nobody elsewhere may read. */
async function business({ database, cast }: Probe) {
  const sent = await provisionRegistration(
    { pool: database.app, actor: cast.owner },
    sampleRegistration({
      name: `${secrets.business} ${randomInt(1_000_000_000)}`,
      ownerName: secrets.name,
      address: secrets.address,
    }),
  )
  await provisionDecision({ pool: database.app, actor: cast.officer }, sent.id, { decision: 'approve' })
  return sent
}

/** Asks for the business by its words: whoever is elsewhere finds nothing. */
const asking = (more: object) => async (probe: Probe) => {
  await business(probe)
  return { search: secrets.business, ...more }
}

async function view({ database, cast }: Probe) {
  const name = `${secrets.business} ${randomInt(1_000_000_000)}`
  const { id } = await execute(saveView, { name, shared: true }, callAs(database.app, cast.administrator))
  return { viewId: id }
}

export const registryDirectory: Table = {
  'registry.list_businesses': { may: readersAnywhere, input: asking({}) },
  'registry.count_businesses': { may: readersAnywhere, input: asking({}) },
  'registry.get_map_tile': { may: readersAnywhere, input: asking({ zoom: 5, x: 25, y: 8 }) },
  'registry.view_map': { may: readersAnywhere, input: asking({}) },
  // Refuses business by business: each result is asserted in the directory's own tests.
  'registry.deactivate_businesses': {
    may: readersAnywhere,
    input: async (probe) => ({ businessIds: [(await business(probe)).subjectId], reason: 'Sudah tutup.' }),
  },
  'registry.list_views': {
    may: readersAnywhere,
    input: async (probe) => {
      await view(probe)
      return {}
    },
  },
  'registry.save_view': {
    may: readersAnywhere,
    input: () => ({ name: `Daftar ${randomInt(1_000_000_000)}` }),
  },
  // Only its own author removes a view.
  'registry.remove_view': { may: ['administrator'], input: view },
  'registry.list_public_businesses': { may: everyone, input: nothing, open: true },
  // Of a business that its owner did not list.
  'registry.get_public_business': {
    may: [],
    input: async (probe) => ({ reference: (await business(probe)).reference }),
  },
}
