import type { Actor } from '#kernel/actor.ts'
import { provisionSpace } from '../../provision.server.ts'
import { at, type World } from '../../testing/world.ts'
import { setPresenceRule } from '../operations.server.ts'

/** Sunday, 29 November 2026, a market day. */
export const today = '2026-11-29'
/** That hour of a day there. */
export const wib = (hour: number, day = today) => at(hour, hour + 1, day).start

/** A market open every Sunday 06.00–12.00 with three stalls; Darmi holds the first, somebody without an account the second. */
export async function makeMarket(here: World, darmi: Actor, letGoMinute: number | null = 7 * 60) {
  const space = await provisionSpace(
    { pool: here.app, actor: here.manager, at: at(8, 9, '2026-06-01').start },
    {
      kind: 'market',
      slotMinutes: 120,
      minMinutes: 120,
      maxMinutes: 360,
      openings: [{ weekday: 7, from: 360, to: 720 }],
      openedOn: '2026-06-01',
    },
  )
  const { rows: units } = await here.owner.query<{ id: string }>(
    `insert into space.unit (space_id, kind, name, code, capacity, position)
     select $1, 'stall', 'Lapak ' || n, 'A-' || n, 1, n from generate_series(1, 3) n returning id`,
    [space.id],
  )
  const [a1 = '', a2 = '', a3 = ''] = units.map(({ id }) => id)
  const lease = async (unit: string, name: string, account: string | null) => {
    const { rows } = await here.owner.query<{ id: string; number: string }>(
      `insert into space.lease (space_id, unit_id, span, region_code, state, kind, origin, term, holder_name, account_id, number, holder_phone,
         created_at, updated_at)
       select u.space_id, u.id, u.span, '33.72.05.1010', 'active', 'permanent', 'direct', '[2026-06-01,2027-06-01)', $2, $3,
         'IZIN-' || u.id, '+6280000000099', now(), now() from space.unit u where u.id = $1 returning id, number`,
      [unit, name, account],
    )
    return rows[0] ?? { id: '', number: '' }
  }
  const first = await lease(a1, 'Bu Darmi', darmi.accountId)
  const second = await lease(a2, 'Pak Slamet', null)
  await here.run(setPresenceRule, here.manager, { spaceId: space.id, letGoMinute, emptyAfter: 3 })
  return { spaceId: space.id, a1, a2, a3, first: first.id, permit: first.number, second: second.id }
}
export type Market = Awaited<ReturnType<typeof makeMarket>>
