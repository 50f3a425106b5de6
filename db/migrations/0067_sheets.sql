-- Lists that offices bring (XLSX, CSV) and take away: one row a run. The uploaded file and the rows read from it lie encrypted
-- in the file store; here stands what a page shows, and how far the work has come.

create table registry.import_run (
  id uuid not null default kernel.new_id() constraint import_run_key primary key,
  region_code text collate "C" not null,
  created_by uuid,
  created_by_name text not null default '',
  file_name text not null constraint import_run_file_name_length check (length(file_name) between 1 and 200),
  format text not null constraint import_run_format check (format in ('xlsx', 'csv')),
  bytes bigint not null constraint import_run_bytes check (bytes > 0),
  sha256 bytea not null,
  state text not null constraint import_run_state
    check (state in ('mapping', 'checking', 'checked', 'applying', 'done', 'cancelled', 'failed')),
  preview bytea,
  csv_shape jsonb,
  sheet smallint not null default 0,
  header_line int not null default 1,
  header_lines smallint not null default 1,
  mapping jsonb not null default '[]',
  all_or_nothing boolean not null default false,
  take_duplicates boolean not null default false,
  rows_read int not null default 0,
  rows_skipped int not null default 0,
  sound int not null default 0,
  duplicates int not null default 0,
  faulty int not null default 0,
  blocks int not null default 0,
  next_block int not null default 0,
  added int not null default 0,
  known int not null default 0,
  refused int not null default 0,
  attempt int not null default 0,
  failure text,
  created_at timestamptz not null,
  beat_at timestamptz not null,
  finished_at timestamptz,
  emptied_at timestamptz,
  constraint import_run_cursor check (next_block between 0 and blocks)
);
comment on table registry.import_run is 'One uploaded list and what became of it';
comment on column registry.import_run.region_code is 'Office that imports; empty is the whole nation';
comment on column registry.import_run.preview is 'First rows of each sheet, sealed: they name people; gone with the file';
comment on column registry.import_run.mapping is 'Field of each column, null for those not taken';
comment on column registry.import_run.blocks is 'Parts of rows that the check has stored, in their order';
comment on column registry.import_run.next_block is 'First part not applied yet; moves in the transaction that applies one, so that no part is lost or taken twice';
comment on column registry.import_run.attempt is 'Grows when a check starts; what an earlier one still writes is not taken';
comment on column registry.import_run.failure is 'Message key of why it stopped';
comment on column registry.import_run.beat_at is 'Last sign of life of whoever works on it';
comment on column registry.import_run.emptied_at is 'The file and the rows were removed';
create index import_run_list on registry.import_run (created_at desc, id desc);
create index import_run_working on registry.import_run (beat_at) where state in ('checking', 'applying');

create table registry.import_row (
  run_id uuid not null constraint import_row_run references registry.import_run (id),
  line int not null,
  status text not null constraint import_row_status check (status in ('faulty', 'duplicate', 'skipped', 'refused')),
  body bytea not null,
  constraint import_row_key primary key (run_id, line)
);
comment on table registry.import_row is 'Rows of a list that somebody must look at; the sound ones are in the file store only';
comment on column registry.import_row.body is 'What the row says and what is wrong with it, sealed';
create index import_row_status on registry.import_row (run_id, status, line);

create table registry.import_mapping (
  region_code text collate "C" not null,
  signature bytea not null,
  mapping jsonb not null,
  updated_at timestamptz not null,
  constraint import_mapping_key primary key (region_code, signature)
);
comment on table registry.import_mapping is 'How an office read the columns of a list with these headings, for the next one';

-- From an entry back to the line it came from. No foreign key: it would be asked 200,000 times for one and the same run.
alter table registry.registration add column import_run uuid, add column import_line int;
comment on column registry.registration.import_run is 'Import that brought it; the audit entries of that run name who did it';

create table registry.export_run (
  id uuid not null default kernel.new_id() constraint export_run_key primary key,
  office text collate "C" not null,
  created_by uuid,
  created_by_name text not null default '',
  format text not null constraint export_run_format check (format in ('xlsx', 'csv')),
  locale text not null constraint export_run_locale check (locale in ('id', 'en')),
  filter jsonb not null,
  state text not null constraint export_run_state check (state in ('waiting', 'working', 'ready', 'failed', 'cancelled')),
  rows_written int not null default 0,
  attempt int not null default 0,
  bytes bigint,
  created_at timestamptz not null,
  beat_at timestamptz not null,
  finished_at timestamptz,
  emptied_at timestamptz
);
comment on table registry.export_run is 'One list taken out of the register: who, what was asked for, how many rows';
comment on column registry.export_run.office is 'Region whose list it is, for the audit log; the run itself is its asker''s alone';
create index export_run_of on registry.export_run (created_by, created_at desc);

grant select, insert, update on registry.import_run, registry.import_mapping, registry.export_run to berdaya_app;
grant select, insert, update, delete on registry.import_row to berdaya_app;
alter table registry.import_run enable row level security;
alter table registry.import_row enable row level security;
alter table registry.import_mapping enable row level security;
alter table registry.export_run enable row level security;
create policy import_run_all on registry.import_run to berdaya_app
  using (kernel.in_scope(region_code) or created_by = (select kernel.actor_id()))
  with check (kernel.in_scope(region_code) or created_by = (select kernel.actor_id()));
create policy import_row_all on registry.import_row to berdaya_app
  using (exists (select from registry.import_run r where r.id = run_id))
  with check (exists (select from registry.import_run r where r.id = run_id));
create policy import_mapping_all on registry.import_mapping to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));
-- A file of many people is for whoever asked for it.
create policy export_run_all on registry.export_run to berdaya_app
  using (created_by = (select kernel.actor_id()) or (select kernel.is_system()))
  with check (created_by = (select kernel.actor_id()) or (select kernel.is_system()));

-- Which of these NIK belong to somebody whom the caller may not see? Says no more than the unique constraint would at the end.
create function registry.nik_elsewhere(hashes bytea[]) returns setof bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.nik_hash from registry.person p
  where p.nik_hash = any (hashes) and not kernel.in_scope(p.region_code)
$$;
-- Households of many family cards at once, as household_for does for one.
create function registry.households_for(cards json, at timestamptz) returns table (hash bytea, id uuid)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into registry.household as h (region_code, address, rt, rw, kk_sealed, kk_hash, created_at)
  select c.region, c.address, c.rt, c.rw, decode(c.sealed, 'base64'), decode(c.hash, 'base64'), at
  from json_to_recordset(cards) c(region text, address text, rt text, rw text, sealed text, hash text)
  on conflict on constraint household_kk do update set kk_hash = h.kk_hash
  returning h.kk_hash, h.id
$$;
revoke all on function registry.nik_elsewhere(bytea[]), registry.households_for(json, timestamptz) from public;
grant execute on function registry.nik_elsewhere(bytea[]), registry.households_for(json, timestamptz) to berdaya_app;
