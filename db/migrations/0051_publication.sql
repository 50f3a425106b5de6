-- Figures of closed months as the public sees them. Small cells are hidden before they are stored, so that what anyone may read
-- holds nothing that must not be known; a month once published changes only when somebody publishes it again.

create table impact.publication (
  id uuid not null default kernel.new_id() constraint publication_key primary key,
  region_code text collate "C" not null constraint publication_region references region.region (code)
    constraint publication_level check (length(region_code) = 5),
  month date not null constraint publication_month check (extract(day from month) = 1),
  published_at timestamptz not null,
  published_by uuid,
  constraint publication_once unique (region_code, month)
);
comment on table impact.publication is 'One closed month of one regency or city; the unit at which partitions add up, so that none is the difference of two others';

create table impact.published_cell (
  publication_id uuid not null constraint published_cell_publication references impact.publication (id),
  indicator text not null constraint published_cell_indicator
    check (indicator in ('visits', 'utilisation', 'waiting', 'refusals', 'requests')),
  measure text not null constraint published_cell_measure_length check (length(measure) between 1 and 40),
  dimension text not null constraint published_cell_dimension check (dimension in ('', 'space', 'state', 'reason')),
  part text not null constraint published_cell_part_length check (length(part) <= 60),
  name text constraint published_cell_name_length check (length(name) <= 200),
  value double precision,
  constraint published_cell_key primary key (publication_id, indicator, measure, dimension, part)
);
comment on table impact.published_cell is 'One public number; value null is hidden because it counts fewer than five, or would give away one that does';
comment on column impact.published_cell.name is 'Name of the space at that time';

grant select on impact.publication, impact.published_cell to berdaya_app, berdaya_reader;
grant insert, update on impact.publication to berdaya_app;
grant insert, update, delete on impact.published_cell to berdaya_app;
alter table impact.publication enable row level security;
alter table impact.published_cell enable row level security;
create policy publication_read on impact.publication for select to berdaya_app, berdaya_reader using (true);
create policy publication_add on impact.publication for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy publication_change on impact.publication for update to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));
create policy published_cell_read on impact.published_cell for select to berdaya_app, berdaya_reader using (true);
create policy published_cell_write on impact.published_cell to berdaya_app
  using (exists (select from impact.publication p where p.id = publication_id and kernel.in_scope(p.region_code)))
  with check (exists (select from impact.publication p where p.id = publication_id and kernel.in_scope(p.region_code)));
