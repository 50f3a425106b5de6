import { execute } from '../../src/kernel/execute.server.ts'
import { provisionSpace } from '../../src/modules/space/provision.server.ts'
import { addParts } from '../../src/modules/space/units/operations.server.ts'
import { callAs } from '../support/actors.ts'
import { everyone, type Probe, type Table } from './table.ts'

const keepers = ['manager', 'administrator', 'national'] as const

/** A co-working space of the place with one seat. */
async function desk({ database, cast }: Probe, more: object = {}) {
  const { id: spaceId } = await provisionSpace({ pool: database.app, actor: cast.administrator })
  const wanted = { spaceId, kind: 'seat', prefix: 'K' }
  const { items } = await execute(addParts, wanted, callAs(database.app, cast.administrator))
  return { spaceId, unitId: items.find((unit) => unit.kind === 'seat')?.id ?? '', ...more }
}

export const spaceCowork: Table = {
  'space.list_units': { may: everyone, input: (probe) => desk(probe) },
  'space.add_units': { may: keepers, input: (probe) => desk(probe, { kind: 'room', prefix: 'POD' }) },
  'space.edit_unit': { may: keepers, input: (probe) => desk(probe, { name: 'Kursi 1', code: 'K1' }) },
  'space.set_unit_active': { may: keepers, input: (probe) => desk(probe, { active: false }) },
}
