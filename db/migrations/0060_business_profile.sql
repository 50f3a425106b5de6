-- A business in full: what it is in law, who works there, money, markets, owners, place, permits, and every change of all this.

alter table registry.business
  add column legal_form text constraint business_legal_form check (legal_form in ('individual', 'individual_company', 'limited_company',
    'cv', 'firm', 'civil_partnership', 'cooperative', 'foundation', 'association', 'joint_group')),
  add column started_month smallint constraint business_started_month check (started_month between 1 and 12),
  add column kbli_version smallint constraint business_kbli_version check (kbli_version in (2020, 2025)),
  add column kbli_code text constraint business_kbli_code check (kbli_code ~ '^\d{5}$'),
  add column size_class text constraint business_size_class check (size_class in ('micro', 'small', 'medium', 'large')),
  add column latitude double precision constraint business_latitude check (latitude between -11.5 and 6.5),
  add column longitude double precision constraint business_longitude check (longitude between 94.5 and 141.5),
  add constraint business_point_whole check ((latitude is null) = (longitude is null)),
  add constraint business_kbli_whole check ((kbli_version is null) = (kbli_code is null));
alter table registry.business
  add column formality text not null generated always as (case when nib is not null or legal_form in ('individual_company',
    'limited_company', 'cv', 'firm', 'civil_partnership', 'cooperative', 'foundation', 'association') then 'formal' else 'informal' end) stored;
comment on column registry.business.started_month is 'Matters for 2021 only: PP 7/2021 measures businesses begun after 2 February 2021 by capital';
comment on column registry.business.kbli_version is 'Codes of 2020 and 2025 re-use numbers with other meanings: a code says nothing without its version';
comment on column registry.business.size_class is 'By PP 7/2021, computed when figures change and every year; figures, year and rule are in business_profile';
comment on column registry.business.formality is 'Formal: registered with OSS (NIB) or a form in law other than a person or a group without deed';
comment on column registry.business.latitude is 'WGS 84, degrees; the box around Indonesia';

create table registry.business_profile (
  business_id uuid not null constraint business_profile_key primary key
    constraint business_profile_business references registry.business (id),
  paid_men int constraint business_profile_paid_men check (paid_men between 0 and 100000),
  paid_women int constraint business_profile_paid_women check (paid_women between 0 and 100000),
  unpaid_men int constraint business_profile_unpaid_men check (unpaid_men between 0 and 100000),
  unpaid_women int constraint business_profile_unpaid_women check (unpaid_women between 0 and 100000),
  capital bigint constraint business_profile_capital check (capital between 0 and 1000000000000000),
  sales_amount bigint constraint business_profile_sales_amount check (sales_amount between 0 and 1000000000000000),
  sales_period text constraint business_profile_sales_period check (sales_period in ('day', 'week', 'month', 'year')),
  trading_days smallint constraint business_profile_trading_days check (trading_days between 1 and 7),
  yearly_sales bigint constraint business_profile_yearly_sales check (yearly_sales >= 0),
  figures_year smallint constraint business_profile_figures_year check (figures_year between 1990 and 2100),
  size_basis text constraint business_profile_size_basis check (size_basis in ('capital', 'sales')),
  size_rule text constraint business_profile_size_rule_length check (length(size_rule) <= 100),
  sized_at timestamptz,
  channels text[] not null default '{}' constraint business_profile_channels check (channels <@ array['place', 'street', 'home', 'market',
    'chat', 'social', 'marketplace', 'delivery', 'consignment', 'retail', 'office', 'other']),
  qris text constraint business_profile_qris check (qris ~ '^ID\d{13}$'),
  bookkeeping text constraint business_profile_bookkeeping check (bookkeeping in ('none', 'notes', 'book', 'app')),
  santri boolean not null default false,
  pesantren text constraint business_profile_pesantren_length check (length(pesantren) between 2 and 120),
  stall text constraint business_profile_stall_length check (length(stall) between 1 and 60),
  zone text constraint business_profile_zone_length check (length(zone) between 2 and 120),
  located_at timestamptz,
  located_by text constraint business_profile_located_by check (located_by in ('typed', 'phone')),
  accuracy int constraint business_profile_accuracy check (accuracy between 0 and 100000),
  constraint business_profile_sales_whole check ((sales_amount is null) = (yearly_sales is null)),
  constraint business_profile_pesantren check (pesantren is null or santri)
);
comment on table registry.business_profile is 'What is known of a business beyond its registration; one row once anything is';
comment on column registry.business_profile.unpaid_men is 'Owner and family who work without wages, the owner included';
comment on column registry.business_profile.capital is 'Modal usaha in rupiah, own and borrowed, without land and the buildings of the business (PP 7/2021 art. 35)';
comment on column registry.business_profile.sales_amount is 'Sales in rupiah as the owner counts them, in sales_period';
comment on column registry.business_profile.trading_days is 'Days a week it sells; makes yearly sales of daily ones';
comment on column registry.business_profile.yearly_sales is 'Hasil penjualan tahunan in rupiah, computed';
comment on column registry.business_profile.figures_year is 'Year that capital and sales speak of';
comment on column registry.business_profile.size_rule is 'Law by which the class was computed';
comment on column registry.business_profile.accuracy is 'Metres, as the phone said';

