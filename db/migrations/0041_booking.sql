-- Bookings: who has which unit when, from the ten minutes of a hold to the visit; and visits, as they were counted.

-- Somebody who came by a signed link may see and change exactly these bookings: the application names them after it has verified the links.
create function space.holds_link(id uuid) returns boolean language sql stable parallel safe as $$
  select id = any (string_to_array(nullif(current_setting('app.space_links', true), ''), ',')::uuid[])
$$;

create table space.booking (
  id uuid not null default kernel.new_id() constraint booking_key primary key,
  space_id uuid not null,
  unit_id uuid not null,
  region_code text collate "C" not null,
  during tstzrange not null constraint booking_during check (not isempty(during) and lower_inc(during) and not upper_inc(during)
    and not lower_inf(during) and not upper_inf(during)),
  blocked tstzrange not null,
  state text not null constraint booking_state check (state in
    ('held', 'requested', 'approved', 'checked_in', 'completed', 'rejected', 'cancelled', 'expired', 'no_show')),
  source text not null constraint booking_source check (source in ('web', 'desk', 'api')),
  reference text not null constraint booking_reference unique
    constraint booking_reference_format check (reference ~ '^[2-9A-HJKMNP-TV-Z]{8}$'),
  account_id uuid,
  recorded_by uuid,
  booker_name text not null default '' constraint booking_booker_name_length check (length(booker_name) <= 120),
  booker_phone text constraint booking_booker_phone check (booker_phone ~ '^\+\d{8,15}$'),
  booker_locale text not null default 'id' constraint booking_booker_locale check (booker_locale in ('id', 'en')),
  group_kind text constraint booking_group_kind check (group_kind in
    ('person', 'art_group', 'business', 'community', 'school', 'government', 'other')),
  group_name text constraint booking_group_name_length check (length(group_name) between 2 and 120),
  group_public boolean not null default false,
  business_id uuid constraint booking_business references registry.business (id),
  purpose text constraint booking_purpose check (purpose in
    ('rehearsal', 'performance', 'meeting', 'training', 'market', 'celebration', 'sport', 'social', 'other')),
  note text constraint booking_note_length check (length(note) <= 500),
  attendees int constraint booking_attendees check (attendees between 1 and 100000),
  quota_no smallint,
  hold_until timestamptz,
  requested_at timestamptz,
  deadline timestamptz,
  decision text constraint booking_decision check (decision in ('approved', 'rejected')),
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  reason_code text,
  reason text constraint booking_reason_length check (length(reason) <= 1000),
  waited_minutes int,
  ended_at timestamptz,
  ended_by text constraint booking_ended_by check (ended_by in ('booker', 'staff', 'system')),
  reminded_at timestamptz,
  moves smallint not null default 0,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint booking_unit foreign key (unit_id, space_id) references space.unit (id, space_id),
  constraint booking_blocks_itself check (blocked @> during and lower(blocked) = lower(during)),
  constraint booking_hold_ends check (state <> 'held' or hold_until is not null),
  constraint booking_complete check (requested_at is null or (attendees is not null and purpose is not null
    and group_kind is not null and booker_name <> '')),
  constraint booking_was_asked_for check (state in ('held', 'expired', 'cancelled') or requested_at is not null),
  constraint booking_needs_reason check (decision is distinct from 'rejected' or length(reason) >= 3),
  constraint booking_decided check ((decision is null) = (decided_at is null)),
  constraint booking_no_overlap exclude using gist (unit_id with =, blocked with &&)
    where (state in ('held', 'requested', 'approved', 'checked_in', 'completed'))
);
comment on table space.booking is 'A unit taken for a time. Two that count never overlap, by booking_no_overlap';
comment on column space.booking.during is 'When people may be there';
comment on column space.booking.blocked is 'during, and the buffer after it that keeps the unit free for cleaning';
comment on column space.booking.reference is 'Eight characters a person reads aloud; random, because whoever has it may open the pass. No 0 O 1 I L U';
comment on column space.booking.account_id is 'Who booked, and may change it; empty for people without an account whom the desk booked for, and for a visitor''s hold';
comment on column space.booking.recorded_by is 'Member of staff who entered it for somebody';
comment on column space.booking.group_public is 'They agreed that the calendar shows the name of their group';
comment on column space.booking.quota_no is 'Which of the person''s allowed open bookings this is; unique, so that two requests at once cannot both be the last';
comment on column space.booking.hold_until is 'A hold counts until then; afterwards whoever wants the time may have it';
comment on column space.booking.waited_minutes is 'Office minutes from the request to the decision';
comment on column space.booking.moves is 'How often it was moved to another time';

