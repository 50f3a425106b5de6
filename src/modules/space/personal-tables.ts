import { erasedName, type PersonalTable, type Retention } from '#kernel/personal-data.ts'
import { m } from '#messages'
import { allotmentPersonalData } from './allotment/personal-tables.ts'
import { leasePersonalData } from './leases/personal-tables.ts'
import { presencePersonalData } from './presence/personal-data.ts'

const place = '(select p.name from space.space p where p.id = t.space_id)'
const when = { place, from: 'lower(t.during)', to: 'upper(t.during)', state: true } as const
const booker = { name: 't.booker_name', phone: 't.booker_phone' } as const
/** What was said of a visit, and the answer. */
const answered = {
  purpose: true,
  attendees: true,
  note: true,
  decided_by: 't.decided_by_name',
  reason: true,
} as const

/** What spaces know about people: their bookings and visits. */
export const spacePersonalData: readonly PersonalTable[] = [
  {
    table: 'space.booking',
    title: m.privacy_data_bookings,
    of: `t.account_id = s.account or t.business_id = any (s.businesses) or t.booker_phone = any (s.contacts)`,
    columns: {
      reference: true,
      ...when,
      ...booker,
      group: 't.group_name',
      ...answered,
    },
    erase: {
      how: 'clear',
      set: {
        booker_name: `case when t.booker_name = '' then '' else '${erasedName}' end`,
        booker_phone: 'null',
        group_name: `case when t.group_name is null then null else '${erasedName}' end`,
        group_public: 'false',
        note: 'null',
        reason: `case when t.reason is null then null else '${erasedName}' end`,
      },
      because: 'accountability',
    },
    blocks: {
      when: `t.state in ('requested', 'approved', 'checked_in') and upper(t.during) > now()`,
      key: 'privacy_blocked_bookings',
    },
  },
  {
    table: 'space.check_in',
    title: m.privacy_data_visits,
    of: 'exists (select from space.booking b where b.id = t.booking_id and b.account_id = s.account)',
    columns: {
      at: true,
      place,
      how: true,
      attendees: 't.people',
    },
    erase: { how: 'keep', because: 'accountability' },
  },
  ...leasePersonalData,
  ...presencePersonalData,
  ...allotmentPersonalData,
  {
    table: 'space.series',
    title: m.series_privacy_series,
    of: 't.account_id = s.account',
    columns: {
      place,
      first: 't.first_on',
      rule: true,
      created_at: true,
    },
    erase: { how: 'clear', set: { account_id: 'null' }, because: 'accountability' },
  },
  {
    table: 'space.clearing_wish',
    title: m.cowork_privacy_wishes,
    of: 't.account_id = s.account or t.booker_phone = any (s.contacts)',
    columns: {
      ...when,
      event: 't.title',
      ...booker,
      ...answered,
    },
    erase: {
      how: 'clear',
      set: {
        account_id: 'null',
        title: `'${erasedName}'`,
        booker_name: `'${erasedName}'`,
        booker_phone: `'+00000000'`,
        note: 'null',
        reason: `case when t.reason is null then null else '${erasedName}' end`,
        state: `case when t.state = 'asked' then 'withdrawn' else t.state end`,
      },
      because: 'accountability',
    },
  },
  {
    table: 'space.waiting',
    title: m.series_privacy_waiting,
    of: 't.account_id = s.account or t.booker_phone = any (s.contacts)',
    columns: {
      ...when,
      ...booker,
      group: 't.group_name',
      purpose: true,
      note: true,
    },
    erase: {
      how: 'clear',
      set: {
        account_id: 'null',
        booker_name: `'${erasedName}'`,
        booker_phone: `'+00000000'`,
        group_name: `case when t.group_name is null then null else '${erasedName}' end`,
        group_public: 'false',
        note: 'null',
        state: `case when t.state in ('waiting', 'offered') then 'left' else t.state end`,
      },
      because: 'accountability',
    },
  },
  {
    table: 'space.exchange',
    title: m.series_privacy_exchange,
    of: `t.proposed_by = s.account or t.to_phone = any (s.contacts)
      or exists (select from space.booking b where b.id = t.booking_id and b.account_id = s.account)`,
    columns: {
      ...when,
      at: 't.proposed_at',
    },
    erase: {
      how: 'clear',
      set: {
        proposed_by: 'null',
        proposer: `'${erasedName}'`,
        to_name: `case when t.to_name is null then null else '${erasedName}' end`,
        to_phone: `case when t.to_phone is null then null else '+00000000' end`,
        state: `case when t.state = 'proposed' then 'withdrawn' else t.state end`,
      },
      because: 'accountability',
    },
  },
  {
    table: 'space.lift',
    title: m.series_privacy_lift,
    of: 't.account_id = s.account or t.phone = any (s.contacts)',
    columns: { lifted_at: true, reason: true, lifted_by: 't.lifted_by_name' },
    erase: {
      how: 'clear',
      set: { account_id: 's.account', phone: 'null', reason: `'${erasedName}'` },
      because: 'accountability',
    },
  },
  {
    table: 'space.guest',
    title: m.cowork_data_guests,
    // No account stands behind an entry: nobody can be found by it, and its name goes after a month.
    of: 'false',
    columns: {},
    erase: { how: 'keep', because: 'accountability' },
  },
  {
    table: 'space.job',
    title: m.keeper_privacy_jobs,
    of: `exists (select from space.offer o where o.id = t.offer_id and (o.account_id = s.account or o.business_id = any (s.businesses)))`,
    columns: {
      business: 't.business_name',
      service: true,
      asked_at: true,
      state: true,
      amount: true,
      answered_at: true,
    },
    erase: { how: 'clear', set: { business_name: `'${erasedName}'` }, because: 'accountability' },
  },
  {
    table: 'space.offer',
    title: m.keeper_privacy_offers,
    of: 't.account_id = s.account or t.business_id = any (s.businesses) or t.phone = any (s.contacts)',
    columns: {
      business: 't.business_name',
      service: true,
      what: true,
      price_from: true,
      phone: true,
      listed: true,
    },
    erase: {
      how: 'clear',
      set: {
        account_id: 'null',
        business_name: `'${erasedName}'`,
        what: `'${erasedName}'`,
        phone: `'+00000000'`,
        listed: 'false',
      },
      because: 'accountability',
    },
  },
  {
    table: 'space.fault_report',
    title: m.keeper_privacy_faults,
    of: 't.account_id = s.account',
    columns: {
      at: true,
      place:
        '(select p.name from space.fault f join space.space p on p.id = f.space_id where f.id = t.fault_id)',
      note: true,
    },
    erase: {
      how: 'clear',
      set: { account_id: 'null', visitor: 'null', note: "''" },
      because: 'accountability',
    },
  },
]

export const spaceRetention: readonly Retention[] = [
  {
    key: 'old_bookings',
    statement: `update space.booking set booker_phone = null, note = null, account_id = null, group_public = false,
        booker_name = case when booker_name = '' then '' else '${erasedName}' end,
        group_name = case when group_name is null then null else '${erasedName}' end
      where upper(during) < now() - make_interval(days => $1)
        and (booker_phone is not null or account_id is not null or note is not null
          or booker_name not in ('', '${erasedName}'))`,
  },
  {
    key: 'old_guests',
    statement: `update space.guest set name = null, origin = null
      where at < now() - make_interval(days => $1) and (name is not null or origin is not null)`,
  },
]
