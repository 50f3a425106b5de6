-- Who has a case open: two officers who look at the same case see each other. It is no record of anything, so it may be lost.

create unlogged table kernel.case_presence (
  kind text not null constraint case_presence_kind_length check (length(kind) between 1 and 60),
  case_id uuid not null,
  account_id uuid not null,
  name text not null constraint case_presence_name_length check (length(name) <= 200),
  region_code text collate "C" not null,
  opened_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  constraint case_presence_key primary key (kind, case_id, account_id)
);
comment on table kernel.case_presence is 'Who looks at a case now; rows older than two minutes count for nothing and are removed by the next visitor';
comment on column kernel.case_presence.region_code is 'Region of the case: only those who may see the case see who looks at it';
create index case_presence_age on kernel.case_presence (seen_at);

grant select, insert, update, delete on kernel.case_presence to berdaya_app;
alter table kernel.case_presence enable row level security;
create policy case_presence_read on kernel.case_presence for select to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));
create policy case_presence_write on kernel.case_presence for insert to berdaya_app
  with check (account_id = (select kernel.actor_id()) and kernel.in_scope(region_code));
create policy case_presence_change on kernel.case_presence for update to berdaya_app
  using (account_id = (select kernel.actor_id())) with check (account_id = (select kernel.actor_id()));
-- Anyone may clear away what is stale; one's own row goes when the page closes.
create policy case_presence_remove on kernel.case_presence for delete to berdaya_app
  using (account_id = (select kernel.actor_id()) or seen_at < now() - interval '10 minutes');