create unique index booking_quota on space.booking (space_id, account_id, quota_no) where state in ('requested', 'approved');
create index booking_of_space on space.booking (space_id, lower(during), id);
create index booking_waiting on space.booking (deadline, id) where state = 'requested';
create index booking_of_account on space.booking (account_id, lower(during) desc, id desc) where account_id is not null;
create index booking_due on space.booking (upper(during)) where state in ('requested', 'approved', 'checked_in');
create index booking_holds on space.booking (hold_until) where state = 'held';
create index booking_unfinished on space.booking (updated_at) where requested_at is null and purpose is not null;

create table space.check_in (
  id uuid not null default kernel.new_id() constraint check_in_key primary key,
  booking_id uuid constraint check_in_booking references space.booking (id),
  space_id uuid not null,
  unit_id uuid not null,
  region_code text collate "C" not null,
  at timestamptz not null,
  how text not null constraint check_in_how check (how in ('qr', 'code', 'desk')),
  people int not null constraint check_in_people check (people between 1 and 100000),
  recorded_by uuid,
  recorded_at timestamptz not null,
  version int not null default 1,
  constraint check_in_once unique (booking_id),
  constraint check_in_unit foreign key (unit_id, space_id) references space.unit (id, space_id)
);
comment on table space.check_in is 'People who came. Without a booking it is a walk-in';
comment on column space.check_in.at is 'When they came; of a visit recorded afterwards, when the booking began';
create index check_in_of_space on space.check_in (space_id, at);

create table space.reason (
  code text not null constraint reason_key primary key,
  position smallint not null,
  text_id text not null constraint reason_text_id_length check (length(text_id) between 3 and 400),
  text_en text not null constraint reason_text_en_length check (length(text_en) between 3 and 400),
  active boolean not null default true
);
comment on table space.reason is 'Reasons an officer picks when rejecting a booking; the person reads the text in their language';
insert into space.reason (code, position, text_id, text_en) values
  ('government_use', 10, 'Ruang dipakai untuk kegiatan pemerintah pada waktu itu. Silakan pilih waktu lain.', 'The space is needed for a government activity at that time. Please choose another time.'),
  ('purpose_unfit', 20, 'Kegiatan ini tidak sesuai dengan aturan pemakaian ruang.', 'This activity does not fit the rules of the space.'),
  ('too_many_people', 30, 'Jumlah orang melebihi yang aman untuk kegiatan ini.', 'There are more people than is safe for this activity.'),
  ('papers_missing', 40, 'Surat yang diperlukan belum ada. Lengkapi dahulu, lalu pesan lagi.', 'Papers that are needed are missing. Please get them, then book again.'),
  ('purpose_unclear', 50, 'Keterangan kegiatan belum jelas. Pesan lagi dengan keterangan yang lebih lengkap.', 'What you plan is unclear. Please book again and tell us more.'),
  ('repairs', 60, 'Ruang perlu diperbaiki pada waktu itu. Silakan pilih waktu lain.', 'The space needs repairs at that time. Please choose another time.'),
  ('fair_turn', 70, 'Kelompok ini sudah sering memakai ruang; giliran kali ini untuk yang lain.', 'This group has used the space often; this turn is for others.');

