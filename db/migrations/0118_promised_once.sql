-- Most spaces have no round: that is asked once, before their units are looked at one by one. Else as before.
create or replace function space.leased(wanted_space uuid, wanted_span int4range, wanted tstzrange) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from space.lease l
    join space.space s on s.id = l.space_id
    cross join lateral generate_series((lower(wanted) at time zone s.zone)::date,
      ((upper(wanted) - interval '1 microsecond') at time zone s.zone)::date, interval '1 day') d
    where l.space_id = wanted_space and l.span && wanted_span and l.state in ('offered', 'active') and l.term @> d::date
      and not exists (select from space.lease_day f where f.lease_id = l.id and f.day = d::date and f.taken_back_at is null))
  or (exists (select from space.round r where r.space_id = wanted_space and r.state in ('announced', 'closed', 'drawn', 'confirmed')) and exists (
    select from space.promised p join space.space s on s.id = p.space_id
    where p.space_id = wanted_space and p.span && wanted_span and p.term && daterange((lower(wanted) at time zone s.zone)::date,
      ((upper(wanted) - interval '1 microsecond') at time zone s.zone)::date, '[]')))
$$;

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
      and exists (select from space.round r where r.space_id = wanted_space and r.state in ('announced', 'closed', 'drawn', 'confirmed'))
      and p.span && (case when wanted_unit is null then int4range(0, null) else (select u.span from space.unit u where u.id = wanted_unit) end)
    offset 0) p
  cross join lateral (
    select lower(p.term) + n as day from generate_series(0, upper(p.term) - lower(p.term) - 1) n where not isempty(p.term)) d
  order by 3
$$;