alter table registry.street_trader
  add column goods text constraint street_trader_goods check (goods in ('food', 'craft', 'plants', 'animals', 'clothes', 'antiques', 'other')),
  add column siting text constraint street_trader_siting check (siting in ('permanent', 'temporary', 'not_designated')),
  add column zone_colour text constraint street_trader_zone_colour check (zone_colour in ('green', 'yellow', 'red')),
  add column area_m2 numeric(6, 2) constraint street_trader_area check (area_m2 > 0),
  add column block text constraint street_trader_block_length check (length(block) between 1 and 30),
  add column association text constraint street_trader_association_length check (length(association) between 2 and 120),
  add column trader_category text constraint street_trader_category check (trader_category in ('existing', 'new'));
comment on column registry.street_trader.goods is 'Field of business by Permendagri 41/2012';
comment on column registry.street_trader.siting is 'Whether the place is meant for street traders (sesuai peruntukan), for good or for a time';
comment on column registry.street_trader.zone_colour is 'Local practice: red forbidden, yellow at times, green allowed';
comment on column registry.street_trader.block is 'Location code on the card: A-001';
comment on column registry.street_trader.trader_category is 'PKL lama traded already when the office took stock; PKL baru came later';

alter table registry.art_group
  add column repertoire text constraint art_group_repertoire_length check (length(repertoire) <= 300),
  add column rehearsal text constraint art_group_rehearsal_length check (length(rehearsal) <= 100);

create table registry.size_rule (
  size_class text not null constraint size_rule_class check (size_class in ('micro', 'small', 'medium')),
  measure text not null constraint size_rule_measure check (measure in ('capital', 'sales')),
  up_to bigint not null constraint size_rule_positive check (up_to > 0),
  valid_from date not null,
  valid_to date,
  legal_basis text not null constraint size_rule_basis_length check (length(legal_basis) between 3 and 100),
  constraint size_rule_key primary key (size_class, measure, valid_from),
  constraint size_rule_period check (valid_to > valid_from)
);
comment on table registry.size_rule is 'Upper bounds of the size classes in rupiah, by law and time; above medium is large';
insert into registry.size_rule (size_class, measure, up_to, valid_from, valid_to, legal_basis) values
  ('micro', 'capital', 50000000, '2008-07-04', '2021-02-02', 'UU 20/2008 pasal 6'),
  ('small', 'capital', 500000000, '2008-07-04', '2021-02-02', 'UU 20/2008 pasal 6'),
  ('medium', 'capital', 10000000000, '2008-07-04', '2021-02-02', 'UU 20/2008 pasal 6'),
  ('micro', 'sales', 300000000, '2008-07-04', '2021-02-02', 'UU 20/2008 pasal 6'),
  ('small', 'sales', 2500000000, '2008-07-04', '2021-02-02', 'UU 20/2008 pasal 6'),
  ('medium', 'sales', 50000000000, '2008-07-04', '2021-02-02', 'UU 20/2008 pasal 6'),
  ('micro', 'capital', 1000000000, '2021-02-02', null, 'PP 7/2021 pasal 35'),
  ('small', 'capital', 5000000000, '2021-02-02', null, 'PP 7/2021 pasal 35'),
  ('medium', 'capital', 10000000000, '2021-02-02', null, 'PP 7/2021 pasal 35'),
  ('micro', 'sales', 2000000000, '2021-02-02', null, 'PP 7/2021 pasal 35'),
  ('small', 'sales', 15000000000, '2021-02-02', null, 'PP 7/2021 pasal 35'),
  ('medium', 'sales', 50000000000, '2021-02-02', null, 'PP 7/2021 pasal 35');

