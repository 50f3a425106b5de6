-- Who trades at which stall on which market day, and what traders say they sold.

create table space.presence_rule (
  space_id uuid not null constraint presence_rule_key primary key constraint presence_rule_space references space.space (id),
  let_go_minute smallint constraint presence_rule_let_go check (let_go_minute between 0 and 1439),
  empty_after smallint not null default 3 constraint presence_rule_empty check (empty_after between 2 and 20),
  updated_at timestamptz not null,
  updated_by uuid
);
comment on table space.presence_rule is 'What absence leads to at a market';
comment on column space.presence_rule.let_go_minute is 'Minutes after midnight there from which the stall of somebody recorded as absent is free for others that day; null: never';
comment on column space.presence_rule.empty_after is 'A stall is flagged after so many market days in a row on which its holder was recorded as not trading';

create table space.presence (
  id uuid not null default kernel.new_id() constraint presence_key primary key,
  space_id uuid not null,
  unit_id uuid not null,
  region_code text collate "C" not null,
  day date not null,
  lease_id uuid constraint presence_lease references space.lease (id),
  booking_id uuid constraint presence_booking references space.booking (id),
  expected uuid not null generated always as (coalesce(booking_id, lease_id, unit_id)) stored,
  state text not null constraint presence_state check (state in ('present', 'absent', 'closed', 'other')),
  how text not null constraint presence_how check (how in ('holder', 'permit', 'round')),
  note text constraint presence_note_length check (length(note) between 1 and 300),
  at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  constraint presence_unit foreign key (unit_id, space_id) references space.unit (id, space_id),
  constraint presence_one_expected check (lease_id is null or booking_id is null),
  constraint presence_once unique (expected, day)
);
comment on table space.presence is 'What was seen at a stall on a day: one row for whoever was expected there, the latest sight counts';
comment on column space.presence.expected is 'Whose presence it is: who booked the day, who holds the stall, or nobody (the stall itself)';
comment on column space.presence.state is 'present: the one expected trades; absent: nobody; closed: set up and shut; other: somebody else trades there';
comment on column space.presence.how is 'holder: scanned the code of the stall; permit: staff scanned the permit; round: staff came by';
comment on column space.presence.at is 'When it was seen, by the clock of the phone, never later than it arrived';
create index presence_of_day on space.presence (space_id, day);

create table space.sales (
  id uuid not null default kernel.new_id() constraint sales_key primary key,
  lease_id uuid not null constraint sales_lease references space.lease (id),
  space_id uuid not null constraint sales_space references space.space (id),
  region_code text collate "C" not null,
  account_id uuid not null,
  day date not null,
  band smallint not null constraint sales_band check (band between 0 and 6),
  said_at timestamptz not null,
  constraint sales_once unique (lease_id, day)
);
comment on table space.sales is 'What a trader says they sold on a day, as a band: staff see no more';
comment on column space.sales.band is '0 nothing, then up to 100,000, 250,000, 500,000, 1,000,000, 2,500,000 rupiah, 6 more';
create index sales_of_day on space.sales (space_id, day);

create table space.sales_amount (
  sales_id uuid not null constraint sales_amount_key primary key constraint sales_amount_of references space.sales (id),
  account_id uuid not null,
  amount bigint not null constraint sales_amount_size check (amount between 0 and 1000000000)
);
comment on table space.sales_amount is 'The exact amount, where the trader wrote it: row security shows it to the trader alone';

grant select, insert, update on space.presence_rule, space.presence, space.sales to berdaya_app;
-- Whoever says a band instead takes the amount back.
grant select, insert, update, delete on space.sales_amount to berdaya_app;
alter table space.presence_rule enable row level security;
alter table space.presence enable row level security;
alter table space.sales enable row level security;
alter table space.sales_amount enable row level security;

create policy presence_rule_read on space.presence_rule for select to berdaya_app using (true);
create policy presence_rule_add on space.presence_rule for insert to berdaya_app
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy presence_rule_change on space.presence_rule for update to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));

-- Leases show themselves to their holder and to staff: who sees the lease sees the presence.
create policy presence_read on space.presence for select to berdaya_app using (
  (select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[])
  or exists (select from space.lease l where l.id = lease_id and l.account_id = (select kernel.actor_id())));
create policy presence_add on space.presence for insert to berdaya_app with check (kernel.in_scope(region_code)
  or (state = 'present' and exists (select from space.lease l where l.id = lease_id and l.account_id = (select kernel.actor_id()))));
create policy presence_change on space.presence for update to berdaya_app using (kernel.in_scope(region_code)
  or (how = 'holder' and exists (select from space.lease l where l.id = lease_id and l.account_id = (select kernel.actor_id()))));

create policy sales_read on space.sales for select to berdaya_app using (
  (select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[]) or account_id = (select kernel.actor_id()));
create policy sales_add on space.sales for insert to berdaya_app
  with check ((select kernel.is_system()) or account_id = (select kernel.actor_id()));
create policy sales_change on space.sales for update to berdaya_app
  using ((select kernel.is_system()) or account_id = (select kernel.actor_id()));
create policy sales_amount_own on space.sales_amount to berdaya_app
  using ((select kernel.is_system()) or account_id = (select kernel.actor_id()))
  with check ((select kernel.is_system()) or account_id = (select kernel.actor_id()));

-- One row a record, nothing that names a person. `party` tells traders apart and leads to nobody.
create view space.v_presence_fact with (security_invoker = true) as
  select p.id, p.space_id, p.unit_id, u.code, p.region_code, p.day, p.at, p.state, p.how,
    (p.day::timestamp + interval '12 hours') at time zone s.zone as noon,
    md5(coalesce(l.business_id, l.account_id, b.business_id, b.account_id, p.expected)::text) as party
  from space.presence p
  join space.space s on s.id = p.space_id
  join space.unit u on u.id = p.unit_id
  left join space.lease l on l.id = p.lease_id
  left join space.booking b on b.id = p.booking_id
  where p.lease_id is not null or p.booking_id is not null;
comment on view space.v_presence_fact is 'Whether whoever was expected at a stall traded there, a row for each stall and market day that was recorded';

create view space.v_sales_fact with (security_invoker = true) as
  select a.id, a.space_id, a.region_code, a.day, a.band, md5(a.account_id::text) as party,
    (a.day::timestamp + interval '12 hours') at time zone s.zone as noon
  from space.sales a join space.space s on s.id = a.space_id;
comment on view space.v_sales_fact is 'Sales of a day as a band, without whose they are';

grant select on space.v_presence_fact, space.v_sales_fact to berdaya_app;
