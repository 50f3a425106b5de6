import { execute } from '../../src/kernel/execute.server.ts'
import { describeHold, holdSpace } from '../../src/modules/space/bookings/operations.server.ts'
import { decideBooking } from '../../src/modules/space/decisions/operations.server.ts'
import { addClosure } from '../../src/modules/space/places/operations.server.ts'
import { uploadPhoto } from '../../src/modules/space/places/photo-operations.server.ts'
import {
  everyDay,
  provisionBooking,
  provisionSpace,
  sampleAnswers,
  sampleSpace,
  timeOn,
} from '../../src/modules/space/provision.server.ts'
import { checkInByCode } from '../../src/modules/space/visits/operations.server.ts'
import { callAs } from '../support/actors.ts'
import { photograph } from '../support/photograph.ts'
import { everyone, nothing, type Probe, people, secrets, type Table } from './table.ts'

const date = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const hour = () => timeOn(date(3), 9, 10)
const later = () => timeOn(date(4), 9, 10)

/** A hall of the place, new each time so that no booking meets another. */
const hall = ({ database, cast }: Probe, more: Parameters<typeof provisionSpace>[1] = {}) =>
  provisionSpace({ pool: database.app, actor: cast.administrator }, more)

/** A booking of the owner's; where an officer decides, it waits. */
async function booking(probe: Probe, approval: 'automatic' | 'approved' = 'automatic') {
  const { id: spaceId } = await hall(probe, { approval })
  const owner = { pool: probe.database.app, actor: probe.cast.owner }
  const made = await provisionBooking(owner, {
    spaceId,
    ...hour(),
    name: secrets.business,
    note: secrets.address,
  })
  return { spaceId, bookingId: made.id, reference: made.reference }
}
const bookingId = async (probe: Probe, more: object = {}) => ({
  bookingId: (await booking(probe)).bookingId,
  ...more,
})
const waitingId = async (probe: Probe) => ({ bookingId: (await booking(probe, 'approved')).bookingId })
const spaceId = async (probe: Probe, more: object = {}) => ({ spaceId: (await hall(probe)).id, ...more })

async function decided(probe: Probe) {
  const wanted = await waitingId(probe)
  await execute(
    decideBooking,
    { ...wanted, decision: 'approve' },
    callAs(probe.database.app, probe.cast.officer),
  )
  return wanted
}

const millisecondsPerHour = 3_600_000

/** A booking of the owner's whose time has begun. */
async function begun(probe: Probe) {
  const { id: wanted } = await hall(probe, { openings: everyDay(0, 1440) })
  const start = Math.floor(Date.now() / millisecondsPerHour) * millisecondsPerHour
  const at = new Date(start - 2 * millisecondsPerHour).toISOString()
  const time = {
    start: new Date(start).toISOString(),
    end: new Date(start + millisecondsPerHour).toISOString(),
  }
  const owner = { pool: probe.database.app, actor: probe.cast.owner, at }
  const made = await provisionBooking(owner, { spaceId: wanted, ...time, name: secrets.business })
  return { bookingId: made.id, code: made.reference }
}

async function arrived(probe: Probe) {
  const { code, bookingId: id } = await begun(probe)
  await execute(checkInByCode, { code }, callAs(probe.database.app, probe.cast.officer))
  return { bookingId: id }
}

const answers = { ...sampleAnswers, name: 'Sanggar Uji' }

/** A hold of a visitor's, with the token that shows it is theirs. */
async function hold(probe: Probe, answered = false) {
  const visitor = callAs(probe.database.app, probe.cast.anonymous, { via: 'form' })
  const { id: holdId, token } = await execute(holdSpace, { ...(await spaceId(probe)), ...hour() }, visitor)
  if (answered) await execute(describeHold, { holdId, token, ...answers }, visitor)
  return { holdId, token }
}

async function closure(probe: Probe) {
  const input = { ...(await spaceId(probe)), ...later(), reason: 'Perbaikan atap' }
  const { id } = await execute(addClosure, input, callAs(probe.database.app, probe.cast.administrator))
  return { closureId: id }
}

/** A photo of a hall of the place. */
async function photo(probe: Probe) {
  const input = { ...(await spaceId(probe)), picture: await photograph(), altId: 'Gedung' }
  const { photos } = await execute(
    uploadPhoto,
    input,
    callAs(probe.database.app, probe.cast.administrator, { via: 'form' }),
  )
  return { photoId: photos[0]?.id }
}

const desk = ['officer', 'manager', 'head', 'administrator', 'national'] as const
const deciders = ['officer', 'manager', 'head'] as const
const decidersAnywhere = [...deciders, 'foreignOfficer', 'foreignHead'] as const
const deskAnywhere = [...desk, 'foreignOfficer', 'foreignHead', 'foreignAdministrator'] as const
const keepers = ['manager', 'administrator', 'national'] as const

