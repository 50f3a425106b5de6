-- Imported businesses enter the search after they are recorded, not while: making search rows takes twice as long as recording,
-- and nobody looks for a business in the second it is imported.

create table registry.directory_waiting (
  id bigint generated always as identity constraint directory_waiting_key primary key,
  business_id uuid not null
);
comment on table registry.directory_waiting is 'Businesses of an import that the search does not know yet; emptied by the job registry.refresh_imported';
alter table registry.directory_waiting enable row level security;

create or replace function registry.business_moves_directory() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if current_setting('app.bulk_import', true) = 'on' then
    insert into registry.directory_waiting (business_id) select c.id from changed c;
  else
    perform registry.refresh_directory(array(select id from changed));
  end if;
  return null;
end $$;

-- Make the search rows of some that wait. Two workers take different ones. Answers how many were taken.
create function registry.refresh_imported(how_many int) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ids uuid[];
begin
  with taken as (
    delete from registry.directory_waiting w where w.id in (
      select q.id from registry.directory_waiting q order by q.id limit how_many for update skip locked)
    returning w.business_id)
  select coalesce(array_agg(t.business_id), '{}') into ids from taken t;
  perform registry.refresh_directory(ids);
  return cardinality(ids);
end $$;
revoke all on function registry.refresh_imported(int) from public;
grant execute on function registry.refresh_imported(int) to berdaya_app;
