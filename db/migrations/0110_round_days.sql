-- Rounds may give places of single market days; places of a part of the market are for its trades; what was announced is kept for
-- the round: nobody books it or gets it otherwise meanwhile.

alter table space.round
  drop constraint round_kind,
  add constraint round_kind check (kind in ('permanent', 'temporary', 'daily'));
comment on column space.round.kind is 'permanent and temporary places are let for the term; a daily one for a market day';
comment on column space.round.rent is 'Rupiah a month, or a day where the places are daily (retribusi); 0 is Gratis';

alter table space.round_place
  add column day date,
  drop constraint round_place_key,
  drop constraint round_place_once,
  add constraint round_place_key primary key (round_id, code),
  add constraint round_place_once unique nulls not distinct (round_id, unit_id, day);
comment on column space.round_place.day is 'The market day of a daily place';
comment on column space.round_place.sectors is 'Trades the part of the market is for, as they were when the round was prepared; empty is everyone';

alter table space.application add column day date;
comment on column space.application.day is 'Of the place, where it is a daily one';
drop index space.application_unit_once;
create unique index application_unit_once on space.application (round_id, unit_id, day) nulls not distinct
  where unit_id is not null and state in ('placed', 'offered', 'accepted');

alter table space.place_offer add column day date;
drop index space.place_offer_of_unit;
create unique index place_offer_of_unit on space.place_offer (round_id, unit_id, day) nulls not distinct where state in ('open', 'accepted');

alter table space.lease
  drop constraint lease_kind,
  add constraint lease_kind check (kind in ('permanent', 'temporary', 'daily')),
  add constraint lease_daily check (kind <> 'daily' or upper(term) - lower(term) = 1);

-- Which trades a part of a market is for, in the words of the register.
create table space.zone_sector (
  space_id uuid not null constraint zone_sector_space references space.space (id),
  zone text not null constraint zone_sector_zone_length check (length(zone) between 1 and 40),
  sectors text[] not null constraint zone_sector_count check (cardinality(sectors) between 1 and 20),
  updated_at timestamptz not null,
  updated_by uuid,
  constraint zone_sector_key primary key (space_id, zone)
);
comment on table space.zone_sector is 'Trades that a part of a space is for; a part without a row is for everyone';
comment on column space.zone_sector.zone is 'Code of a zone of the plan, or id of an area';
-- Replaced as a whole; what it was stands in the audit log.
grant select, insert, update, delete on space.zone_sector to berdaya_app;
alter table space.zone_sector enable row level security;
create policy zone_sector_read on space.zone_sector for select to berdaya_app using (true);
create policy zone_sector_keep on space.zone_sector for all to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)))
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));

-- The part in which each unit lies: its zone on the plan, else its area.
create view space.unit_zone with (security_invoker = true) as
  select u.id as unit_id, u.space_id, coalesce(t.zone, a.id::text) as zone,
    coalesce((select z ->> 'name' from jsonb_array_elements(n.zones) z where z ->> 'code' = t.zone limit 1), a.name, t.zone) as name
  from space.unit u
  left join space.unit a on a.id = u.parent_id
  left join space.stall_place t on t.unit_id = u.id
  left join space.plan n on n.space_id = u.space_id;
comment on view space.unit_zone is 'The part of a space in which a unit lies; null where it lies in none';
grant select on space.unit_zone to berdaya_app;

-- Places that a round keeps: from its announcement until they are let, or until nobody who applied would have them.
create index round_live on space.round (space_id) where state in ('announced', 'closed', 'drawn', 'confirmed');
create view space.promised as
  select r.id as round_id, r.space_id, p.unit_id, u.span, case when p.day is null then r.term else daterange(p.day, p.day + 1) end as term
  from space.round r
  join space.round_place p on p.round_id = r.id
  join space.unit u on u.id = p.unit_id
  where r.state in ('announced', 'closed') or (r.state in ('drawn', 'confirmed') and exists (
    select from space.application a
    where a.round_id = r.id and a.unit_id = p.unit_id and a.day is not distinct from p.day and a.state = 'placed'));
comment on view space.promised is 'Units and days kept for those who apply in a round; for the functions below';

