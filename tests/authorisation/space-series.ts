import { systemActor } from '../../src/kernel/actor.ts'
import { execute } from '../../src/kernel/execute.server.ts'
import { cancel } from '../../src/modules/space/bookings/operations.server.ts'
import { askToSwap, offerBooking } from '../../src/modules/space/exchange/operations.server.ts'
import {
  provisionBooking,
  provisionSpace,
  sampleAnswers,
  timeOn,
} from '../../src/modules/space/provision.server.ts'
import { bookSeries } from '../../src/modules/space/series/operations.server.ts'
import { missed } from '../../src/modules/space/visits/operations.server.ts'
import { offerFreed, waitForTime } from '../../src/modules/space/waiting/operations.server.ts'
import { callAs } from '../support/actors.ts'
import { everyone, type Probe, people, secrets, type Table } from './table.ts'

const date = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

/** A hall of the place, new each time so that no booking meets another. */
const hall = async ({ database, cast }: Probe) => ({
  spaceId: (await provisionSpace({ pool: database.app, actor: cast.administrator })).id,
})

const wish = async (probe: Probe) => ({
  ...(await hall(probe)),
  first: date(3),
  from: 540,
  minutes: 60,
  repeat: 'week',
  count: 3,
})
const answers = { ...sampleAnswers, name: secrets.business }

async function series(probe: Probe) {
  const input = { ...(await wish(probe)), ...answers, dates: [date(3), date(10)] }
  const { id } = await execute(bookSeries, input, callAs(probe.database.app, probe.cast.owner))
  return { seriesId: id }
}

/** A booking of the owner's that nobody came to. */
async function absence(probe: Probe) {
  const { spaceId } = await hall(probe)
  const at = new Date(Date.now() - 3 * 86_400_000).toISOString()
  const owner = { pool: probe.database.app, actor: probe.cast.owner, at }
  const { id } = await provisionBooking(owner, {
    spaceId,
    ...timeOn(date(-1), 9, 10),
    name: secrets.business,
  })
  await execute(missed, { bookingId: id }, callAs(probe.database.app, probe.cast.officer))
  return { spaceId, bookingId: id }
}

/** A time of the place that the owner has, and for which the resident waits; offered to them when it was given back. */
async function waiting(probe: Probe, offered = false) {
  const { spaceId } = await hall(probe)
  const { database, cast } = probe
  const time = timeOn(date(3), 9, 10)
  const { id } = await provisionBooking({ pool: database.app, actor: cast.officer }, { spaceId, ...time })
  const wait = await execute(waitForTime, { spaceId, ...time, ...answers }, callAs(database.app, cast.owner))
  if (offered) {
    await execute(cancel, { bookingId: id, reason: 'Hujan deras.' }, callAs(database.app, cast.officer))
    const now = new Date(Date.now() + 60_000).toISOString()
    await execute(offerFreed, { spaceId }, callAs(database.app, systemActor('jobs'), { now }))
  }
  return { spaceId, waitId: wait.id }
}
const waitId = async (probe: Probe) => ({ waitId: (await waiting(probe)).waitId })
async function taken(probe: Probe) {
  const { spaceId } = await hall(probe)
  const time = timeOn(date(3), 9, 10)
  await provisionBooking({ pool: probe.database.app, actor: probe.cast.owner }, { spaceId, ...time })
  return { spaceId, ...time, ...answers, name: 'Sanggar Uji' }
}

/** The owner's booking, another's, and what the other proposes to the owner. */
async function exchange(probe: Probe) {
  const { spaceId } = await hall(probe)
  const { app } = probe.database
  const mine = await provisionBooking(
    { pool: app, actor: probe.cast.owner },
    { spaceId, ...timeOn(date(3), 9, 10), name: secrets.business },
  )
  const theirs = await provisionBooking(
    { pool: app, actor: probe.cast.officer },
    { spaceId, ...timeOn(date(3), 13, 14) },
  )
  return { spaceId, mine, theirs }
}
async function offered(probe: Probe) {
  const { mine } = await exchange(probe)
  const wish = { bookingId: mine.id, name: 'Sari Uji', phone: '+628129990001' }
  await execute(offerBooking, wish, callAs(probe.database.app, probe.cast.owner))
  return { bookingId: mine.id }
}
async function asked(probe: Probe) {
  const { mine, theirs } = await exchange(probe)
  const wish = { bookingId: theirs.id, reference: mine.reference }
  const { id } = await execute(askToSwap, wish, callAs(probe.database.app, probe.cast.officer))
  return { exchangeId: id }
}

const desk = ['officer', 'manager', 'head', 'administrator', 'national'] as const
const deskAnywhere = [...desk, 'foreignOfficer', 'foreignHead', 'foreignAdministrator'] as const
const keepers = ['manager', 'administrator', 'national'] as const

export const spaceSeries: Table = {
  'space.preview_series': { may: everyone, input: wish },
  'space.preview_series_for': { may: deskAnywhere, input: wish },
  'space.request_series': {
    may: people,
    input: async (probe) => ({
      ...(await wish(probe)),
      ...answers,
      name: 'Sanggar Uji',
      dates: [date(3), date(10)],
    }),
  },
  'space.get_series': { may: ['owner', ...desk], input: series },
  'space.cancel_series': {
    may: ['owner', ...desk],
    input: async (probe) => ({ ...(await series(probe)), reason: 'Hujan deras.' }),
  },
  'space.get_fair_rules': { may: everyone, input: hall },
  'space.set_fair_rules': {
    may: keepers,
    input: async (probe) => ({ ...(await hall(probe)), limits: [], attendance: null }),
  },
  'space.get_standing': { may: people, input: hall },
  'space.list_absentees': {
    may: desk,
    input: async (probe) => ({ spaceId: (await absence(probe)).spaceId }),
  },
  'space.lift_cooling_off': {
    may: ['officer', 'manager', 'head'],
    input: async (probe) => ({ bookingId: (await absence(probe)).bookingId, reason: 'Sakit.' }),
  },
  // Staff and others of the cast have no phone to be told by.
  'space.join_line': { may: people, input: taken, orElse: ['conflict'] },
  'space.get_wait': { may: ['owner', ...desk], input: waitId },
  'space.accept_offer': {
    may: ['owner'],
    input: async (probe) => ({ waitId: (await waiting(probe, true)).waitId }),
  },
  'space.leave_line': { may: ['owner'], input: waitId },
  'space.list_line': { may: desk, input: async (probe) => ({ spaceId: (await waiting(probe)).spaceId }) },
  'space.remove_from_line': {
    may: desk,
    input: async (probe) => ({ ...(await waitId(probe)), reason: 'Salah waktu.' }),
  },
  'space.propose_swap': {
    may: ['owner'],
    input: async (probe) => {
      const { mine, theirs } = await exchange(probe)
      return { bookingId: mine.id, reference: theirs.reference }
    },
  },
  'space.propose_hand_over': {
    may: ['owner'],
    input: async (probe) => ({
      bookingId: (await exchange(probe)).mine.id,
      name: 'Sari Uji',
      phone: '08129990001',
    }),
  },
  'space.withdraw_exchange': { may: ['owner'], input: offered },
  'space.list_exchanges': { may: ['owner', ...desk], input: offered },
  'space.get_exchange': { may: ['owner', ...desk], input: asked },
  'space.accept_exchange': { may: ['owner'], input: asked },
  'space.decline_exchange': { may: ['owner'], input: asked },
  // The clock's own.
  'space.offer_times': { may: [], input: async (probe) => ({ spaceId: (await waiting(probe)).spaceId }) },
}
