import { execute } from '../../src/kernel/execute.server.ts'
import { clearForEvent } from '../../src/modules/space/clearing/operations.server.ts'
import { askForWhole } from '../../src/modules/space/clearing/wish-operations.server.ts'
import { openGuestBook, signGuestIn } from '../../src/modules/space/guests/operations.server.ts'
import {
  everyDay,
  provisionBooking,
  provisionSpace,
  timeOn,
} from '../../src/modules/space/provision.server.ts'
import { addParts } from '../../src/modules/space/units/operations.server.ts'
import { callAs } from '../support/actors.ts'
import { everyone, type Probe, people, secrets, type Table } from './table.ts'

const staff = ['officer', 'manager', 'head', 'administrator', 'national'] as const
const keepers = ['manager', 'administrator', 'national'] as const

/** A co-working space of the place with one seat. */
async function desk({ database, cast }: Probe, more: object = {}) {
  const { id: spaceId } = await provisionSpace({ pool: database.app, actor: cast.administrator })
  const wanted = { spaceId, kind: 'seat', prefix: 'K' }
  const { items } = await execute(addParts, wanted, callAs(database.app, cast.administrator))
  return { spaceId, unitId: items.find((unit) => unit.kind === 'seat')?.id ?? '', ...more }
}

/** A space people may walk into at any hour. */
async function openDoor({ database, cast }: Probe, more: object = {}) {
  const openings = everyDay(0, 1440)
  const { id: spaceId } = await provisionSpace(
    { pool: database.app, actor: cast.administrator },
    { openings },
  )
  await execute(openGuestBook, { spaceId, open: true }, callAs(database.app, cast.administrator))
  return { spaceId, ...more }
}

/** A guest of the place, whose link only they have. */
async function guest(probe: Probe) {
  const entry = await openDoor(probe, { purpose: 'work', name: secrets.name })
  const { id } = await execute(signGuestIn, entry, callAs(probe.database.app, probe.cast.officer))
  return { guestId: id }
}

const date = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const morning = () => timeOn(date(3), 9, 11)
const event = { title: 'Bazar UMKM', groupKind: 'government', purpose: 'market', attendees: 50 }
const cleared = async (probe: Probe, seen: string[] = []) => ({
  ...(await desk(probe)),
  unitId: undefined,
  ...morning(),
  ...event,
  booker: { name: 'Dinas Koperasi' },
  seen,
})

/** What the owner of a seat is offered after an event took it. */
async function offer(probe: Probe, more: object = {}) {
  const { database, cast } = probe
  const { spaceId, unitId } = await desk(probe)
  const made = await provisionBooking(
    { pool: database.app, actor: cast.owner },
    { spaceId, unitId, ...morning(), groupKind: 'person', name: secrets.name, attendees: 1 },
  )
  const input = { ...(await cleared(probe, [made.id])), spaceId }
  await execute(clearForEvent, input, callAs(database.app, cast.manager))
  const found = 'select id from space.clearing_loss where booking_id = $1'
  const { rows } = await database.owner.query<{ id: string }>(found, [made.id])
  return { lossId: rows[0]?.id, ...more }
}

/** All of a space in which the owner has a seat, as somebody may ask for it. */
async function seated(probe: Probe) {
  const { database, cast } = probe
  const { spaceId, unitId } = await desk(probe)
  await provisionBooking(
    { pool: database.app, actor: cast.owner },
    { spaceId, unitId, ...morning(), groupKind: 'person', name: secrets.name, attendees: 1 },
  )
  return { spaceId, ...morning(), ...event, attendees: 20 }
}

/** The owner asked for all of the space. */
async function wish(probe: Probe, more: object = {}) {
  const asked = await seated(probe)
  const made = await execute(askForWhole, asked, callAs(probe.database.app, probe.cast.owner))
  return { wishId: made.id, spaceId: asked.spaceId, ...more }
}

export const spaceCowork: Table = {
  'space.wish_for_whole': {
    may: people,
    orElse: ['conflict'],
    input: seated,
  },
  'space.get_clearing_wish': { may: ['owner', ...staff], input: (probe) => wish(probe) },
  'space.list_clearing_wishes': { may: staff, input: (probe) => wish(probe) },
  'space.decide_clearing_wish': {
    may: ['officer', 'manager', 'head'],
    input: (probe) => wish(probe, { decision: 'reject', reason: 'Kursi sudah dipesan.' }),
  },
  'space.withdraw_clearing_wish': { may: ['owner'], input: (probe) => wish(probe) },
  'space.list_units': { may: everyone, input: (probe) => desk(probe) },
  'space.add_units': { may: keepers, input: (probe) => desk(probe, { kind: 'room', prefix: 'POD' }) },
  'space.edit_unit': { may: keepers, input: (probe) => desk(probe, { name: 'Kursi 1', code: 'K1' }) },
  'space.sign_guest_in': { may: everyone, input: (probe) => openDoor(probe, { purpose: 'work' }) },
  'space.sign_guest_out': { may: staff, input: guest },
  'space.get_guest': { may: staff, input: guest },
  'space.list_guests': { may: staff, input: (probe) => openDoor(probe) },
  'space.get_presence': { may: everyone, input: (probe) => openDoor(probe) },
  'space.set_guest_book': { may: keepers, input: (probe) => openDoor(probe, { open: false }) },
  'space.preview_clearing': { may: keepers, input: (probe) => cleared(probe) },
  'space.clear': { may: keepers, input: (probe) => cleared(probe) },
  'space.get_clearing_offer': { may: staff, input: (probe) => offer(probe) },
  'space.accept_clearing_offer': {
    may: staff,
    input: (probe) => offer(probe, { start: timeOn(date(3), 13, 15).start }),
  },
  // The clock's own.
  'space.tell_free_again': { may: [], input: () => ({}) },
  'space.close_guest_books': { may: [], input: () => ({}) },
  'space.set_unit_active': { may: keepers, input: (probe) => desk(probe, { active: false }) },
}
