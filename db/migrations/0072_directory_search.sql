-- Reading the register's search rows: lists, counts, squares of the map, the public directory; and views that people keep.
-- Every function runs with the owner's rights and keeps to the regions of `filter.scopes` that lie in the actor's scope.

-- The words of the register meant by what somebody typed, a set for each typed word: that word, words that begin so, and where there is
-- none (or always, when `loosely`) the eight most like it. Null when a word is like none: nothing is spoken then.
create function registry.match_words(said text, loosely boolean, for_public boolean) returns jsonb
language plpgsql stable set search_path = public, pg_catalog, pg_temp set pg_trgm.similarity_threshold = 0.35 as $$
declare
  typed text;
  meant text[];
  alike text[];
  guessed boolean := false;
  groups jsonb := '[]';
begin
  foreach typed in array (registry.words_of(said))[1:8] loop
    meant := array(select d.word from registry.directory_word d
      where d.word >= typed and d.word < case when length(typed) > 2 then typed || '{' else typed || '0' end and (d.public or not for_public)
      order by length(d.word), d.word limit 40);
    if meant = '{}' or loosely then
      alike := array(select a.word from (
          select d.word from registry.directory_word d where d.sound = registry.sound_of(typed) and length(d.sound) >= 2
            and abs(length(d.word) - length(typed)) <= 2 and (d.public or not for_public)
          union select d.word from registry.directory_word d where d.letters = registry.letters_of(typed) and (d.public or not for_public)
          union select d.word from registry.directory_word d where d.word % typed and (d.public or not for_public)
        ) a where a.word <> all (meant)
        order by similarity(a.word, typed) + (left(a.word, 1) = left(typed, 1))::int * 0.2
          + (registry.letters_of(a.word) = registry.letters_of(typed))::int * 0.5 desc, a.word limit 8);
      guessed := guessed or alike <> '{}';
      meant := meant || alike;
    end if;
    if meant = '{}' then
      return null;
    end if;
    groups := groups || jsonb_build_array(to_jsonb(meant));
  end loop;
  return jsonb_build_object('groups', groups, 'guessed', guessed);
end $$;

-- A list in a JSON document as an array, null where it says nothing.
create function registry.list_in(filter jsonb, key text) returns text[] language sql immutable parallel safe as $$
  select nullif(array(select jsonb_array_elements_text(filter -> key)), '{}')
$$;
create function registry.one_of(what text, wanted text[]) returns text language sql immutable parallel safe as $$
  select case when wanted is null then 'true' else format('%I = any (%L::text[])', what, wanted) end
$$;
-- The wanted regions that the actor may see.
create function registry.sight_of(filter jsonb) returns text[] language sql stable as $$
  select coalesce(array_agg(s), '{}') from jsonb_array_elements_text(filter -> 'scopes') s where kernel.in_scope(s)
$$;
create function registry.within(areas text[]) returns text language sql immutable parallel safe as $$
  select coalesce('(' || string_agg(case length(a)
    when 0 then 'true' when 2 then format('province = %L', a) when 5 then format('regency = %L', a)
    else format('(regency = %L and region_code >= %L and region_code < %L)', left(a, 5), a, a || '/') end, ' or ') || ')', 'false')
  from unnest(areas) a
$$;

-- The condition of a filter over directory_entry. Built as text so that the planner sees the values: which index serves depends on them.
create function registry.directory_where(filter jsonb, spoken jsonb, whole boolean) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  parts text[] := array[registry.within(registry.sight_of(filter))];
  meant jsonb;
begin
  if filter ->> 'search' is not null then
    if spoken is null then
      return 'false';
    end if;
    for meant in select jsonb_array_elements(spoken -> 'groups') loop
      parts := parts || format('words && %L::text[]',
        array(select p || w from jsonb_array_elements_text(meant) w, unnest(array['', 'o:']) p));
    end loop;
  end if;
  if filter ->> 'reference' is not null then
    parts := parts || format('business_id = (select b.id from registry.business b where b.reference = %L)', filter ->> 'reference');
  end if;
  if registry.list_in(filter, 'traits') is not null then
    parts := parts || format('traits @> %L::text[]', registry.list_in(filter, 'traits'));
  end if;
  if whole then
    parts := parts || registry.one_of('kind', registry.list_in(filter, 'kinds')) || registry.one_of('state', registry.list_in(filter, 'states'))
      || registry.one_of('sector', registry.list_in(filter, 'sectors')) || registry.one_of('size_class', registry.list_in(filter, 'sizes'));
  end if;
  return array_to_string(array_remove(parts, 'true'), ' and ');
end $$;

