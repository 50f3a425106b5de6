-- Keys by which programs act for an account, within scopes; and the questions a request asks before it has a transaction.

create table identity.api_key (
  id uuid not null default kernel.new_id() constraint api_key_key primary key,
  account_id uuid not null constraint api_key_account references identity.account (id),
  name text not null constraint api_key_name_length check (length(name) between 1 and 80),
  start text not null,
  hash bytea not null constraint api_key_hash unique,
  scopes text[] not null constraint api_key_scopes check (cardinality(scopes) between 1 and 40),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid constraint api_key_revoked_by references identity.account (id)
);
comment on table identity.api_key is 'API keys; the key itself is shown once and kept as its SHA-256';
comment on column identity.api_key.start is 'First characters, by which its owner recognises it';
create index api_key_of_account on identity.api_key (account_id, id desc);

grant select, insert on identity.api_key to berdaya_app;
grant update (last_used_at, revoked_at, revoked_by) on identity.api_key to berdaya_app;
alter table identity.api_key enable row level security;
create policy api_key_own on identity.api_key to berdaya_app
  using (account_id = (select kernel.actor_id()) or (select identity.at_gate()))
  with check (account_id = (select kernel.actor_id()) or (select identity.at_gate()));

-- One statement each, outside any transaction: who asks?
create function identity.resolve_session(wanted text)
returns table (session_id uuid, account_id uuid, name text, second_factor boolean, second_factor_due boolean, aged boolean, grants jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, a.id, a.name,
    coalesce(s.second_factor_at > now() - interval '12 hours', false), s.second_factor_due,
    s.seen_at < now() - interval '5 minutes',
    identity.grants_of(a.id)
  from identity.session s
  join identity.account a on a.id = s.account_id
  where s.token = wanted and s.expires_at > now() and s.ended_at is null and a.disabled_at is null
$$;
comment on function identity.resolve_session(text) is 'Whose session this is, while it lives; aged: nobody noted for five minutes that it is in use';

create function identity.note_session(wanted uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  -- A session of a shared phone ends two hours after it was last used, a remembered one after thirty days.
  -- One by password or single sign-on ends twelve hours after it began, used or not.
  update identity.session s set seen_at = now(), updated_at = now(), expires_at = case
    when s.method <> 'code' then s.expires_at
    when s.remembered then now() + interval '30 days'
    else now() + interval '2 hours' end
  where s.id = wanted and s.ended_at is null and s.expires_at > now()
$$;

create function identity.resolve_key(wanted bytea)
returns table (key_id uuid, account_id uuid, name text, scopes text[], expires_at timestamptz, aged boolean, grants jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.id, a.id, a.name, k.scopes, k.expires_at,
    coalesce(k.last_used_at, '-infinity') < now() - interval '1 minute', identity.grants_of(a.id)
  from identity.api_key k
  join identity.account a on a.id = k.account_id
  where k.hash = wanted and k.expires_at > now() and k.revoked_at is null and a.disabled_at is null
$$;

create function identity.note_key(wanted uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update identity.api_key set last_used_at = now() where id = wanted
$$;

create function identity.contact_of(wanted uuid)
returns table (id uuid, name text, phone text, email text, locale text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.name, a.phone, a.email, a.locale from identity.account a where a.id = wanted and a.disabled_at is null
$$;
comment on function identity.contact_of(uuid) is 'How to reach an account: for messages about its own requests, whoever decided them';

create function identity.prefers(recipient text, wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((
    select c.given from identity.consent c join identity.account a on a.id = c.account_id
    where a.phone = recipient and c.purpose = wanted order by c.at desc, c.id desc limit 1), false)
$$;
comment on function identity.prefers(text, text) is 'Did the owner of this phone number say yes to the purpose, last?';

revoke all on function identity.resolve_session(text), identity.note_session(uuid), identity.resolve_key(bytea),
  identity.note_key(uuid), identity.contact_of(uuid), identity.prefers(text, text) from public;
grant execute on function identity.resolve_session(text), identity.note_session(uuid), identity.resolve_key(bytea),
  identity.note_key(uuid), identity.contact_of(uuid), identity.prefers(text, text) to berdaya_app;
