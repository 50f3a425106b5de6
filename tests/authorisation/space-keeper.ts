import { execute } from '../../src/kernel/execute.server.ts'
import {
  provisionDecision,
  provisionRegistration,
  sampleRegistration,
} from '../../src/modules/registry/provision.server.ts'
import { reportFault, reportToken } from '../../src/modules/space/faults/operations.server.ts'
import { provisionBooking, provisionSpace, timeOn } from '../../src/modules/space/provision.server.ts'
import {
  askMember,
  saveOffer,
  setReciprocity,
} from '../../src/modules/space/reciprocity/operations.server.ts'
import { callAs } from '../support/actors.ts'
import { photograph } from '../support/photograph.ts'
import { everyone, nothing, type Probe, people, secrets, type Table } from './table.ts'

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

/** A fault a visitor reported, with words that only staff read. */
async function fault(probe: Probe) {
  const told = {
    spaceId: (await hall(probe)).id,
    thing: 'toilet',
    nature: 'broken',
    note: secrets.address,
  } as const
  const visitor = callAs(probe.database.app, probe.cast.anonymous, { via: 'form' })
  const { fault: made, reportId } = await execute(reportFault, told, visitor)
  return { faultId: made.id, reportId: reportId ?? '' }
}
const faultId = async (probe: Probe, more: object = {}) => ({
  faultId: (await fault(probe)).faultId,
  ...more,
})

/** A registered business of the owner's; with what it sells to events. */
async function business({ database, cast }: Probe) {
  const mine = { pool: database.app, actor: cast.owner }
  const receipt = await provisionRegistration(mine, sampleRegistration({ name: `Katering ${Math.random()}` }))
  await provisionDecision({ ...mine, actor: cast.officer }, receipt.id, { decision: 'approve' })
  return {
    businessId: receipt.subjectId,
    service: 'catering' as const,
    what: 'Nasi liwet',
    priceFrom: 15_000,
    phone: '081234567890',
  }
}
/** A booking of the owner's that buys from members, and an offer of theirs, since who is asked may read whom to call. */
async function event(probe: Probe) {
  const as = (actor: Probe['cast']['owner']) => callAs(probe.database.app, actor)
  const { id: spaceId } = await hall(probe)
  await execute(setReciprocity, { spaceId, on: true }, as(probe.cast.administrator))
  const owner = { pool: probe.database.app, actor: probe.cast.owner }
  const { id: bookingId } = await provisionBooking(owner, {
    spaceId,
    ...timeOn(date(3), 9, 10),
    note: secrets.address,
  })
  const input = await business(probe)
  const { items } = await execute(saveOffer, input, as(probe.cast.owner))
  return { bookingId, offerId: items.find(({ businessId }) => businessId === input.businessId)?.id ?? '' }
}
const job = async (probe: Probe, more: object = {}) => {
  const { jobs } = await execute(askMember, await event(probe), callAs(probe.database.app, probe.cast.owner))
  return { jobId: jobs[0]?.id ?? '', ...more }
}
const ofHall = async (probe: Probe, more: object = {}) => ({ spaceId: (await hall(probe)).id, ...more })

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
  'space.get_month_report': {
    may: desk,
    input: async (probe) => ({ spaceId: (await hall(probe)).id, month: today().slice(0, 7) }),
  },
  'space.report_fault': {
    may: everyone,
    input: async (probe) => ({ spaceId: (await hall(probe)).id, thing: 'water', nature: 'missing' }),
    open: true,
  },
  'space.join_fault': { may: everyone, input: (probe) => faultId(probe), open: true },
  'space.list_open_faults': {
    may: everyone,
    input: async (probe) => ({ spaceId: (await hall(probe)).id }),
    open: true,
  },
  'space.add_fault_photo': {
    may: everyone,
    async input(probe) {
      const made = await fault(probe)
      return { ...made, token: reportToken(made.reportId), picture: await photograph() }
    },
  },
  'space.add_mended_photo': {
    may: desk,
    input: async (probe) => faultId(probe, { picture: await photograph() }),
  },
  'space.list_faults': { may: deskAnywhere, input: () => ({}) },
  'space.get_fault': { may: desk, input: (probe) => faultId(probe) },
  'space.handle_fault': {
    may: desk,
    input: (probe) => faultId(probe, { act: 'done', note: 'Keran diganti' }),
  },
  'space.get_region_time_line': { may: deskAnywhere, input: () => ({ from: today() }) },
  'space.list_offers': { may: everyone, input: (probe) => ofHall(probe), open: true },
  'space.list_own_offers': { may: people, input: nothing },
  'space.list_own_jobs': { may: people, input: nothing },
  'space.put_offer': { may: people, orElse: ['invalid_input'], input: business },
  'space.list_jobs': {
    may: ['owner', ...desk],
    input: async (probe) => ({ bookingId: (await event(probe)).bookingId }),
  },
  'space.ask_job': { may: ['owner', ...desk], input: event },
  'space.get_job': { may: ['owner', ...desk], input: (probe) => job(probe) },
  'space.answer_job': {
    may: ['owner'],
    input: (probe) => job(probe, { answer: 'confirm', amount: 500_000 }),
  },
  'space.waive_reciprocity': {
    may: ['officer', 'manager', 'head'],
    input: async (probe) => ({ bookingId: (await event(probe)).bookingId, reason: 'Tanpa konsumsi' }),
  },
  'space.set_reciprocity': {
    may: ['manager', 'administrator', 'national'],
    input: (probe) => ofHall(probe, { on: true }),
  },
  'space.get_local_purchases': { may: desk, input: (probe) => ofHall(probe) },
  'space.list_unsettled': { may: desk, input: (probe) => ofHall(probe) },
}
