-- A booking that was swapped or given away goes on in another: figures count it once, and not as cancelled.
alter table space.booking add column continued boolean not null default false;
comment on column space.booking.continued is 'Swapped or given away: the booking that was written for it counts in its place';
update space.booking b set continued = true
  from space.exchange e where e.state = 'accepted' and b.id in (e.booking_id, e.other_booking_id);

create or replace view space.v_booking_fact with (security_invoker = true) as
  select b.id, b.reference, b.space_id, b.unit_id, b.region_code, b.state, b.source, b.group_kind, b.purpose, b.attendees,
    b.requested_at, b.deadline, b.decided_at, b.decision, b.reason_code, b.waited_minutes,
    lower(b.during) as starts_at, upper(b.during) as ends_at,
    (lower(b.during) at time zone s.zone)::date as day,
    (extract(epoch from upper(b.during) - lower(b.during)) / 60)::int as minutes,
    case when b.state in ('checked_in', 'completed')
      then (extract(epoch from upper(b.during) - lower(b.during)) / 60)::int else 0 end as minutes_used,
    b.ended_at, b.ended_by,
    case when u.kind in ('whole', 'area') then 1 else least(1, u.capacity::float8 / s.capacity) end as share,
    md5(coalesce(b.business_id::text, b.account_id::text, nullif(lower(b.group_name), ''))) as party
  from space.booking b join space.space s on s.id = b.space_id join space.unit u on u.id = b.unit_id
  where b.requested_at is not null and not b.continued;
comment on view space.v_booking_fact is 'Every booking that was asked for, with its decision and waiting time, without names; one that was swapped or given away is counted as what it became';
