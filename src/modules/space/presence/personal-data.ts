import type { PersonalTable } from '#kernel/personal-data.ts'
import { m } from '#messages'

/** What markets know about their traders' days. */
export const presencePersonalData: readonly PersonalTable[] = [
  {
    table: 'space.presence',
    title: m.presence_data_presence,
    of: `exists (select from space.lease l where l.id = t.lease_id and (l.account_id = s.account or l.business_id = any (s.businesses)))
      or exists (select from space.booking b where b.id = t.booking_id and b.account_id = s.account)`,
    columns: {
      day: true,
      place: '(select p.name from space.space p where p.id = t.space_id)',
      stall: '(select u.code from space.unit u where u.id = t.unit_id)',
      state: true,
      how: true,
      note: true,
    },
    erase: { how: 'clear', set: { note: 'null' }, because: 'accountability' },
  },
  {
    table: 'space.sales_amount',
    title: m.presence_data_amounts,
    of: 't.account_id = s.account',
    columns: { day: '(select a.day from space.sales a where a.id = t.sales_id)', amount: true },
    erase: { how: 'delete' },
  },
  {
    table: 'space.sales',
    title: m.presence_data_sales,
    of: 't.account_id = s.account',
    columns: {
      day: true,
      place: '(select p.name from space.space p where p.id = t.space_id)',
      band: true,
      said_at: true,
    },
    erase: { how: 'keep' },
  },
]
