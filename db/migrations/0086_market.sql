-- Markets: a plan of stalls in metres, the days on which the market is held, and what a review may know of presence.

alter table space.lease_review alter column present_days drop not null;

-- Answered with null until presence is recorded; what records it replaces this function.
create function space.days_present(wanted_lease uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select null::int where wanted_lease is not null $$;
comment on function space.days_present(uuid) is 'Days on which the holder of a lease was seen at the place; null where nobody records it';
revoke all on function space.days_present(uuid) from public;
grant execute on function space.days_present(uuid) to berdaya_app;

create table space.plan (
  space_id uuid not null constraint plan_key primary key constraint plan_space references space.space (id),
  width numeric(6, 2) not null constraint plan_width check (width between 2 and 2000),
  height numeric(6, 2) not null constraint plan_height check (height between 2 and 2000),
  features jsonb not null default '[]' constraint plan_features_size check (length(features::text) <= 200000),
  zones jsonb not null default '[]' constraint plan_zones_size check (length(zones::text) <= 10000),
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid
);
comment on table space.plan is 'The ground plan of a market, in metres from its upper left corner';
comment on column space.plan.features is 'What is drawn but not let: walls, gates, toilets, trees';
comment on column space.plan.zones is 'Sectors (food, clothes, crafts): code, name, colour and pattern';

create table space.stall_place (
  unit_id uuid not null constraint stall_place_key primary key,
  space_id uuid not null,
  shape jsonb not null constraint stall_place_shape check (length(shape::text) <= 4000),
  stall_kind text not null constraint stall_place_kind check (stall_kind in ('kios', 'los', 'pelataran')),
  tenure text not null constraint stall_place_tenure check (tenure in ('permanent', 'temporary', 'daily')),
  zone text constraint stall_place_zone check (length(zone) between 1 and 20),
  area numeric(6, 2) not null constraint stall_place_area check (area between 0.1 and 9999),
  water boolean not null default false,
  power boolean not null default false,
  constraint stall_place_unit foreign key (unit_id, space_id) references space.unit (id, space_id)
);
comment on table space.stall_place is 'Where a stall lies on the plan, and what it is';
comment on column space.stall_place.shape is 'Rectangle {x, y, w, h, r} in metres and degrees, or {points}';
comment on column space.stall_place.tenure is 'daily: booked by the day; otherwise let for long';
comment on column space.stall_place.area is 'Square metres';
create index stall_place_of_space on space.stall_place (space_id);

-- Some markets are held on the first and third Sunday only, or on given dates.
create table space.market_week (
  space_id uuid not null constraint market_week_space references space.space (id),
  weekday smallint not null constraint market_week_weekday check (weekday between 1 and 7),
  weeks smallint[] not null constraint market_week_weeks check (cardinality(weeks) between 1 and 5 and weeks <@ array[1, 2, 3, 4, 5]::smallint[]),
  constraint market_week_key primary key (space_id, weekday)
);
comment on table space.market_week is 'The hours of a weekday hold only on its first, second … of the month; without a row, every week';

create table space.market_date (
  space_id uuid not null constraint market_date_space references space.space (id),
  day date not null,
  from_minute smallint not null constraint market_date_from check (from_minute between 0 and 1439),
  to_minute smallint not null constraint market_date_to check (to_minute between 1 and 1440),
  note text not null default '' constraint market_date_note_length check (length(note) <= 80),
  constraint market_date_key primary key (space_id, day),
  constraint market_date_order check (from_minute < to_minute)
);
comment on table space.market_date is 'A day besides the weekly ones on which the space is open';

grant select, insert, update on space.plan, space.stall_place to berdaya_app;
-- Days are replaced as a whole; what they were stands in the audit log.
grant select, insert, update, delete on space.market_week, space.market_date to berdaya_app;
grant select on space.plan, space.stall_place, space.market_week, space.market_date to berdaya_reader;
alter table space.plan enable row level security;
alter table space.stall_place enable row level security;
alter table space.market_week enable row level security;
alter table space.market_date enable row level security;

create policy plan_read on space.plan for select to berdaya_app, berdaya_reader using (true);
create policy plan_add on space.plan for insert to berdaya_app
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy plan_change on space.plan for update to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy stall_place_read on space.stall_place for select to berdaya_app, berdaya_reader using (true);
create policy stall_place_add on space.stall_place for insert to berdaya_app
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy stall_place_change on space.stall_place for update to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy market_week_read on space.market_week for select to berdaya_app, berdaya_reader using (true);
create policy market_week_keep on space.market_week for all to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy market_date_read on space.market_date for select to berdaya_app, berdaya_reader using (true);
create policy market_date_keep on space.market_date for all to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));

create or replace view space.v_open_day with (security_invoker = true) as
  select s.id as space_id, s.region_code, d.day, case
    when exists (
      select from space.closure c where c.space_id = s.id and c.withdrawn_at is null and c.during && tstzrange(
        d.day::timestamp at time zone s.zone, (d.day + 1)::timestamp at time zone s.zone))
    then (
      select coalesce(sum(extract(epoch from upper(piece) - lower(piece)) / 60), 0)::int
      from unnest((
        select range_agg(tstzrange((d.day + make_interval(mins => h.from_minute)) at time zone s.zone,
          (d.day + make_interval(mins => h.to_minute)) at time zone s.zone))
        from (
          select o.from_minute, o.to_minute from space.opening o
          where not w.given and o.space_id = s.id and o.weekday = d.weekday
          union all
          select g.from_minute, g.to_minute from space.market_date g where w.given and g.space_id = s.id and g.day = d.day
        ) h
      ) - (
        select range_agg(c.during) from space.closure c
        where c.space_id = s.id and c.withdrawn_at is null and c.during && tstzrange(
          d.day::timestamp at time zone s.zone, (d.day + 1)::timestamp at time zone s.zone)
      )) piece)
    else w.minutes end as minutes
  from space.space s
  join (
    select o.space_id, o.weekday, null::date as day, sum(o.to_minute - o.from_minute)::int as minutes, false as given
    from space.opening o group by 1, 2
    union all
    select g.space_id, null, g.day, g.to_minute - g.from_minute, true from space.market_date g
  ) w on w.space_id = s.id
  join space.day d on (d.weekday = w.weekday or d.day = w.day) and d.day >= s.opened_on
  left join space.market_week k on k.space_id = s.id and k.weekday = d.weekday
  where s.state <> 'draft'
    and (w.given or (
      (k.weeks is null or ((extract(day from d.day)::int + 6) / 7)::smallint = any (k.weeks))
      and not exists (select from space.market_date g where g.space_id = s.id and g.day = d.day)
      and not (s.closed_on_holidays and exists (
        select from region.holiday h where h.date = d.day and h.withdrawn_at is null and starts_with(s.region_code, h.region_code)))));
