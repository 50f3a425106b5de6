-- What is missing or broken in a space: who asked is nobody's business, how many and for how long is everybody's.

create table space.fault (
  id uuid not null default kernel.new_id() constraint fault_key primary key,
  space_id uuid not null constraint fault_space references space.space (id),
  unit_id uuid,
  region_code text collate "C" not null,
  thing text not null constraint fault_thing check (thing in ('toilet', 'water', 'power', 'light', 'cooling', 'sound', 'wifi',
    'furniture', 'roof', 'door', 'cleanliness', 'access', 'safety', 'other')),
  nature text not null constraint fault_nature check (nature in ('broken', 'missing')),
  state text not null default 'open' constraint fault_state check (state in ('open', 'assigned', 'done', 'declined')),
  asked int not null default 0 constraint fault_asked check (asked >= 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  assigned_to text not null default '' constraint fault_assigned_length check (length(assigned_to) <= 120),
  promised_on date,
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  note text not null default '' constraint fault_note_length check (length(note) <= 500),
  file_id uuid constraint fault_file references kernel.file (id),
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint fault_unit foreign key (unit_id, space_id) references space.unit (id, space_id),
  constraint fault_closed check ((state in ('done', 'declined')) = (closed_at is not null)),
  constraint fault_assigned check (state <> 'assigned' or assigned_to <> ''),
  constraint fault_says_why check (state not in ('done', 'declined') or length(note) >= 3)
);
comment on table space.fault is 'One thing that is missing or broken, however many say so';
comment on column space.fault.asked is 'How many people reported it or said "me too"; counted by the database';
comment on column space.fault.assigned_to is 'Who sees to it: a person or an office';
comment on column space.fault.note is 'What was done, or why nothing will be; public';
comment on column space.fault.file_id is 'A photo of it mended';
create unique index fault_once on space.fault (space_id, coalesce(unit_id, space_id), thing, nature)
  where state in ('open', 'assigned') and thing <> 'other';
create index fault_of_space on space.fault (space_id, first_at desc);
create index fault_open on space.fault (region_code, first_at) where state in ('open', 'assigned');

create table space.fault_report (
  id uuid not null default kernel.new_id() constraint fault_report_key primary key,
  fault_id uuid not null constraint fault_report_fault references space.fault (id),
  region_code text collate "C" not null,
  at timestamptz not null,
  source text not null constraint fault_report_source check (source in ('page', 'pass', 'staff', 'api')),
  visitor text constraint fault_report_visitor check (length(visitor) between 16 and 64),
  account_id uuid,
  recorded_by uuid,
  note text not null default '' constraint fault_report_note_length check (length(note) <= 500),
  file_id uuid constraint fault_report_file references kernel.file (id)
);
comment on table space.fault_report is 'Somebody who said so; no account is needed';
comment on column space.fault_report.visitor is 'Random mark in the browser, so that one person counts once; says nothing else';
create unique index fault_report_once on space.fault_report (fault_id, visitor) where visitor is not null;
create unique index fault_report_once_account on space.fault_report (fault_id, account_id) where account_id is not null;
create index fault_report_of_fault on space.fault_report (fault_id, at);
create index fault_report_of_account on space.fault_report (account_id) where account_id is not null;
create index fault_report_recent on space.fault_report (at) where recorded_by is null;

create function space.count_fault_report() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update space.fault f set asked = f.asked + 1, last_at = greatest(f.last_at, new.at), updated_at = new.at where f.id = new.fault_id;
  return new;
end $$;
create trigger fault_report_counted after insert on space.fault_report for each row execute function space.count_fault_report();

-- A flood of reports must not bury what people mean: how many came from visitors of a space, and from one browser, since then.
create function space.recent_fault_reports(wanted_space uuid, since timestamptz, by_visitor text)
returns table (here int, mine int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) filter (where f.space_id = wanted_space)::int, count(*) filter (where r.visitor = by_visitor)::int
  from space.fault_report r join space.fault f on f.id = r.fault_id
  where r.at > since and r.recorded_by is null
$$;
revoke all on function space.recent_fault_reports(uuid, timestamptz, text) from public;
grant execute on function space.recent_fault_reports(uuid, timestamptz, text) to berdaya_app;

grant select, insert, update on space.fault to berdaya_app;
grant select, insert, update on space.fault_report to berdaya_app;
grant select on space.fault to berdaya_reader;
alter table space.fault enable row level security;
alter table space.fault_report enable row level security;
create policy fault_read on space.fault for select to berdaya_app, berdaya_reader using (
  exists (select from space.space s where s.id = space_id));
create policy fault_add on space.fault for insert to berdaya_app with check (
  state = 'open' and asked = 0 and exists (select from space.space s where s.id = space_id and s.region_code = fault.region_code));
create policy fault_change on space.fault for update to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));
create policy fault_report_read on space.fault_report for select to berdaya_app using (
  (select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[]) or account_id = (select kernel.actor_id()));
create policy fault_report_add on space.fault_report for insert to berdaya_app with check (
  (recorded_by is null or kernel.in_scope(region_code)) and exists (select from space.fault f where f.id = fault_id));
create policy fault_report_change on space.fault_report for update to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));

-- A visitor's photo of what is broken: only staff of the region see it.
create policy file_add_fault on kernel.file for insert to berdaya_app
  with check (about_type = 'fault_report' and not public and created_by is null);

-- A report gets its one photo right after it was made; who made it may be nobody the policies know.
create function space.attach_fault_photo(report uuid, photo uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update space.fault_report r set file_id = photo where r.id = report and r.file_id is null
$$;
revoke all on function space.attach_fault_photo(uuid, uuid) from public;
grant execute on function space.attach_fault_photo(uuid, uuid) to berdaya_app;