create table registry.business_change (
  id uuid not null default kernel.new_id() constraint business_change_key primary key,
  business_id uuid not null constraint business_change_business references registry.business (id),
  version int not null constraint business_change_version check (version >= 1),
  section text not null constraint business_change_section_length check (length(section) between 1 and 40),
  at timestamptz not null,
  by_id uuid,
  by_name text not null constraint business_change_by_length check (length(by_name) <= 200),
  on_behalf_of text constraint business_change_behalf_length check (length(on_behalf_of) <= 200),
  reason text constraint business_change_reason_length check (length(reason) <= 300),
  changes jsonb not null constraint business_change_list check (jsonb_typeof(changes) = 'array' and jsonb_array_length(changes) > 0)
);
comment on table registry.business_change is 'Every change of a business, field by field: what was there, what is there now. Only ever added to';
comment on column registry.business_change.version is 'Of the business after the change';
comment on column registry.business_change.changes is '[{field, before, after}]; a sealed value is written as "sealed"';
create index business_change_of on registry.business_change (business_id, at desc, id desc);

create table registry.business_owner (
  id uuid not null default kernel.new_id() constraint business_owner_key primary key,
  business_id uuid not null constraint business_owner_business references registry.business (id),
  name text not null constraint business_owner_name_length check (length(name) between 1 and 100),
  sex text constraint business_owner_sex check (sex in ('male', 'female')),
  phone text constraint business_owner_phone check (phone ~ '^\+\d{8,15}$'),
  share numeric(5, 2) not null constraint business_owner_share check (share > 0 and share < 100),
  left_at timestamptz
);
comment on table registry.business_owner is 'Owners beside the main one, who is business.owner_id and holds what is left of the 100 per cent';
create index business_owner_of on registry.business_owner (business_id) where left_at is null;

create table registry.business_finance (
  id uuid not null default kernel.new_id() constraint business_finance_key primary key,
  business_id uuid not null constraint business_finance_business references registry.business (id),
  source text not null constraint business_finance_source check (source in ('own', 'family', 'moneylender', 'cooperative', 'bank', 'kur',
    'microfinance', 'online_lender', 'supplier', 'savings_group', 'grant', 'other')),
  lender text constraint business_finance_lender_length check (length(lender) between 2 and 120),
  since date,
  period text constraint business_finance_period check (period in ('day', 'week', 'month', 'year')),
  payments int constraint business_finance_payments check (payments between 1 and 5000),
  amounts_sealed bytea,
  yearly_rate numeric(12, 6) constraint business_finance_rate check (yearly_rate >= 0),
  settled_on date,
  removed_at timestamptz,
  created_at timestamptz not null
);
comment on table registry.business_finance is 'Where the money of a business comes from; debts with their terms';
comment on column registry.business_finance.amounts_sealed is 'Principal, what was received of it and one payment, in rupiah, encrypted (UU 27/2022: personal finance)';
comment on column registry.business_finance.yearly_rate is 'Effective rate a year as a share (1.144 is 114.4 %), from the cash flows; kept open for figures on the cost of credit';
create index business_finance_of on registry.business_finance (business_id) where removed_at is null;

