import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { DemoCalendar } from './calendar.ts'
import { insertRows } from './insert.ts'
import { kukmSpace } from './places-kukm.ts'
import { randomFrom } from './random.ts'
import type { DemoWalkIn } from './wishes.ts'
import type { Homes } from './write-bookings.ts'

const closes = kukmSpace.openings[0]?.to ?? 930

/** The guest book of the co-working space: what people said of themselves, or did not. */
export async function writeGuests(
  db: Database,
  calendar: DemoCalendar,
  walkIns: readonly DemoWalkIn[],
  homes: Homes,
): Promise<void> {
  const random = randomFrom(2022)
  const { spaceId, unitId } = homes.coworking
  await db.exec(text('update space.space set guest_book = true where id = $1', [spaceId]))
  const rows = walkIns.map(({ at, people }) => {
    const day = new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10)
    const until = calendar.at(day, closes)
    const [wanted = until] = [calendar.after(at, random.whole(30, 240)), until].sort()
    const left = wanted < calendar.now
    const said = random.chance(0.8)
    return {
      space_id: spaceId,
      unit_id: unitId,
      region_code: kukmSpace.regionCode,
      at,
      until,
      left_at: left ? wanted : null,
      left_by: left ? (wanted === until ? 'system' : 'guest') : null,
      how: random.pick(['desk', 'desk', 'door', 'terminal']),
      people,
      purpose: random.pick(['work', 'work', 'work', 'meeting', 'advice', 'display', 'look']),
      origin: said ? random.pick(['Genteng', 'Tegalsari', 'Wonokromo', 'Gresik', 'Sidoarjo']) : null,
      group_kind: random.pick(['business', 'business', 'person', 'community', 'school']),
      sex: said ? random.pick(['female', 'female', 'male']) : null,
      age_group: said ? random.pick(['youth', 'adult', 'adult', 'adult', 'elder']) : null,
      recorded_by: kukmSpace.keeper.id,
      recorded_at: at,
    }
  })
  await insertRows(
    db,
    'space.guest',
    {
      space_id: 'uuid',
      unit_id: 'uuid',
      region_code: 'text',
      at: 'timestamptz',
      until: 'timestamptz',
      left_at: 'timestamptz',
      left_by: 'text',
      how: 'text',
      people: 'int',
      purpose: 'text',
      origin: 'text',
      group_kind: 'text',
      sex: 'text',
      age_group: 'text',
      recorded_by: 'uuid',
      recorded_at: 'timestamptz',
    },
    rows,
  )
}
