-- Businesses that were entered twice: keys to find them by, pairs put before an officer, and merges that can be taken apart again.

alter table registry.business drop constraint business_state;
alter table registry.business
  add column merged_into uuid constraint business_merged_into references registry.business (id),
  add constraint business_state check (state in ('draft', 'submitted', 'verified', 'returned', 'rejected', 'inactive', 'merged')),
  add constraint business_merged_whole check ((state = 'merged') = (merged_into is not null)),
  add constraint business_merged_elsewhere check (merged_into <> id);
comment on column registry.business.merged_into is 'The record that goes on for this one (state merged); this one stays readable with all that points to it';
create index business_merged_into_it on registry.business (merged_into) where merged_into is not null;
alter table registry.registration drop constraint registration_state;
alter table registry.registration
  add constraint registration_state check (state in ('submitted', 'verified', 'returned', 'rejected', 'inactive', 'merged'));

create table registry.match_key (
  business_id uuid not null constraint match_key_key primary key
    constraint match_key_business references registry.business (id),
  region_code text collate "C" not null,
  by_nik text collate "C",
  by_phone text collate "C",
  by_name text collate "C",
  by_word text collate "C",
  by_owner text collate "C",
  by_corner text collate "C",
  by_door text collate "C"
);
comment on table registry.match_key is 'Keys by which a business is found again (matching/blocks.ts): only records that share one are compared';
comment on column registry.match_key.by_nik is 'HMAC of the owner''s NIK, hexadecimal';
comment on column registry.match_key.by_name is 'District and sound of the name''s own words';
comment on column registry.match_key.by_word is 'Village and sound of the longest of them';
comment on column registry.match_key.by_owner is 'District and sound of the owner''s names';
comment on column registry.match_key.by_corner is 'Village, RW, RT and sector';
comment on column registry.match_key.by_door is 'Village, sound of the street, house number';
create index match_key_nik on registry.match_key (by_nik) where by_nik is not null;
create index match_key_phone on registry.match_key (by_phone) where by_phone is not null;
create index match_key_name on registry.match_key (by_name) where by_name is not null;
create index match_key_word on registry.match_key (by_word) where by_word is not null;
create index match_key_owner on registry.match_key (by_owner) where by_owner is not null;
create index match_key_corner on registry.match_key (by_corner) where by_corner is not null;
create index match_key_door on registry.match_key (by_door) where by_door is not null;

-- Whatever way a business or its owner changes, it waits here to be compared. Several entries of one business are harmless,
-- and nobody who writes waits for the job that reads.
create table registry.match_waiting (
  id bigint generated always as identity constraint match_waiting_key primary key,
  business_id uuid not null constraint match_waiting_business references registry.business (id),
  since timestamptz not null default now()
);
comment on table registry.match_waiting is 'Businesses that are new or changed since they were last compared; emptied by the job registry.match_waiting';
alter table registry.match_waiting enable row level security;

create function registry.match_new() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into registry.match_waiting (business_id) select a.id from added a;
  return null;
end $$;
create trigger business_match_new after insert on registry.business
  referencing new table as added for each statement execute function registry.match_new();

create function registry.match_again() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into registry.match_waiting (business_id) values (new.id);
  return null;
end $$;
create trigger business_match_again
  after update of name, state, kind, sector, owner_id, region_code, address, rt, rw, latitude, longitude on registry.business
  for each row when ((old.name, old.state, old.kind, old.sector, old.owner_id, old.region_code, old.address, old.rt, old.rw,
    old.latitude, old.longitude) is distinct from (new.name, new.state, new.kind, new.sector, new.owner_id, new.region_code,
    new.address, new.rt, new.rw, new.latitude, new.longitude))
  execute function registry.match_again();

create function registry.match_owner() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into registry.match_waiting (business_id) select b.id from registry.business b where b.owner_id = new.id;
  return null;
end $$;
create trigger person_match_again after update of name, phone, nik_hash on registry.person
  for each row when ((old.name, old.phone, old.nik_hash) is distinct from (new.name, new.phone, new.nik_hash))
  execute function registry.match_owner();

