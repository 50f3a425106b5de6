-- Delivery: jobs without announcements, messages and their attempts, what administrators see of both; the audit chain's time.

-- The application enqueues by this function only. It does what graphile_worker.add_job does for a job of its own key, without
-- `notify`: a notifying transaction holds a database-wide lock until its commit is on disk, so that all writers queue
-- (32 clients, one job a transaction: 1,600 against 5,300 transactions a second). The workers look once a second instead.
create or replace function kernel.add_job(identifier text, payload json, run_at timestamptz, max_attempts int, job_key text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known int;
begin
  select t.id into known from graphile_worker._private_tasks t where t.identifier = add_job.identifier;
  if known is null then
    insert into graphile_worker._private_tasks (identifier) values (add_job.identifier)
    on conflict do nothing;
    select t.id into strict known from graphile_worker._private_tasks t where t.identifier = add_job.identifier;
  end if;
  if job_key is not null then
    -- A job of this key that already runs, or gave up, keeps its row but loses the key.
    update graphile_worker._private_jobs j set key = null, attempts = j.max_attempts, updated_at = now()
    where j.key = job_key and j.is_available is not true;
  end if;
  insert into graphile_worker._private_jobs as j (task_id, payload, run_at, max_attempts, key)
  values (known, coalesce(payload, '{}'), coalesce(add_job.run_at, now()), add_job.max_attempts, job_key)
  on conflict (key) do update set
    task_id = excluded.task_id, payload = excluded.payload, run_at = excluded.run_at,
    max_attempts = excluded.max_attempts, revision = j.revision + 1, attempts = 0, last_error = null, updated_at = now()
  where j.locked_at is null;
end $$;

-- Jobs as the administrator sees them. The queue's own tables stay closed to the application.
create function kernel.list_jobs(wanted text, before_id bigint, how_many int)
returns table (
  id bigint, task text, key text, payload json, state text, attempts int, max_attempts int,
  run_at timestamptz, created_at timestamptz, last_error text
) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
  with job as (
    select j.*, t.identifier, case
      when j.locked_at is not null then 'running'
      when j.attempts >= j.max_attempts then 'failed'
      when j.attempts > 0 then 'retrying'
      else 'waiting'
    end as job_state
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where before_id is null or j.id < before_id
  )
  select j.id, j.identifier, j.key, j.payload, j.job_state, j.attempts::int, j.max_attempts::int,
    j.run_at, j.created_at, j.last_error
  from job j where wanted is null or j.job_state = wanted
  order by j.id desc limit how_many;
end $$;
comment on function kernel.list_jobs(text, bigint, int) is
  'Jobs by state (waiting, retrying, running, failed), newest first; failed ones stay until someone retries them';

create function kernel.count_jobs() returns table (state text, jobs bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select case
      when j.locked_at is not null then 'running'
      when j.attempts >= j.max_attempts then 'failed'
      when j.attempts > 0 then 'retrying'
      else 'waiting'
    end, count(*)
  from graphile_worker._private_jobs j group by 1;
end $$;

create function kernel.retry_job(job bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update graphile_worker._private_jobs j
  set attempts = 0, run_at = now(), updated_at = now()
  where j.id = job and j.locked_at is null and j.attempts > 0;
  return found;
end $$;
comment on function kernel.retry_job(bigint) is 'Try a failed job again at once, with all its attempts; false when there is none to retry';

revoke all on function kernel.list_jobs(text, bigint, int), kernel.count_jobs(), kernel.retry_job(bigint) from public;
grant execute on function kernel.list_jobs(text, bigint, int), kernel.count_jobs(), kernel.retry_job(bigint) to berdaya_app;

-- Messages: how often a gateway was tried, what it called the message, and which bodies carry a one-time code.
alter table kernel.message
  add column attempts smallint not null default 0,
  add column reference text constraint message_reference_length check (length(reference) <= 200),
  add column taken_until timestamptz,
  add column redacted_at timestamptz,
  add column secret boolean generated always as (template ~ '(^|[._])code($|[._])') stored;
comment on column kernel.message.reference is 'The gateway''s own id of the message';
comment on column kernel.message.taken_until is 'A worker is giving it to a gateway until then; afterwards another may try';
comment on column kernel.message.secret is 'The kind''s name has the word code: the body carries a one-time code and is redacted soon after';
comment on column kernel.message.redacted_at is 'When the code was taken out of the body';
create index message_unredacted on kernel.message (created_at) where secret and redacted_at is null;
create index message_failed on kernel.message (created_at desc, id desc) where state = 'failed';

-- What belongs to no region belongs to the deployment: its own administrators see it.
create function kernel.home_region() returns text language sql stable parallel safe as $$
  select coalesce((select value ->> 'region' from kernel.setting where key = 'site'), '')
$$;
comment on function kernel.home_region() is 'Region this deployment serves, from its settings; empty is the nation';
alter policy message_read on kernel.message
  using (kernel.in_scope(coalesce(region_code, (select kernel.home_region()))));
alter policy message_update on kernel.message
  using (kernel.in_scope(coalesce(region_code, (select kernel.home_region()))));
alter policy audit_entry_read on kernel.audit_entry
  using (kernel.in_scope(coalesce(region_code, (select kernel.home_region()))) or actor_id = (select kernel.actor_id()));

-- The audit chain tells the time itself: an entry cannot be written as if it had happened earlier.
alter table kernel.audit_head add column at timestamptz not null default '-infinity';
comment on column kernel.audit_head.at is 'Time of the lane''s last entry; the next is never earlier';

create or replace function kernel.audit_link() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
declare
  head kernel.audit_head;
begin
  select * into head from kernel.audit_head limit 1 for update skip locked;
  if not found then
    -- All lanes are busy: wait for one.
    select * into head from kernel.audit_head where lane = pg_backend_pid() % 64 for update;
  end if;
  new.at := greatest(clock_timestamp(), head.at);
  new.lane := head.lane;
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.hash := kernel.audit_digest(new);
  update kernel.audit_head set seq = new.seq, hash = new.hash, at = new.at where lane = head.lane;
  return new;
end $$;

create or replace function kernel.audit_faults() returns table (lane smallint, seq bigint, id uuid, fault text)
language sql stable as $$
  with chain as (
    select e.*, kernel.audit_digest(e) as digest, lag(e.hash) over w as before_hash, lag(e.seq) over w as before_seq,
      lag(e.at) over w as before_at
    from kernel.audit_entry e window w as (partition by e.lane order by e.seq)
  ),
  links as (
    select c.lane, c.seq, c.id,
      case
        when h.lane is null or c.seq not between 1 and h.seq then 'inserted'
        when c.hash is distinct from c.digest then 'changed'
        when c.seq <> coalesce(c.before_seq, 0) + 1 then 'removed_before'
        when c.prev_hash <> coalesce(c.before_hash, '\x') then 'relinked'
        when c.at < c.before_at then 'backdated'
      end as fault
    from chain c left join kernel.audit_head h on h.lane = c.lane
  )
  select l.lane, l.seq, l.id, l.fault from links l where l.fault is not null
  union all
  select h.lane, h.seq, null, case when h.seq > coalesce(t.seq, 0) then 'removed_last' else 'head_moved' end
  from kernel.audit_head h
  left join lateral (
    select e.seq, e.hash from kernel.audit_entry e where e.lane = h.lane and e.seq <= h.seq order by e.seq desc limit 1
  ) t on true
  where h.seq <> coalesce(t.seq, 0) or h.hash <> coalesce(t.hash, '\x')
  union all
  select lane.lane::smallint, null, null, 'lane_removed'
  from generate_series(0, 63) lane(lane) where not exists (select from kernel.audit_head h where h.lane = lane.lane)
  order by 1, 2
$$;

-- A repeated request is answered letter by letter as the first was.
alter table kernel.idempotency_key alter column response type json;

-- An answer kept for a repeated request may hold what only its receiver may read. Visitors share a name space: their keys are random.
alter table kernel.idempotency_key enable row level security;
create policy idempotency_key_own on kernel.idempotency_key to berdaya_app
  using ((select kernel.is_system()) or split_part(actor, ':', 2) = coalesce((select kernel.actor_id())::text, ''))
  with check ((select kernel.is_system()) or split_part(actor, ':', 2) = coalesce((select kernel.actor_id())::text, ''));
