-- Who people are to the program: accounts, ways to prove it, sessions.

create schema identity;
grant usage on schema identity to berdaya_app, berdaya_auth, berdaya_reader;

-- Signing in must read accounts before anybody is known. Identity's own commands open the gate for the rest of their
-- transaction (app.gate); it opens the tables of this schema and nothing else.
create function identity.at_gate() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('app.gate', true), '') = 'on' or kernel.is_system()
$$;
comment on function identity.at_gate() is 'Is this transaction one of identity''s own (signing in, managing accounts), or the system''s?';

create table identity.account (
  id uuid not null default kernel.new_id() constraint account_key primary key,
  name text not null default '' constraint account_name_length check (length(name) <= 120),
  phone text constraint account_phone_format check (phone ~ '^\+[1-9]\d{7,14}$'),
  phone_verified_at timestamptz,
  email text constraint account_email_format check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
  email_verified boolean not null default false,
  image text,
  locale text not null default 'id' constraint account_locale check (locale in ('id', 'en')),
  disabled_at timestamptz,
  disabled_reason text constraint account_disabled_reason_length check (length(disabled_reason) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint account_phone unique (phone),
  constraint account_email unique (email)
);
comment on table identity.account is 'What a person signs in with. Never deleted: disabled';
comment on column identity.account.name is 'One field; a single name is a name. Empty until the person was asked once';
comment on column identity.account.phone is 'E.164; residents sign in with it';
comment on column identity.account.email is 'Lower case; staff sign in with it';
comment on column identity.account.image is 'Kept empty: single sign-on may offer a picture, we do not take it';
create index account_list on identity.account (created_at desc, id desc);
create index account_search on identity.account using gin ((lower(name) || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')) gin_trgm_ops);

create table identity.credential (
  id uuid not null default kernel.new_id() constraint credential_key primary key,
  account_id uuid not null constraint credential_account references identity.account (id),
  provider_id text not null,
  provider_account_id text not null,
  password_hash text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint credential_provider unique (provider_id, provider_account_id),
  constraint credential_kind unique (account_id, provider_id),
  constraint credential_no_tokens check (coalesce(access_token, refresh_token, id_token) is null)
);
comment on table identity.credential is 'Ways to prove who one is: a password (provider credential) or an office''s single sign-on';
comment on column identity.credential.password_hash is 'scrypt with its salt';
comment on column identity.credential.access_token is 'Always empty: what single sign-on hands out is used once and not kept';

create table identity.session (
  id uuid not null default kernel.new_id() constraint session_key primary key,
  account_id uuid not null constraint session_account references identity.account (id),
  token text not null constraint session_token unique,
  method text not null default 'sso' constraint session_method check (method in ('code', 'password', 'sso')),
  remembered boolean not null default false,
  second_factor_due boolean not null default false,
  second_factor_at timestamptz,
  address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text constraint session_ended_reason check (ended_reason in ('signed_out', 'revoked', 'password_changed', 'phone_changed', 'disabled', 'replaced'))
);
comment on table identity.session is 'A browser that is signed in. The cookie carries the token signed with the deployment''s secret, so a token alone opens nothing';
comment on column identity.session.second_factor_due is 'The password was right; until the second factor is given the session opens nothing';
comment on column identity.session.second_factor_at is 'When the second factor was given; decisions of staff need it';
create index session_of_account on identity.session (account_id, created_at desc);
create index session_age on identity.session (expires_at);

create table identity.verification (
  id uuid not null default kernel.new_id() constraint verification_key primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table identity.verification is 'Pending single sign-ons: state and PKCE verifier between leaving for the provider and coming back';
create index verification_identifier on identity.verification (identifier);
create index verification_age on identity.verification (expires_at);

create table identity.code_challenge (
  id uuid not null default kernel.new_id() constraint code_challenge_key primary key,
  purpose text not null constraint code_challenge_purpose check (purpose in ('sign_in', 'change_phone')),
  phone text not null constraint code_challenge_phone_format check (phone ~ '^\+[1-9]\d{7,14}$'),
  account_id uuid constraint code_challenge_account references identity.account (id),
  tries smallint not null default 0 constraint code_challenge_tries check (tries between 0 and 3),
  sent smallint not null default 1,
  sent_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint code_challenge_for check ((purpose = 'change_phone') = (account_id is not null))
);
comment on table identity.code_challenge is 'A one-time code that was sent. The code itself is nowhere: it is an HMAC of the id under the deployment''s secret';
comment on column identity.code_challenge.tries is 'Wrong codes typed; at three the challenge is over';
create index code_challenge_age on identity.code_challenge (expires_at);

create table identity.second_factor (
  account_id uuid not null constraint second_factor_key primary key constraint second_factor_account references identity.account (id),
  secret bytea not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  created_at timestamptz not null default now()
);
comment on table identity.second_factor is 'Authenticator app (TOTP, RFC 6238) of an account';
comment on column identity.second_factor.secret is 'AES-256-GCM under the deployment''s secret';
comment on column identity.second_factor.confirmed_at is 'Null while the person is still setting it up: it protects nothing yet';
comment on column identity.second_factor.last_step is 'Newest time step accepted; a code is worth something once';

create table identity.recovery_code (
  id uuid not null default kernel.new_id() constraint recovery_code_key primary key,
  account_id uuid not null constraint recovery_code_account references identity.account (id),
  hash bytea not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  replaced_at timestamptz,
  constraint recovery_code_once unique (account_id, hash)
);
comment on table identity.recovery_code is 'One-time replacements for a lost authenticator; keyed hashes, shown once';

create table identity.rate_limit (
  key text not null constraint rate_limit_key primary key,
  points integer not null default 0,
  expire bigint
);
comment on table identity.rate_limit is 'Counters of rate-limiter-flexible; expire is milliseconds since 1970';
create index rate_limit_age on identity.rate_limit (expire);

grant select, insert, update on identity.account, identity.credential, identity.session to berdaya_app, berdaya_auth;
grant select, insert, update, delete on identity.verification, identity.rate_limit to berdaya_auth;
grant select, insert, update on identity.code_challenge, identity.second_factor, identity.recovery_code to berdaya_app;
-- Cleaning up what only served a sign-in of long ago, and the secret of an authenticator that was given up.
grant delete on identity.session, identity.code_challenge, identity.verification, identity.rate_limit, identity.second_factor to berdaya_app;
grant select on identity.verification, identity.rate_limit to berdaya_app;

alter table identity.account enable row level security;
alter table identity.credential enable row level security;
alter table identity.session enable row level security;
alter table identity.verification enable row level security;
alter table identity.code_challenge enable row level security;
alter table identity.second_factor enable row level security;
alter table identity.recovery_code enable row level security;
alter table identity.rate_limit enable row level security;

create policy account_library on identity.account to berdaya_auth using (true) with check (true);
create policy credential_library on identity.credential to berdaya_auth using (true) with check (true);
create policy session_library on identity.session to berdaya_auth using (true) with check (true);
create policy verification_library on identity.verification to berdaya_auth using (true) with check (true);
create policy rate_limit_library on identity.rate_limit to berdaya_auth using (true) with check (true);

create policy account_own on identity.account for select to berdaya_app using (id = (select kernel.actor_id()));
create policy account_gate on identity.account to berdaya_app
  using ((select identity.at_gate())) with check ((select identity.at_gate()));
create policy credential_gate on identity.credential to berdaya_app
  using ((select identity.at_gate())) with check ((select identity.at_gate()));
create policy session_own on identity.session for select to berdaya_app using (account_id = (select kernel.actor_id()));
create policy session_gate on identity.session to berdaya_app
  using ((select identity.at_gate())) with check ((select identity.at_gate()));
create policy verification_gate on identity.verification to berdaya_app
  using ((select identity.at_gate())) with check ((select identity.at_gate()));
create policy code_challenge_gate on identity.code_challenge to berdaya_app
  using ((select identity.at_gate())) with check ((select identity.at_gate()));
create policy second_factor_gate on identity.second_factor to berdaya_app
  using ((select identity.at_gate())) with check ((select identity.at_gate()));
create policy recovery_code_gate on identity.recovery_code to berdaya_app
  using ((select identity.at_gate())) with check ((select identity.at_gate()));
create policy rate_limit_gate on identity.rate_limit to berdaya_app
  using ((select identity.at_gate())) with check ((select identity.at_gate()));
