-- Which of these days the market was open is joined by who asks, once for each space and not once for each stall.
drop view space.v_stall_day_fact;
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

-- As before, without a look at every day there is: what leases and rounds keep is cut to the days that are asked for.
create or replace function space.taken(wanted_space uuid, starts timestamptz, ends timestamptz, at timestamptz, wanted_unit uuid default null)
returns table (id uuid, unit_id uuid, starts_at timestamptz, ends_at timestamptz, blocked_until timestamptz, state text, group_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.id, b.unit_id, lower(b.during), upper(b.during), upper(b.blocked),
    case when b.source = 'guest' then 'checked_in' else b.state end,
    case when b.group_public and b.state <> 'held' then b.group_name end
  from space.booking b
  where b.space_id = wanted_space and b.blocked && tstzrange(starts, ends)
    and b.span && (case when wanted_unit is null then int4range(0, null) else (select u.span from space.unit u where u.id = wanted_unit) end)
    and b.state in ('held', 'requested', 'approved', 'checked_in', 'completed')
    and (b.state <> 'held' or b.hold_until > at)
  union all
  select l.id, l.unit_id, d.day::timestamp at time zone s.zone, (d.day + 1)::timestamp at time zone s.zone,
    (d.day + 1)::timestamp at time zone s.zone, 'leased', null
  from space.lease l
  join space.space s on s.id = l.space_id
  join space.day d on d.day >= (starts at time zone s.zone)::date and d.day <= (ends at time zone s.zone)::date and l.term @> d.day
  where l.space_id = wanted_space and l.state in ('offered', 'active')
    and l.span && (case when wanted_unit is null then int4range(0, null) else (select u.span from space.unit u where u.id = wanted_unit) end)
    and not exists (select from space.lease_day f where f.lease_id = l.id and f.day = d.day and f.taken_back_at is null)
  union all
  select p.round_id, p.unit_id, d.day::timestamp at time zone p.zone, (d.day + 1)::timestamp at time zone p.zone,
    (d.day + 1)::timestamp at time zone p.zone, 'leased', null
  from (
    select p.round_id, p.unit_id, p.term * daterange((starts at time zone s.zone)::date, (ends at time zone s.zone)::date, '[]') as term, s.zone
    from space.promised p join space.space s on s.id = p.space_id
    where p.space_id = wanted_space
      and p.span && (case when wanted_unit is null then int4range(0, null) else (select u.span from space.unit u where u.id = wanted_unit) end)
    offset 0) p
  cross join lateral (
    select lower(p.term) + n as day from generate_series(0, upper(p.term) - lower(p.term) - 1) n where not isempty(p.term)) d
  order by 3
$$;

create or replace function space.taken_of(wanted uuid[], starts timestamptz[], ends timestamptz[], at timestamptz)
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
  union all
  select k.id, extract(epoch from lower(k.kept)::timestamp at time zone k.zone)::float8 * 1000,
    extract(epoch from upper(k.kept)::timestamp at time zone k.zone)::float8 * 1000
  from (
    select u.id, p.zone, p.term * daterange((t.since at time zone p.zone)::date, (t.until at time zone p.zone)::date, '[]') as kept
    from (
      -- Few spaces have a round: those first, then their units.
      select p.space_id, p.span, p.term, s.zone
      from (select distinct u.space_id from space.unit u where u.id = any (wanted) offset 0) a
      cross join lateral (select p.space_id, p.span, p.term from space.promised p where p.space_id = a.space_id offset 0) p
      join space.space s on s.id = p.space_id
      offset 0) p
    join space.unit u on u.space_id = p.space_id and u.span && p.span and u.id = any (wanted)
    cross join unnest(starts, ends) t(since, until)) k
  where not isempty(k.kept)
$$;
