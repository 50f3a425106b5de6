-- A free time somewhere: of many units at once, when they are not free.

-- All hours of a place in one look at an index, not seven rows of the table.
create index opening_by_space on space.opening (space_id) include (weekday, from_minute, to_minute);

create function space.taken_of(wanted uuid[], starts timestamptz[], ends timestamptz[], at timestamptz)
returns table (unit_id uuid, starts_at double precision, ends_at double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp rows 2000 as $$
  select u.id, extract(epoch from lower(b.blocked))::float8 * 1000, extract(epoch from upper(b.blocked))::float8 * 1000
  from unnest(wanted) w(id) join space.unit u on u.id = w.id cross join unnest(starts, ends) t(since, until)
  -- By the plain index of a space's times, place by place (`offset 0` keeps the planner from reading all bookings at once):
  -- a booking lasts a day and a buffer of four hours at most.
  cross join lateral (
    select b.blocked, b.state, b.hold_until from space.booking b
    where b.space_id = u.space_id and lower(b.during) >= t.since - interval '28 hours' and lower(b.during) < t.until
      and b.span && u.span and upper(b.blocked) > t.since and b.state in ('held', 'requested', 'approved', 'checked_in', 'completed')
    offset 0) b
  where b.state <> 'held' or b.hold_until > at
  union all
  select u.id, extract(epoch from d.day::timestamp at time zone s.zone)::float8 * 1000,
    extract(epoch from (d.day + 1)::timestamp at time zone s.zone)::float8 * 1000
  from unnest(wanted) w(id) join space.unit u on u.id = w.id join space.space s on s.id = u.space_id
  cross join unnest(starts, ends) t(since, until)
  join space.lease l on l.space_id = u.space_id and l.span && u.span and l.state in ('offered', 'active')
    and l.term && daterange((t.since at time zone s.zone)::date, (t.until at time zone s.zone)::date, '[]')
  join space.day d on l.term @> d.day
    and d.day between (t.since at time zone s.zone)::date and (t.until at time zone s.zone)::date
  where not exists (select from space.lease_day f where f.lease_id = l.id and f.day = d.day and f.taken_back_at is null)
$$;
comment on function space.taken_of(uuid[], timestamptz[], timestamptz[], timestamptz) is
  'When units are not free in some stretches of time, in epoch milliseconds, without anybody''s data';
revoke all on function space.taken_of(uuid[], timestamptz[], timestamptz[], timestamptz) from public;
grant execute on function space.taken_of(uuid[], timestamptz[], timestamptz[], timestamptz) to berdaya_app;
