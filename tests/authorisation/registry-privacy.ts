import { execute } from '../../src/kernel/execute.server.ts'
import { requestData } from '../../src/modules/registry/privacy/requests.operations.server.ts'
import { unmaskNumber } from '../../src/modules/registry/privacy/unmask.operations.server.ts'
import { callAs } from '../support/actors.ts'
import { businessOf, businessReaders } from './registry-profile.ts'
import { administrators, everyone, nothing, type Probe, people, secrets, type Table } from './table.ts'

/** The owner's NPWP, sealed on a business of theirs. */
async function numberOf(probe: Probe) {
  const { businessId } = await businessOf(probe)
  const { sealNumber } = await import('../../src/modules/registry/secrets.server.ts')
  const { sealed, mask } = sealNumber('npwp', secrets.nik)
  await probe.database.owner.query(
    'update registry.business set npwp_sealed = $2, npwp_mask = $3 where id = $1',
    [businessId, sealed, mask],
  )
  return {
    number: 'npwp' as const,
    recordId: businessId,
    reasonCode: 'verify' as const,
    reason: 'Cocokkan KTP.',
  }
}

const correction = {
  kind: 'correction' as const,
  about: 'name' as const,
  wish: `Nama saya ${secrets.name}, bukan yang tertulis.`,
}

/** A request of the owner's; an earlier one is closed. */
async function requestOf({ database, cast }: Probe): Promise<{ requestId: string }> {
  await database.owner.query(`update registry.data_request set state = 'withdrawn', handled_at = now()`)
  const { id } = await execute(requestData, { request: correction }, callAs(database.app, cast.owner))
  return { requestId: id }
}

const deciders = ['officer', 'head'] as const

/** Asked by somebody without an account. */
async function guestRequestOf({ database }: Probe): Promise<{ requestId: string }> {
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into registry.data_request (kind, about, region_code, wish_sealed, received_at, deadline, guest_name)
     values ('correction', 'name', '33.72.05.1010', '', now(), now() + interval '72 hours', $1) returning id`,
    [secrets.name],
  )
  return { requestId: rows[0]?.id ?? '' }
}

async function unknownPerson({ database }: Probe): Promise<string> {
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into registry.person (name, region_code, created_at, updated_at) values ($1, '33.72.05.1010', now(), now()) returning id`,
    [secrets.name],
  )
  return rows[0]?.id ?? ''
}

export const registryPrivacy: Table = {
  'registry.unmask_number': { may: deciders, input: numberOf, noKeys: true },
  'registry.read_unmasked_number': {
    may: ['officer'],
    noKeys: true,
    input: async (probe) => {
      const call = callAs(probe.database.app, probe.cast.officer)
      return { unmaskingId: (await execute(unmaskNumber, await numberOf(probe), call)).id }
    },
  },
  'registry.list_numbers': { may: businessReaders, input: (probe) => businessOf(probe) },
  'registry.request_data_change': {
    may: people,
    noKeys: true,
    input: async (probe) => {
      await probe.database.owner.query(
        `update registry.data_request set state = 'withdrawn', handled_at = now()`,
      )
      return { request: { ...correction, wish: 'Nama saya salah tulis.' } }
    },
  },
  'registry.request_data_change_as_guest': {
    may: everyone,
    input: () => ({
      request: { ...correction, wish: 'Nama saya salah tulis.' },
      name: secrets.name,
      regionCode: '33.72.05.1010',
    }),
    orElse: ['unavailable'],
  },
  'registry.list_data_request_people': { may: ['administrator', 'national'], input: guestRequestOf },
  'registry.check_data_request_identity': {
    may: ['administrator', 'national'],
    input: async (probe) => ({
      ...(await guestRequestOf(probe)),
      personId: await unknownPerson(probe),
      proof: 'ktp',
    }),
  },
  'registry.list_my_data_requests': { may: people, input: nothing },
  'registry.withdraw_data_request': { may: ['owner'], input: requestOf },
  'registry.list_data_requests': { may: administrators, input: nothing },
  'registry.get_data_request': { may: ['administrator', 'national'], input: requestOf },
  'registry.answer_data_request': {
    may: ['administrator', 'national'],
    input: async (probe) => ({
      ...(await requestOf(probe)),
      version: 1,
      decision: 'refused',
      answer: 'Data sudah benar.',
    }),
  },
  'registry.get_my_data': { may: people, noKeys: true, input: nothing },
  'registry.list_processing': {
    may: ['head', 'foreignHead', ...administrators],
    input: nothing,
    open: true,
  },
  'registry.list_who_looked': { may: people, input: nothing },
}
