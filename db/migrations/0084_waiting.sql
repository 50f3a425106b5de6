-- Waiting in line for a time that somebody has.

-- What is accepted by a signed link is written for whoever shows the signed link, not only for who is signed in.
drop policy booking_add on space.booking;
create policy booking_add on space.booking for insert to berdaya_app with check (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id));

alter table space.booking
  add column for_line boolean not null default false;
comment on column space.booking.for_line is 'A hold that keeps a time that became free until those who wait for it are asked';

create table space.waiting (
  id uuid not null default kernel.new_id() constraint waiting_key primary key,
  space_id uuid not null constraint waiting_space references space.space (id),
  unit_id uuid,
  unit_kind text constraint waiting_unit_kind check (unit_kind in ('whole', 'area', 'room', 'seat', 'stall', 'shelf')),
  region_code text collate "C" not null,
  during tstzrange not null constraint waiting_during check (not isempty(during) and lower_inc(during) and not upper_inc(during)
    and not lower_inf(during) and not upper_inf(during)),
  state text not null constraint waiting_state check (state in
    ('waiting', 'offered', 'accepted', 'declined', 'late', 'left', 'removed', 'over')),
  account_id uuid,
  recorded_by uuid,
  registered boolean not null default false,
  booker_name text not null constraint waiting_name_length check (length(booker_name) <= 120),
  booker_phone text not null constraint waiting_phone check (booker_phone ~ '^\+\d{8,15}$'),
  booker_locale text not null default 'id' constraint waiting_locale check (booker_locale in ('id', 'en')),
  group_kind text not null,
  group_name text constraint waiting_group_length check (length(group_name) between 2 and 120),
  group_public boolean not null default false,
  business_id uuid constraint waiting_business references registry.business (id),
  purpose text not null,
  note text constraint waiting_note_length check (length(note) <= 500),
  attendees int not null constraint waiting_attendees check (attendees between 1 and 100000),
  joined_at timestamptz not null,
  booking_id uuid constraint waiting_booking references space.booking (id),
  offered_at timestamptz,
  offered_until timestamptz,
  ended_at timestamptz,
  reason text constraint waiting_reason_length check (length(reason) <= 500),
  version int not null default 1,
  constraint waiting_unit foreign key (unit_id, space_id) references space.unit (id, space_id),
  constraint waiting_for_one check ((unit_id is null) <> (unit_kind is null)),
  constraint waiting_offer check (state <> 'offered' or (booking_id is not null and offered_until is not null))
);
comment on table space.waiting is 'Who waits for a time that somebody has, in the order in which they came. An offer keeps the time for them by a hold';
comment on column space.waiting.unit_kind is 'Any unit of this kind will do';
comment on column space.waiting.booking_id is 'The hold of the last offer, and the booking it became';
create unique index waiting_once on space.waiting (space_id, booker_phone, during) where state in ('waiting', 'offered');
create index waiting_line on space.waiting (space_id, joined_at, id) where state in ('waiting', 'offered');
create index waiting_of_account on space.waiting (account_id) where account_id is not null;
create unique index waiting_offer_once on space.waiting (booking_id) where state in ('offered', 'accepted');

-- At the end of the transaction in which a time became free, a hold keeps it while somebody waits for it: nobody slips in before
-- the next in line is asked. When the same transaction gave the time to somebody (a move, a swap, an event), nothing is kept.
create function space.keep_for_line() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  letters text := '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  code text := '';
begin
  if lower(old.during) <= new.updated_at or not exists (
    select from space.waiting w join space.unit u on u.id = old.unit_id
    where w.space_id = old.space_id and w.state = 'waiting' and w.during && old.blocked and lower(w.during) > new.updated_at
      and (w.unit_id = old.unit_id or w.unit_kind = u.kind
        or exists (select from space.unit x where x.id = w.unit_id and x.span && old.span))
  ) then
    return null;
  end if;
  for n in 1..8 loop
    code := code || substr(letters, 1 + floor(random() * 30)::int, 1);
  end loop;
  insert into space.booking (space_id, unit_id, span, region_code, during, blocked, state, source, reference, hold_until, for_line,
    created_at, updated_at)
  values (old.space_id, old.unit_id, old.span, old.region_code, old.during, old.blocked, 'held', 'web', code,
    new.updated_at + interval '5 minutes', true, new.updated_at, new.updated_at)
  on conflict do nothing;
  return null;
end $$;
create constraint trigger booking_freed after update on space.booking deferrable initially deferred for each row
  when (not old.for_line and old.state in ('held', 'requested', 'approved', 'checked_in')
    and (new.state not in ('held', 'requested', 'approved', 'checked_in', 'completed')
      or new.unit_id <> old.unit_id or new.during <> old.during))
  execute function space.keep_for_line();

-- Place in line: how many came before for a time that overlaps, without saying who.
create function space.place_in_line(wanted uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select 1 + count(o.id) from space.waiting w
  left join space.waiting o on o.space_id = w.space_id and o.state in ('waiting', 'offered') and o.during && w.during
    and (o.unit_id is null or w.unit_id is null or o.unit_id = w.unit_id) and (o.joined_at, o.id) < (w.joined_at, w.id)
  where w.id = wanted
$$;
create function space.line_length(wanted_space uuid, wanted_unit uuid, starts timestamptz, ends timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from space.waiting w
  where w.space_id = wanted_space and w.state in ('waiting', 'offered') and w.during && tstzrange(starts, ends)
    and (w.unit_id is null or wanted_unit is null or w.unit_id = wanted_unit)
$$;
-- Numbers of the open bookings of an account here: who accepts by a link is not signed in and cannot see them.
create function space.quota_used(wanted_space uuid, account uuid) returns smallint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(b.quota_no), '{}') from space.booking b
  where b.space_id = wanted_space and b.account_id = account and b.state in ('requested', 'approved') and b.quota_no is not null
$$;
revoke all on function space.keep_for_line(), space.quota_used(uuid, uuid), space.place_in_line(uuid), space.line_length(uuid, uuid, timestamptz, timestamptz) from public;
grant execute on function space.quota_used(uuid, uuid), space.place_in_line(uuid), space.line_length(uuid, uuid, timestamptz, timestamptz) to berdaya_app;

grant select, insert, update on space.waiting to berdaya_app;
alter table space.waiting enable row level security;
create policy waiting_read on space.waiting for select to berdaya_app using (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id));
create policy waiting_add on space.waiting for insert to berdaya_app with check (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));
create policy waiting_change on space.waiting for update to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id));
