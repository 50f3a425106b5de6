-- Registration in the field: what a phone without signal recorded and sent later, exactly once. Ids are made on the device.

create table registry.field_entry (
  id uuid not null constraint field_entry_key primary key,
  account_id uuid not null,
  officer_name text not null constraint field_entry_officer_length check (length(officer_name) <= 200),
  business_id uuid constraint field_entry_business unique references registry.business (id),
  organisation_id uuid constraint field_entry_organisation unique references registry.organisation (id),
  region_code text collate "C" not null constraint field_entry_region references region.region (code),
  regency text collate "C" generated always as (left(region_code, 5)) stored,
  revision int not null constraint field_entry_revision_positive check (revision >= 1),
  captured_at timestamptz not null,
  clock_offset_seconds int not null default 0,
  clock_doubtful boolean not null default false,
  received_at timestamptz not null,
  changed_at timestamptz not null,
  latitude double precision constraint field_entry_latitude check (latitude between -90 and 90),
  longitude double precision constraint field_entry_longitude check (longitude between -180 and 180),
  accuracy_m real constraint field_entry_accuracy check (accuracy_m between 0 and 100000),
  located_at timestamptz,
  constraint field_entry_subject check (num_nonnulls(business_id, organisation_id) = 1),
  constraint field_entry_order check (captured_at <= received_at),
  constraint field_entry_position check (
    (latitude is null) = (longitude is null) and (latitude is null) = (accuracy_m is null) and (latitude is null) = (located_at is null))
);
comment on table registry.field_entry is 'A registration that an officer wrote down on a phone, perhaps without signal, and who, where and when';
comment on column registry.field_entry.id is 'Made on the device, so that sending it again finds it';
comment on column registry.field_entry.revision is 'The last version of the device that was taken over; an older one arriving late changes nothing';
comment on column registry.field_entry.captured_at is 'When it was written down: the device''s clock, corrected by its offset and never later than its arrival';
comment on column registry.field_entry.clock_offset_seconds is 'What the device added to its own clock';
comment on column registry.field_entry.clock_doubtful is 'The corrected time lay in the future or long ago';
comment on column registry.field_entry.accuracy_m is 'Radius in metres in which the device is, as it says, at 68 per cent (W3C Geolocation)';
create index field_entry_list on registry.field_entry (regency, received_at desc, id desc);
create index field_entry_of_account on registry.field_entry (account_id, received_at desc, id desc);

create table registry.field_photo (
  id uuid not null constraint field_photo_key primary key,
  entry_id uuid not null constraint field_photo_entry references registry.field_entry (id),
  position smallint not null,
  bytes int not null constraint field_photo_bytes check (bytes between 1 and 400000),
  sha256 bytea not null constraint field_photo_sha256 check (length(sha256) = 32),
  file_id uuid constraint field_photo_file references kernel.file (id),
  declared_at timestamptz not null,
  stored_at timestamptz,
  constraint field_photo_stored check ((file_id is null) = (stored_at is null))
);
comment on table registry.field_photo is 'A photo that an entry announces; its bytes follow in parts, so that a lost signal costs one part';
comment on column registry.field_photo.sha256 is 'Of the bytes as the device has them; whatever arrives otherwise is thrown away';
create index field_photo_of_entry on registry.field_photo (entry_id, position);

create table registry.field_photo_part (
  photo_id uuid not null constraint field_photo_part_photo references registry.field_photo (id),
  part smallint not null constraint field_photo_part_number check (part between 0 and 63),
  data bytea not null constraint field_photo_part_size check (length(data) between 1 and 49152),
  constraint field_photo_part_key primary key (photo_id, part)
);
comment on table registry.field_photo_part is 'Bytes on the way; gone when the photo is whole';

grant select, insert, update on registry.field_entry, registry.field_photo to berdaya_app;
grant select, insert, delete on registry.field_photo_part to berdaya_app;
alter table registry.field_entry enable row level security;
alter table registry.field_photo enable row level security;
alter table registry.field_photo_part enable row level security;
create policy field_entry_all on registry.field_entry to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));
create policy field_photo_all on registry.field_photo to berdaya_app
  using (exists (select from registry.field_entry e where e.id = entry_id));
create policy field_photo_part_all on registry.field_photo_part to berdaya_app
  using (exists (select from registry.field_photo p where p.id = photo_id));