create or replace function space.leased(wanted_space uuid, wanted_span int4range, wanted tstzrange) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from space.lease l
    join space.space s on s.id = l.space_id
    cross join lateral generate_series((lower(wanted) at time zone s.zone)::date,
      ((upper(wanted) - interval '1 microsecond') at time zone s.zone)::date, interval '1 day') d
    where l.space_id = wanted_space and l.span && wanted_span and l.state in ('offered', 'active') and l.term @> d::date
      and not exists (select from space.lease_day f where f.lease_id = l.id and f.day = d::date and f.taken_back_at is null))
  or exists (
    select from space.promised p join space.space s on s.id = p.space_id
    where p.space_id = wanted_space and p.span && wanted_span and p.term && daterange((lower(wanted) at time zone s.zone)::date,
      ((upper(wanted) - interval '1 microsecond') at time zone s.zone)::date, '[]'))
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

-- Announcing takes the places: it waits for whoever books or leases one of them at the same moment, and whoever comes later judges anew.
create function space.keep_announced() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from space.unit u where u.id in (select p.unit_id from space.round_place p where p.round_id = new.id) order by u.id for update;
  update space.unit u set rules_version = u.rules_version + 1
  where u.space_id = new.space_id
    and exists (select from space.promised p where p.round_id = new.id and p.space_id = u.space_id and p.span && u.span);
  if exists (
    select from space.promised p join space.promised o on o.space_id = p.space_id and o.span && p.span and o.term && p.term
    where p.round_id = new.id and o.round_id <> new.id) then
    raise exception 'another round gives it' using errcode = 'exclusion_violation', constraint = 'round_place_promised';
  end if;
  if exists (
    select from space.promised p join space.lease l on l.space_id = p.space_id and l.span && p.span and l.term && p.term
    where p.round_id = new.id and l.state in ('offered', 'active')) then
    raise exception 'somebody has it' using errcode = 'exclusion_violation', constraint = 'round_place_leased';
  end if;
  if exists (
    select from space.promised p join space.space s on s.id = p.space_id
    join space.booking b on b.space_id = p.space_id and b.span && p.span
      and b.during && tstzrange(lower(p.term)::timestamp at time zone s.zone, upper(p.term)::timestamp at time zone s.zone)
    where p.round_id = new.id and (b.state in ('requested', 'approved', 'checked_in') or (b.state = 'held' and b.hold_until > new.announced_at))) then
    raise exception 'somebody booked it' using errcode = 'exclusion_violation', constraint = 'round_place_booked';
  end if;
  return new;
end $$;
create trigger round_keeps_places after update of state on space.round for each row
  when (old.state = 'draft' and new.state = 'announced') execute function space.keep_announced();

-- As before; and what a round keeps is let by that round alone.
create or replace function space.guard_lease() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update space.unit u set rules_version = u.rules_version + 1 where u.space_id = new.space_id and u.span && new.span;
  if new.state in ('offered', 'active') and (tg_op = 'INSERT' or old.state not in ('offered', 'active') or new.term <> old.term) then
    if exists (
      select from space.booking b join space.space s on s.id = b.space_id
      where b.space_id = new.space_id and b.span && new.span and b.state in ('held', 'requested', 'approved', 'checked_in')
        and b.during && tstzrange(lower(new.term)::timestamp at time zone s.zone, upper(new.term)::timestamp at time zone s.zone)
        and not exists (select from space.lease_day f where f.lease_id = new.id and f.taken_back_at is null
          and f.day = (lower(b.during) at time zone s.zone)::date)
    ) then
      raise exception 'booked within the term' using errcode = 'exclusion_violation', constraint = 'lease_over_booking';
    end if;
    if new.origin <> 'allotment'
      and exists (select from space.promised p where p.space_id = new.space_id and p.span && new.span and p.term && new.term) then
      raise exception 'a round gives it' using errcode = 'exclusion_violation', constraint = 'lease_promised';
    end if;
  end if;
  return new;
end $$;

-- What businesses and their owners owe: charges past their day that nobody paid or waived, wherever in the city they arose.
create function space.owed(wanted uuid[], city text, today date) returns table (business_id uuid, amount bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select w.id, sum(c.amount)::bigint
  from unnest(wanted) w(id)
  join registry.business b on b.id = w.id
  join registry.business o on o.id = b.id or o.owner_id = b.owner_id
  join space.lease l on l.business_id = o.id
  join space.charge c on c.lease_id = l.id and c.state = 'due' and c.due_on < today and starts_with(c.region_code, city)
  group by w.id
$$;
comment on function space.owed(uuid[], text, date) is 'Rupiah that are overdue of businesses, with those of the same owner, in a region; who owes nothing is not listed';
revoke all on function space.owed(uuid[], text, date) from public;
grant execute on function space.owed(uuid[], text, date) to berdaya_app;
create index charge_of_lease_due on space.charge (lease_id) where state = 'due';
