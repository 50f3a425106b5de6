-- Files people upload: what is known of each. The bytes lie in the deployment's file store (a folder, or S3).

create table kernel.file (
  id uuid not null default kernel.new_id() constraint file_key primary key,
  about_type text not null constraint file_about_type_length check (length(about_type) between 1 and 60),
  about_id uuid not null,
  region_code text collate "C" not null,
  public boolean not null default false,
  media_type text not null constraint file_media_type_length check (length(media_type) <= 100),
  width int constraint file_width check (width > 0),
  height int constraint file_height check (height > 0),
  bytes int not null constraint file_bytes check (bytes > 0),
  created_by uuid,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);
comment on table kernel.file is 'An uploaded picture or document; its bytes are never changed, so an address may be cached for ever';
comment on column kernel.file.public is 'Anyone may see it: photos of halls. Otherwise who has the region in scope, and who uploaded it';
comment on column kernel.file.bytes is 'Size of the largest stored variant';
comment on column kernel.file.removed_at is 'No longer served; the bytes stay until the store is cleaned';
create index file_about on kernel.file (about_type, about_id);

grant select, insert, update on kernel.file to berdaya_app;
alter table kernel.file enable row level security;
create policy file_read on kernel.file for select to berdaya_app using (
  public and removed_at is null or kernel.in_scope(region_code) or created_by = (select kernel.actor_id()));
create policy file_add on kernel.file for insert to berdaya_app
  with check (kernel.in_scope(region_code) or created_by = (select kernel.actor_id()));
create policy file_change on kernel.file for update to berdaya_app
  using (kernel.in_scope(region_code) or created_by = (select kernel.actor_id()));
