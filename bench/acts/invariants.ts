const live = `('held', 'requested', 'approved', 'checked_in', 'completed')`

/** What must never be, each a count that is zero. */
export const invariants: readonly { what: string; sql: string }[] = [
  {
    what: 'two bookings that hold the same place at the same time',
    sql: `select count(*) as n from space.booking a join space.booking b
        on a.space_id = b.space_id and a.id < b.id and a.span && b.span and a.blocked && b.blocked
      where a.state in ${live} and b.state in ${live}`,
  },
  {
    what: 'bookings on a day that somebody has hired',
    sql: `select count(*) as n from space.booking b
      where b.state in ('requested', 'approved') and space.leased(b.space_id, b.span, b.during)`,
  },
  {
    what: 'bookings outside their unit',
    sql: `select count(*) as n from space.booking b join space.unit u on u.id = b.unit_id
      where u.span <> b.span or u.space_id <> b.space_id`,
  },
  {
    what: 'swaps of which only one half was done, or that gave a place to somebody else',
    sql: `select count(*) as n from space.exchange e
      join space.booking a on a.id = e.booking_id join space.booking o on o.id = e.other_booking_id
      left join space.booking na on na.id = e.became_id left join space.booking no on no.id = e.other_became_id
      where e.kind = 'swap' and e.state = 'accepted' and not coalesce(
        a.state = 'cancelled' and o.state = 'cancelled'
        and na.booker_name = a.booker_name and na.booker_phone is not distinct from a.booker_phone
        and no.booker_name = o.booker_name and no.booker_phone = o.booker_phone
        and (na.version > 1 or (na.unit_id = e.other_unit_id and na.during = e.other_during))
        and (no.version > 1 or (no.unit_id = e.unit_id and no.during = e.during)), false)`,
  },
  {
    what: 'bookings that were swapped away twice',
    sql: `select count(*) as n from (select given.id from space.exchange e, unnest(array[e.booking_id, e.other_booking_id]) given(id)
      where e.state = 'accepted' and given.id is not null group by 1 having count(*) > 1) twice`,
  },
  {
    what: 'offered times that nothing keeps for whom they are offered to',
    sql: `select count(*) as n from space.waiting w left join space.booking b on b.id = w.booking_id
      where w.state = 'offered' and w.offered_until > now() and not coalesce(b.state = 'held' and b.hold_until = w.offered_until
        and not b.for_line and b.during = w.during and b.booker_phone = w.booker_phone, false)`,
  },
  {
    what: 'times offered to two people',
    sql: `select count(*) as n from (select booking_id from space.waiting where state in ('offered', 'accepted')
      group by booking_id having count(*) > 1) twice`,
  },
  {
    what: 'offers taken without a booking of whoever took them',
    sql: `select count(*) as n from space.waiting w left join space.booking b on b.id = w.booking_id
      where w.state = 'accepted' and not coalesce(b.requested_at is not null and b.booker_phone = w.booker_phone
        and (b.moves > 0 or b.during = w.during), false)`,
  },
  {
    what: 'bookings without an entry in the audit log',
    sql: `select count(*) as n from space.booking b
      left join space.clearing c on c.booking_id = b.id
      left join space.waiting w on w.booking_id = b.id and w.state = 'accepted'
      left join space.exchange x on b.id in (x.became_id, x.other_became_id)
      where (b.source = 'api' or w.id is not null) and not exists (select from kernel.audit_entry e
        where e.subject_id in (b.id::text, b.series_id::text, c.id::text, w.id::text, x.booking_id::text))`,
  },
]
