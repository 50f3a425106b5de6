-- Guests who walk in without an account: the guest book of a space, and the seat they take until they leave.

alter table space.space add column guest_book boolean not null default false;
comment on column space.space.guest_book is 'People may walk in and sign the guest book, by the QR at the door or at the desk';

alter table space.booking
  drop constraint booking_source,
  add constraint booking_source check (source in ('web', 'desk', 'api', 'guest'));
comment on column space.booking.source is 'guest: the seat of somebody who walked in; it is held until they leave or the space closes, and was never asked for';

create table space.guest (
  id uuid not null default kernel.new_id() constraint guest_key primary key,
  space_id uuid not null constraint guest_space references space.space (id),
  unit_id uuid not null,
  booking_id uuid constraint guest_booking references space.booking (id),
  region_code text collate "C" not null,
  at timestamptz not null,
  until timestamptz not null,
  left_at timestamptz,
  left_by text constraint guest_left_by check (left_by in ('guest', 'staff', 'system')),
  how text not null constraint guest_how check (how in ('door', 'desk', 'terminal')),
  people int not null constraint guest_people check (people between 1 and 500),
  name text constraint guest_name_length check (length(name) between 2 and 80),
  purpose text not null constraint guest_purpose check (purpose in
    ('work', 'meeting', 'advice', 'training', 'podcast', 'display', 'look', 'other')),
  origin text constraint guest_origin_length check (length(origin) between 2 and 80),
  group_kind text not null default 'person' constraint guest_group_kind check (group_kind in
    ('person', 'art_group', 'business', 'community', 'school', 'government', 'other')),
  sex text constraint guest_sex check (sex in ('female', 'male')),
  age_group text constraint guest_age_group check (age_group in ('child', 'youth', 'adult', 'elder')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  version int not null default 1,
  constraint guest_unit foreign key (unit_id, space_id) references space.unit (id, space_id),
  constraint guest_seat_once unique (booking_id),
  constraint guest_order check (at < until and left_at >= at),
  constraint guest_left check ((left_at is null) = (left_by is null))
);
comment on table space.guest is 'The guest book: one row for everyone, or every group, who walked in. No account, and no more said than they wish';
comment on column space.guest.unit_id is 'Where they sit; the whole space when they took no seat';
comment on column space.guest.booking_id is 'What keeps their seat for them, until they leave';
comment on column space.guest.until is 'When the space closes: who has not signed out by then has left';
comment on column space.guest.name is 'Only if they gave it; forgotten after the days of the retention rule old_guests';
create index guest_of_space on space.guest (space_id, at);
create index guest_inside on space.guest (until) where left_at is null;
create index guest_fact on space.guest (region_code, at);

grant select, insert, update on space.guest to berdaya_app;
grant select on space.guest to berdaya_reader;
alter table space.guest enable row level security;
create policy guest_read on space.guest for select to berdaya_app, berdaya_reader using (
  (select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[]) or space.holds_link(id));
create policy guest_add on space.guest for insert to berdaya_app with check (kernel.in_scope(region_code) or space.holds_link(id));
create policy guest_change on space.guest for update to berdaya_app
  using (kernel.in_scope(region_code) or space.holds_link(id)) with check (kernel.in_scope(region_code) or space.holds_link(id));

-- A guest is a visit like one with a booking.
create or replace view space.v_visit_fact with (security_invoker = true) as
  select c.id, c.booking_id, c.space_id, c.unit_id, c.region_code, c.at, (c.at at time zone s.zone)::date as day, c.how, c.people
  from space.check_in c join space.space s on s.id = c.space_id
  union all
  select g.id, null, g.space_id, g.unit_id, g.region_code, g.at, (g.at at time zone s.zone)::date, g.how, g.people
  from space.guest g join space.space s on s.id = g.space_id;
comment on view space.v_visit_fact is 'Every visit as it was counted, by a booking or by the guest book';

create view space.v_guest_fact with (security_invoker = true) as
  select g.id, g.space_id, g.unit_id, g.region_code, g.at, (g.at at time zone s.zone)::date as day, g.how, g.people, g.purpose,
    g.group_kind, g.sex, g.age_group, g.left_at, g.left_by,
    (extract(epoch from coalesce(g.left_at, g.until) - g.at) / 60)::int as minutes
  from space.guest g join space.space s on s.id = g.space_id;
comment on view space.v_guest_fact is 'Every entry of the guest book, without names';
grant select on space.v_guest_fact to berdaya_app, berdaya_reader;

-- As before; a guest's seat is taken, not merely being chosen by somebody.
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
  order by 3
$$;

-- Visitors' holds are limited; the seats of guests are none of them.
create or replace function space.visitor_holds(wanted_space uuid, at timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from space.booking b
  where b.space_id = wanted_space and b.state = 'held' and b.account_id is null and b.hold_until > at and b.source <> 'guest'
$$;

-- Everyone may know how many are inside, nobody who.
create function space.people_inside(wanted_space uuid, at timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select sum(g.people) from space.guest g
      where g.space_id = wanted_space and g.left_at is null and g.at <= people_inside.at and g.until > people_inside.at), 0)
    + coalesce((select sum(c.people) from space.booking b join space.check_in c on c.booking_id = b.id
      where b.space_id = wanted_space and b.state = 'checked_in' and b.during @> people_inside.at), 0)
$$;
comment on function space.people_inside(uuid, timestamptz) is 'People who are in a space: guests who have not left, and those of bookings under way';

-- How full it usually is: for every hour of every weekday on which the space was open, the people inside on average. A day
-- on which nobody came counts as 0.
create function space.usual_hours(wanted_space uuid, first date, last date)
returns table (weekday smallint, hour int, days bigint, people numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with open_day as (
    select o.day, s.zone from space.v_open_day o join space.space s on s.id = o.space_id
    where o.space_id = wanted_space and o.day between first and last and o.minutes > 0
  ), cell as (
    select d.day, c.weekday, h.hour,
      tstzrange((d.day + make_interval(hours => h.hour)) at time zone d.zone, (d.day + make_interval(hours => h.hour + 1)) at time zone d.zone) as during
    from open_day d
    join space.day c on c.day = d.day
    join space.opening o on o.space_id = wanted_space and o.weekday = c.weekday
    cross join lateral generate_series(o.from_minute / 60, (o.to_minute - 1) / 60) h(hour)
  ), stay as (
    select tstzrange(g.at, greatest(coalesce(g.left_at, g.until), g.at + interval '1 minute')) as during, g.people
    from space.guest g where g.space_id = wanted_space and g.at >= first - 1 and g.at < last + 2
    union all
    select b.during, c.people from space.booking b join space.check_in c on c.booking_id = b.id
    where b.space_id = wanted_space and b.state in ('checked_in', 'completed') and lower(b.during) >= first - 1 and lower(b.during) < last + 2
  )
  select n.weekday, n.hour, count(*), round(avg(n.people), 1)
  from (select c.weekday, c.hour, c.day, coalesce(sum(s.people), 0) as people
    from cell c left join stay s on s.during && c.during group by 1, 2, 3) n
  group by 1, 2 order by 1, 2
$$;
comment on function space.usual_hours(uuid, date, date) is 'People in a space by weekday and hour, on average over the days it was open; quiet hours are 0';

revoke all on function space.people_inside(uuid, timestamptz), space.usual_hours(uuid, date, date) from public;
grant execute on function space.people_inside(uuid, timestamptz), space.usual_hours(uuid, date, date) to berdaya_app;

insert into registry.retention_rule (key, activity, days, legal_basis, words) values
('old_guests', 'bookings', 30, 'Kebijakan sendiri (own)', '{"id": "Nama dan asal di buku tamu", "en": "Name and origin in the guest book"}');