create function registry.find_businesses(filter jsonb, by_name boolean, loosely boolean, after_key text, after_id uuid, how_many int)
returns table (id uuid, key text, guessed boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  spoken jsonb := case when filter ->> 'search' is not null then registry.match_words(filter ->> 'search', loosely, false) end;
  onward text := case
    when after_id is null then ''
    when by_name then format(' and (name_key, business_id) > (%L, %L::uuid)', after_key, after_id)
    else format(' and (created_at, business_id) < (%L::timestamptz, %L::uuid)', after_key, after_id) end;
begin
  return query execute format(
    'select business_id, %s, %L::boolean from registry.directory_entry where %s%s order by %s limit %s',
    case when by_name then 'name_key as key' else 'created_at::text as key' end, coalesce((spoken ->> 'guessed')::boolean, false),
    registry.directory_where(filter, spoken, true), onward,
    case when by_name then 'name_key, business_id' else 'created_at desc, business_id desc' end, how_many);
end $$;

-- How many there are, and how many for each value of a question while the other questions stay as they are. From the counters where
-- these know the question; else over the first `most` rows that match, and `bounded` says that there may be more.
create function registry.count_businesses(filter jsonb, loosely boolean, most int) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  areas text[] := registry.sight_of(filter);
  area text := case when cardinality(areas) = 1 then areas[1] end;
  spoken jsonb := case when filter ->> 'search' is not null then registry.match_words(filter ->> 'search', loosely, false) end;
  k text := registry.one_of('kind', registry.list_in(filter, 'kinds'));
  s text := registry.one_of('state', registry.list_in(filter, 'states'));
  c text := registry.one_of('sector', registry.list_in(filter, 'sectors'));
  z text := registry.one_of('size_class', registry.list_in(filter, 'sizes'));
  narrow boolean := coalesce(filter ->> 'search', filter ->> 'reference') is not null or registry.list_in(filter, 'traits') is not null
    or exists (select from unnest(areas) a where length(a) > 8);
  traits_known boolean := not narrow and k = 'true' and c = 'true' and z = 'true';
  deep int := case length(area) when 0 then 2 when 2 then 5 when 5 then 8 when 8 then 13 end;
  rows text := format('select state, kind, sector, size_class, region_code, traits, 1::bigint as n from registry.directory_entry where %s limit %s',
    registry.directory_where(filter, spoken, false), most + 1);
  base text;
  traits text;
  places text;
  result jsonb;
begin
  if narrow then
    base := rows;
    traits := format('select unnest(traits) as value, n from base where %s and %s and %s and %s', k, s, c, z);
    places := case when deep is null then 'select null::text as value, 0::bigint as n where false'
      else format('select left(region_code, %s) as value, n from base where %s and %s and %s and %s', deep, k, s, c, z) end;
  else
    base := format('select state, kind, sector, size_class, n from registry.directory_count
        where region_code = any (%L::text[]) and state <> %L
        union all select state, kind, sector, size_class, sign from (select * from registry.directory_change order by seq limit %s) late
        where %s', areas, '', most, registry.within_change(areas));
    traits := case when traits_known then
      format('select trait as value, n from registry.directory_trait where region_code = any (%L::text[]) and %s
        union all select unnest(traits), sign from (select * from registry.directory_change order by seq limit %s) late where %s and %s',
        areas, s, most, registry.within_change(areas), s)
      else format('select unnest(traits) as value, 1::bigint as n from (select traits from registry.directory_entry where %s limit %s) part',
        registry.directory_where(filter, spoken, true), most + 1) end;
    places := case
      when deep is null then 'select null::text as value, 0::bigint as n where false'
      when deep = 13 then format('select region_code as value, 1::bigint as n from registry.directory_entry where %s',
        registry.directory_where(filter, spoken, true))
      else format('select region_code as value, n from registry.directory_count where parent = %L and %s
          union all select left(region_code, %s), sign from (select * from registry.directory_change order by seq limit %s) late
          where %s and %s and %s and %s and %s', area,
          case when traits_known and s = 'true' then $w$state = ''$w$
            else format($w$state <> '' and %s and %s and %s and %s$w$, k, s, c, z) end, deep, most, registry.within_change(areas), k, s, c, z) end;
  end if;
  execute format($sql$
    with base as materialized (%1$s),
    grouped as materialized (select state, kind, sector, size_class, sum(n)::bigint as n from base group by 1, 2, 3, 4)
    select jsonb_build_object(
      'total', (select coalesce(sum(n), 0) from grouped where %2$s and %3$s and %4$s and %5$s),
      'reached', %8$s,
      'kind', (select jsonb_object_agg(kind, n) from (select kind, sum(n) as n from grouped where %3$s and %4$s and %5$s group by 1 having sum(n) > 0) t),
      'state', (select jsonb_object_agg(state, n) from (select state, sum(n) as n from grouped where %2$s and %4$s and %5$s group by 1 having sum(n) > 0) t),
      'sector', (select jsonb_object_agg(sector, n) from (select sector, sum(n) as n from grouped where %2$s and %3$s and %5$s group by 1 having sum(n) > 0) t),
      'size', (select jsonb_object_agg(size_class, n) from (select size_class, sum(n) as n from grouped where %2$s and %3$s and %4$s group by 1 having sum(n) > 0) t),
      'trait', (select jsonb_object_agg(value, n) from (select value, sum(n) as n from (%6$s) p group by 1 having sum(n) > 0) t),
      'region', (select jsonb_object_agg(value, n) from (select value, sum(n) as n from (%7$s) p group by 1 having sum(n) > 0) t))
    $sql$, base, k, s, c, z, traits, places, case when narrow then format('(select coalesce(sum(n), 0) > %s from grouped)', most) else 'false' end)
  into result;
  return result || jsonb_build_object(
    'traits_exact', narrow or traits_known, 'guessed', coalesce((spoken ->> 'guessed')::boolean, false));
end $$;
-- As registry.within, for the short list of changes, which has no columns of its own for province and regency.
create function registry.within_change(areas text[]) returns text language sql immutable parallel safe as $$
  select format('region_code ^@ any (%L::text[])', areas)
$$;

-- Squares of the map: of the depth three below the zoom, inside the wanted tiles. From the counters where these know the question,
-- else over the first `most` places; one place alone is told with its id.
create function registry.map_cells(filter jsonb, zoom int, tiles bigint[], most int)
returns table (cell bigint, n bigint, x float8, y float8, id uuid, bounded boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  areas text[] := registry.sight_of(filter);
  spoken jsonb := case when filter ->> 'search' is not null then registry.match_words(filter ->> 'search', false, false) end;
  depth int := zoom + 3;
  kept int := greatest(8, depth + depth % 2);
  counted boolean := kept <= 16 and coalesce(filter ->> 'search', filter ->> 'reference') is null and registry.list_in(filter, 'traits') is null
    and registry.list_in(filter, 'sizes') is null and not exists (select from unnest(areas) a where length(a) > 5);
  narrowed text := case when filter ?| array['states', 'kinds', 'sectors'] then format('state <> %L and %s and %s and %s', '',
      registry.one_of('state', registry.list_in(filter, 'states')), registry.one_of('kind', registry.list_in(filter, 'kinds')),
      registry.one_of('sector', registry.list_in(filter, 'sectors')))
    when kept <= 10 then format('state = %L', '') else 'true' end;
  middle constant text := 'sum_x::float8 / n as x, sum_y::float8 / n as y';
begin
  if counted then
    return query execute format($sql$
      select cell, n, %1$s, null::uuid, false from (
        select cell, sum(n)::bigint as n, sum(sum_x) as sum_x, sum(sum_y) as sum_y from (
          select p.cell >> %2$s as cell, p.n, p.sum_x, p.sum_y
          from unnest(%3$L::bigint[]) t join registry.directory_cell p
            on p.depth = %4$s and p.cell >= t << %5$s and p.cell < (t + 1) << %5$s
          where %6$s and %7$s
          union all
          select l.cell >> %8$s, l.sign, l.sign * registry.gather(l.cell), l.sign * registry.gather(l.cell >> 1)
          from (select * from registry.directory_change order by seq limit %9$s) l
          where l.cell >> %10$s = any (%3$L::bigint[]) and %11$s and %12$s) p group by 1) s
      where n > 0 $sql$,
      middle, 2 * (kept - depth), tiles, kept, 2 * (kept - zoom),
      case when kept <= 10 then registry.one_of('region_code', areas)
        when '' = any (areas) then 'true' else registry.within_change(areas) end,
      narrowed, 2 * (20 - depth), most, 2 * (20 - zoom), registry.within_change(areas),
      replace(narrowed, format('state = %L', ''), 'true'));
  else
    return query execute format($sql$
      select cell, n, %s, case when n = 1 then (ids)[1] end, total > %s from (
        select cell >> %s as cell, count(*) as n, sum(registry.gather(cell)) as sum_x, sum(registry.gather(cell >> 1)) as sum_y,
          (array_agg(business_id))[1:1] as ids, sum(count(*)) over () as total
        from (select cell, business_id from registry.directory_entry where (%s) and %s limit %s) p group by 1) s $sql$,
      middle, most, 2 * (20 - depth),
      (select coalesce(string_agg(format('cell >= %s and cell < %s', t << (2 * (20 - zoom)), (t + 1) << (2 * (20 - zoom))), ' or '), 'false')
        from unnest(tiles) t),
      registry.directory_where(filter, spoken, true), most + 1);
  end if;
end $$;

-- The public directory: rows of those who agreed, and of these only what the consent names. Anybody may ask.
create function registry.find_listed(said text, sector_wanted text, area text, loosely boolean, after_at timestamptz, after_id uuid, how_many int)
returns table (reference text, name text, kind text, sector text, description text, region_code text, at text, id uuid, guessed boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  spoken jsonb := case when said is not null then registry.match_words(said, loosely, true) end;
  meant jsonb;
  parts text[] := array['e.listed', replace(registry.within(array[area]), 'region_code', 'e.region_code')];
begin
  if said is not null and spoken is null then
    return;
  end if;
  for meant in select jsonb_array_elements(spoken -> 'groups') loop
    parts := parts || format('words && %L::text[]', array(select jsonb_array_elements_text(meant)));
  end loop;
  if sector_wanted is not null then
    parts := parts || format('e.sector = %L', sector_wanted);
  end if;
  if after_id is not null then
    parts := parts || format('(e.created_at, e.business_id) < (%L::timestamptz, %L::uuid)', after_at, after_id);
  end if;
  return query execute format('select b.reference, b.name, b.kind, b.sector, b.description, b.region_code::text, e.created_at::text as at, b.id, %L::boolean
    from (select * from registry.directory_entry e where %s order by e.created_at desc, e.business_id desc limit %s) e
    join registry.business b on b.id = e.business_id order by e.created_at desc, e.business_id desc',
    coalesce((spoken ->> 'guessed')::boolean, false), array_to_string(array_remove(parts, '(true)'), ' and '), how_many);
end $$;

create function registry.get_listed(wanted text)
returns table (reference text, name text, kind text, sector text, description text, region_code text, id uuid, started_year smallint, phone text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.reference, b.name, b.kind, b.sector, b.description, b.region_code, b.id, b.started_year,
    case when (select c.given from identity.consent c where c.account_id = b.account_id and c.purpose = 'directory_contact'
      order by c.at desc, c.id desc limit 1) then (select a.phone from identity.account a where a.id = b.account_id) end
  from registry.directory_entry e join registry.business b on b.id = e.business_id
  where e.listed and b.reference = wanted
$$;

revoke all on function registry.match_words(text, boolean, boolean), registry.directory_where(jsonb, jsonb, boolean),
  registry.find_businesses(jsonb, boolean, boolean, text, uuid, int), registry.count_businesses(jsonb, boolean, int),
  registry.map_cells(jsonb, int, bigint[], int), registry.get_listed(text), registry.sight_of(jsonb),
  registry.find_listed(text, text, text, boolean, timestamptz, uuid, int) from public;
grant execute on function registry.find_businesses(jsonb, boolean, boolean, text, uuid, int), registry.count_businesses(jsonb, boolean, int),
  registry.map_cells(jsonb, int, bigint[], int), registry.get_listed(text),
  registry.find_listed(text, text, text, boolean, timestamptz, uuid, int) to berdaya_app;

create table registry.saved_view (
  id uuid not null default kernel.new_id() constraint saved_view_key primary key,
  account_id uuid not null,
  author text not null,
  name text not null constraint saved_view_name_length check (length(name) between 2 and 60),
  filter jsonb not null constraint saved_view_filter_size check (length(filter::text) <= 2000),
  office text collate "C",
  created_at timestamptz not null,
  removed_at timestamptz
);
comment on table registry.saved_view is 'A filter of the register under a name, of one account; filters choose among what the reader may see, so sharing shows nobody more';
comment on column registry.saved_view.office is 'Region whose staff see it too; null is for its owner alone';
create unique index saved_view_name on registry.saved_view (account_id, lower(name)) where removed_at is null;
create index saved_view_office on registry.saved_view (office) where office is not null and removed_at is null;
grant select, insert, update on registry.saved_view to berdaya_app;
alter table registry.saved_view enable row level security;
create policy saved_view_read on registry.saved_view for select to berdaya_app
  using (account_id = (select kernel.actor_id()) or (office = any ((select kernel.scopes())::text[])));
create policy saved_view_add on registry.saved_view for insert to berdaya_app
  with check (account_id = (select kernel.actor_id()) and (office is null or office = any ((select kernel.scopes())::text[])));
create policy saved_view_change on registry.saved_view for update to berdaya_app using (account_id = (select kernel.actor_id()))
  with check (account_id = (select kernel.actor_id()) and (office is null or office = any ((select kernel.scopes())::text[])));
