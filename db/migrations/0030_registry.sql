-- The registry, first part: people, households, businesses (street traders and art groups are kinds of them), organisations,
-- and each registration with its decision. Accounts are named without a foreign key: erasing an account must not touch the register.

create schema registry;
grant usage on schema registry to berdaya_app, berdaya_reader;

create sequence registry.reference_number as bigint maxvalue 1073741823;
grant usage on sequence registry.reference_number to berdaya_app;

create function registry.reference_of(number bigint) returns text language plpgsql immutable strict parallel safe as $$
-- Thirty bits mixed by steps that can each be undone (xor with a shift, times an odd number): every number gives another
-- reference, and neighbours look unrelated. Letters and digits that are mistaken for each other (I L O U) are not used.
declare
  mask constant bigint := 1073741823;
  mixed bigint := number & mask;
  letters text := '';
begin
  mixed := ((mixed # (mixed >> 15)) * 739982445) & mask;
  mixed := ((mixed # (mixed >> 13)) * 695872825) & mask;
  mixed := mixed # (mixed >> 16);
  for i in 0..5 loop
    letters := letters || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((mixed >> (5 * i)) & 31)::int + 1, 1);
  end loop;
  return 'BRD-' || left(letters, 4) || '-' || right(letters, 2);
end $$;
create function registry.new_reference() returns text language sql volatile as $$
  select registry.reference_of(nextval('registry.reference_number'))
$$;
comment on function registry.new_reference() is 'Short number a person can read aloud: BRD-7K3M-9Q; never the same twice';

-- Somebody who came by a signed link may see and mend exactly this record: the application sets the id after it verified the link.
create function registry.holds_link(id uuid) returns boolean language sql stable parallel safe as $$
  select id = nullif(current_setting('app.registry_link', true), '')::uuid
$$;

create table registry.household (
  id uuid not null default kernel.new_id() constraint household_key primary key,
  region_code text collate "C" not null constraint household_region references region.region (code),
  address text constraint household_address_length check (length(address) <= 200),
  rt text constraint household_rt check (rt ~ '^\d{3}$'),
  rw text constraint household_rw check (rw ~ '^\d{3}$'),
  kk_sealed bytea,
  kk_hash bytea constraint household_kk unique,
  created_at timestamptz not null,
  constraint household_kk_whole check ((kk_sealed is null) = (kk_hash is null))
);
comment on table registry.household is 'People who live on one purse; the reference that members share';
comment on column registry.household.kk_sealed is 'Number of the family card, encrypted (AES-256-GCM); kk_hash is its HMAC, for finding the household again';

create table registry.person (
  id uuid not null default kernel.new_id() constraint person_key primary key,
  account_id uuid constraint person_account unique,
  name text not null constraint person_name_length check (length(name) between 1 and 100),
  phone text constraint person_phone check (phone ~ '^\+\d{8,15}$'),
  nik_sealed bytea,
  nik_hash bytea constraint person_nik unique,
  nik_mask text constraint person_nik_mask check (length(nik_mask) = 16),
  household_id uuid constraint person_household references registry.household (id),
  region_code text collate "C" not null constraint person_region references region.region (code),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint person_nik_whole check ((nik_sealed is null) = (nik_hash is null) and (nik_sealed is null) = (nik_mask is null))
);
comment on table registry.person is 'Somebody whom the register knows, once; with an account or without';
comment on column registry.person.name is 'One field: single names are valid';
comment on column registry.person.nik_sealed is 'NIK, encrypted (AES-256-GCM); nik_hash is its HMAC, for uniqueness; nik_mask is what screens show';
create index person_region_phone on registry.person (phone, region_code);
create index person_of_household on registry.person (household_id) where household_id is not null;

create table registry.business (
  id uuid not null default kernel.new_id() constraint business_key primary key,
  reference text not null default registry.new_reference() constraint business_reference unique,
  kind text not null constraint business_kind check (kind in ('business', 'street_trader', 'art_group')),
  name text not null constraint business_name_length check (length(name) between 2 and 120),
  state text not null constraint business_state
    check (state in ('draft', 'submitted', 'verified', 'returned', 'rejected', 'inactive')),
  description text constraint business_description_length check (length(description) <= 500),
  sector text constraint business_sector check (sector in
    ('food', 'drink', 'craft', 'fashion', 'retail', 'service', 'farming', 'creative', 'other')),
  started_year smallint constraint business_started_year check (started_year between 1900 and 2100),
  workers int constraint business_workers check (workers between 0 and 100000),
  nib text constraint business_nib check (nib ~ '^\d{13}$'),
  npwp_sealed bytea,
  npwp_mask text constraint business_npwp_mask check (length(npwp_mask) between 15 and 22),
  region_code text collate "C" not null constraint business_region references region.region (code),
  regency text collate "C" generated always as (left(region_code, 5)) stored,
  address text constraint business_address_length check (length(address) <= 200),
  rt text constraint business_rt check (rt ~ '^\d{3}$'),
  rw text constraint business_rw check (rw ~ '^\d{3}$'),
  owner_id uuid not null constraint business_owner references registry.person (id),
  account_id uuid,
  import_key bytea constraint business_import unique,
  verified_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  constraint business_npwp_whole check ((npwp_sealed is null) = (npwp_mask is null))
);
comment on table registry.business is 'What the register follows: an UMKM, a street trader or an art group';
comment on column registry.business.workers is 'People who work there, the owner included';
comment on column registry.business.npwp_sealed is 'NPWP, encrypted: since 2024 it is the NIK of a resident';
comment on column registry.business.account_id is 'Account of the owner, who sees and mends it; empty until an owner registered at the desk claims it';
comment on column registry.business.import_key is 'Hash of what makes a row of an imported list the same business, so that no row is taken twice';
create index business_owner_id on registry.business (owner_id);
create index business_of_account on registry.business (account_id, created_at desc) where account_id is not null;
create index business_list on registry.business (regency, created_at desc, id desc);
create index business_name_trgm on registry.business using gin (regency, name gin_trgm_ops);

create table registry.street_trader (
  business_id uuid not null constraint street_trader_key primary key
    constraint street_trader_business references registry.business (id),
  place_type text not null constraint street_trader_place_type
    check (place_type in ('ground', 'tent', 'shelter', 'cart', 'motor', 'other')),
  spot text not null constraint street_trader_spot_length check (length(spot) between 3 and 200),
  hours text constraint street_trader_hours_length check (length(hours) <= 100)
);
comment on table registry.street_trader is 'What Permendagri 41/2012 asks of a street trader (PKL) beyond a business: kind of place, spot, hours';

create table registry.art_group (
  business_id uuid not null constraint art_group_key primary key
    constraint art_group_business references registry.business (id),
  art_form text not null constraint art_group_form
    check (art_form in ('dance', 'gamelan', 'music', 'theatre', 'puppetry', 'visual', 'literature', 'other')),
  members int not null constraint art_group_members check (members between 1 and 10000)
);
comment on table registry.art_group is 'What an art group has beyond a business';

create table registry.organisation (
  id uuid not null default kernel.new_id() constraint organisation_key primary key,
  reference text not null default registry.new_reference() constraint organisation_reference unique,
  kind text not null constraint organisation_kind check (kind in
    ('government_unit', 'company', 'university', 'ngo', 'media', 'retailer', 'school', 'clinic', 'cooperative', 'bank', 'pesantren', 'other')),
  name text not null constraint organisation_name_length check (length(name) between 2 and 120),
  state text not null constraint organisation_state
    check (state in ('draft', 'submitted', 'verified', 'returned', 'rejected', 'inactive')),
  description text constraint organisation_description_length check (length(description) <= 500),
  region_code text collate "C" not null constraint organisation_region references region.region (code),
  regency text collate "C" generated always as (left(region_code, 5)) stored,
  address text constraint organisation_address_length check (length(address) <= 200),
  rt text constraint organisation_rt check (rt ~ '^\d{3}$'),
  rw text constraint organisation_rw check (rw ~ '^\d{3}$'),
  contact_id uuid constraint organisation_contact references registry.person (id),
  account_id uuid,
  verified_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);
comment on table registry.organisation is 'Government units, companies, universities, NGOs, media, retailers, schools, clinics, cooperatives, banks, pesantren';
comment on column registry.organisation.contact_id is 'Who registered it; who acts for it holds a role in it (identity)';
create index organisation_of_account on registry.organisation (account_id, created_at desc) where account_id is not null;
create index organisation_list on registry.organisation (regency, created_at desc, id desc);

create table registry.registration (
  id uuid not null default kernel.new_id() constraint registration_key primary key,
  business_id uuid constraint registration_business references registry.business (id),
  organisation_id uuid constraint registration_organisation references registry.organisation (id),
  round smallint not null constraint registration_round_positive check (round >= 1),
  latest boolean not null default true,
  reference text not null,
  kind text not null constraint registration_kind check (kind in ('business', 'street_trader', 'art_group', 'organisation')),
  name text not null,
  region_code text collate "C" not null constraint registration_region references region.region (code),
  regency text collate "C" generated always as (left(region_code, 5)) stored,
  state text not null constraint registration_state check (state in ('submitted', 'verified', 'returned', 'rejected', 'inactive')),
  missing text[] not null default '{}',
  account_id uuid,
  submitted_at timestamptz not null,
  submitted_by uuid,
  desk boolean not null default false,
  locale text not null default 'id' constraint registration_locale check (locale in ('id', 'en')),
  consent_at timestamptz not null,
  consent_version text not null,
  deadline timestamptz not null,
  decision text constraint registration_decision check (decision in ('approved', 'returned', 'rejected')),
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  reason_code text,
  reason text constraint registration_reason_length check (length(reason) <= 1000),
  waited_minutes int,
  version int not null default 1,
  constraint registration_subject check (num_nonnulls(business_id, organisation_id) = 1),
  constraint registration_business_round unique (business_id, round),
  constraint registration_organisation_round unique (organisation_id, round),
  constraint registration_decided check ((decision is null) = (decided_at is null) and (decision is null) = (state = 'submitted')),
  constraint registration_needs_reason check (decision is null or decision = 'approved' or length(reason) >= 3)
);
comment on table registry.registration is 'One request to be in the register, or to be taken back into it after mending, with its decision';
comment on column registry.registration.round is '1, and one more each time a returned registration is sent again';
comment on column registry.registration.missing is 'Message keys of what an officer will miss';
comment on column registry.registration.desk is 'Entered by staff for somebody at the desk';
comment on column registry.registration.submitted_by is 'Account that sent it: the owner, or the officer at the desk; neither may decide it';
comment on column registry.registration.locale is 'Language in which the person is answered';
comment on column registry.registration.waited_minutes is 'Office minutes from submission to decision';
create index registration_waiting on registry.registration (deadline, id) where decision is null;
create index registration_list on registry.registration (regency, submitted_at desc, id desc) where latest;
create index registration_name on registry.registration using gin (regency, name gin_trgm_ops) where latest;
create index registration_reference on registry.registration (reference);
create index registration_of_account on registry.registration (account_id, submitted_at desc) where account_id is not null;

create table registry.reason (
  code text not null constraint reason_key primary key,
  position smallint not null,
  decisions text[] not null constraint reason_decisions check (decisions <@ array['return', 'reject'] and cardinality(decisions) > 0),
  text_id text not null constraint reason_text_id_length check (length(text_id) between 3 and 400),
  text_en text not null constraint reason_text_en_length check (length(text_en) between 3 and 400),
  active boolean not null default true
);
comment on table registry.reason is 'Reasons an officer picks when returning or rejecting; the person reads the text in their language';
insert into registry.reason (code, position, decisions, text_id, text_en) values
  ('address_unclear', 10, '{return}', 'Alamat atau patokan belum jelas. Tulis nama jalan, nomor, atau patokan yang mudah dicari.', 'The address is unclear. Write the street, the number or a landmark that is easy to find.'),
  ('goods_unclear', 20, '{return}', 'Keterangan usaha belum jelas. Tulis apa yang dijual atau dikerjakan.', 'What you do is unclear. Write what you sell or make.'),
  ('name_wrong', 30, '{return}', 'Nama usaha atau nama pemilik tampaknya salah tulis. Periksa lagi, lalu kirim ulang.', 'The name of the business or the owner seems misspelt. Check it and send it again.'),
  ('number_wrong', 40, '{return}', 'Nomor NIK, NIB, atau NPWP tidak cocok dengan dokumennya. Periksa lagi, atau kosongkan.', 'The NIK, NIB or NPWP does not match the document. Check it, or leave it empty.'),
  ('evidence_needed', 50, '{return}', 'Kami perlu melihat tempat usaha atau bukti kegiatan. Hubungi kelurahan untuk mengatur waktu.', 'We need to see the place or proof of the activity. Please contact the office to arrange a time.'),
  ('outside_region', 60, '{return,reject}', 'Tempat usaha berada di luar wilayah kami. Pilih kelurahan atau desa yang benar.', 'The place is outside our region. Choose the right kelurahan or village.'),
  ('duplicate', 70, '{reject}', 'Usaha ini sudah terdaftar.', 'This business is already registered.'),
  ('not_found_there', 80, '{reject}', 'Petugas sudah datang dan tidak menemukan usaha di alamat itu.', 'An officer visited and found no business at that address.'),
  ('not_eligible', 90, '{reject}', 'Kegiatan ini tidak termasuk yang didaftar di sini.', 'This activity is not one that is registered here.');

create table registry.draft (
  id uuid not null default kernel.new_id() constraint draft_key primary key,
  answers bytea not null constraint draft_size check (length(answers) <= 20000),
  account_id uuid,
  mends uuid,
  sent_as uuid,
  expires_at timestamptz not null
);
comment on table registry.draft is 'A registration in state draft: answers so far, encrypted whole, before anybody consented to anything';
comment on column registry.draft.mends is 'Registration that was returned and is being mended';
comment on column registry.draft.sent_as is 'Registration it became; sending it again answers with that one';
create index draft_expiry on registry.draft (expires_at);

grant select, insert, update on registry.household, registry.person, registry.business, registry.street_trader,
  registry.art_group, registry.organisation, registry.registration to berdaya_app;
grant select on registry.reason to berdaya_app, berdaya_reader;
grant select, insert, update, delete on registry.draft to berdaya_app;

alter table registry.household enable row level security;
alter table registry.person enable row level security;
alter table registry.business enable row level security;
alter table registry.street_trader enable row level security;
alter table registry.art_group enable row level security;
alter table registry.organisation enable row level security;
alter table registry.registration enable row level security;
alter table registry.draft enable row level security;

create policy business_all on registry.business to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or registry.holds_link(id))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or registry.holds_link(id));
create policy organisation_all on registry.organisation to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or registry.holds_link(id)
    or kernel.in_organisation(id))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or registry.holds_link(id));