export const space: Table = {
  'space.search': { may: everyone, input: nothing },
  'space.find_free': { may: everyone, input: nothing },
  'space.get': { may: everyone, input: (probe) => spaceId(probe) },
  'space.get_calendar': {
    may: everyone,
    input: async (probe) => ({ spaceId: (await booking(probe)).spaceId, from: date(2), to: date(5) }),
  },
  'space.show': {
    may: everyone,
    input: async (probe) => ({ spaceId: (await booking(probe)).spaceId, from: date(2), to: date(5) }),
  },
  'space.request_booking': { may: people, input: (probe) => spaceId(probe, { ...hour(), ...answers }) },
  'space.hold': { may: everyone, input: (probe) => spaceId(probe, hour()) },
  'space.get_hold': { may: everyone, input: (probe) => hold(probe) },
  'space.answer_hold': { may: everyone, input: async (probe) => ({ ...(await hold(probe)), ...answers }) },
  'space.confirm_hold': { may: people, input: (probe) => hold(probe, true) },
  'space.release_hold': { may: everyone, input: (probe) => hold(probe) },
  'space.get_booking': { may: ['owner', ...desk], input: (probe) => bookingId(probe) },
  'space.cancel_booking': {
    may: ['owner', ...desk],
    input: (probe) => bookingId(probe, { reason: 'Hujan deras.' }),
  },
  'space.reschedule_booking': { may: ['owner', ...desk], input: (probe) => bookingId(probe, later()) },
  'space.list_mine': { may: people, input: nothing },
  'space.list_bookings': { may: desk, input: async (probe) => ({ spaceId: (await booking(probe)).spaceId }) },
  'space.list_cases': { may: decidersAnywhere, input: nothing },
  'space.get_case': { may: deciders, input: waitingId },
  'space.decide_booking': {
    may: deciders,
    input: async (probe) => ({ ...(await waitingId(probe)), decision: 'approve' }),
  },
  // Only who decided takes it back.
  'space.undo_decision': { may: ['officer'], input: decided },
  'space.list_kept': { may: deskAnywhere, input: nothing },
  'space.create': { may: keepers, input: () => sampleSpace({ name: 'Balai Uji' }) },
  'space.edit': {
    may: keepers,
    input: async (probe) => {
      const { id, version } = await hall(probe)
      return { ...sampleSpace({ name: 'Balai Uji' }), spaceId: id, version }
    },
  },
  'space.set_hours': {
    may: keepers,
    input: (probe) => spaceId(probe, { openings: [{ weekday: 1, from: 480, to: 600 }] }),
  },
  'space.set_state': { may: keepers, input: (probe) => spaceId(probe, { state: 'archived' }) },
  'space.preview_closure': {
    may: keepers,
    input: async (probe) => ({ spaceId: (await booking(probe)).spaceId, ...hour() }),
  },
  'space.close': { may: keepers, input: (probe) => spaceId(probe, { ...later(), reason: 'Perbaikan atap' }) },
  'space.list_closures': { may: desk, input: (probe) => spaceId(probe) },
  'space.withdraw_closure': { may: keepers, input: closure },
  // Whoever holds the paper reads what stands on it: the group's name, no phone and no note.
  'space.get_pass': {
    may: everyone,
    input: async (probe) => ({ code: (await booking(probe)).reference }),
    open: true,
  },
  'space.check_in': { may: desk, input: async (probe) => ({ code: (await begun(probe)).code }) },
  'space.complete_booking': { may: desk, input: arrived, orElse: ['conflict'] },
  'space.mark_no_show': {
    may: desk,
    input: async (probe) => ({ bookingId: (await begun(probe)).bookingId }),
    orElse: ['conflict'],
  },
  'space.list_desks': { may: deskAnywhere, input: nothing },
  'space.get_day_sheet': {
    may: desk,
    input: async (probe) => ({ spaceId: (await booking(probe)).spaceId, date: date(3) }),
  },
  'space.export_bookings': {
    may: desk,
    input: async (probe) => ({ spaceId: (await booking(probe)).spaceId }),
  },
  'space.add_photo': {
    may: keepers,
    input: async (probe) => spaceId(probe, { picture: await photograph(), altId: 'Gedung' }),
  },
  'space.remove_photo': { may: keepers, input: photo },
  'space.lead_with_photo': { may: keepers, input: photo },
  // The clock's own.
  'space.sweep': { may: [], input: nothing },
  'space.expire_request': { may: [], input: waitingId },
  'space.remind_booker': { may: [], input: (probe) => bookingId(probe) },
}
