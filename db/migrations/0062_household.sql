-- The household in full: the unit that is followed over time (work, income, debt, aid, welfare). Every part is a dated record that is
-- ended, corrected or withdrawn with a reason, never deleted; what it said before stands in household_change.

alter table registry.household
  add column reference text not null default registry.new_reference(),
  add column name text constraint household_name_length check (length(name) between 1 and 100),
  add column names text not null default '' constraint household_names_length check (length(names) <= 4000),
  add column member_count int not null default 0,
  add column origin text constraint household_origin check (origin in ('local', 'migrant')),
  add column note text constraint household_note_length check (length(note) <= 500),
  add column state text not null default 'active' constraint household_state check (state in ('active', 'moved_away', 'dissolved')),
  add column state_reason text constraint household_state_reason_length check (length(state_reason) between 3 and 500),
  add column rung smallint constraint household_rung_known check (rung between 1 and 6),
  add column moneylender boolean not null default false,
  add column regency text collate "C" generated always as (left(region_code, 5)) stored,
  add column recorded_by uuid,
  add column recorded_by_name text,
  add column updated_at timestamptz,
  add column version int not null default 1,
  add constraint household_reference unique (reference),
  add constraint household_closed check (state = 'active' or state_reason is not null);
comment on column registry.household.name is 'Name of the head of the family, or of whoever brought the family card';
comment on column registry.household.names is 'Names of everybody who lives there now, for search; kept by refresh_household';
comment on column registry.household.origin is 'What the family says; moves from another regency make it a migrant whatever is said';
comment on column registry.household.rung is 'Newest welfare rung: 1 very poor … 5 lower middle, 6 above (names of DTSEN, Inpres 4/2025); kept by refresh_household';
comment on column registry.household.moneylender is 'Owes a moneylender now; kept by refresh_household';
create index household_list on registry.household (regency, created_at desc, id desc);
create index household_names_trgm on registry.household using gin (regency, names gin_trgm_ops);

-- People found on a family card name the household until somebody records its members.
create function registry.name_household() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update registry.household h set name = new.name, names = new.name
  where h.id = new.household_id and h.name is null;
  return null;
end $$;
create trigger person_names_household after insert or update of household_id on registry.person
  for each row when (new.household_id is not null) execute function registry.name_household();
update registry.household h set name = p.name, names = p.name
from (select distinct on (household_id) household_id, name from registry.person where household_id is not null order by household_id, id) p
where p.household_id = h.id;
create index person_of_village on registry.person (region_code, name);

-- A date as people remember it: `2015`, `2015-03` or `2015-03-12`. As text in the order of "C" an earlier one sorts first.
create domain registry.moment as text collate "C"
  constraint moment_form check (value ~ '^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$');

