-- What a review may know: presence is recorded now.
create or replace function space.days_present(wanted_lease uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when exists (
      select from space.presence p join space.lease l on l.space_id = p.space_id where l.id = wanted_lease)
    then (select count(*)::int from space.presence p where p.expected = wanted_lease and p.state = 'present') end
$$;

-- Also to its holder, who may not read what was seen at other stalls.
create function space.last_present(wanted_lease uuid) returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select max(p.day) from space.presence p where p.expected = wanted_lease and p.state = 'present'
$$;
comment on function space.last_present(uuid) is 'Last day on which the holder of a lease was seen at the place';
revoke all on function space.last_present(uuid) from public;
grant execute on function space.last_present(uuid) to berdaya_app;
