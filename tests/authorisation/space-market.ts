import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemActor } from '../../src/kernel/actor.ts'
import { execute } from '../../src/kernel/execute.server.ts'
import { addLease } from '../../src/modules/space/leases/operations.server.ts'
import { makeLetter, pay, sweepLeases } from '../../src/modules/space/leases/paper-operations.server.ts'
import { provisionSpace } from '../../src/modules/space/provision.server.ts'
import { openFiles } from '../../src/platform/files.ts'
import { callAs } from '../support/actors.ts'
import { everyone, nothing, type Probe, people, secrets, type Table } from './table.ts'

const date = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const reason = 'Kosong tiga bulan.'

/** A market with one stall, new each time. */
async function stall({ database, cast }: Probe) {
  const space = await provisionSpace(
    { pool: database.app, actor: cast.administrator },
    { name: 'Pasar Uji', kind: 'market' },
  )
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into space.unit (space_id, kind, name, code, capacity) values ($1, 'stall', 'A-1', 'A-1', 4) returning id`,
    [space.id],
  )
  return { spaceId: space.id, unitId: rows[0]?.id ?? '' }
}

/** A stall that the owner of the cast holds. */
async function lease(probe: Probe) {
  const { unitId, spaceId } = await stall(probe)
  const { id } = await execute(
    addLease,
    {
      unitId,
      holderName: secrets.business,
      identitySeen: true,
      from: date(-3),
      until: date(90),
      rent: 50_000,
    },
    callAs(probe.database.app, probe.cast.officer),
  )
  await probe.database.owner.query('update space.lease set account_id = $2 where id = $1', [
    id,
    probe.cast.owner.accountId,
  ])
  return { leaseId: id, spaceId }
}
const leaseId = async (probe: Probe, more: object = {}) => ({
  leaseId: (await lease(probe)).leaseId,
  ...more,
})

const jobs = (probe: Probe) => callAs(probe.database.app, systemActor('jobs'))

async function charge(probe: Probe) {
  const wanted = await leaseId(probe)
  await execute(sweepLeases, {}, jobs(probe))
  const { rows } = await probe.database.owner.query('select id from space.charge where lease_id = $1', [
    wanted.leaseId,
  ])
  return { chargeId: rows[0]?.id }
}

async function letterToken(probe: Probe) {
  openFiles(mkdtempSync(join(tmpdir(), 'berdaya-files-')))
  const { id } = await execute(makeLetter, { ...(await leaseId(probe)), kind: 'permit' }, jobs(probe))
  const { rows } = await probe.database.owner.query('select token from space.letter where id = $1', [id])
  return { token: rows[0]?.token }
}

async function receiptToken(probe: Probe) {
  const paid = await execute(
    pay,
    { ...(await charge(probe)), method: 'cash' },
    callAs(probe.database.app, probe.cast.officer),
  )
  return { token: paid.token }
}

async function over(probe: Probe) {
  const wanted = await leaseId(probe)
  await probe.database.owner.query(
    `update space.lease set state = 'ended', ended_on = upper(term) - 1 where id = $1`,
    [wanted.leaseId],
  )
  return wanted
}

const market = async (probe: Probe, more: object = {}) => ({ spaceId: (await stall(probe)).spaceId, ...more })
const ring = [
  [110.8, -7.5],
  [110.80002, -7.5],
  [110.80002, -7.50002],
  [110.8, -7.50002],
  [110.8, -7.5],
]
const geojson = JSON.stringify({
  type: 'FeatureCollection',
  features: [{ geometry: { type: 'Polygon', coordinates: [ring] }, properties: { code: 'B-1' } }],
})

const keepers = ['manager', 'administrator', 'national'] as const
const desk = ['officer', 'manager', 'head', 'administrator', 'national'] as const
const deciders = ['officer', 'manager', 'head'] as const

export const spaceMarket: Table = {
  'space.list_leases': { may: desk, input: async (probe) => ({ spaceId: (await lease(probe)).spaceId }) },
  'space.list_my_leases': { may: people, input: nothing },
  'space.get_lease': { may: ['owner', ...desk], input: (probe) => leaseId(probe) },
  'space.grant_lease': {
    may: deciders,
    input: async (probe) => ({
      unitId: (await stall(probe)).unitId,
      holderName: 'Bu Darmi',
      identitySeen: true,
      from: date(1),
      until: date(60),
    }),
  },
  'space.surrender_lease': { may: ['owner', ...desk], input: (probe) => leaseId(probe, { reason }) },
  'space.revoke_lease': { may: deciders, input: (probe) => leaseId(probe, { reason }) },
  'space.hand_back_lease': {
    may: desk,
    input: async (probe) => ({ ...(await over(probe)), note: 'Bersih.' }),
  },
  'space.review_lease': { may: deciders, input: (probe) => leaseId(probe, { decision: 'refused', reason }) },
  'space.issue_letter': {
    may: [],
    input: async (probe) => {
      openFiles(mkdtempSync(join(tmpdir(), 'berdaya-files-')))
      return leaseId(probe)
    },
  },
  'space.check_letter': { may: everyone, input: letterToken },
  'space.check_receipt': { may: everyone, input: receiptToken },
  'space.list_charges': { may: desk, input: async (probe) => ({ spaceId: (await lease(probe)).spaceId }) },
  'space.pay_charge': { may: desk, input: charge },
  'space.waive_charge': { may: deciders, input: async (probe) => ({ ...(await charge(probe)), reason }) },
  'space.get_letter_template': { may: desk, input: async () => ({ regionCode: '33.72.05.1010' }) },
  'space.save_letter_template': {
    may: ['administrator', 'national'],
    async input({ database }) {
      // Each player writes the first template of the place.
      await database.owner.query('delete from space.letter_template')
      return { regionCode: '33.72.05.1010', version: 0 }
    },
  },
  'space.sweep_leases': { may: [], input: nothing },
  'space.get_plan': { may: everyone, input: (probe) => market(probe) },
  'space.save_plan': {
    may: keepers,
    input: (probe) => market(probe, { version: 0, width: 9, height: 9, stalls: [] }),
  },
  'space.preview_plan_import': { may: keepers, input: (probe) => market(probe, { geojson }) },
  'space.import_plan': { may: keepers, input: (probe) => market(probe, { geojson, version: 0 }) },
  'space.export_plan': { may: everyone, input: (probe) => market(probe) },
  'space.get_market_days': { may: everyone, input: (probe) => market(probe) },
  'space.set_market_days': { may: keepers, input: (probe) => market(probe) },
}
