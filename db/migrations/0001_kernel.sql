-- The kernel: who asks (claims), what was done (audit chain), what was already applied (idempotency keys), jobs, messages.

create extension if not exists btree_gist;
create extension if not exists btree_gin;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

do $$
declare
  wanted text;
begin
  foreach wanted in array array['berdaya_app', 'berdaya_auth', 'berdaya_reader'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
    -- The login role must be able to become the role; PostgreSQL 16 asks for it to be said.
    execute format('grant %I to %I', wanted, current_user);
  end loop;
end $$;

create schema kernel;
grant usage on schema kernel to berdaya_app, berdaya_auth, berdaya_reader;

create function kernel.new_id() returns uuid language sql volatile parallel safe as $$
  -- UUID version 7: 48 bits of milliseconds, then random bits of a version 4 with the version nibble changed.
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
comment on function kernel.new_id() is 'UUID version 7 on every supported PostgreSQL';

create function kernel.actor_id() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.actor_id', true), '')::uuid
$$;
create function kernel.is_system() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('app.system', true), '') = 'on'
$$;
create function kernel.scopes() returns text[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('app.scopes', true), '')::text[], '{}')
$$;
create function kernel.organisations() returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('app.organisations', true), '')::uuid[], '{}')
$$;
create function kernel.in_scope(region_code text) returns boolean language sql stable parallel safe as $$
  select (select kernel.is_system())
    or exists (select from unnest((select kernel.scopes())) scope where starts_with(region_code, scope))
$$;
comment on function kernel.in_scope(text) is 'Does the region lie in or under one of the actor''s scopes?';
create function kernel.in_organisation(organisation uuid) returns boolean language sql stable parallel safe as $$
  select (select kernel.is_system()) or organisation = any ((select kernel.organisations())::uuid[])
$$;

-- Audit: append-only by grants, hash-chained in lanes. A transaction takes any free lane, so writers never wait for each other.
create table kernel.audit_head (
  lane smallint not null constraint audit_head_key primary key,
  seq bigint not null default 0,
  hash bytea not null default '\x'
) with (fillfactor = 40);
comment on table kernel.audit_head is 'Last link of each lane of the audit chain; only the trigger moves it';
insert into kernel.audit_head (lane) select generate_series(0, 63);

create table kernel.audit_entry (
  id uuid not null default kernel.new_id() constraint audit_entry_key primary key,
  at timestamptz not null default clock_timestamp(),
  operation text not null constraint audit_entry_operation_length check (length(operation) <= 100),
  actor_id uuid,
  actor_name text not null default '',
  on_behalf_of jsonb,
  via text not null,
  request_id text not null default '',
  subject_type text,
  subject_id text,
  region_code text collate "C",
  reason text,
  changes jsonb,
  lane smallint not null,
  seq bigint not null,
  prev_hash bytea not null,
  hash bytea not null,
  constraint audit_entry_link unique (lane, seq)
);
comment on table kernel.audit_entry is 'Who did what, when; never changed or removed';
create index audit_entry_subject on kernel.audit_entry (subject_type, subject_id, id);
create index audit_entry_at on kernel.audit_entry (at desc, id desc);

create function kernel.audit_digest(e kernel.audit_entry) returns bytea language sql immutable parallel safe as $$
  select sha256(e.prev_hash || convert_to(
    concat_ws('|', e.lane, e.seq, e.id, extract(epoch from e.at), e.operation, coalesce(e.actor_id::text, '-'),
      quote_nullable(e.actor_name), quote_nullable(e.on_behalf_of::text), e.via, quote_nullable(e.request_id),
      quote_nullable(e.subject_type), quote_nullable(e.subject_id), quote_nullable(e.region_code),
      quote_nullable(e.reason), quote_nullable(e.changes::text)), 'UTF8'))
$$;

create function kernel.audit_link() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
declare
  head kernel.audit_head;
begin
  select * into head from kernel.audit_head limit 1 for update skip locked;
  if not found then
    -- All lanes are busy: wait for one.
    select * into head from kernel.audit_head where lane = pg_backend_pid() % 64 for update;
  end if;
  new.lane := head.lane;
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.hash := kernel.audit_digest(new);
  update kernel.audit_head set seq = new.seq, hash = new.hash where lane = head.lane;
  return new;
