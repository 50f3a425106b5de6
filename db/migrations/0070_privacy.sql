-- Personal data (UU 27/2022): keys that rotate, who unmasked which number, requests of the people concerned, the register of processing.

create table kernel.sealing_key (
  id int not null constraint sealing_key_key primary key constraint sealing_key_id check (id >= 0),
  kind text not null constraint sealing_key_kind check (kind in ('lookup', 'box')),
  wrapped bytea not null,
  active_from timestamptz not null,
  created_at timestamptz not null default now(),
  constraint sealing_key_lookup check ((kind = 'lookup') = (id = 0))
);
comment on table kernel.sealing_key is 'Keys that boxes (NIK, debts, drafts) are sealed with; each wrapped under the deployment''s secret, worth nothing without it';
comment on column kernel.sealing_key.active_from is 'New boxes are made with the newest key whose time has come; every process knows it before';

create table kernel.sealing_progress (
  key_id int not null constraint sealing_progress_sealing_key references kernel.sealing_key (id),
  target text not null constraint sealing_progress_target_length check (length(target) <= 120),
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  rows_seen bigint not null default 0,
  rows_changed bigint not null default 0,
  updated_at timestamptz not null default now(),
  done_at timestamptz,
  constraint sealing_progress_key primary key (key_id, target)
);
comment on table kernel.sealing_progress is 'How far each sealed column is sealed again with a key; where an interrupted run goes on';

grant select, insert, update on kernel.sealing_key, kernel.sealing_progress to berdaya_app;
alter table kernel.sealing_key enable row level security;
alter table kernel.sealing_progress enable row level security;
create policy sealing_key_system on kernel.sealing_key to berdaya_app
  using ((select kernel.is_system())) with check ((select kernel.is_system()));
create policy sealing_progress_system on kernel.sealing_progress to berdaya_app
  using ((select kernel.is_system())) with check ((select kernel.is_system()));

create table registry.unmasking (
  id uuid not null default kernel.new_id() constraint unmasking_key primary key,
  at timestamptz not null,
  account_id uuid not null,
  account_name text not null constraint unmasking_account_name_length check (length(account_name) <= 120),
  subject_type text not null constraint unmasking_subject_type check (subject_type in ('person', 'household', 'business')),
  subject_id uuid not null,
  number_kind text not null constraint unmasking_number_kind check (number_kind in ('nik', 'kk', 'npwp')),
  person_id uuid not null constraint unmasking_person references registry.person (id),
  region_code text collate "C" not null constraint unmasking_region references region.region (code),
  reason_code text not null constraint unmasking_reason_code check (reason_code in ('verify', 'correct', 'service', 'duplicate', 'legal', 'other')),
  reason text not null constraint unmasking_reason_length check (length(reason) between 5 and 300),
  constraint unmasking_fits check ((subject_type, number_kind) in (('person', 'nik'), ('household', 'kk'), ('business', 'npwp')))
);
comment on table registry.unmasking is 'Each time somebody looked at a number in full: who, whose, why; the person reads it, nobody changes it';
comment on column registry.unmasking.person_id is 'Whose number it is; of a family card and a business, whom the record led to';
create index unmasking_of_person on registry.unmasking (person_id, at desc, id desc);
create index unmasking_of_account on registry.unmasking (account_id, at desc);
grant select, insert on registry.unmasking to berdaya_app;
alter table registry.unmasking enable row level security;
create policy unmasking_read on registry.unmasking for select to berdaya_app using (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id())
  or exists (select from registry.person p where p.id = person_id and p.account_id = (select kernel.actor_id())));
create policy unmasking_add on registry.unmasking for insert to berdaya_app with check (kernel.in_scope(region_code));

create table registry.data_request (
  id uuid not null default kernel.new_id() constraint data_request_key primary key,
  reference text not null default registry.new_reference() constraint data_request_reference unique,
  kind text not null constraint data_request_kind check (kind in ('correction', 'erasure')),
  state text not null default 'received' constraint data_request_state check (state in ('received', 'done', 'refused', 'withdrawn')),
  account_id uuid not null,
  region_code text collate "C" not null,
  about text constraint data_request_about check (about in ('name', 'phone', 'nik', 'household', 'business', 'booking', 'other')),
  wish_sealed bytea not null constraint data_request_wish_size check (length(wish_sealed) <= 8000),
  received_at timestamptz not null,
  deadline timestamptz not null,
  handled_at timestamptz,
  handled_by uuid,
  handled_by_name text constraint data_request_handled_by_name_length check (length(handled_by_name) <= 120),
  answer text constraint data_request_answer_length check (length(answer) between 3 and 1000),
  kept jsonb,
  version int not null default 1,
  constraint data_request_handled check ((state = 'received') = (handled_at is null)),
  constraint data_request_answered check (state not in ('done', 'refused') or answer is not null),
  constraint data_request_about_correction check (kind = 'erasure' or about is not null)
);
comment on table registry.data_request is 'What a person asks for about their own data: correction, erasure; with the deadline the law gives';
comment on column registry.data_request.wish_sealed is 'Their own words, encrypted: they often carry the very number that is wrong; emptied by an erasure';
comment on column registry.data_request.kept is 'After an erasure: what is kept, how many rows, and under which law';
create unique index data_request_one_open on registry.data_request (account_id, kind) where state = 'received';
create index data_request_waiting on registry.data_request (deadline, id) where state = 'received';
create index data_request_of_account on registry.data_request (account_id, received_at desc);
grant select, insert, update on registry.data_request to berdaya_app;
alter table registry.data_request enable row level security;
create policy data_request_all on registry.data_request to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));

-- An erasure takes names out of the history of a business; nothing else ever changes there.
grant update (changes, reason, by_name) on registry.business_change to berdaya_app;
create policy business_change_erase on registry.business_change for update to berdaya_app
  using ((select kernel.is_system())) with check ((select kernel.is_system()));
grant update (name, revoked_at) on identity.api_key to berdaya_app;
