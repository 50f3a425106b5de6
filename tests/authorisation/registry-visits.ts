import { execute } from '../../src/kernel/execute.server.ts'
import { localDate } from '../../src/modules/region/working-time.ts'
import {
  listBusinessVisits,
  planFieldVisits,
} from '../../src/modules/registry/field/visits/operations.server.ts'
import { callAs } from '../support/actors.ts'
import { businessOf } from './registry-profile.ts'
import { nothing, type Player, type Probe, type Table } from './table.ts'

const today = () => localDate(new Date().toISOString(), 'Asia/Jakarta')
const own = ({ cast }: Probe, player: Player) => cast[player].accountId ?? cast.officer.accountId
const out = ['officer', 'head', 'foreignOfficer', 'foreignHead'] as const
const readersHere = ['officer', 'head', 'administrator', 'national'] as const

/** A visit planned for the place's officer. */
async function visitOf(probe: Probe): Promise<{ visitId: string }> {
  const { businessId } = await businessOf(probe)
  const call = callAs(probe.database.app, probe.cast.officer)
  const plan = { businessIds: [businessId], day: today(), assigneeId: probe.cast.officer.accountId ?? '' }
  await execute(planFieldVisits, plan, call)
  const { items } = await execute(listBusinessVisits, { businessId }, call)
  return { visitId: items[0]?.id ?? '' }
}
const changing = async (probe: Probe, player: Player) => ({
  ...(await visitOf(probe)),
  version: 1,
  day: today(),
  assigneeId: own(probe, player),
})

export const registryVisits: Table = {
  // Whoever plans elsewhere is answered for each business that it is not theirs.
  'registry.plan_visits': {
    may: out,
    input: async (probe, player) => ({
      businessIds: [(await businessOf(probe)).businessId],
      day: today(),
      assigneeId: own(probe, player),
    }),
  },
  'registry.get_visit': { may: readersHere, input: visitOf },
  'registry.list_visits': {
    may: [...out, 'administrator', 'foreignAdministrator', 'national'],
    input: nothing,
  },
  'registry.list_visit_candidates': { may: out, input: nothing },
  'registry.list_visit_officers': { may: out, input: nothing },
  'registry.list_business_visits': { may: readersHere, input: (probe) => businessOf(probe) },
  'registry.change_visit': { may: ['officer', 'head'], input: changing },
  'registry.cancel_visit': { may: ['officer', 'head'], input: changing },
  'registry.tell_visit': {
    may: ['officer', 'head'],
    input: async (probe, player) => ({
      ...(await visitOf(probe)),
      officerId: own(probe, player),
      revision: 1,
      outcome: 'visited',
      at: new Date().toISOString(),
    }),
  },
}
