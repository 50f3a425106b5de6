import { systemActor } from '../../src/kernel/actor.ts'
import { execute } from '../../src/kernel/execute.server.ts'
import {
  provisionDecision,
  provisionRegistration,
  sampleRegistration,
} from '../../src/modules/registry/provision.server.ts'
import { closeDueRound } from '../../src/modules/space/allotment/clock-operations.server.ts'
import { addRound, announce, draw } from '../../src/modules/space/allotment/office-operations.server.ts'
import { appealResult, applyForPlace } from '../../src/modules/space/allotment/operations.server.ts'
import { provisionSpace } from '../../src/modules/space/provision.server.ts'
import { callAs } from '../support/actors.ts'
import { everyone, nothing, type Probe, people, secrets, type Table } from './table.ts'

const day = 86_400_000
const time = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
const date = (milliseconds: number) => time(milliseconds).slice(0, 10)

/** A market of the place with one stall, in an area. */
async function market({ database, cast }: Probe) {
  const { id } = await provisionSpace({ pool: database.app, actor: cast.administrator }, { kind: 'market' })
  const { rows } = await database.owner.query<{ id: string; zone: string }>(
    `with area as (insert into space.unit (space_id, kind, name, capacity) values ($1, 'area', 'Kuliner', 10) returning id)
     insert into space.unit (space_id, kind, name, code, capacity, parent_id) select $1, 'stall', 'A-1', 'A-1', 1, id from area
     returning id, parent_id as zone`,
    [id],
  )
  return { spaceId: id, unitIds: [rows[0]?.id ?? ''], zone: rows[0]?.zone ?? '' }
}

const plan = (unitIds: readonly string[]) => ({
  title: 'Lapak uji',
  rule: 'first_come',
  unitIds,
  from: date(40 * day),
  until: date(300 * day),
  opensAt: time(-day),
  appliesUntil: time(day),
  closesAt: time(2 * day),
})

async function draft(probe: Probe) {
  const { spaceId, unitIds } = await market(probe)
  const made = await execute(
    addRound,
    { spaceId, ...plan(unitIds) },
    callAs(probe.database.app, probe.cast.administrator),
  )
  return { roundId: made.id, unitIds }
}

async function announced(probe: Probe) {
  const { roundId } = await draft(probe)
  await execute(announce, { roundId }, callAs(probe.database.app, probe.cast.administrator))
  return { roundId }
}

/** A verified business of the owner's. */
async function business({ database, cast }: Probe) {
  const sent = await provisionRegistration(
    { pool: database.app, actor: cast.owner },
    sampleRegistration({ name: secrets.business, ownerName: secrets.name }),
  )
  await provisionDecision({ pool: database.app, actor: cast.officer }, sent.id, { decision: 'approve' })
  return { businessId: sent.subjectId, reference: sent.reference }
}

async function applied(probe: Probe) {
  const { roundId } = await announced(probe)
  const { businessId } = await business(probe)
  const made = await execute(
    applyForPlace,
    { roundId, businessId },
    callAs(probe.database.app, probe.cast.owner),
  )
  return { roundId, applicationId: made.id }
}

const close = (probe: Probe, roundId: string) =>
  execute(closeDueRound, { roundId }, callAs(probe.database.app, systemActor('jobs'), { now: time(3 * day) }))

async function closed(probe: Probe) {
  const { roundId, applicationId } = await applied(probe)
  await close(probe, roundId)
  return { roundId, applicationId }
}

/** Drawn by the administrator, with appeals open. */
async function drawn(probe: Probe) {
  const known = await closed(probe)
  await execute(draw, { roundId: known.roundId }, callAs(probe.database.app, probe.cast.administrator))
  return known
}

async function appealed(probe: Probe) {
  const { applicationId } = await drawn(probe)
  const made = await execute(
    appealResult,
    { applicationId, message: `${secrets.address}: nomor saya keliru.` },
    callAs(probe.database.app, probe.cast.owner),
  )
  return { appealId: made.appeal?.id }
}

const only = async <Known extends object>(made: Promise<Known>, ...keys: (keyof Known)[]) => {
  const known = await made
  return Object.fromEntries(keys.map((key) => [key, known[key]]))
}

const desk = ['officer', 'manager', 'head', 'administrator', 'national'] as const
const deciders = ['officer', 'manager', 'head'] as const
const keepers = ['manager', 'administrator', 'national'] as const