grant select, insert, update on space.booking, space.check_in to berdaya_app;
grant select on space.reason to berdaya_app, berdaya_reader;
grant select on space.space, space.booking, space.check_in, space.opening, space.closure to berdaya_reader;

alter table space.booking enable row level security;
alter table space.check_in enable row level security;

-- Figures read whole tables: the scopes are spelt out so that they are read once a query.
create policy booking_read on space.booking for select to berdaya_app using (
  (select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[])
  or account_id = (select kernel.actor_id()) or space.holds_link(id));
create policy booking_add on space.booking for insert to berdaya_app with check (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id())
  or (account_id is null and state = 'held' and space.holds_link(id)));
create policy booking_change on space.booking for update to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id));
create policy booking_facts on space.booking for select to berdaya_reader
  using ((select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[]));
create policy check_in_read on space.check_in for select to berdaya_app, berdaya_reader
  using ((select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[])
    or space.holds_link(booking_id)
    or exists (select from space.booking b where b.id = booking_id and b.account_id = (select kernel.actor_id())));
create policy check_in_add on space.check_in for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy check_in_change on space.check_in for update to berdaya_app using (kernel.in_scope(region_code));
create policy opening_facts on space.opening for select to berdaya_reader using (true);
create policy closure_facts on space.closure for select to berdaya_reader using (true);

-- Everyone may know that a time is taken, nobody by whom: answers times, and the names of groups that agreed.
create function space.taken(wanted_space uuid, starts timestamptz, ends timestamptz, at timestamptz)
returns table (id uuid, unit_id uuid, starts_at timestamptz, ends_at timestamptz, blocked_until timestamptz, state text, group_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.id, b.unit_id, lower(b.during), upper(b.during), upper(b.blocked), b.state,
    case when b.group_public and b.state <> 'held' then b.group_name end
  from space.unit u
  join space.booking b on b.unit_id = u.id and b.blocked && tstzrange(starts, ends)
    and b.state in ('held', 'requested', 'approved', 'checked_in', 'completed')
    and (b.state <> 'held' or b.hold_until > at)
  where u.space_id = wanted_space
  order by b.during
$$;
comment on function space.taken(uuid, timestamptz, timestamptz, timestamptz) is 'Times of a space that are not free between two instants, without anybody''s data';

-- The last step before a booking is written: the rules it was checked with still hold (and cannot change until this transaction
-- ends), and holds that ran out make way. False: check again with the new rules.
create function space.ready(wanted_unit uuid, version int, wanted tstzrange, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from space.unit u where u.id = wanted_unit and u.rules_version = version for share;
  if not found then
    return false;
  end if;
  update space.booking b set state = 'expired', ended_at = at, ended_by = 'system', updated_at = at, version = b.version + 1
  where b.unit_id = wanted_unit and b.blocked && wanted and b.state = 'held' and b.hold_until <= at;
  return true;
end $$;
comment on function space.ready(uuid, int, tstzrange, timestamptz) is 'Lock the rules, expire stale holds; call it in the statement that writes the booking';

-- Visitors hold without an account. A flood of such holds must not close a hall: beyond this many one has to sign in first.
create function space.visitor_holds(wanted_space uuid, at timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from space.booking b
  where b.space_id = wanted_space and b.state = 'held' and b.account_id is null and b.hold_until > at
$$;

-- The pass opens with its code, for whoever holds it: names the booking, which the application then links to.
create function space.booking_of_reference(wanted text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.id from space.booking b where b.reference = wanted and b.requested_at is not null
$$;

revoke all on function space.taken(uuid, timestamptz, timestamptz, timestamptz), space.ready(uuid, int, tstzrange, timestamptz),
  space.visitor_holds(uuid, timestamptz), space.booking_of_reference(text) from public;
grant execute on function space.taken(uuid, timestamptz, timestamptz, timestamptz), space.ready(uuid, int, tstzrange, timestamptz),
  space.visitor_holds(uuid, timestamptz), space.booking_of_reference(text) to berdaya_app;
