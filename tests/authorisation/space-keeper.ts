import { provisionSpace } from '../../src/modules/space/provision.server.ts'
import type { Probe, Table } from './table.ts'

const desk = ['officer', 'manager', 'head', 'administrator', 'national'] as const
const deskAnywhere = [...desk, 'foreignOfficer', 'foreignHead', 'foreignAdministrator'] as const

const today = () => new Date().toISOString().slice(0, 10)
const hall = ({ database, cast }: Probe, more: object = {}) =>
  provisionSpace({ pool: database.app, actor: cast.administrator }, more)
const board = async (probe: Probe) => ({ spaceId: (await hall(probe)).id, from: today() })

/** The staff's calendar, faults, reciprocity and the monthly report of shared places. */
export const spaceKeeper: Table = {
  'space.get_time_line': { may: desk, input: board },
  'space.list_conflicts': { may: desk, input: board },
  'space.get_region_time_line': { may: deskAnywhere, input: () => ({ from: today() }) },
}
