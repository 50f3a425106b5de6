-- What happens to a long hire: its permit letter, what is due for it, its review before it is renewed, and its end.

alter table space.lease
  add column rent_per text not null default 'month' constraint lease_rent_per check (rent_per in ('month', 'day')),
  add column last_seen_on date,
  add column reminded_on date,
  add column handed_back_on date,
  add column hand_back_note text constraint lease_hand_back_note_length check (length(hand_back_note) <= 500),
  add column appeal_until date,
  add constraint lease_handed_back_after_end check (handed_back_on is null or state in ('ended', 'surrendered', 'revoked')),
  add constraint lease_revoked_may_appeal check (state <> 'revoked' or appeal_until is not null);
comment on column space.lease.rent_per is 'What the rent is for: a month, or a market day';
comment on column space.lease.last_seen_on is 'Last day its holder was seen at the place; kept by the daily presence';
comment on column space.lease.hand_back_note is 'How the place was when it was handed back';
comment on column space.lease.appeal_until is 'Last day to object to a revocation';
create index lease_by_end on space.lease (upper(term)) where state = 'active';
create index lease_of_space on space.lease (space_id, state);

create table space.letter_template (
  region_code text collate "C" not null constraint letter_template_region references region.region (code),
  data jsonb not null constraint letter_template_size check (length(data::text) <= 20000),
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid,
  constraint letter_template_key primary key (region_code)
);
comment on table space.letter_template is 'Head, texts, numbering and signer of the letters of an agency; a space takes that of the nearest region above it';

create table space.letter_counter (
  series text not null constraint letter_counter_series_length check (length(series) between 1 and 120),
  last int not null constraint letter_counter_last check (last > 0),
  constraint letter_counter_key primary key (series)
);
comment on table space.letter_counter is 'Last number given in each series of letters or receipts; a series is a number without its running part';

-- A number is given once, also of two officers at one moment, and none is left out unless the act is undone.
create function space.next_number(wanted text) returns int
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into space.letter_counter as c (series, last) values (wanted, 1)
  on conflict (series) do update set last = c.last + 1 returning last
$$;
revoke all on function space.next_number(text) from public;
grant execute on function space.next_number(text) to berdaya_app;

create table space.letter (
  id uuid not null default kernel.new_id() constraint letter_key primary key,
  lease_id uuid not null constraint letter_lease references space.lease (id),
  region_code text collate "C" not null,
  kind text not null constraint letter_kind check (kind in ('permit', 'revocation')),
  number text not null constraint letter_number unique constraint letter_number_length check (length(number) between 1 and 80),
  dated date not null,
  agency text not null constraint letter_agency_length check (length(agency) <= 200),
  signer_name text not null constraint letter_signer_length check (length(signer_name) <= 120),
  signer_position text not null constraint letter_position_length check (length(signer_position) <= 160),
  signing text not null constraint letter_signing check (signing in ('wet', 'electronic')),
  token text not null constraint letter_token unique constraint letter_token_length check (length(token) = 22),
  sha256 text not null constraint letter_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null default 'valid' constraint letter_state check (state in ('valid', 'revoked')),
  revoked_at timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  constraint letter_revoked_is_told check ((state = 'revoked') = (revoked_at is not null))
);
comment on table space.letter is 'Letters as they were issued; the PDF is kept under the id, its SHA-256 here';
comment on column space.letter.token is 'In the QR code: opens the check page without signing in';
create index letter_of_lease on space.letter (lease_id, created_at);
create unique index letter_one_permit on space.letter (lease_id) where kind = 'permit' and state = 'valid';

create table space.charge (
  id uuid not null default kernel.new_id() constraint charge_key primary key,
  lease_id uuid not null constraint charge_lease references space.lease (id),
  space_id uuid not null constraint charge_space references space.space (id),
  account_id uuid,
  region_code text collate "C" not null,
  from_day date not null,
  to_day date not null,
  amount bigint not null constraint charge_amount check (amount between 1 and 1000000000),
  due_on date not null,
  state text not null default 'due' constraint charge_state check (state in ('due', 'paid', 'waived')),
  paid_on date,
  method text constraint charge_method check (method in ('cash', 'transfer', 'qris')),
  receipt_number text constraint charge_receipt unique,
  token text constraint charge_token unique,
  waived_reason text constraint charge_waived_reason_length check (length(waived_reason) between 3 and 300),
  settled_at timestamptz,
  settled_by uuid,
  settled_by_name text,
  created_at timestamptz not null,
  constraint charge_days check (from_day <= to_day),
  constraint charge_once unique (lease_id, from_day),
  constraint charge_paid_is_told check ((state = 'paid') = (paid_on is not null and method is not null and receipt_number is not null and token is not null)),
  constraint charge_waived_is_told check ((state = 'waived') = (waived_reason is not null))
);
comment on table space.charge is 'Retribusi of a long hire, month by month or market day by market day: due, paid or waived with reason';
create index charge_open on space.charge (space_id, due_on) where state = 'due';

