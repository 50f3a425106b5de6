-- Visits planned for officers: which businesses to see on which day, what became of each, told once from a phone without signal.

create table registry.field_visit (
  id uuid not null default kernel.new_id() constraint field_visit_key primary key,
  business_id uuid not null constraint field_visit_business references registry.business (id),
  name text not null constraint field_visit_name_length check (length(name) between 1 and 200),
  reference text not null constraint field_visit_reference_length check (length(reference) between 1 and 40),
  region_code text collate "C" not null constraint field_visit_region references region.region (code),
  regency text collate "C" generated always as (left(region_code, 5)) stored,
  day date not null,
  assignee_id uuid not null,
  assignee_name text not null constraint field_visit_assignee_length check (length(assignee_name) <= 200),
  planned_by uuid,
  planned_by_name text not null constraint field_visit_planner_length check (length(planned_by_name) <= 200),
  planned_at timestamptz not null,
  note text constraint field_visit_note_length check (length(note) between 1 and 200),
  times smallint not null default 1 constraint field_visit_times check (times between 1 and 1000),
  state text not null default 'planned'
    constraint field_visit_state check (state in ('planned', 'visited', 'not_found', 'moved', 'refused', 'cancelled')),
  told_by uuid,
  told_by_name text constraint field_visit_teller_length check (length(told_by_name) <= 200),
  told_at timestamptz,
  received_at timestamptz,
  clock_doubtful boolean not null default false,
  told_note text constraint field_visit_told_length check (length(told_note) between 1 and 300),
  revision int not null default 0 constraint field_visit_revision check (revision >= 0),
  version int not null default 1,
  constraint field_visit_told check ((state in ('planned', 'cancelled')) = (told_at is null)),
  constraint field_visit_received check ((told_at is null) = (received_at is null) and told_at <= received_at)
);
comment on table registry.field_visit is 'A visit that somebody planned for an officer and a day, and what became of it';
comment on column registry.field_visit.name is 'As it was when planned: still told after the business has moved to another office';
comment on column registry.field_visit.times is 'How often it was planned: one more each time a day passed without it';
comment on column registry.field_visit.told_at is 'When the officer stood there: the device''s clock, corrected and never later than its arrival';
comment on column registry.field_visit.revision is 'Of what was told; the same or an older one arriving late changes nothing';
comment on column registry.field_visit.version is 'Of the plan: who changes it says which one was read';
-- Nobody is sent twice to the same door.
create unique index field_visit_one_open on registry.field_visit (business_id) where state = 'planned';
create index field_visit_of_business on registry.field_visit (business_id, day desc, id desc);
create index field_visit_of_officer on registry.field_visit (assignee_id, day);
create index field_visit_list on registry.field_visit (regency, day, id);

grant select, insert, update on registry.field_visit to berdaya_app;
alter table registry.field_visit enable row level security;
create policy field_visit_all on registry.field_visit to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));

-- An entry may also bring what was seen on a visit: then it changes a business that is known, and there may be several in time.
alter table registry.field_entry
  add column visit_id uuid constraint field_entry_visit unique constraint field_entry_of_visit references registry.field_visit (id),
  drop constraint field_entry_business;
create unique index field_entry_business on registry.field_entry (business_id) where visit_id is null;
create index field_entry_of_business on registry.field_entry (business_id, received_at desc);
comment on column registry.field_entry.visit_id is 'The visit it was written on; empty for a new registration';
