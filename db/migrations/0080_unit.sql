-- A space of many places: areas, rooms, seats, stalls and shelves, and the long hire of one of them.

-- Where a unit lies on the one line of its space's places. The whole space is all of the line, an area a stretch of it, a seat
-- one point: two units stand in each other's way exactly when their spans overlap.
alter table space.unit
  drop constraint unit_kind,
  add constraint unit_kind check (kind in ('whole', 'area', 'room', 'seat', 'stall', 'shelf')),
  add column parent_id uuid,
  add column code text constraint unit_code_format check (code ~ '^[A-Z0-9][A-Z0-9.-]{0,11}$'),
  add column span int4range,
  add column bookable boolean not null default true,
  add column approval text constraint unit_approval check (approval in ('automatic', 'approved')),
  add column min_minutes int constraint unit_min check (min_minutes between 15 and 1440),
  add column max_minutes int constraint unit_max check (max_minutes between 15 and 1440),
  add constraint unit_lengths check (min_minutes <= max_minutes),
  add constraint unit_parent foreign key (parent_id, space_id) references space.unit (id, space_id),
  add constraint unit_code unique (space_id, code);
comment on column space.unit.parent_id is 'The area it lies in';
comment on column space.unit.code is 'What stands on the sign and on the plan: A-12';
comment on column space.unit.span is 'Its stretch of the space''s line of places, given once; units whose spans overlap are in each other''s way';
comment on column space.unit.bookable is 'May be booked by the hour; otherwise it is used by walking in, or hired for long';
comment on column space.unit.approval is 'Where it differs from the space; null: as the space';
comment on column space.unit.min_minutes is 'Where it differs from the space; null: as the space';

-- Areas take ten thousand points each, from 10,000 on; what lies in no area takes the points before.
create function space.place_unit() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  area int4range;
  point int;
begin
  if tg_op = 'UPDATE' then
    if new.span is distinct from old.span or new.space_id <> old.space_id or new.parent_id is distinct from old.parent_id
        or (new.kind <> old.kind and 'whole' in (new.kind, old.kind)) then
      raise exception 'a unit keeps its place' using errcode = 'check_violation', constraint = 'unit_keeps_place';
    end if;
    return new;
  end if;
  if new.span is not null then
    return new;
  end if;
  if new.kind = 'whole' then
    new.span := int4range(0, null);
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new.space_id::text, 7));
  if new.kind = 'area' then
    select coalesce(max(upper(u.span)), 10000) into point
      from space.unit u where u.space_id = new.space_id and u.kind = 'area';
    new.span := int4range(point, point + 10000);
    return new;
  end if;
  if new.parent_id is not null then
    select u.span into area from space.unit u where u.id = new.parent_id and u.kind = 'area';
  end if;
  area := coalesce(area, int4range(0, 10000));
  select coalesce(max(upper(u.span)), lower(area)) into point
    from space.unit u where u.space_id = new.space_id and u.kind not in ('whole', 'area') and u.span <@ area;
  if point >= upper(area) then
    raise exception 'too many units' using errcode = 'check_violation', constraint = 'unit_too_many';
  end if;
  new.span := int4range(point, point + 1);
  return new;
end $$;
create trigger unit_place before insert or update on space.unit for each row execute function space.place_unit();

update space.unit u set span = case when u.kind = 'whole' then int4range(0, null) else int4range(n.n, n.n + 1) end
  from (select id, (row_number() over (partition by space_id order by position, id))::int as n from space.unit) n where n.id = u.id;
alter table space.unit
  alter column span set not null,
  add constraint unit_span unique (id, span);
create unique index unit_spans on space.unit (space_id, span);

alter table space.booking add column span int4range;
update space.booking b set span = u.span from space.unit u where u.id = b.unit_id;
alter table space.booking
  alter column span set not null,
  add constraint booking_span foreign key (unit_id, span) references space.unit (id, span),
  drop constraint booking_no_overlap,
  add constraint booking_no_overlap exclude using gist (space_id with =, span with &&, blocked with &&)
    where (state in ('held', 'requested', 'approved', 'checked_in', 'completed'));
