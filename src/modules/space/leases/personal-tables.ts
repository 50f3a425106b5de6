import { erasedName, type PersonalTable } from '#kernel/personal-data.ts'
import { m } from '#messages'

const mine = (lease: string) =>
  `${lease}.account_id = s.account or ${lease}.business_id = any (s.businesses) or ${lease}.holder_phone = any (s.contacts)`
const ofLease = `exists (select from space.lease l where l.id = t.lease_id and (${mine('l')}))`

/** What is known about those who hold a place for long. */
export const leasePersonalData: readonly PersonalTable[] = [
  {
    table: 'space.lease',
    title: m.market_privacy_leases,
    of: mine('t'),
    columns: {
      place: '(select p.name from space.space p where p.id = t.space_id)',
      stall: '(select coalesce(u.code, u.name) from space.unit u where u.id = t.unit_id)',
      from: 'lower(t.term)',
      until: 'upper(t.term) - 1',
      state: true,
      number: true,
      name: 't.holder_name',
      phone: 't.holder_phone',
      trade: true,
      rent: true,
      reason: 't.end_reason',
    },
    erase: {
      how: 'clear',
      set: { holder_name: `'${erasedName}'`, holder_phone: 'null', trade: `''` },
      because: 'accountability',
    },
    blocks: { when: `t.state in ('offered', 'active')`, key: 'market_privacy_blocked' },
  },
  {
    table: 'space.letter',
    title: m.market_privacy_letters,
    of: ofLease,
    columns: { kind: true, number: true, dated: true, state: true },
    erase: { how: 'keep', because: 'accountability' },
  },
  {
    table: 'space.charge',
    title: m.market_privacy_charges,
    of: ofLease,
    columns: {
      from: 't.from_day',
      until: 't.to_day',
      amount: true,
      state: true,
      paid: 't.paid_on',
      receipt: 't.receipt_number',
    },
    erase: { how: 'keep', because: 'accountability' },
  },
  {
    table: 'space.lease_review',
    title: m.market_privacy_reviews,
    of: ofLease,
    columns: { decision: true, reason: true, reviewed_at: true },
    erase: { how: 'keep', because: 'accountability' },
  },
]
