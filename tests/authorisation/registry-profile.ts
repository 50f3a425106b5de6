import { provisionRegistration, sampleRegistration } from '../../src/modules/registry/provision.server.ts'
import { type Probe, secrets, type Table } from './table.ts'

/** A business of the owner's, as every part of its record needs one. */
export async function businessOf(
  { database, cast }: Probe,
  kind: 'business' | 'street_trader' | 'art_group' = 'business',
): Promise<{ businessId: string }> {
  const sent = await provisionRegistration(
    { pool: database.app, actor: cast.owner },
    sampleRegistration({ kind, name: secrets.business, ownerName: secrets.name, address: secrets.address }),
  )
  return { businessId: sent.subjectId }
}

/** Who reads the record of a business, and who keeps it up to date. */
export const businessReaders = ['owner', 'officer', 'head', 'administrator', 'national'] as const
export const businessKeepers = ['owner', 'officer', 'head'] as const

const why = { reason: 'Didata ulang di tempat.' }
const saving = (answers: object, kind: 'business' | 'street_trader' | 'art_group' = 'business') => ({
  may: businessKeepers,
  input: async (probe: Probe) => ({ ...(await businessOf(probe, kind)), version: 1, ...why, ...answers }),
})

async function ownerOf(probe: Probe): Promise<{ ownerId: string }> {
  const { businessId } = await businessOf(probe)
  const { rows } = await probe.database.owner.query<{ id: string }>(
    `insert into registry.business_owner (business_id, name, share) values ($1, $2, 20) returning id`,
    [businessId, secrets.name],
  )
  return { ownerId: rows[0]?.id ?? '' }
}

export const registryProfile: Table = {
  'registry.get_business': { may: businessReaders, input: (probe) => businessOf(probe) },
  'registry.get_profile': { may: businessReaders, input: (probe) => businessOf(probe) },
  'registry.list_changes': { may: businessReaders, input: (probe) => businessOf(probe) },
  'registry.save_identity': saving({ name: secrets.business }),
  'registry.save_work': saving({ paidMen: 2 }),
  'registry.save_money': saving({ capital: 5_000_000 }),
  'registry.save_market': saving({ channels: ['home'] }),
  'registry.save_santri': saving({ santri: true, pesantren: 'Al-Muayyad' }),
  'registry.save_trade': saving({ placeType: 'cart', spot: 'Depan pasar' }, 'street_trader'),
  'registry.save_art': saving({ artForm: 'gamelan', members: 12 }, 'art_group'),
  'registry.save_place': saving({ address: secrets.address, latitude: -7.5567, longitude: 110.8234 }),
  'registry.add_owner': saving({ name: 'Slamet', share: 10 }),
  'registry.change_owner': {
    may: businessKeepers,
    input: async (probe) => ({ ...(await ownerOf(probe)), name: 'Slamet', share: 10, ...why }),
  },
  'registry.remove_owner': {
    may: businessKeepers,
    input: async (probe) => ({ ...(await ownerOf(probe)), ...why }),
  },
}
