-- For figures of places: whose booking it was without saying who, and how much of the space it took.

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
  where b.requested_at is not null;
comment on column space.v_booking_fact.share is 'Part of the space that was taken: a room or a seat by its capacity, an area as all of it (an event in it clears the rest)';
comment on column space.v_booking_fact.party is 'Tells groups apart: the business, else the account, else the name of the group; null when none is known';

create view space.v_open_hour with (security_invoker = true) as
  select d.space_id, d.region_code, d.day, h.hour,
    least(o.to_minute, h.hour * 60 + 60) - greatest(o.from_minute, h.hour * 60) as minutes
  from space.v_open_day d
  join space.opening o on o.space_id = d.space_id and o.weekday = extract(isodow from d.day)
  join generate_series(0, 23) h(hour) on o.from_minute < h.hour * 60 + 60 and o.to_minute > h.hour * 60
  where d.minutes > 0;
comment on view space.v_open_hour is 'Minutes of each hour of the day a space is open by its usual hours, on the days on which it was open';
grant select on space.v_open_hour to berdaya_app;

alter table impact.target drop constraint target_indicator, add constraint target_indicator check (indicator in
  ('visits', 'utilisation', 'waiting', 'refusals', 'requests', 'guests', 'returning', 'concentration', 'presence', 'turns', 'sales'));
