import { execute } from '../../src/kernel/execute.server.ts'
import {
  provisionBooking,
  provisionSpace,
  sampleAnswers,
  timeOn,
} from '../../src/modules/space/provision.server.ts'
import { bookSeries } from '../../src/modules/space/series/operations.server.ts'
import { missed } from '../../src/modules/space/visits/operations.server.ts'
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
}
