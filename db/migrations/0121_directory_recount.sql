-- The counters of lists and maps made anew from the search rows: after a register was filled in one go, or to put right what a
-- repair by hand left wrong. The finest counters are counted, the coarser ones are sums of them. Writers wait until it is done.
create function registry.recount_directory() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set work_mem = '512MB' as $$
declare
  deeper record;
begin
  perform pg_advisory_xact_lock(hashtext('registry.fold_directory'));
  lock table registry.directory_change, registry.directory_entry in share row exclusive mode;
  truncate registry.directory_change, registry.directory_count, registry.directory_trait, registry.directory_cell;

  create temp table by_district on commit drop as
    select left(region_code, 8) as region_code, state, kind, sector, size_class, count(*) as n
    from registry.directory_entry group by 1, 2, 3, 4, 5;
  insert into registry.directory_count (region_code, state, kind, sector, size_class, n)
  select left(b.region_code, deep), coalesce(state, ''), coalesce(kind, ''), coalesce(sector, ''), coalesce(size_class, ''), sum(n)
  from by_district b, unnest(array[0, 2, 5, 8]) deep
  group by grouping sets ((left(b.region_code, deep), state, kind, sector, size_class), (left(b.region_code, deep)))
  order by 1, 2, 3, 4, 5;

  create temp table traits_by_district on commit drop as
    select left(region_code, 8) as region_code, state, trait, count(*) as n
    from registry.directory_entry, unnest(traits) trait group by 1, 2, 3;
  insert into registry.directory_trait (region_code, state, trait, n)
  select left(t.region_code, deep), state, trait, sum(n)
  from traits_by_district t, unnest(array[0, 2, 5, 8]) deep
  group by 1, 2, 3 order by 1, 2, 3;

  -- Each depth from the one below it: 16 from the places themselves, for regencies; then 14, 12, 10, 8; then provinces, the nation.
  create temp table squares on commit drop as
    select regency as region_code, 16::smallint as depth, cell >> 8 as cell, state, kind, sector, count(*) as n,
      sum(registry.gather(cell))::bigint as sum_x, sum(registry.gather(cell >> 1))::bigint as sum_y
    from registry.directory_entry where cell is not null group by 1, 3, 4, 5, 6;
  for deeper in
    select * from (values (5, 5, 16, 14), (5, 5, 14, 12), (5, 5, 12, 10), (5, 5, 10, 8), (5, 2, 10, 10), (5, 2, 8, 8), (2, 0, 10, 10),
      (2, 0, 8, 8)) s(below_region, region, below, depth)
  loop
    insert into squares
    select left(s.region_code, deeper.region), deeper.depth, s.cell >> (2 * (deeper.below - deeper.depth)), s.state, s.kind, s.sector,
      sum(s.n), sum(s.sum_x), sum(s.sum_y)
    from squares s where s.depth = deeper.below and length(s.region_code) = deeper.below_region group by 1, 3, 4, 5, 6;
  end loop;
  insert into registry.directory_cell (region_code, depth, cell, state, kind, sector, n, sum_x, sum_y)
  select region_code, depth, cell, state, kind, sector, n, sum_x, sum_y from squares
  union all
  select region_code, depth, cell, '', '', '', sum(n), sum(sum_x), sum(sum_y) from squares where depth <= 10 group by 1, 2, 3
  order by 1, 2, 3, 4, 5, 6;
end $$;
comment on function registry.recount_directory() is 'Counters as they are when everything is folded';
revoke all on function registry.recount_directory() from public;
