import { expect } from 'vitest'
import { execute } from '../../src/kernel/execute.server.ts'
import { Fault } from '../../src/kernel/fault.ts'
import { lookAtFinance } from '../../src/modules/registry/finance/operations.server.ts'
import { provisionRegistration, sampleRegistration } from '../../src/modules/registry/provision.server.ts'
import { callAs } from '../support/actors.ts'
import { everyone, nothing, type Probe, secrets, type Table } from './table.ts'

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
const readersAnywhere = [
  'officer',
  'head',
  'foreignOfficer',
  'foreignHead',
  'administrator',
  'foreignAdministrator',
  'national',
] as const
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

async function permitOf(probe: Probe): Promise<{ permitId: string }> {
  const { businessId } = await businessOf(probe)
  const { rows } = await probe.database.owner.query<{ id: string }>(
    `insert into registry.permit (business_id, region_code, kind, number, created_at)
     select id, region_code, 'other', $2, now() from registry.business where id = $1 returning id`,
    [businessId, secrets.address],
  )
  return { permitId: rows[0]?.id ?? '' }
}

async function financeOf(probe: Probe): Promise<{ financeId: string }> {
  const { businessId } = await businessOf(probe)
  const { rows } = await probe.database.owner.query<{ id: string }>(
    `insert into registry.business_finance (business_id, source, lender, created_at) values ($1, 'kur', $2, now()) returning id`,
    [businessId, secrets.name],
  )
  return { financeId: rows[0]?.id ?? '' }
}

const document = () => new File(['%PDF-1.4'], 'surat.pdf')

/** A verified business of the owner's that waits to move to another city, whose office reads the move and nothing else of it. */
async function moveOf(probe: Probe): Promise<{ moveId: string }> {
  const { businessId } = await businessOf(probe)
  const { rows } = await probe.database.owner.query<{ id: string }>(
    `with b as (update registry.business set state = 'verified' where id = $1 returning id, account_id, reference, kind, region_code)
     insert into registry.business_move (business_id, account_id, name, reference, kind, from_region, to_region, address, asked_at, asked_by,
       asked_by_name)
     select id, account_id, 'Warung Pindah', reference, kind, region_code, '33.73.01.1001', 'Jl. Baru 1', now(), account_id, 'Pemilik' from b
     returning id`,
    [businessId],
  )
  return { moveId: rows[0]?.id ?? '' }
}

async function verifiedOf(probe: Probe) {
  const { businessId } = await businessOf(probe)
  await probe.database.owner.query(`update registry.business set state = 'verified' where id = $1`, [
    businessId,
  ])
  return { businessId, version: 1, regionCode: '34.71.01.1001', address: secrets.address, ...why }
}

export const registryProfile: Table = {
  'registry.move_business': { may: businessKeepers, input: verifiedOf },
  'registry.list_business_moves': { may: businessReaders, input: (probe) => businessOf(probe) },
  'registry.list_moves': { may: readersAnywhere, input: nothing },
  'registry.decide_move': {
    may: ['foreignOfficer', 'foreignHead'],
    input: async (probe) => ({
      ...(await moveOf(probe)),
      decision: 'refused',
      answer: 'Tempat itu kosong.',
    }),
  },
  'registry.cancel_move': {
    may: businessKeepers,
    input: moveOf,
  },
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
  'registry.search_kbli': { may: everyone, input: () => ({ search: 'jual gorengan' }), open: true },
  'registry.list_kbli_divisions': { may: everyone, input: nothing, open: true },
  'registry.choose_kbli': saving({ kbliCode: '56103' }),
  'registry.list_permits': { may: businessReaders, input: (probe) => businessOf(probe) },
  'registry.add_permit': saving({ kind: 'other', number: 'X-1' }),
  'registry.change_permit': {
    may: businessKeepers,
    input: async (probe) => ({ ...(await permitOf(probe)), number: 'X-2', ...why }),
  },
  'registry.remove_permit': {
    may: businessKeepers,
    input: async (probe) => ({ ...(await permitOf(probe)), ...why }),
  },
  'registry.attach_permit_file': {
    may: businessKeepers,
    input: async (probe) => ({ ...(await permitOf(probe)), document: document(), ...why }),
  },
  'registry.get_permit_file': { may: businessReaders, input: permitOf },
  'registry.list_expiring_permits': { may: readersAnywhere, input: nothing },
  'registry.remind_permits': { may: [], input: nothing },
  'registry.list_finance': { may: businessReaders, input: (probe) => businessOf(probe) },
  'registry.add_finance': saving({ source: 'kur', principal: 5_000_000 }),
  'registry.settle_finance': {
    may: businessKeepers,
    input: async (probe) => ({ ...(await financeOf(probe)), ...why }),
  },
  'registry.remove_finance': {
    may: businessKeepers,
    input: async (probe) => ({ ...(await financeOf(probe)), ...why }),
  },
  'registry.look_at_finance': {
    may: ['officer', 'head'],
    noKeys: true,
    input: async (probe) => ({ ...(await businessOf(probe)), ...why }),
  },
  // An officer says why first; those who may not even say so are refused there and here.
  'registry.read_finance_amounts': {
    may: businessKeepers,
    noKeys: true,
    async input(probe, player) {
      const business = await businessOf(probe)
      const asked = execute(
        lookAtFinance,
        { ...business, ...why },
        callAs(probe.database.app, probe.cast[player], { via: 'form' }),
      )
      await asked.catch((error) => expect(error).toBeInstanceOf(Fault))
      return business
    },
  },
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
