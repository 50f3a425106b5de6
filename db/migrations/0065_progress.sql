-- Progress (perkembangan usaha): what a business tells of a month, the lists of businesses that are asked, whom was reminded,
-- and the fixed cells with which a business compares itself.

create function registry.size_band(workers int) returns text language sql immutable parallel safe as $$
  select case when workers is null then 'unknown' when workers <= 1 then 'alone' when workers <= 4 then 'few'
    when workers <= 19 then 'small' else 'larger' end
$$;
comment on function registry.size_band(int) is
  'Classes of BPS by people at work (1–4, 5–19, 20 and more), the first one split: nearly every business here is micro by PP 7/2021, and a lone seller is no peer of a kitchen of four';

create table registry.progress (
  id uuid not null default kernel.new_id() constraint progress_key primary key,
  business_id uuid not null constraint progress_business references registry.business (id),
  month date not null constraint progress_month_first check (extract(day from month) = 1),
  revision smallint not null constraint progress_revision_positive check (revision >= 1),
  latest boolean not null default true,
  sales bigint constraint progress_sales check (sales between 0 and 10000000000000),
  sales_estimated boolean not null default false,
  workers int constraint progress_workers check (workers between 0 and 100000),
  workers_estimated boolean not null default false,
  debt_sealed bytea,
  debt_estimated boolean not null default false,
  channels text[] constraint progress_channels check (channels <@ array['place', 'street', 'home', 'market', 'chat', 'social',
    'marketplace', 'delivery', 'consignment', 'retail', 'office', 'other']),
  certificates text[] constraint progress_certificates check (certificates <@ array['nib', 'pirt', 'halal', 'bpom', 'sni', 'brand',
    'hygiene', 'other']),
  note text constraint progress_note_length check (length(note) <= 300),
  confirmed text[] not null default '{}',
  why text constraint progress_why_length check (length(why) <= 300),
  source text not null constraint progress_source check (source in ('owner', 'office')),
  reported_at timestamptz not null,
  reported_by uuid,
  reported_by_name text not null default '',
  constraint progress_revision unique (business_id, month, revision),
  constraint progress_says_something check (num_nonnulls(sales, workers, debt_sealed, channels, certificates) > 0)
);
comment on table registry.progress is 'What a business told of a month. A correction is the next revision; what was told before stays';
comment on column registry.progress.sales is 'Rupiah of the month';
comment on column registry.progress.workers is 'People who work there, the owner included';
comment on column registry.progress.debt_sealed is 'Rupiah owed in all at the end of the month, encrypted (AES-256-GCM); zero is sealed too';
comment on column registry.progress.channels is 'Where it was sold; empty is nowhere, null is not told';
comment on column registry.progress.confirmed is 'Codes of the rules that found it unlikely, and whoever told it said that it is right';
comment on column registry.progress.why is 'Why it was corrected';
create unique index progress_latest on registry.progress (business_id, month) where latest;
create index progress_of_month on registry.progress (month, business_id) where latest;

create table registry.progress_reminder (
  business_id uuid not null constraint progress_reminder_business references registry.business (id),
  month date not null,
  sent_at timestamptz not null,
  constraint progress_reminder_key primary key (business_id, month)
);
comment on table registry.progress_reminder is 'Who was reminded of which month: once, however many lists a business is on';

create table registry.progress_choice (
  business_id uuid not null constraint progress_choice_key primary key
    constraint progress_choice_business references registry.business (id),
  reminders boolean not null,
  changed_at timestamptz not null
);
comment on table registry.progress_choice is 'Does the business want to be reminded? Yes until it says no';

create table registry.cohort (
  id uuid not null default kernel.new_id() constraint cohort_key primary key,
  name text not null constraint cohort_name_length check (length(name) between 3 and 100),
  region_code text collate "C" not null constraint cohort_region references region.region (code),
  every_months smallint not null constraint cohort_every check (every_months in (1, 2, 3, 6, 12)),
  first_month date not null constraint cohort_first_month check (extract(day from first_month) = 1),
  remind_day smallint not null constraint cohort_remind_day check (remind_day between 1 and 28),
  active boolean not null default true,
  created_at timestamptz not null,
  version int not null default 1
);
comment on table registry.cohort is 'A named list of businesses that report together, and how often';
comment on column registry.cohort.first_month is 'The first month asked about; then every so many months';
comment on column registry.cohort.remind_day is 'Day of the following month on which who has not answered is reminded';
create index cohort_list on registry.cohort (region_code, name);

create table registry.cohort_member (
  cohort_id uuid not null constraint cohort_member_cohort references registry.cohort (id),
  business_id uuid not null constraint cohort_member_business references registry.business (id),
  joined_at timestamptz not null,
  left_at timestamptz,
  constraint cohort_member_key primary key (cohort_id, business_id)
);
comment on table registry.cohort_member is 'Who is on the list; who left stays with the day they left';
create index cohort_of_business on registry.cohort_member (business_id);

create table registry.peer_cell (
  month date not null,
  regency text collate "C" not null,
  sector text not null,
  size text not null,
  businesses int not null constraint peer_cell_large_enough check (businesses >= 6),
  sales_low bigint not null,
  sales_middle bigint not null,
  sales_high bigint not null,
  workers_low int not null,
  workers_middle int not null,
  workers_high int not null,
  published_at timestamptz not null,
  constraint peer_cell_key primary key (month, regency, sector, size)
);
comment on table registry.peer_cell is
  'Quartiles of a month, published once and never again: the same for everyone in the cell, so that no two looks can be subtracted from each other. A cell needs six owners (five besides the one who looks); rupiah to two significant digits';

grant select, insert, update on registry.progress, registry.progress_choice, registry.cohort, registry.cohort_member to berdaya_app;
grant select, insert on registry.progress_reminder, registry.peer_cell to berdaya_app;

alter table registry.progress enable row level security;
alter table registry.progress_reminder enable row level security;
alter table registry.progress_choice enable row level security;
alter table registry.cohort enable row level security;
alter table registry.cohort_member enable row level security;
alter table registry.peer_cell enable row level security;

-- The parts of a business are seen by whoever sees the business.
create policy progress_all on registry.progress to berdaya_app
  using ((select kernel.is_system()) or exists (select from registry.business b where b.id = business_id));
create policy progress_reminder_all on registry.progress_reminder to berdaya_app
  using ((select kernel.is_system()) or exists (select from registry.business b where b.id = business_id));
create policy progress_choice_all on registry.progress_choice to berdaya_app
  using ((select kernel.is_system()) or exists (select from registry.business b where b.id = business_id));
create policy cohort_all on registry.cohort to berdaya_app using (kernel.in_scope(region_code));
create policy cohort_member_all on registry.cohort_member to berdaya_app
  using ((select kernel.is_system()) or exists (select from registry.cohort c where c.id = cohort_id));
-- Cells hold nobody's figure; whoever signed in may compare.
create policy peer_cell_read on registry.peer_cell for select to berdaya_app
  using ((select kernel.is_system()) or (select kernel.actor_id()) is not null);
create policy peer_cell_add on registry.peer_cell for insert to berdaya_app with check ((select kernel.is_system()));