comment on column space.booking.span is 'The span of its unit: an event in the whole space and a seat in it are in each other''s way';

-- The long hire of one unit: a stall for a year, a shelf for a month. It takes the unit on all days of its term but those on
-- which its holder let it go.
create table space.lease (
  id uuid not null default kernel.new_id() constraint lease_key primary key,
  space_id uuid not null,
  unit_id uuid not null,
  span int4range not null,
  region_code text collate "C" not null,
  state text not null constraint lease_state check (state in ('offered', 'active', 'ended', 'declined', 'surrendered', 'revoked')),
  kind text not null constraint lease_kind check (kind in ('permanent', 'temporary')),
  origin text not null constraint lease_origin check (origin in ('allotment', 'direct', 'renewal')),
  term daterange not null constraint lease_term check (not isempty(term) and lower_inc(term) and not upper_inc(term)
    and not lower_inf(term) and not upper_inf(term)),
  number text constraint lease_number unique,
  account_id uuid,
  business_id uuid constraint lease_business references registry.business (id),
  holder_name text not null constraint lease_holder_length check (length(holder_name) between 2 and 120),
  holder_phone text constraint lease_holder_phone check (holder_phone ~ '^\+\d{8,15}$'),
  trade text not null default '' constraint lease_trade_length check (length(trade) <= 120),
  rent bigint not null default 0 constraint lease_rent check (rent between 0 and 1000000000),
  renews uuid constraint lease_renews references space.lease (id),
  offered_until timestamptz,
  ended_on date,
  end_reason text constraint lease_end_reason_length check (length(end_reason) between 3 and 500),
  version int not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  constraint lease_unit foreign key (unit_id, space_id) references space.unit (id, space_id),
  constraint lease_span foreign key (unit_id, span) references space.unit (id, span),
  constraint lease_offer_ends check (state <> 'offered' or offered_until is not null),
  constraint lease_end_is_told check (state not in ('surrendered', 'revoked') or (ended_on is not null and end_reason is not null)),
  constraint lease_no_overlap exclude using gist (space_id with =, span with &&, term with &&)
    where (state in ('offered', 'active', 'ended'))
);
comment on table space.lease is 'Who has a stall or a shelf for long. Personal: it is neither sold nor passed on, and ends with its term';
comment on column space.lease.term is 'Days from the first to the day after the last; shortened when it ends early';
comment on column space.lease.number is 'Of the permit letter';
comment on column space.lease.rent is 'Rupiah a month (retribusi); 0 is Gratis';
comment on column space.lease.renews is 'The lease it follows after review';
comment on column space.lease.offered_until is 'An offer nobody takes up by then goes to the next';
create index lease_of_unit on space.lease (unit_id, term);
create index lease_of_account on space.lease (account_id) where account_id is not null;
create index lease_of_business on space.lease (business_id) where business_id is not null;

create table space.lease_day (
  lease_id uuid not null constraint lease_day_lease references space.lease (id),
  day date not null,
  reason text not null constraint lease_day_reason check (reason in ('holder', 'absent', 'cleared')),
  let_go_at timestamptz not null,
  let_go_by uuid,
  taken_back_at timestamptz,
  constraint lease_day_key primary key (lease_id, day)
);
comment on column space.lease_day.taken_back_at is 'From then on the day is the holder''s again';
comment on table space.lease_day is 'Days on which a leased unit is free for others: the holder said so, did not come, or an event clears the place';

-- Is the unit hired for long on the days of this time, by a lease that did not let them go?
create function space.leased(wanted_space uuid, wanted_span int4range, wanted tstzrange) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from space.lease l
    join space.space s on s.id = l.space_id
    cross join lateral generate_series((lower(wanted) at time zone s.zone)::date,
      ((upper(wanted) - interval '1 microsecond') at time zone s.zone)::date, interval '1 day') d
    where l.space_id = wanted_space and l.span && wanted_span and l.state in ('offered', 'active') and l.term @> d::date
      and not exists (select from space.lease_day f where f.lease_id = l.id and f.day = d::date and f.taken_back_at is null))
