-- Asked of one region: who waits, what was decided, what came in last. Without these a city's inbox reads whoever waits in the
-- nation, its figures read all registrations it ever had, and its list reads everything.

-- What row-level security asks for lies in the index: counting who waits needs no record.
create index registration_waiting_in on registry.registration (region_code, deadline, id)
  include (account_id, business_id, organisation_id) where decision is null;
drop index registry.registration_fact;
create index registration_fact on registry.registration (region_code, submitted_at, decided_at);

-- Verified businesses of a village or a city by name, again without their records.
create index business_by_name on registry.business (region_code, name, id) include (account_id) where state = 'verified';

-- The newest of each scope; of a wide one the newest of each of its regencies. Who asks takes the newest of them all. A regency is
-- asked for by its own column and not also as a range: the planner would think that both together leave next to nothing.
create or replace function registry.find_registrations(
  scopes text[], wanted_name text, wanted_reference text, wanted_kinds text[], wanted_states text[],
  before_at timestamptz, before_id uuid, how_many int
) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  area text;
begin
  for area in select s from unnest(scopes) s where length(s) > 5 and kernel.in_scope(s) loop
    return query
    select r.id from registry.registration r
    where r.latest and r.region_code >= area and r.region_code < area || '~'
      and (wanted_name is null or r.name ilike wanted_name)
      and (wanted_reference is null or r.reference = wanted_reference)
      and (wanted_kinds is null or r.kind = any (wanted_kinds))
      and (wanted_states is null or r.state = any (wanted_states))
      and (before_at is null or (r.submitted_at, r.id) < (before_at, before_id))
    order by r.submitted_at desc, r.id desc
    limit how_many;
  end loop;
  return query
  select newest.id
  from (select s as code from unnest(scopes) s where length(s) = 5 and kernel.in_scope(s)
    union select c.code from unnest(scopes) s join region.region c on c.level = 2 and c.code >= s and c.code < s || '~'
    where length(s) < 5 and kernel.in_scope(s)) wide
  cross join lateral (
    select r.id, r.submitted_at from registry.registration r
    where r.latest and r.regency = wide.code
      and (wanted_name is null or r.name ilike wanted_name)
      and (wanted_reference is null or r.reference = wanted_reference)
      and (wanted_kinds is null or r.kind = any (wanted_kinds))
      and (wanted_states is null or r.state = any (wanted_states))
      and (before_at is null or (r.submitted_at, r.id) < (before_at, before_id))
    order by r.submitted_at desc, r.id desc
    limit how_many
  ) newest
  order by newest.submitted_at desc, newest.id desc
  limit how_many;
end $$;
