import { provisionBooking, provisionSpace, timeOn } from '../../src/modules/space/provision.server.ts'
import { type Probe, secrets, type Table } from './table.ts'

const desk = ['officer', 'manager', 'head', 'administrator', 'national'] as const
const deskAnywhere = [...desk, 'foreignOfficer', 'foreignHead', 'foreignAdministrator'] as const

const today = () => new Date().toISOString().slice(0, 10)
const hall = ({ database, cast }: Probe, more: object = {}) =>
  provisionSpace({ pool: database.app, actor: cast.administrator }, more)
const board = async (probe: Probe) => ({ spaceId: (await hall(probe)).id, from: today() })

const date = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
/** A booking of the owner's, three days ahead. */
async function booking(probe: Probe) {
  const { id: spaceId } = await hall(probe)
  const owner = { pool: probe.database.app, actor: probe.cast.owner }
  const time = timeOn(date(3), 9, 10)
  return { ...(await provisionBooking(owner, { spaceId, ...time, note: secrets.address })), time }
}

/** The staff's calendar, faults, reciprocity and the monthly report of shared places. */
export const spaceKeeper: Table = {
  'space.get_time_line': { may: desk, input: board },
  'space.list_conflicts': { may: desk, input: board },
  'space.make_way': {
    may: ['manager', 'administrator', 'national'],
    async input(probe) {
      const { id, time } = await booking(probe)
      return { bookingId: id, how: 'cancel', closure: time, reason: 'Perbaikan atap' }
    },
  },
  'space.get_region_time_line': { may: deskAnywhere, input: () => ({ from: today() }) },
}