create function registry.take_match_work(how_many int) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not kernel.is_system() then
    return;
  end if;
  return query
  with taken as (
    delete from registry.match_waiting w
    where w.id = any (array(select n.id from registry.match_waiting n order by n.id limit how_many for update skip locked))
    returning w.business_id
  )
  select distinct t.business_id from taken t;
end $$;
comment on function registry.take_match_work(int) is 'The next businesses to compare; they wait again if the transaction fails';
revoke all on function registry.match_new(), registry.match_again(), registry.match_owner(), registry.take_match_work(int) from public;
grant execute on function registry.take_match_work(int) to berdaya_app;

create table registry.match_pair (
  id uuid not null default kernel.new_id() constraint match_pair_key primary key,
  a_id uuid not null constraint match_pair_a references registry.business (id),
  b_id uuid not null constraint match_pair_b references registry.business (id),
  region_a text collate "C" not null,
  region_b text collate "C" not null,
  score smallint not null constraint match_pair_score check (score between 0 and 100),
  reasons text[] not null,
  state text not null default 'open' constraint match_pair_state check (state in ('open', 'same', 'different', 'gone')),
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  note text constraint match_pair_note_length check (length(note) <= 500),
  version int not null default 1,
  constraint match_pair_order check (a_id < b_id),
  constraint match_pair_once unique (a_id, b_id),
  constraint match_pair_decided check ((state in ('same', 'different')) = (decided_at is not null))
);
comment on table registry.match_pair is 'Two records that may be one business, and what an officer said. A pair that was decided is never asked again';
comment on column registry.match_pair.region_a is 'Region of the first business: only who has both regions in scope sees the pair';
comment on column registry.match_pair.state is 'gone: one of them changed or closed, and they no longer look alike';
create index match_pair_open on registry.match_pair (score desc, id desc) where state = 'open';
create index match_pair_b on registry.match_pair (b_id);
create index match_pair_decided_at on registry.match_pair (decided_at desc, id desc) where decided_at is not null;

create table registry.business_merge (
  id uuid not null default kernel.new_id() constraint business_merge_key primary key,
  pair_id uuid not null constraint business_merge_pair references registry.match_pair (id),
  survivor_id uuid not null constraint business_merge_survivor references registry.business (id),
  merged_id uuid not null constraint business_merge_merged references registry.business (id),
  state_before text not null,
  case_before jsonb,
  carried jsonb not null default '{}' constraint business_merge_carried check (jsonb_typeof(carried) = 'object'),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  undone_at timestamptz,
  undone_by uuid,
  undone_by_name text,
  undone_reason text constraint business_merge_reason_length check (length(undone_reason) between 3 and 500),
  constraint business_merge_two check (survivor_id <> merged_id),
  constraint business_merge_undone check ((undone_at is null) = (undone_reason is null))
);
comment on table registry.business_merge is 'Which record went on for which, and all that is needed to take them apart again';
comment on column registry.business_merge.case_before is 'The merged record''s latest registration before: state, decision and who decided';
comment on column registry.business_merge.carried is 'What the surviving record took over: {column: {before, after}}';
create unique index business_merge_once on registry.business_merge (merged_id) where undone_at is null;
create index business_merge_of on registry.business_merge (survivor_id, at) where undone_at is null;
create index business_merge_of_pair on registry.business_merge (pair_id);

grant select, insert, update on registry.match_key, registry.match_pair, registry.business_merge to berdaya_app;
alter table registry.match_key enable row level security;
alter table registry.match_pair enable row level security;
alter table registry.business_merge enable row level security;
create policy match_key_all on registry.match_key to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));
create policy match_pair_all on registry.match_pair to berdaya_app
  using (kernel.in_scope(region_a) and kernel.in_scope(region_b))
  with check (kernel.in_scope(region_a) and kernel.in_scope(region_b));
create policy business_merge_all on registry.business_merge to berdaya_app
  using (exists (select from registry.match_pair p where p.id = pair_id))
  with check (exists (select from registry.match_pair p where p.id = pair_id));

-- What was recorded before waits to be compared like everything else.
insert into registry.match_waiting (business_id) select b.id from registry.business b;
