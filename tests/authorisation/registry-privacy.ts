import { execute } from '../../src/kernel/execute.server.ts'
import { unmaskNumber } from '../../src/modules/registry/privacy/unmask.operations.server.ts'
import { callAs } from '../support/actors.ts'
import { businessOf, businessReaders } from './registry-profile.ts'
import { nothing, type Probe, people, secrets, type Table } from './table.ts'

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

const deciders = ['officer', 'head'] as const

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
  'registry.list_numbers': { may: businessReaders, input: businessOf },
  'registry.list_who_looked': { may: people, input: nothing },
}