create table registry.permit_kind (
  kind text not null constraint permit_kind_key primary key,
  position smallint not null,
  valid_months int constraint permit_kind_valid check (valid_months between 1 and 600),
  remind_days int not null constraint permit_kind_remind check (remind_days between 1 and 400),
  legal_basis text not null constraint permit_kind_basis_length check (length(legal_basis) between 3 and 200)
);
comment on table registry.permit_kind is 'Permits and certificates: how long one is valid (empty: as long as nothing changes) and how early one is reminded';
insert into registry.permit_kind (kind, position, valid_months, remind_days, legal_basis) values
  ('nib', 10, null, 90, 'PP 28/2025'),
  ('standard_certificate', 20, null, 90, 'PP 28/2025'),
  ('tdu', 30, 24, 60, 'Permendagri 41/2012: berlaku 2 tahun, diperpanjang paling lambat 1 bulan sebelum berakhir'),
  ('pirt', 40, 60, 180, 'Peraturan BPOM 4/2024: berlaku 5 tahun'),
  ('halal', 50, null, 90, 'PP 42/2024: berlaku selama bahan dan proses tidak berubah'),
  ('bpom', 60, 60, 180, 'BPOM'),
  ('slhs', 70, null, 90, 'Sertifikat laik higiene sanitasi'),
  ('sni', 80, null, 180, 'BSN'),
  ('trademark', 90, 120, 180, 'UU 20/2016: 10 tahun, dapat diperpanjang'),
  ('copyright', 100, null, 90, 'UU 28/2014'),
  ('geographical_indication', 110, null, 90, 'UU 20/2016'),
  ('design', 120, 120, 180, 'UU 31/2000: 10 tahun'),
  ('patent', 130, null, 180, 'UU 13/2016'),
  ('other', 200, null, 60, 'Izin lain');

create table registry.permit (
  id uuid not null default kernel.new_id() constraint permit_key primary key,
  business_id uuid not null constraint permit_business references registry.business (id),
  region_code text collate "C" not null constraint permit_region references region.region (code),
  kind text not null constraint permit_kind_known references registry.permit_kind (kind),
  number text not null constraint permit_number_length check (length(number) between 2 and 60),
  about text constraint permit_about_length check (length(about) between 2 and 120),
  issuer text constraint permit_issuer_length check (length(issuer) between 2 and 120),
  issued_on date,
  expires_on date,
  file_id uuid,
  file_type text constraint permit_file_type check (file_type in ('image/webp', 'application/pdf')),
  remind_on date,
  reminded_on date,
  expiry_told_on date,
  removed_at timestamptz,
  created_at timestamptz not null,
  constraint permit_dates check (expires_on > issued_on),
  constraint permit_file_whole check ((file_id is null) = (file_type is null)),
  constraint permit_remind_whole check ((remind_on is null) = (expires_on is null))
);
comment on table registry.permit is 'Permits and certificates of a business, also those it had before';
comment on column registry.permit.about is 'Product, brand or place it is for';
comment on column registry.permit.region_code is 'Of the business: officers list what expires in their regions';
comment on column registry.permit.remind_on is 'From this day on it expires soon; the owner is told once, and once more when it has expired';
create unique index permit_number on registry.permit (business_id, kind, number) where removed_at is null;
create index permit_of on registry.permit (business_id) where removed_at is null;
create index permit_due on registry.permit (expires_on, id) where removed_at is null and expires_on is not null;

grant select on registry.size_rule, registry.permit_kind to berdaya_app;
grant select, insert, update on registry.business_profile, registry.business_owner, registry.business_finance, registry.permit
  to berdaya_app;
grant select, insert on registry.business_change to berdaya_app;

alter table registry.business_profile enable row level security;
alter table registry.business_change enable row level security;
alter table registry.business_owner enable row level security;
alter table registry.business_finance enable row level security;
alter table registry.permit enable row level security;
-- The parts of a business are seen by whoever sees the business.
create policy business_profile_all on registry.business_profile to berdaya_app
  using (exists (select from registry.business b where b.id = business_id));
create policy business_change_read on registry.business_change for select to berdaya_app
  using (exists (select from registry.business b where b.id = business_id));
create policy business_change_add on registry.business_change for insert to berdaya_app
  with check (exists (select from registry.business b where b.id = business_id));
create policy business_owner_all on registry.business_owner to berdaya_app
  using (exists (select from registry.business b where b.id = business_id));
create policy business_finance_all on registry.business_finance to berdaya_app
  using (exists (select from registry.business b where b.id = business_id));
create policy permit_all on registry.permit to berdaya_app
  using (exists (select from registry.business b where b.id = business_id));
