-- A checked list is recorded on several lanes at a time: rows of one owner always on the same one.

create table registry.import_lane (
  run_id uuid not null constraint import_lane_run references registry.import_run (id),
  lane smallint not null constraint import_lane_number check (lane between 0 and 7),
  parts int not null default 0,
  parts_done int not null default 0,
  constraint import_lane_key primary key (run_id, lane),
  constraint import_lane_cursor check (parts_done between 0 and parts)
);
comment on table registry.import_lane is 'Parts of a checked list in their order; lanes are recorded independently of each other';
comment on column registry.import_lane.parts_done is 'Moves in the transaction that records a part, so that no part is lost or taken twice';
grant select, insert, update on registry.import_lane to berdaya_app;
alter table registry.import_lane enable row level security;
create policy import_lane_all on registry.import_lane to berdaya_app
  using (exists (select from registry.import_run r where r.id = run_id))
  with check (exists (select from registry.import_run r where r.id = run_id));

alter table registry.import_run rename column blocks to parts;
alter table registry.import_run rename column next_block to parts_done;
comment on column registry.import_run.parts is 'Parts of rows that the check has stored, on all lanes';
comment on column registry.import_run.parts_done is 'Parts recorded; each lane has its own cursor';

-- What was checked before there were lanes is checked again; rows recorded already are then known.
update registry.import_run set state = 'mapping', parts = 0, parts_done = 0 where state in ('checked', 'applying');

-- Families that stand on two lanes: both lock their cards in one order.
create or replace function registry.households_for(cards json, at timestamptz) returns table (hash bytea, id uuid)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into registry.household as h (region_code, address, rt, rw, kk_sealed, kk_hash, created_at)
  select c.region, c.address, c.rt, c.rw, decode(c.sealed, 'base64'), decode(c.hash, 'base64'), at
  from json_to_recordset(cards) c(region text, address text, rt text, rw text, sealed text, hash text)
  order by c.hash
  on conflict on constraint household_kk do update set kk_hash = h.kk_hash
  returning h.kk_hash, h.id
$$;

-- Nobody searches here: names are searched in the directory and among the registrations.
drop index registry.business_name_trgm;
