-- Regions of the Ministry of Home Affairs, public holidays and the search over both. Public data: no row-level security on regions.

create schema region;
grant usage on schema region to berdaya_app, berdaya_auth, berdaya_reader;

create table region.region (
  code text collate "C" not null constraint region_key primary key
    constraint region_code_format check (code ~ '^\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$'),
  level smallint not null constraint region_level check (level between 1 and 4),
  kind text not null constraint region_kind
    check (kind in ('provinsi', 'kabupaten', 'kota', 'kecamatan', 'distrik', 'kelurahan', 'desa', 'desa_adat')),
  parent_code text collate "C" constraint region_parent references region.region (code),
  name text not null constraint region_name_length check (length(name) between 1 and 100),
  full_name text not null,
  zone text not null constraint region_zone check (zone in ('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura')),
  name_key text not null,
  search_key text not null,
  retired_at timestamptz,
  constraint region_has_parent check ((level = 1) = (parent_code is null))
);
comment on table region.region is 'Provinces, regencies and cities, districts, villages (data: idn-area-data, ODbL 1.0)';
comment on column region.region.code is 'Kemendagri code with dots; a prefix is the containing region. BPS codes differ and are never stored here';
comment on column region.region.full_name is 'Kelurahan Mangkubumen, Kecamatan Banjarsari, Kota Surakarta, Jawa Tengah';
comment on column region.region.name_key is 'Own name and everyday names, separated by |, as search compares them (rules.ts ownKey)';
comment on column region.region.search_key is 'Names of this region and of all that contain it';
comment on column region.region.retired_at is 'Set when a later data set no longer has the code; records keep pointing at it';
create index region_parent_code on region.region (parent_code, name);
create index region_name_trgm on region.region using gin (name_key gin_trgm_ops) with (fastupdate = off);
grant select on region.region to berdaya_app, berdaya_reader;

create table region.source (
  name text not null constraint source_key primary key,
  version text not null,
  loaded_at timestamptz not null default now()
);
comment on table region.source is 'Which data set is loaded, so that a start with the same one does nothing';
grant select on region.source to berdaya_app, berdaya_reader;

create table region.holiday (
  id uuid not null default kernel.new_id() constraint holiday_key primary key,
  date date not null constraint holiday_date_range check (date between '2020-01-01' and '2099-12-31'),
  name text not null constraint holiday_name_length check (length(name) between 3 and 120),
  kind text not null constraint holiday_kind check (kind in ('national', 'cuti_bersama', 'regional')),
  region_code text collate "C" not null default ''
    constraint holiday_region_format check (region_code ~ '^(\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?)?$'),
  decree text constraint holiday_decree_length check (length(decree) <= 200),
  certain boolean not null default true,
  seed_key text constraint holiday_seed unique,
  version int not null default 1,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  constraint holiday_kind_scope check ((kind = 'regional') = (region_code <> ''))
);
comment on table region.holiday is 'Days offices are closed; a working day is Monday to Friday and none of these';
comment on column region.holiday.region_code is 'Where it holds; empty is the whole nation';
comment on column region.holiday.certain is 'False while only computed or projected, until a decree names the day';
comment on column region.holiday.seed_key is 'Of days that came with the program: what an administrator changed or withdrew is not brought back';
create unique index holiday_once on region.holiday (date, region_code, kind) where withdrawn_at is null;
create index holiday_list on region.holiday (date, id);
grant select, insert, update on region.holiday to berdaya_app;
grant select on region.holiday to berdaya_reader;
alter table region.holiday enable row level security;
create policy holiday_read on region.holiday for select to berdaya_app, berdaya_reader using (true);

-- Nationwide days are entered by those who administer the whole deployment: its own region, set by them, or the nation.
create function region.keeps_days_of(region_code text) returns boolean language sql stable parallel safe as $$
  select kernel.in_scope(case region_code
    when '' then coalesce((select s.value ->> 'region' from kernel.setting s where s.key = 'site'), '') else region_code end)
$$;
create policy holiday_add on region.holiday for insert to berdaya_app with check (region.keeps_days_of(region_code));
create policy holiday_change on region.holiday for update to berdaya_app
  using (region.keeps_days_of(region_code)) with check (region.keeps_days_of(region_code));

-- Forgiving search in three steps, each only when the one before found too little. `words` are normalised by the caller.
-- 1. every word is part of the path, one of them of the own name; 2. the longest word looks like the own name (trigrams),
-- so that "Mangkubumin" finds Mangkubumen; 3. any word does. Measured on all villages: 2–5 ms, 2–25 ms, up to 50 ms.
create function region.search(words text[], inside text, near text, levels smallint[], how_many int)
returns table (code text, score real)
language plpgsql stable parallel safe
set pg_trgm.word_similarity_threshold = 0.5
set plan_cache_mode = force_custom_plan
as $$
declare
  phrase text := array_to_string(words, ' ');
  parts text[] := (select array_agg('%' || w || '%') from unnest(words) w);
  telling text[] := (
    select coalesce(array_agg(w) filter (where length(w) > 3 and w not in ('kota', 'kabupaten')), words) from unnest(words) w);
  longest text := (select w from unnest(words) w order by length(w) desc, w limit 1);
  found_codes text[] := '{}';
  best real;
begin
  for code, score in
    select r.code, (case
        when '|' || r.name_key || '|' like '%|' || phrase || '|%' then 4
        when string_to_array(r.name_key, '|') && words then 3
        when '|' || r.name_key like '%|' || phrase || '%' then 2.5
        when '|' || r.name_key like '%|' || words[1] || '%' then 2 else 1 end
      + case when near <> '' and starts_with(r.code, near) then 0.6 else 0 end + (4 - r.level) * 0.15)::real
    from region.region r
    where r.name_key like any (parts) and r.search_key like all (parts)
      and starts_with(r.code, inside) and r.level = any (levels) and r.retired_at is null
    order by 2 desc, 1 limit how_many
  loop
    best := coalesce(best, score);
    found_codes := found_codes || code;
    return next;
  end loop;
  if cardinality(found_codes) >= least(how_many, 5) or best >= 3 then
    return;
  end if;

  best := null;
  for step in 1..2 loop
    for code, score in
      select r.code, ((select avg(word_similarity(w, r.search_key)) from unnest(words) w)
        + (similarity(phrase, r.name_key) + (select max(similarity(w, r.name_key)) from unnest(telling) w)) * 0.3
        + case when near <> '' and starts_with(r.code, near) then 0.2 else 0 end)::real
      from region.region r
      where r.name_key %> any (case step when 1 then array[longest] else telling end)
        and (select min(word_similarity(w, r.search_key)) from unnest(words) w) >= 0.45
        and starts_with(r.code, inside) and r.level = any (levels) and r.retired_at is null
        and r.code <> all (found_codes)
      order by 2 desc, 1 limit how_many - cardinality(found_codes)
    loop
      -- What looks much less alike than the best is noise.
      best := coalesce(best, score);
      exit when score < best * 0.78;
      found_codes := found_codes || code;
      return next;
    end loop;
    exit when cardinality(found_codes) > 0 or telling = array[longest];
  end loop;
end $$;
comment on function region.search(text[], text, text, smallint[], int) is 'Regions by name, best first, forgiving misspellings';
grant execute on function region.search(text[], text, text, smallint[], int) to berdaya_app;
