import { provisionRegistration, sampleRegistration } from '../../src/modules/registry/provision.server.ts'
import { type Probe, secrets, type Table } from './table.ts'

/** A business of the owner's, as every part of its record needs one. */
export async function businessOf({ database, cast }: Probe): Promise<{ businessId: string }> {
  const sent = await provisionRegistration(
    { pool: database.app, actor: cast.owner },
    sampleRegistration({ name: secrets.business, ownerName: secrets.name, address: secrets.address }),
  )
  return { businessId: sent.subjectId }
}

/** Who reads the record of a business, and who keeps it up to date. */
export const businessReaders = ['owner', 'officer', 'head', 'administrator', 'national'] as const
export const businessKeepers = ['owner', 'officer', 'head'] as const

export const registryProfile: Table = {
  'registry.get_business': { may: businessReaders, input: businessOf },
}