create table space.lease_review (
  id uuid not null default kernel.new_id() constraint lease_review_key primary key,
  lease_id uuid not null constraint lease_review_lease references space.lease (id),
  decision text not null constraint lease_review_decision check (decision in ('renewed', 'refused')),
  present_days int not null constraint lease_review_present check (present_days between 0 and 5000),
  market_days int not null constraint lease_review_days check (market_days between 0 and 5000),
  arrears bigint not null constraint lease_review_arrears check (arrears >= 0),
  complaints int not null constraint lease_review_complaints check (complaints between 0 and 1000),
  checks text[] not null default '{}',
  reason text not null constraint lease_review_reason_length check (length(reason) between 3 and 500),
  reviewed_at timestamptz not null,
  reviewed_by uuid,
  reviewed_by_name text not null,
  constraint lease_review_once unique (lease_id)
);
comment on table space.lease_review is 'The look back before a lease is renewed or not: presence, arrears, complaints, with the reason';

grant select, insert, update on space.letter_template, space.letter, space.charge to berdaya_app;
grant select, insert on space.lease_review to berdaya_app;
grant select on space.charge, space.lease_review to berdaya_reader;
alter table space.letter_template enable row level security;
alter table space.letter_counter enable row level security;
alter table space.letter enable row level security;
alter table space.charge enable row level security;
alter table space.lease_review enable row level security;

create policy letter_template_read on space.letter_template for select to berdaya_app using (true);
create policy letter_template_add on space.letter_template for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy letter_template_change on space.letter_template for update to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));
create policy letter_read on space.letter for select to berdaya_app
  using (kernel.in_scope(region_code) or exists (select from space.lease l where l.id = lease_id));
create policy letter_add on space.letter for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy letter_change on space.letter for update to berdaya_app
  using (kernel.in_scope(region_code) or exists (select from space.lease l where l.id = lease_id));
create policy charge_read on space.charge for select to berdaya_app, berdaya_reader using (
  (select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[]) or account_id = (select kernel.actor_id()));
create policy charge_add on space.charge for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy charge_change on space.charge for update to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));
-- Also of a business that an owner claimed after its lease was granted.
create policy lease_read_business on space.lease for select to berdaya_app
  using (business_id in (select b.id from registry.business b where b.account_id = (select kernel.actor_id())));
create policy lease_review_read on space.lease_review for select to berdaya_app, berdaya_reader
  using (exists (select from space.lease l where l.id = lease_id));
create policy lease_review_add on space.lease_review for insert to berdaya_app
  with check (exists (select from space.lease l where l.id = lease_id and kernel.in_scope(l.region_code)));

-- What anybody who holds the paper may check: what the letter says of itself, and nothing of its holder.
create function space.letter_by_token(wanted text)
returns table (id uuid, kind text, number text, dated date, agency text, signer_name text, signer_position text, signing text, state text,
  revoked_at timestamptz, sha256 text, space_name text, unit_code text, term_from date, term_to date, lease_state text, ended_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, t.kind, t.number, t.dated, t.agency, t.signer_name, t.signer_position, t.signing, t.state, t.revoked_at, t.sha256,
    s.name, coalesce(u.code, u.name), lower(l.term), upper(l.term) - 1, l.state, l.ended_on
  from space.letter t
  join space.lease l on l.id = t.lease_id
  join space.unit u on u.id = l.unit_id
  join space.space s on s.id = l.space_id
  where t.token = wanted
$$;
create function space.receipt_by_token(wanted text)
returns table (receipt_number text, amount bigint, from_day date, to_day date, paid_on date, method text, settled_by_name text,
  space_name text, region_code text, legal_basis text, unit_code text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.receipt_number, c.amount, c.from_day, c.to_day, c.paid_on, c.method, c.settled_by_name, s.name, s.region_code, s.legal_basis,
    coalesce(u.code, u.name)
  from space.charge c
  join space.lease l on l.id = c.lease_id
  join space.unit u on u.id = l.unit_id
  join space.space s on s.id = l.space_id
  where c.token = wanted and c.state = 'paid'
$$;
revoke all on function space.letter_by_token(text), space.receipt_by_token(text) from public;
grant execute on function space.letter_by_token(text), space.receipt_by_token(text) to berdaya_app;

comment on column space.letter_template.data is 'As `LetterTemplate` of leases/schema.ts';
