-- A stall let for long is no booking: its market days are in use as well.

-- Of a market one stall is one of its stalls; elsewhere a unit is its part of the people.
create or replace view space.v_booking_fact with (security_invoker = true) as
  select b.id, b.reference, b.space_id, b.unit_id, b.region_code, b.state, b.source, b.group_kind, b.purpose, b.attendees,
    b.requested_at, b.deadline, b.decided_at, b.decision, b.reason_code, b.waited_minutes,
    lower(b.during) as starts_at, upper(b.during) as ends_at,
    (lower(b.during) at time zone s.zone)::date as day,
    (extract(epoch from upper(b.during) - lower(b.during)) / 60)::int as minutes,
    case when b.state in ('checked_in', 'completed')
      then (extract(epoch from upper(b.during) - lower(b.during)) / 60)::int else 0 end as minutes_used,
    b.ended_at, b.ended_by,
    case when u.kind in ('whole', 'area') then 1
      when s.kind = 'market' and u.kind = 'stall'
        then 1 / greatest((select count(*) from space.unit o where o.space_id = s.id and o.kind = 'stall' and o.active), 1)::float8
      else least(1, u.capacity::float8 / s.capacity) end as share,
    md5(coalesce(b.business_id::text, b.account_id::text, nullif(lower(b.group_name), ''))) as party
  from space.booking b join space.space s on s.id = b.space_id join space.unit u on u.id = b.unit_id
  where b.requested_at is not null;
comment on column space.v_booking_fact.share is
  'Part of the space that was taken: a stall of a market by their number, a room or a seat by its capacity, an area as all of it (an event in it clears the rest)';

-- Which of these days the market was open is joined by who asks, once for each space and not once for each stall.
create view space.v_stall_day_fact with (security_invoker = true) as
  select overlay(overlay(md5(l.id::text || d.day::text) placing '8' from 13) placing '8' from 17)::uuid as id, l.id as lease_id, l.space_id, l.unit_id,
    coalesce(u.code, u.name) as code, l.region_code, d.day, coalesce(p.state, 'unseen') as state,
    (d.day::timestamp + interval '12 hours') at time zone s.zone as noon,
    (d.day + make_interval(mins => coalesce((
      select min(h.from_minute) from (
        select g.from_minute from space.market_date g where g.space_id = l.space_id and g.day = d.day
        union all
        select n.from_minute from space.opening n where n.space_id = l.space_id and n.weekday = d.weekday) h), 0)))
      at time zone s.zone as starts_at,
    case when s.kind = 'market'
      then 1 / greatest((select count(*) from space.unit c where c.space_id = s.id and c.kind = 'stall' and c.active), 1)::float8
      else least(1, u.capacity::float8 / s.capacity) end as share
  from space.lease l
  join space.unit u on u.id = l.unit_id and u.kind = 'stall'
  join space.space s on s.id = l.space_id
  join space.day d on l.term @> d.day
  left join space.presence p on p.expected = l.id and p.day = d.day
  where l.state in ('active', 'ended', 'surrendered', 'revoked')
    and not exists (select from space.lease_day f where f.lease_id = l.id and f.day = d.day and f.taken_back_at is null);
comment on view space.v_stall_day_fact is
  'Days on which a stall had its holder, with what was seen there; unseen where nobody looked. Days let go belong to whoever booked them. Join v_open_day: only market days count';
grant select on space.v_stall_day_fact to berdaya_app;