create policy person_all on registry.person to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id())
    or exists (select from registry.business b where b.owner_id = person.id and registry.holds_link(b.id))
    or exists (select from registry.organisation o where o.contact_id = person.id and registry.holds_link(o.id)))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id())
    or exists (select from registry.business b where b.owner_id = person.id and registry.holds_link(b.id))
    or exists (select from registry.organisation o where o.contact_id = person.id and registry.holds_link(o.id)));
create policy household_read on registry.household for select to berdaya_app
  using (kernel.in_scope(region_code)
    or exists (select from registry.person p where p.household_id = household.id and p.account_id = (select kernel.actor_id())));
create policy household_add on registry.household for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy household_change on registry.household for update to berdaya_app using (kernel.in_scope(region_code));
create policy registration_all on registry.registration to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id())
    or registry.holds_link(coalesce(business_id, organisation_id)))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id())
    or registry.holds_link(coalesce(business_id, organisation_id)));
-- The parts of a business are seen by whoever sees the business.
create policy street_trader_all on registry.street_trader to berdaya_app
  using (exists (select from registry.business b where b.id = business_id));
create policy art_group_all on registry.art_group to berdaya_app
  using (exists (select from registry.business b where b.id = business_id));
-- A draft belongs to whoever holds its key (the application sets the id after verifying the signed cookie), never to a list.
create policy draft_all on registry.draft to berdaya_app
  using (id = nullif(current_setting('app.registry_draft', true), '')::uuid or (select kernel.is_system()))
  with check (true);

