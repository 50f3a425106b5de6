import { provisionSpace } from '../../src/modules/space/provision.server.ts'
import { dateAt } from '../../src/modules/space/time.ts'
import { everyone, nothing, type Probe, people, secrets, type Table } from './table.ts'

const desk = ['officer', 'manager', 'head', 'administrator', 'national'] as const
const keepers = ['manager', 'administrator', 'national'] as const
const today = () => dateAt(Date.now(), 'Asia/Jakarta')

/** A market open day and night with one stall, which the owner holds. */
async function market({ database, cast }: Probe) {
  const openings = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 1440 }))
  const { id: spaceId } = await provisionSpace(
    { pool: database.app, actor: cast.administrator },
    { kind: 'market', openings },
  )
  const { rows } = await database.owner.query<{ unit: string; lease: string }>(
    `with unit as (
       insert into space.unit (space_id, kind, name, code, capacity) values ($1, 'stall', 'Lapak', 'A-1', 1) returning *)
     insert into space.lease (space_id, unit_id, span, region_code, state, kind, origin, term, holder_name, account_id, number, created_at, updated_at)
     select u.space_id, u.id, u.span, s.region_code, 'active', 'permanent', 'direct', daterange(current_date - 10, current_date + 100),
       $2, $3, 'IZIN-' || u.id, now(), now() from unit u join space.space s on s.id = u.space_id returning id as lease, unit_id as unit`,
    [spaceId, secrets.business, cast.owner.accountId],
  )
  return { spaceId, unitId: rows[0]?.unit ?? '', leaseId: rows[0]?.lease ?? '' }
}
const spaceId = async (probe: Probe, more: object = {}) => ({
  spaceId: (await market(probe)).spaceId,
  ...more,
})
const leaseId = async (probe: Probe, more: object = {}) => ({
  leaseId: (await market(probe)).leaseId,
  ...more,
})

export const spacePresence: Table = {
  'space.list_presence': { may: desk, input: (probe) => spaceId(probe) },
  'space.record_presence': {
    may: desk,
    input: async (probe) => {
      const { spaceId: id, unitId } = await market(probe)
      return { spaceId: id, day: today(), sights: [{ unitId, state: 'present' }] }
    },
  },
  'space.record_permit': {
    may: desk,
    input: async (probe) => {
      const { spaceId: id, leaseId: permit } = await market(probe)
      return { spaceId: id, permit }
    },
  },
  'space.list_presence_flags': { may: desk, input: (probe) => spaceId(probe) },
  'space.set_presence_rule': {
    may: keepers,
    input: (probe) => spaceId(probe, { letGoMinute: 420, emptyAfter: 3 }),
  },
  'space.get_stall': {
    may: everyone,
    input: async (probe) => ({ unitId: (await market(probe)).unitId }),
  },
  'space.list_my_stalls': { may: people, input: nothing },
  // Present, and what was sold: only who holds the stall says so.
  'space.come_to_stall': { may: ['owner'], input: (probe) => leaseId(probe) },
  'space.decide_stall_day': {
    may: ['owner', ...desk],
    input: (probe) => leaseId(probe, { day: today(), free: true }),
  },
  'space.say_sales': { may: ['owner'], input: (probe) => leaseId(probe, { day: today(), amount: 300_000 }) },
  // The clock's own.
  'space.let_absent_go': { may: [], input: nothing },
}