$$;

-- A lease is written only where no booking counts on its days; and whoever is about to book there judges again.
create function space.guard_lease() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
  end if;
  return new;
end $$;
create trigger lease_guard before insert or update on space.lease for each row execute function space.guard_lease();

-- A day that the holder takes back must not be booked by somebody meanwhile.
create function space.guard_lease_day() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  it space.lease;
begin
  select * into it from space.lease l where l.id = new.lease_id;
  update space.unit u set rules_version = u.rules_version + 1 where u.space_id = it.space_id and u.span && it.span;
  if new.taken_back_at is not null and exists (
    select from space.booking b join space.space s on s.id = b.space_id
    where b.space_id = it.space_id and b.span && it.span and b.state in ('held', 'requested', 'approved', 'checked_in')
      and (lower(b.during) at time zone s.zone)::date = new.day
  ) then
    raise exception 'somebody has that day' using errcode = 'exclusion_violation', constraint = 'lease_day_taken';
  end if;
  return new;
end $$;
create trigger lease_day_guard before insert or update on space.lease_day for each row execute function space.guard_lease_day();

grant select, insert, update on space.lease, space.lease_day to berdaya_app;
grant select on space.lease, space.lease_day, space.unit to berdaya_reader;
alter table space.lease enable row level security;
alter table space.lease_day enable row level security;
create policy unit_facts on space.unit for select to berdaya_reader using (true);
create policy lease_read on space.lease for select to berdaya_app, berdaya_reader using (
  (select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[]) or account_id = (select kernel.actor_id()));
create policy lease_add on space.lease for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy lease_change on space.lease for update to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));
create policy lease_day_read on space.lease_day for select to berdaya_app, berdaya_reader
  using (exists (select from space.lease l where l.id = lease_id));
create policy lease_day_add on space.lease_day for insert to berdaya_app
  with check (exists (select from space.lease l where l.id = lease_id
    and (kernel.in_scope(l.region_code) or l.account_id = (select kernel.actor_id()))));
create policy lease_day_change on space.lease_day for update to berdaya_app
  using (exists (select from space.lease l where l.id = lease_id
    and (kernel.in_scope(l.region_code) or l.account_id = (select kernel.actor_id()))));

-- As before, for one unit or for all of a space; a leased day is taken as a whole.
drop function space.taken(uuid, timestamptz, timestamptz, timestamptz);
create function space.taken(wanted_space uuid, starts timestamptz, ends timestamptz, at timestamptz, wanted_unit uuid default null)
returns table (id uuid, unit_id uuid, starts_at timestamptz, ends_at timestamptz, blocked_until timestamptz, state text, group_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.id, b.unit_id, lower(b.during), upper(b.during), upper(b.blocked), b.state,
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
comment on function space.taken(uuid, timestamptz, timestamptz, timestamptz, uuid) is 'Times of a space, or of one unit of it, that are not free between two instants, without anybody''s data';

create or replace function space.ready(wanted_unit uuid, version int, wanted tstzrange, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  it space.unit;
begin
  select * into it from space.unit u where u.id = wanted_unit and u.rules_version = version for share;
  if not found or space.leased(it.space_id, it.span, wanted) then
    return false;
  end if;
  update space.booking b set state = 'expired', ended_at = at, ended_by = 'system', updated_at = at, version = b.version + 1
  where b.space_id = it.space_id and b.span && it.span and b.blocked && wanted and b.state = 'held' and b.hold_until <= at;
  return true;
end $$;

revoke all on function space.taken(uuid, timestamptz, timestamptz, timestamptz, uuid), space.leased(uuid, int4range, tstzrange) from public;
grant execute on function space.taken(uuid, timestamptz, timestamptz, timestamptz, uuid), space.leased(uuid, int4range, tstzrange) to berdaya_app;
