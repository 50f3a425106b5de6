-- Spaces that people may use free of charge: what they are, when they are open, who may book how long.

create schema space;
grant usage on schema space to berdaya_app, berdaya_reader;

create table space.space (
  id uuid not null default kernel.new_id() constraint space_key primary key,
  slug text not null constraint space_slug unique
    constraint space_slug_format check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 60),
  name text not null constraint space_name_length check (length(name) between 3 and 120),
  kind text not null constraint space_kind check (kind in ('hall', 'room', 'coworking', 'studio', 'market', 'outdoor')),
  state text not null default 'draft' constraint space_state check (state in ('draft', 'published', 'archived')),
  region_code text collate "C" not null constraint space_region references region.region (code),
  zone text not null constraint space_zone check (zone in ('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura')),
  address text not null constraint space_address_length check (length(address) between 3 and 300),
  latitude numeric(8, 6) constraint space_latitude check (latitude between -90 and 90),
  longitude numeric(9, 6) constraint space_longitude check (longitude between -180 and 180),
  capacity int not null constraint space_capacity check (capacity between 1 and 100000),
  description_id text not null default '' constraint space_description_id_length check (length(description_id) <= 4000),
  description_en text not null default '' constraint space_description_en_length check (length(description_en) <= 4000),
  house_rules_id text not null default '' constraint space_house_rules_id_length check (length(house_rules_id) <= 4000),
  house_rules_en text not null default '' constraint space_house_rules_en_length check (length(house_rules_en) <= 4000),
  papers_id text not null default '' constraint space_papers_id_length check (length(papers_id) <= 2000),
  papers_en text not null default '' constraint space_papers_en_length check (length(papers_en) <= 2000),
  fee bigint not null default 0 constraint space_fee check (fee between 0 and 1000000000),
  legal_basis text not null default '' constraint space_legal_basis_length check (length(legal_basis) <= 300),
  contact_name text not null default '' constraint space_contact_name_length check (length(contact_name) <= 120),
  contact_phone text constraint space_contact_phone check (contact_phone ~ '^\+\d{8,15}$'),
  approval text not null default 'approved' constraint space_approval check (approval in ('automatic', 'approved')),
  who text not null default 'anyone' constraint space_who check (who in ('anyone', 'registered', 'desk')),
  slot_minutes int not null default 60 constraint space_slot check (slot_minutes in (15, 30, 60, 120)),
  min_minutes int not null default 60 constraint space_min check (min_minutes between 15 and 1440),
  max_minutes int not null default 240 constraint space_max check (max_minutes between 15 and 1440),
  buffer_minutes int not null default 0 constraint space_buffer check (buffer_minutes between 0 and 240),
  min_days_ahead int not null default 0 constraint space_min_ahead check (min_days_ahead between 0 and 60),
  max_days_ahead int not null default 60 constraint space_max_ahead check (max_days_ahead between 1 and 365),
  quota int constraint space_quota check (quota between 1 and 50),
  closed_on_holidays boolean not null default false,
  opened_on date not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint space_lengths check (min_minutes <= max_minutes and min_minutes % slot_minutes = 0 and max_minutes % slot_minutes = 0),
  constraint space_ahead check (min_days_ahead <= max_days_ahead)
);
comment on table space.space is 'A hall, room or ground that can be booked, with the rules by which';
comment on column space.space.zone is 'Its opening hours and dates are read in this zone; follows from the region';
comment on column space.space.house_rules_id is 'One rule a line';
comment on column space.space.papers_id is 'Papers to bring, one a line; empty when none are asked for';
comment on column space.space.fee is 'Whole rupiah a booking; 0 is said as Gratis';
comment on column space.space.legal_basis is 'The rule by which the fee is waived or set (Perda, Perwali): free hire needs one too';
comment on column space.space.approval is 'automatic: within the rules a request is accepted at once; approved: an officer decides';
comment on column space.space.who is 'anyone signed in; registered: owners of a verified business or group; desk: only staff enter bookings';
comment on column space.space.slot_minutes is 'Bookings begin and end on this raster, counted from the opening hour';
comment on column space.space.buffer_minutes is 'Kept free after every booking, for cleaning';
comment on column space.space.quota is 'Most open bookings one person may have here at a time; null is no limit. Staff at the desk are not bound';
comment on column space.space.opened_on is 'First day it could be used: figures count open hours from then on';
create index space_of_region on space.space (region_code, name);

create table space.facility (
  space_id uuid not null constraint facility_space references space.space (id),
  code text not null constraint facility_code check (code ~ '^[a-z_]{2,30}$'),
  detail text not null default '' constraint facility_detail_length check (length(detail) <= 80),
  position smallint not null default 0,
  constraint facility_key primary key (space_id, code)
);
comment on table space.facility is 'What a space offers: one of our icons, and a word (100 chairs)';

