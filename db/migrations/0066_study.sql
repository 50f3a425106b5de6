-- Studies: a frozen copy of the progress of a region's businesses without anything that names them, for named evaluators.

create table registry.study (
  id uuid not null default kernel.new_id() constraint study_key primary key,
  title text not null constraint study_title_length check (length(title) between 3 and 120),
  purpose text not null constraint study_purpose_length check (length(purpose) between 10 and 1000),
  region_code text collate "C" not null constraint study_region references region.region (code),
  first_month date not null constraint study_first_month check (extract(day from first_month) = 1),
  last_month date not null constraint study_last_month check (extract(day from last_month) = 1),
  variables text[] not null constraint study_variables check (cardinality(variables) > 0
    and variables <@ array['sales', 'workers', 'debt', 'channels', 'certificates']),
  least smallint not null default 5 constraint study_least check (least >= 5),
  reader_ids uuid[] not null constraint study_readers check (cardinality(reader_ids) > 0),
  reader_names text[] not null,
  ends_on date not null,
  state text not null default 'preparing' constraint study_state check (state in ('preparing', 'ready', 'ended')),
  key_sealed bytea,
  generalisation smallint constraint study_generalisation check (generalisation between 0 and 3),
  businesses int,
  rows int,
  suppressed_businesses int,
  suppressed_rows int,
  opened_at timestamptz not null,
  opened_by uuid,
  opened_by_name text not null,
  ready_at timestamptz,
  ended_at timestamptz,
  version int not null default 1,
  constraint study_period check (first_month <= last_month),
  constraint study_reader_named check (cardinality(reader_ids) = cardinality(reader_names)),
  constraint study_counted check ((ready_at is null) = (rows is null)),
  constraint study_key_gone check (state <> 'ended' or key_sealed is null)
);
comment on table registry.study is 'What evaluators may read, until when and what for; the rows are made once, when it is opened';
comment on column registry.study.least is 'Businesses that share every general feature, at least: others are left out and counted';
comment on column registry.study.generalisation is 'How coarse the features had to become so that few are left out: 0 five years, 1 ten years, 2 no year, 3 nor size';
comment on column registry.study.key_sealed is 'Key of this study''s pseudonyms, encrypted; destroyed when the study ends, so that nothing leads back';
create index study_list on registry.study (opened_at desc, id desc);

create table registry.study_row (
  study_id uuid not null constraint study_row_study references registry.study (id),
  number int not null,
  pseudonym text not null,
  regency text collate "C" not null,
  sector text not null,
  size text not null,
  started text not null,
  month date not null,
  measures jsonb not null,
  constraint study_row_key primary key (study_id, number),
  constraint study_row_once unique (study_id, pseudonym, month)
);
comment on table registry.study_row is 'One business and month, without anything that names it; measures are rounded or in bands';

grant select, insert, update on registry.study to berdaya_app;
grant select, insert on registry.study_row to berdaya_app;
alter table registry.study enable row level security;
alter table registry.study_row enable row level security;
create policy study_all on registry.study to berdaya_app
  using (kernel.in_scope(region_code) or (select kernel.actor_id()) = any (reader_ids))
  with check (kernel.in_scope(region_code));
create policy study_row_all on registry.study_row to berdaya_app
  using ((select kernel.is_system()) or exists (select from registry.study s where s.id = study_id));
