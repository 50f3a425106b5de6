import { randomInt } from 'node:crypto'
import { administrators, everyone, nothing, type Probe, type Table } from './table.ts'

/** A day of the city's own calendar; each time another. */
const newDay = () => ({
  date: new Date(Date.parse('2027-01-01') + randomInt(360) * 86_400_000).toISOString().slice(0, 10),
  name: `Hari ${randomInt(1_000_000)}`,
  kind: 'regional',
  regionCode: '33.72',
})

async function holiday({ database }: Probe): Promise<{ holidayId: string; version: number }> {
  const { date, name } = newDay()
  const { rows } = await database.owner.query<{ id: string; version: number }>(
    `insert into region.holiday (date, name, kind, region_code) values ($1, $2, 'regional', '33.72')
     on conflict do nothing returning id, version`,
    [date, name],
  )
  return rows[0] ? { holidayId: rows[0].id, version: rows[0].version } : holiday({ database } as Probe)
}

const keepers = ['administrator', 'national'] as const

export const region: Table = {
  'region.search': { may: everyone, input: () => ({ q: 'Mangkubumen' }), open: true },
  'region.list_provinces': { may: everyone, input: nothing, open: true },
  'region.get': { may: everyone, input: () => ({ code: '33.72.05.1010' }), open: true },
  'region.children': { may: everyone, input: () => ({ code: '33.72' }), open: true },
  'region.list_holidays': { may: everyone, input: () => ({ year: 2026 }), open: true },
  'region.list_calendar': { may: administrators, input: () => ({ year: 2026 }), open: true },
  'region.add_holiday': { may: keepers, input: newDay, orElse: ['conflict'] },
  'region.change_holiday': {
    may: keepers,
    input: async (probe) => ({ ...newDay(), ...(await holiday(probe)) }),
    orElse: ['conflict'],
  },
  'region.withdraw_holiday': {
    may: keepers,
    input: async (probe) => ({ holidayId: (await holiday(probe)).holidayId }),
  },
}
