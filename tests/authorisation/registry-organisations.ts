import { randomUUID } from 'node:crypto'
import { execute } from '../../src/kernel/execute.server.ts'
import { addMember, addUnit } from '../../src/modules/registry/organisations/operations.server.ts'
import { shareBusiness } from '../../src/modules/registry/organisations/share.operations.server.ts'
import { callAs } from '../support/actors.ts'
import { businessOf, businessReaders } from './registry-profile.ts'
import { nothing, type Probe, people, secrets, type Table } from './table.ts'

/** A verified organisation of the place, registered by the owner. */
async function organisationOf({ database, cast }: Probe): Promise<{ organisationId: string }> {
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into registry.organisation (kind, name, state, region_code, account_id, address, created_at, updated_at)
     values ('bank', $1, 'verified', '33.72.05.1010', $2, $3, now(), now()) returning id`,
    [`${secrets.business} ${randomUUID().slice(0, 8)}`, cast.owner.accountId, secrets.address],
  )
  return { organisationId: rows[0]?.id ?? '' }
}

async function unitOf(probe: Probe) {
  const { organisationId } = await organisationOf(probe)
  const call = callAs(probe.database.app, probe.cast.officer)
  const { id } = await execute(addUnit, { organisationId, name: 'Seksi Uji' }, call)
  return { unitId: id }
}

const member = { contact: 'resident@contoh.id', role: 'member' as const }

async function memberOf(probe: Probe) {
  const { organisationId } = await organisationOf(probe)
  const call = callAs(probe.database.app, probe.cast.administrator)
  const { id } = await execute(addMember, { organisationId, ...member }, call)
  return { assignmentId: id, reason: 'Selesai.' }
}

const shareOf = async (probe: Probe) => ({
  ...(await businessOf(probe)),
  ...(await organisationOf(probe)),
  purpose: 'buying' as const,
})

async function given(probe: Probe) {
  const call = callAs(probe.database.app, probe.cast.owner)
  return { shareId: (await execute(shareBusiness, await shareOf(probe), call)).id }
}

const readers = ['owner', 'officer', 'head', 'administrator', 'national'] as const
const keepers = ['owner', 'officer', 'head'] as const
const appointers = ['administrator', 'national'] as const

export const registryOrganisations: Table = {
  'registry.list_organisations': { may: people, input: nothing },
  'registry.get_organisation': { may: readers, input: organisationOf },
  'registry.change_organisation': {
    may: keepers,
    input: async (probe) => ({ ...(await organisationOf(probe)), version: 1, name: 'Bank Uji' }),
  },
  'registry.add_unit': {
    may: keepers,
    input: async (probe) => ({ ...(await organisationOf(probe)), name: 'Seksi Uji' }),
  },
  'registry.close_unit': { may: keepers, input: unitOf },
  'registry.add_member': {
    may: appointers,
    noKeys: true,
    input: async (probe) => ({ ...(await organisationOf(probe)), ...member }),
  },
  'registry.end_member': { may: appointers, noKeys: true, input: memberOf },
  'registry.find_partners': { may: people, input: () => ({ search: 'Tidak Ada' }), open: true },
  'registry.list_business_shares': { may: businessReaders, input: (probe) => businessOf(probe) },
  'registry.share_business': { may: ['owner'], input: shareOf },
  'registry.withdraw_share': { may: ['owner'], input: given },
  // Its own people only, whatever one holds over regions; the tests of the module say what they see.
  'registry.list_shared_businesses': { may: [], input: organisationOf },
}