end $$;
create trigger audit_link before insert on kernel.audit_entry for each row execute function kernel.audit_link();

create function kernel.audit_faults() returns table (lane smallint, seq bigint, id uuid, fault text)
language sql stable as $$
  with chain as (
    select e.*, lag(e.hash) over w as before_hash, lag(e.seq) over w as before_seq, kernel.audit_digest(e) as digest
    from kernel.audit_entry e window w as (partition by e.lane order by e.seq)
  ),
  links as (
    select c.lane, c.seq, c.id,
      case
        when c.hash <> c.digest then 'changed'
        when c.seq <> coalesce(c.before_seq, 0) + 1 then 'removed_before'
        when c.prev_hash <> coalesce(c.before_hash, '\x') then 'relinked'
      end as fault
    from chain c
  )
  select l.lane, l.seq, l.id, l.fault from links l where l.fault is not null
  union all
  select h.lane, h.seq, null, 'removed_last'
  from kernel.audit_head h
  left join lateral (select e.seq, e.hash from kernel.audit_entry e where e.lane = h.lane order by e.seq desc limit 1) t on true
  where h.seq <> coalesce(t.seq, 0) or h.hash <> coalesce(t.hash, '\x')
$$;
comment on function kernel.audit_faults() is 'Every break of the audit chain: changed, removed, relinked or inserted rows';

grant select, insert on kernel.audit_entry to berdaya_app;
grant select on kernel.audit_head to berdaya_app;
alter table kernel.audit_entry enable row level security;
create policy audit_entry_read on kernel.audit_entry for select to berdaya_app
  using (kernel.in_scope(coalesce(region_code, '')) or actor_id = (select kernel.actor_id()));
create policy audit_entry_write on kernel.audit_entry for insert to berdaya_app with check (true);

create table kernel.idempotency_key (
  actor text not null,
  key text not null constraint idempotency_key_length check (length(key) between 8 and 200),
  operation text not null,
  request_hash bytea not null,
  response jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_key_key primary key (actor, key)
);
comment on table kernel.idempotency_key is 'A request already applied, and its answer; lives in the same transaction as its effect';
create index idempotency_key_age on kernel.idempotency_key (created_at);
grant select, insert, update, delete on kernel.idempotency_key to berdaya_app;

create table kernel.message (
  id uuid not null default kernel.new_id() constraint message_key primary key,
  created_at timestamptz not null default now(),
  not_before timestamptz not null default now(),
  channel text not null constraint message_channel check (channel in ('phone', 'email')),
  recipient text not null constraint message_recipient_length check (length(recipient) between 3 and 254),
  locale text not null,
  template text not null,
  subject text,
  body text not null constraint message_body_length check (length(body) <= 5000),
  about_type text,
  about_id text,
  region_code text collate "C",
  state text not null default 'queued' constraint message_state check (state in ('queued', 'sent', 'shown', 'failed', 'cancelled')),
  sent_by text,
  sent_at timestamptz,
  failure text
);
comment on table kernel.message is 'Outbox: every message to a person; without a configured gateway it is shown to the administrator (state shown)';
create index message_about on kernel.message (about_type, about_id);
create index message_list on kernel.message (created_at desc, id desc);
grant select, insert, update on kernel.message to berdaya_app;
alter table kernel.message enable row level security;
create policy message_read on kernel.message for select to berdaya_app using (kernel.in_scope(coalesce(region_code, '')));
create policy message_update on kernel.message for update to berdaya_app using (kernel.in_scope(coalesce(region_code, '')));
create policy message_write on kernel.message for insert to berdaya_app with check (true);

create table kernel.setting (
  key text not null constraint setting_key primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
comment on table kernel.setting is 'What one deployment sets for itself: name, accent colour, letterhead, templates';
grant select, insert, update on kernel.setting to berdaya_app;
grant select on kernel.setting to berdaya_auth;

create function kernel.add_job(identifier text, payload json, run_at timestamptz, max_attempts int, job_key text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(identifier, payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
end $$;
revoke all on function kernel.add_job(text, json, timestamptz, int, text) from public;
grant execute on function kernel.add_job(text, json, timestamptz, int, text) to berdaya_app;