-- The household of a family card, found or made: members in another region join the same one, and learn nothing but its id.
create function registry.household_for(
  hash bytea, sealed bytea, region text, place text, wanted_rt text, wanted_rw text, at timestamptz
) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  known uuid;
begin
  insert into registry.household as h (region_code, address, rt, rw, kk_sealed, kk_hash, created_at)
  values (region, place, wanted_rt, wanted_rw, sealed, hash, at)
  on conflict on constraint household_kk do update set kk_hash = h.kk_hash
  returning h.id into known;
  return known;
end $$;
revoke all on function registry.household_for(bytea, bytea, text, text, text, text, timestamptz) from public;
grant execute on function registry.household_for(bytea, bytea, text, text, text, text, timestamptz) to berdaya_app;

-- Which business or organisation is this registration about? Answers an id only, for a draft that mends it.
create function registry.subject_of(registration uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(r.business_id, r.organisation_id) from registry.registration r where r.id = registration
$$;
revoke all on function registry.subject_of(uuid) from public;
grant execute on function registry.subject_of(uuid) to berdaya_app;

-- Registered at the desk with a phone number that now belongs to an account: what its holder may claim.
create function registry.claimable(wanted_phone text) returns table (id uuid, name text, kind text, reference text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.id, b.name, b.kind, b.reference from registry.business b join registry.person p on p.id = b.owner_id
  where p.phone = wanted_phone and p.account_id is null and b.account_id is null
  union all
  select o.id, o.name, 'organisation', o.reference from registry.organisation o join registry.person p on p.id = o.contact_id
  where p.phone = wanted_phone and p.account_id is null and o.account_id is null
$$;
comment on function registry.claimable(text) is 'The caller has verified that the actor holds this phone number';
create function registry.claim(wanted_phone text, wanted_id uuid, claimant uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  owner uuid;
  known uuid;
begin
  select coalesce(b.owner_id, o.contact_id) into owner
  from registry.claimable(wanted_phone) c
  left join registry.business b on b.id = c.id left join registry.organisation o on o.id = c.id
  where c.id = wanted_id;
  if owner is null then
    return false;
  end if;
  select p.id into known from registry.person p where p.account_id = claimant;
  if known is null then
    update registry.person set account_id = claimant, version = version + 1 where id = owner;
    known := owner;
  end if;
  update registry.business set account_id = claimant, owner_id = known where id = wanted_id;
  update registry.organisation set account_id = claimant, contact_id = known where id = wanted_id;
  update registry.registration set account_id = claimant where coalesce(business_id, organisation_id) = wanted_id;
  return true;
end $$;
revoke all on function registry.claimable(text), registry.claim(text, uuid, uuid) from public;
grant execute on function registry.claimable(text), registry.claim(text, uuid, uuid) to berdaya_app;

-- Lists of the office. Row-level security would switch off the trigram index, so the search runs with the owner's rights, checks
-- the actor's scopes itself and answers ids; the caller joins them to the protected table.
create function registry.find_registrations(
  scopes text[], wanted_name text, wanted_reference text, wanted_kinds text[], wanted_states text[],
  before_at timestamptz, before_id uuid, how_many int
) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  select r.id from registry.registration r
  where r.latest
    and exists (select from unnest(scopes) s where starts_with(r.region_code, s) and kernel.in_scope(s))
    and (wanted_name is null or r.name ilike wanted_name)
    and (wanted_reference is null or r.reference = wanted_reference)
    and (wanted_kinds is null or r.kind = any (wanted_kinds))
    and (wanted_states is null or r.state = any (wanted_states))
    and (before_at is null or (r.submitted_at, r.id) < (before_at, before_id))
  order by r.submitted_at desc, r.id desc
  limit how_many;
end $$;
revoke all on function registry.find_registrations(text[], text, text, text[], text[], timestamptz, uuid, int) from public;
grant execute on function registry.find_registrations(text[], text, text, text[], text[], timestamptz, uuid, int) to berdaya_app;

-- Published for figures: one row a registration, nothing that names a person, under the reader's own rights.
create view registry.v_registration_fact with (security_invoker = true) as
  select r.id, r.reference, r.kind, r.region_code, r.state, r.submitted_at, r.deadline, r.decided_at, r.decision,
    r.reason_code, r.waited_minutes, r.desk, r.round
  from registry.registration r;
comment on view registry.v_registration_fact is 'Every registration with its decision and waiting time, without names';
grant select on registry.v_registration_fact to berdaya_app, berdaya_reader;
grant select on registry.registration to berdaya_reader;
create policy registration_read_facts on registry.registration for select to berdaya_reader using (kernel.in_scope(region_code));