create table registry.household_member (
  id uuid not null default kernel.new_id() constraint household_member_key primary key,
  household_id uuid not null constraint household_member_household references registry.household (id),
  person_id uuid constraint household_member_person_known references registry.person (id),
  name text not null constraint household_member_name_length check (length(name) between 1 and 100),
  birth_year smallint constraint household_member_birth_year check (birth_year between 1900 and 2100),
  sex text constraint household_member_sex check (sex in ('female', 'male')),
  relation text not null constraint household_member_relation check (relation in ('head', 'spouse', 'child', 'child_in_law',
    'grandchild', 'parent', 'parent_in_law', 'relative', 'helper', 'other')),
  dependant boolean not null default false,
  since registry.moment,
  until registry.moment,
  end_reason text constraint household_member_end_reason_length check (length(end_reason) between 3 and 500),
  withdrawn_at timestamptz,
  withdrawn_reason text constraint household_member_withdrawn_reason_length check (length(withdrawn_reason) between 3 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  version int not null default 1,
  constraint household_member_within unique (household_id, id),
  constraint household_member_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table registry.household_member is 'Somebody who lives or lived in a household: a person of the register, or a name with a year of birth';
comment on column registry.household_member.relation is 'Relation to the head, as on the family card (Perpres 96/2018)';
comment on column registry.household_member.dependant is 'Lives on what the others earn';
create unique index household_member_head on registry.household_member (household_id)
  where relation = 'head' and until is null and withdrawn_at is null;
create unique index household_member_person on registry.household_member (person_id)
  where until is null and withdrawn_at is null;

create table registry.household_move (
  id uuid not null default kernel.new_id() constraint household_move_key primary key,
  household_id uuid not null constraint household_move_household references registry.household (id),
  from_region text collate "C" constraint household_move_region references region.region (code),
  from_place text constraint household_move_place_length check (length(from_place) between 2 and 200),
  why text not null constraint household_move_why
    check (why in ('work', 'marriage', 'family', 'eviction', 'rent', 'disaster', 'school', 'other')),
  since registry.moment not null,
  until registry.moment,
  end_reason text,
  withdrawn_at timestamptz,
  withdrawn_reason text constraint household_move_withdrawn_reason_length check (length(withdrawn_reason) between 3 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  version int not null default 1,
  constraint household_move_origin check (num_nonnulls(from_region, from_place) >= 1),
  constraint household_move_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table registry.household_move is 'From where the family came, when and why';
create index household_move_of on registry.household_move (household_id);

create table registry.household_housing (
  id uuid not null default kernel.new_id() constraint household_housing_key primary key,
  household_id uuid not null constraint household_housing_household references registry.household (id),
  tenure text not null constraint household_housing_tenure
    check (tenure in ('owned', 'leased', 'rented', 'free', 'official', 'occupied', 'other')),
  floor text constraint household_housing_floor check (floor in ('tile', 'cement', 'wood', 'bamboo', 'earth', 'other')),
  floor_area int constraint household_housing_floor_area check (floor_area between 1 and 10000),
  wall text constraint household_housing_wall check (wall in ('brick', 'wood', 'bamboo', 'sheet', 'other')),
  water text constraint household_housing_water
    check (water in ('piped', 'bottled', 'pump', 'well', 'spring', 'river', 'rain', 'other')),
  electricity text constraint household_housing_electricity
    check (electricity in ('own_meter', 'shared_meter', 'other_source', 'none')),
  toilet text constraint household_housing_toilet check (toilet in ('own', 'shared', 'public', 'none')),
  fuel text constraint household_housing_fuel check (fuel in ('gas_3kg', 'gas_other', 'electric', 'kerosene', 'wood', 'none')),
  since registry.moment not null,
  until registry.moment,
  end_reason text,
  withdrawn_at timestamptz,
  withdrawn_reason text constraint household_housing_withdrawn_reason_length check (length(withdrawn_reason) between 3 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  version int not null default 1,
  constraint household_housing_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table registry.household_housing is 'How the family lives, as seen at a date; the newest is how it lives now';
create index household_housing_of on registry.household_housing (household_id);

create table registry.household_work (
  id uuid not null default kernel.new_id() constraint household_work_key primary key,
  household_id uuid not null constraint household_work_household references registry.household (id),
  member_id uuid not null,
  occupation text not null constraint household_work_occupation_length check (length(occupation) between 2 and 120),
  status text not null constraint household_work_status check (status in ('own_account', 'own_with_unpaid', 'own_with_paid',
    'employee', 'casual_farm', 'casual_other', 'unpaid_family')),
  place text constraint household_work_place_length check (length(place) between 2 and 200),
  hours smallint constraint household_work_hours check (hours between 1 and 120),
  since registry.moment not null,
  until registry.moment,
  end_reason text constraint household_work_end_reason_length check (length(end_reason) between 3 and 500),
  withdrawn_at timestamptz,
  withdrawn_reason text constraint household_work_withdrawn_reason_length check (length(withdrawn_reason) between 3 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  version int not null default 1,
  constraint household_work_member foreign key (household_id, member_id) references registry.household_member (household_id, id),
  constraint household_work_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table registry.household_work is 'A time of work of one member; formal or informal follows from the status (BPS, Sakernas)';
comment on column registry.household_work.status is 'The seven statuses in employment of Sakernas';
comment on column registry.household_work.hours is 'Usual hours a week';
create index household_work_of on registry.household_work (household_id);

create table registry.household_money (
  id uuid not null default kernel.new_id() constraint household_money_key primary key,
  household_id uuid not null constraint household_money_household references registry.household (id),
  member_id uuid,
  kind text not null constraint household_money_kind check (kind in ('wage', 'business', 'casual', 'sent', 'pension', 'support',
    'other_income', 'food', 'home', 'utilities', 'school', 'health', 'transport', 'phone', 'instalments', 'giving', 'other_outgo')),
  amount bigint not null constraint household_money_amount check (amount between 0 and 100000000000),
  note text constraint household_money_note_length check (length(note) <= 200),
  since registry.moment not null,
  until registry.moment,
  end_reason text constraint household_money_end_reason_length check (length(end_reason) between 3 and 500),
  withdrawn_at timestamptz,
  withdrawn_reason text constraint household_money_withdrawn_reason_length check (length(withdrawn_reason) between 3 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  version int not null default 1,
  constraint household_money_member foreign key (household_id, member_id) references registry.household_member (household_id, id),
  constraint household_money_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table registry.household_money is 'What comes in or goes out in a usual month, from when until when';
comment on column registry.household_money.amount is 'Whole rupiah a month';
create index household_money_of on registry.household_money (household_id);

create table registry.household_asset (
  id uuid not null default kernel.new_id() constraint household_asset_key primary key,
  household_id uuid not null constraint household_asset_household references registry.household (id),
  kind text not null constraint household_asset_kind check (kind in ('land', 'house', 'motorcycle', 'car', 'livestock', 'gold',
    'savings', 'equipment', 'stock', 'appliance', 'other')),
  description text constraint household_asset_description_length check (length(description) between 2 and 200),
  value bigint constraint household_asset_value check (value between 0 and 100000000000),
  since registry.moment,
  until registry.moment,
  end_reason text constraint household_asset_end_reason_length check (length(end_reason) between 3 and 500),
  withdrawn_at timestamptz,
  withdrawn_reason text constraint household_asset_withdrawn_reason_length check (length(withdrawn_reason) between 3 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  version int not null default 1,
  constraint household_asset_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table registry.household_asset is 'What the family owns';
comment on column registry.household_asset.value is 'What it would fetch today, whole rupiah, as the family says';
create index household_asset_of on registry.household_asset (household_id);

create table registry.household_debt (
  id uuid not null default kernel.new_id() constraint household_debt_key primary key,
  household_id uuid not null constraint household_debt_household references registry.household (id),
  member_id uuid,
  lender_kind text not null constraint household_debt_lender_kind check (lender_kind in ('moneylender', 'unlicensed_online', 'family',
    'shop', 'employer', 'arisan', 'cooperative', 'group_loan', 'kur', 'bank', 'licensed_online', 'pawnshop', 'other')),
  lender_name text constraint household_debt_lender_name_length check (length(lender_name) between 2 and 120),
  purpose text not null constraint household_debt_purpose
    check (purpose in ('business', 'food', 'school', 'health', 'home', 'vehicle', 'ceremony', 'other_debt', 'other')),
  amounts_sealed bytea not null constraint household_debt_amounts_size check (length(amounts_sealed) <= 400),
  term smallint not null constraint household_debt_term check (term between 1 and 600),
  period text not null constraint household_debt_period check (period in ('day', 'week', 'month')),
  effective_rate double precision constraint household_debt_rate check (effective_rate between -1 and 1e12),
  since registry.moment not null,
  until registry.moment,
  end_reason text constraint household_debt_end_reason_length check (length(end_reason) between 3 and 500),
  withdrawn_at timestamptz,
  withdrawn_reason text constraint household_debt_withdrawn_reason_length check (length(withdrawn_reason) between 3 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  version int not null default 1,
  constraint household_debt_member foreign key (household_id, member_id) references registry.household_member (household_id, id),
  constraint household_debt_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table registry.household_debt is 'A loan: from whom, how much, paid back how';
comment on column registry.household_debt.amounts_sealed is 'Principal, amount received and instalment, encrypted (AES-256-GCM): finance is specific personal data (UU 27/2022 art. 4)';
comment on column registry.household_debt.term is 'Number of instalments, one each period';
comment on column registry.household_debt.effective_rate is 'Effective yearly rate of the cash flows, 0.06 is 6 %; empty when no rate up to 500 % a period explains them';
create index household_debt_of on registry.household_debt (household_id);

create table registry.household_aid (
  id uuid not null default kernel.new_id() constraint household_aid_key primary key,
  household_id uuid not null constraint household_aid_household references registry.household (id),
  member_id uuid,
  kind text not null constraint household_aid_kind check (kind in ('pkh', 'food_card', 'village_cash', 'health_premium', 'school',
    'cash', 'food', 'capital', 'equipment', 'training', 'house_repair', 'other')),
  institution text not null constraint household_aid_institution_length check (length(institution) between 2 and 120),
  organisation_id uuid constraint household_aid_organisation references registry.organisation (id),
  what text constraint household_aid_what_length check (length(what) between 2 and 200),
  amount bigint constraint household_aid_amount check (amount between 0 and 100000000000),
  since registry.moment not null,
  until registry.moment,
  end_reason text,
  withdrawn_at timestamptz,
  withdrawn_reason text constraint household_aid_withdrawn_reason_length check (length(withdrawn_reason) between 3 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  version int not null default 1,
  constraint household_aid_member foreign key (household_id, member_id) references registry.household_member (household_id, id),
  constraint household_aid_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table registry.household_aid is 'Help the family received: from which institution, what, when, how much';
create index household_aid_of on registry.household_aid (household_id);

create table registry.household_rung (
  id uuid not null default kernel.new_id() constraint household_rung_key primary key,
  household_id uuid not null constraint household_rung_household references registry.household (id),
  source text not null constraint household_rung_source check (source in ('dtsen', 'officer')),
  decile smallint constraint household_rung_decile check (decile between 1 and 10),
  rung smallint not null constraint household_rung_rung check (rung between 1 and 6),
  basis text constraint household_rung_basis_length check (length(basis) between 3 and 300),
  since registry.moment not null,
  until registry.moment,
  end_reason text,
  withdrawn_at timestamptz,
  withdrawn_reason text constraint household_rung_withdrawn_reason_length check (length(withdrawn_reason) between 3 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  version int not null default 1,
  constraint household_rung_grounds check (case source when 'dtsen' then decile is not null else basis is not null and decile is null end),
  constraint household_rung_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table registry.household_rung is 'Welfare rung at a date: the decile DTSEN gave (never computed here, Inpres 4/2025), or an officer''s judgement with its grounds';
create index household_rung_of on registry.household_rung (household_id);

create table registry.household_change (
  id uuid not null default kernel.new_id() constraint household_change_key primary key,
  household_id uuid not null constraint household_change_household references registry.household (id),
  section text not null constraint household_change_section check (section in ('profile', 'members', 'moves', 'housing', 'work',
    'money', 'assets', 'debts', 'aid', 'rungs')),
  record_id uuid not null,
  act text not null constraint household_change_act
    check (act in ('recorded', 'added', 'corrected', 'ended', 'withdrawn', 'closed', 'reopened')),
  fields text[] not null default '{}' constraint household_change_fields check (cardinality(fields) <= 40),
  sealed bytea constraint household_change_sealed_size check (length(sealed) <= 20000),
  reason text constraint household_change_reason_length check (length(reason) between 3 and 500),
  by_id uuid,
  by_name text not null,
  at timestamptz not null
);
comment on table registry.household_change is 'Every change of a household: who, when, why, and (encrypted) what it said before and after';
create index household_change_of on registry.household_change (household_id, at desc, id desc);

create table registry.household_opening (
  id uuid not null default kernel.new_id() constraint household_opening_key primary key,
  household_id uuid not null constraint household_opening_household references registry.household (id),
  account_id uuid not null,
  account_name text not null,
  reason text not null constraint household_opening_reason_length check (length(reason) between 3 and 500),
  at timestamptz not null
);
comment on table registry.household_opening is 'Each time an officer opened what a family owes: who, when, why; the amounts are shown to them for a quarter of an hour';
create index household_opening_of on registry.household_opening (household_id, at desc);

create table registry.poverty_line (
  id uuid not null default kernel.new_id() constraint poverty_line_key primary key,
  scope text collate "C" not null constraint poverty_line_scope check (scope ~ '^(\d{2}(\.\d{2})?)?$'),
  valid_from date not null,
  amount bigint not null constraint poverty_line_amount check (amount between 100000 and 10000000),
  source text not null constraint poverty_line_source_length check (length(source) between 3 and 200),
  recorded_at timestamptz not null default now(),
  recorded_by_name text not null default '',
  constraint poverty_line_once unique (scope, valid_from)
);
comment on table registry.poverty_line is 'Expenditure a head and month below which BPS calls people poor; the closest region and the newest date count';
comment on column registry.poverty_line.scope is 'Regency, province, or empty for the nation';
insert into registry.poverty_line (scope, valid_from, amount, source) values
  ('', '2025-03-01', 609160, 'BPS, Profil Kemiskinan Maret 2025'),
  ('', '2025-09-01', 641443, 'BPS, Profil Kemiskinan September 2025');

-- What lists show of a household, gathered anew from its records.
create function registry.refresh_household(ids uuid[]) returns void language sql volatile as $$
  update registry.household h set
    name = coalesce((select m.name from registry.household_member m where m.household_id = h.id and m.relation = 'head'
      and m.until is null and m.withdrawn_at is null), h.name),
    names = coalesce((select left(string_agg(m.name, ' · ' order by m.id), 4000) from registry.household_member m
      where m.household_id = h.id and m.until is null and m.withdrawn_at is null), h.name, ''),
    member_count = (select count(*) from registry.household_member m
      where m.household_id = h.id and m.until is null and m.withdrawn_at is null),
    rung = (select r.rung from registry.household_rung r where r.household_id = h.id and r.withdrawn_at is null
      order by r.since desc, r.recorded_at desc, r.id desc limit 1),
    moneylender = exists (select from registry.household_debt d where d.household_id = h.id and d.until is null
      and d.withdrawn_at is null and d.lender_kind in ('moneylender', 'unlicensed_online'))
  where h.id = any (ids)
$$;
comment on function registry.refresh_household(uuid[]) is 'Runs with the rights of the caller, who may change these households';

grant select, insert, update on registry.household_member, registry.household_move, registry.household_housing,
  registry.household_work, registry.household_money, registry.household_asset, registry.household_debt, registry.household_aid,
  registry.household_rung to berdaya_app;
grant select, insert on registry.household_change, registry.household_opening, registry.poverty_line to berdaya_app;
grant update (sealed) on registry.household_change to berdaya_app;

alter table registry.household_change enable row level security;
alter table registry.household_opening enable row level security;
alter table registry.poverty_line enable row level security;

-- Whoever sees the household sees its parts; only staff of its region write them.
do $$
declare
  part text;
begin
  foreach part in array array['household_member', 'household_move', 'household_housing', 'household_work', 'household_money',
    'household_asset', 'household_debt', 'household_aid', 'household_rung']
  loop
    execute format('alter table registry.%I enable row level security', part);
    execute format('create policy %I on registry.%I for select to berdaya_app
      using (exists (select from registry.household h where h.id = household_id))', part || '_read', part);
    execute format('create policy %I on registry.%I for insert to berdaya_app with check
      (exists (select from registry.household h where h.id = household_id and kernel.in_scope(h.region_code)))', part || '_add', part);
    execute format('create policy %I on registry.%I for update to berdaya_app using
      (exists (select from registry.household h where h.id = household_id and kernel.in_scope(h.region_code)))', part || '_change', part);
  end loop;
end $$;
create policy household_change_read on registry.household_change for select to berdaya_app
  using (exists (select from registry.household h where h.id = household_id));
create policy household_change_add on registry.household_change for insert to berdaya_app with check
  (exists (select from registry.household h where h.id = household_id and kernel.in_scope(h.region_code)));
-- Only a rotation of keys writes there again.
create policy household_change_seal on registry.household_change for update to berdaya_app
  using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy household_opening_read on registry.household_opening for select to berdaya_app
  using (exists (select from registry.household h where h.id = household_id));
create policy household_opening_add on registry.household_opening for insert to berdaya_app with check
  (account_id = (select kernel.actor_id())
    and exists (select from registry.household h where h.id = household_id and kernel.in_scope(h.region_code)));
create policy poverty_line_read on registry.poverty_line for select to berdaya_app using (true);
create policy poverty_line_add on registry.poverty_line for insert to berdaya_app with check (kernel.in_scope(scope));

-- Row-level security would switch off the trigram index: the search checks the scopes itself and answers ids.
create function registry.find_households(
  scopes text[], wanted_name text, wanted_reference text, wanted_state text, wanted_rung int, wanted_moneylender boolean,
  before_at timestamptz, before_id uuid, how_many int
) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  select h.id from registry.household h
  where exists (select from unnest(scopes) s where starts_with(h.region_code, s) and kernel.in_scope(s))
    -- Six letters may be a name or a reference: both are looked for.
    and (wanted_name is null or h.names ilike wanted_name or h.reference = wanted_reference)
    and (wanted_state is null or h.state = wanted_state)
    and (wanted_rung is null or h.rung = wanted_rung)
    and (wanted_moneylender is null or h.moneylender = wanted_moneylender)
    and (before_at is null or (h.created_at, h.id) < (before_at, before_id))
  order by h.created_at desc, h.id desc
  limit how_many;
end $$;
revoke all on function registry.find_households(text[], text, text, text, int, boolean, timestamptz, uuid, int) from public;
grant execute on function registry.find_households(text[], text, text, text, int, boolean, timestamptz, uuid, int) to berdaya_app;