export const spaceAllotment: Table = {
  'space.list_rounds': { may: everyone, input: nothing },
  'space.get_round': { may: everyone, input: announced },
  'space.get_round_list': { may: everyone, input: (probe) => only(closed(probe), 'roundId'), open: true },
  'space.get_draw': { may: everyone, input: (probe) => only(drawn(probe), 'roundId'), open: true },
  // Only with a business of one's own.
  'space.apply_for_place': {
    may: people,
    input: async (probe) => ({ ...(await announced(probe)), ...(await only(business(probe), 'businessId')) }),
    orElse: ['invalid_input'],
  },
  'space.get_application': {
    may: ['owner', ...desk],
    input: (probe) => only(applied(probe), 'applicationId'),
  },
  'space.list_my_applications': { may: people, input: nothing },
  'space.withdraw_application': {
    may: ['owner', ...desk],
    input: (probe) => only(applied(probe), 'applicationId'),
  },
  'space.answer_place_offer': {
    may: ['owner', ...desk],
    input: async (probe) => ({ ...(await only(drawn(probe), 'applicationId')), accept: true }),
    orElse: ['conflict'],
  },
  'space.appeal_result': {
    may: ['owner', ...desk],
    input: async (probe) => ({
      ...(await only(drawn(probe), 'applicationId')),
      message: 'Nomor saya keliru dicatat.',
    }),
  },
  'space.create_round': {
    may: keepers,
    input: async (probe) => {
      const { spaceId, unitIds } = await market(probe)
      return { spaceId, ...plan(unitIds) }
    },
  },
  'space.edit_round': {
    may: keepers,
    input: async (probe) => {
      const { roundId, unitIds } = await draft(probe)
      return { roundId, ...plan(unitIds), version: 1 }
    },
  },
  'space.announce_round': { may: keepers, input: (probe) => only(draft(probe), 'roundId') },
  'space.cancel_round': {
    may: keepers,
    input: async (probe) => ({ ...(await announced(probe)), reason: 'Pasar direnovasi.' }),
  },
  'space.draw_round': { may: keepers, input: (probe) => only(closed(probe), 'roundId') },
  // Appeals are still being taken.
  'space.confirm_round': {
    may: ['manager', 'head', 'administrator', 'national'],
    input: (probe) => only(drawn(probe), 'roundId'),
    orElse: ['conflict'],
  },
  'space.list_space_rounds': { may: desk, input: (probe) => only(market(probe), 'spaceId') },
  'space.list_places_to_give': { may: desk, input: (probe) => only(market(probe), 'spaceId') },
  'space.list_zone_sectors': { may: desk, input: (probe) => only(market(probe), 'spaceId') },
  'space.set_zone_sectors': {
    may: keepers,
    input: async (probe) => {
      const { spaceId, zone } = await market(probe)
      return { spaceId, zones: [{ zone, sectors: ['food'] }] }
    },
  },
  'space.list_applications': { may: desk, input: (probe) => only(applied(probe), 'roundId') },
  'space.apply_at_desk': {
    may: desk,
    input: async (probe) => ({
      ...(await announced(probe)),
      ...(await only(business(probe), 'reference')),
    }),
  },
  'space.check_claim': {
    may: desk,
    input: async (probe) => ({
      ...(await only(applied(probe), 'applicationId')),
      kind: 'need',
      confirmed: true,
    }),
    // Nothing was told.
    orElse: ['conflict'],
  },
  'space.list_appeals': { may: [...deciders, 'foreignOfficer', 'foreignHead'], input: nothing },
  'space.get_appeal': { may: deciders, input: appealed },
  'space.decide_appeal': {
    may: deciders,
    input: async (probe) => ({ ...(await appealed(probe)), decision: 'approve' }),
  },
  // Nothing is decided yet: those let through are told so.
  'space.undo_appeal_decision': { may: deciders, input: appealed, orElse: ['conflict'] },
  // The clock's own.
  'space.sweep_rounds': { may: [], input: nothing },
  'space.close_round': { may: [], input: announced },
  'space.offer_place': { may: [], input: (probe) => only(drawn(probe), 'applicationId') },
  'space.take_up_place': { may: [], input: () => ({ offerId: '0190b3f0-0000-7000-8000-000000000001' }) },
  'space.pass_place_on': { may: [], input: () => ({ offerId: '0190b3f0-0000-7000-8000-000000000001' }) },
}