create table space.photo (
  id uuid not null default kernel.new_id() constraint photo_key primary key,
  space_id uuid not null constraint photo_space references space.space (id),
  file_id uuid not null constraint photo_file references kernel.file (id),
  alt_id text not null constraint photo_alt_id_length check (length(alt_id) between 3 and 200),
  alt_en text not null default '' constraint photo_alt_en_length check (length(alt_en) <= 200),
  position smallint not null default 0,
  removed_at timestamptz
);
comment on table space.photo is 'A picture of a space, with the words for those who cannot see it';
create index photo_of_space on space.photo (space_id, position) where removed_at is null;

create table space.unit (
  id uuid not null default kernel.new_id() constraint unit_key primary key,
  space_id uuid not null constraint unit_space references space.space (id),
  kind text not null constraint unit_kind check (kind in ('whole', 'room', 'seat', 'stall', 'shelf')),
  name text not null constraint unit_name_length check (length(name) between 1 and 80),
  capacity int not null constraint unit_capacity check (capacity > 0),
  position smallint not null default 0,
  active boolean not null default true,
  rules_version int not null default 1,
  constraint unit_of_space unique (id, space_id)
);
comment on table space.unit is 'What a booking takes: a whole hall, a room, a seat, a stall';
comment on column space.unit.rules_version is 'Grows when rules, hours or closures change. A booking is written only against the version it was checked with';
create index unit_by_space on space.unit (space_id, position);

create table space.opening (
  space_id uuid not null constraint opening_space references space.space (id),
  weekday smallint not null constraint opening_weekday check (weekday between 1 and 7),
  from_minute smallint not null constraint opening_from check (from_minute between 0 and 1439),
  to_minute smallint not null constraint opening_to check (to_minute between 1 and 1440),
  constraint opening_order check (from_minute < to_minute),
  constraint opening_no_overlap exclude using gist (
    space_id with =, weekday with =, int4range(from_minute, to_minute) with &&)
);
comment on table space.opening is 'Hours of a weekday (1 is Monday), as minutes after midnight in the space''s zone';

create table space.closure (
  id uuid not null default kernel.new_id() constraint closure_key primary key,
  space_id uuid not null constraint closure_space references space.space (id),
  region_code text collate "C" not null,
  during tstzrange not null constraint closure_during check (not isempty(during) and lower_inc(during) and not upper_inc(during)
    and not lower_inf(during) and not upper_inf(during)),
  reason text not null constraint closure_reason_length check (length(reason) between 3 and 200),
  public boolean not null default true,
  created_by uuid,
  created_at timestamptz not null,
  withdrawn_at timestamptz
);
comment on table space.closure is 'A time in which a space is not open: repairs, an election, a flood. No accepted booking lies in one';
comment on column space.closure.public is 'Show the reason to everyone; otherwise only that it is closed';
create index closure_times on space.closure using gist (space_id, during) where withdrawn_at is null;

grant select, insert, update on space.space, space.photo, space.unit, space.closure to berdaya_app;
-- Hours and facilities are replaced as a whole; what they were stands in the audit log.
grant select, insert, update, delete on space.facility, space.opening to berdaya_app;

alter table space.space enable row level security;
alter table space.photo enable row level security;
alter table space.unit enable row level security;
alter table space.facility enable row level security;
alter table space.opening enable row level security;
alter table space.closure enable row level security;

create policy space_read on space.space for select to berdaya_app, berdaya_reader
  using (state <> 'draft' or kernel.in_scope(region_code));
create policy space_add on space.space for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy space_change on space.space for update to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));

-- Hours, units, photos and closed times are public; who may see the space may change them only with its region in scope.
create policy photo_read on space.photo for select to berdaya_app using (true);
create policy photo_add on space.photo for insert to berdaya_app
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy photo_change on space.photo for update to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy unit_read on space.unit for select to berdaya_app using (true);
create policy unit_add on space.unit for insert to berdaya_app
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy unit_change on space.unit for update to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy facility_read on space.facility for select to berdaya_app using (true);
create policy facility_add on space.facility for insert to berdaya_app
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy facility_remove on space.facility for delete to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy opening_read on space.opening for select to berdaya_app using (true);
create policy opening_add on space.opening for insert to berdaya_app
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy opening_remove on space.opening for delete to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy closure_read on space.closure for select to berdaya_app using (true);
create policy closure_add on space.closure for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy closure_change on space.closure for update to berdaya_app using (kernel.in_scope(region_code));
