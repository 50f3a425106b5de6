-- Figures: targets that people set, and what the public may see of closed months.

create schema impact;
grant usage on schema impact to berdaya_app, berdaya_reader;

create table impact.target (
  id uuid not null default kernel.new_id() constraint target_key primary key,
  indicator text not null constraint target_indicator
    check (indicator in ('visits', 'utilisation', 'waiting', 'refusals', 'requests')),
  region_code text collate "C" not null constraint target_region references region.region (code),
  valid_from date not null,
  value double precision constraint target_value check (value between 0 and 1000000),
  set_by uuid,
  set_at timestamptz not null,
  constraint target_once unique (indicator, region_code, valid_from)
);
comment on table impact.target is 'What a figure should reach in a region from a day on; the nearest region above and the latest day count';
comment on column impact.target.value is 'In the unit of the indicator (a share is between 0 and 1, waiting is in working hours); null: no target from this day';
grant select, insert, update on impact.target to berdaya_app;
grant select on impact.target to berdaya_reader;
alter table impact.target enable row level security;
-- A lurah reads the target that the city set for all its kelurahan.
create policy target_read on impact.target for select to berdaya_app, berdaya_reader using (true);
create policy target_add on impact.target for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy target_change on impact.target for update to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));
