-- Search, counts and maps over the register. What they read is kept apart from the records, in rows made for reading; triggers keep them.
-- Row-level security would switch off the indexes over words and arrays, so nobody reads these tables: functions with the owner's rights do,
-- each of which first asks whether the wanted regions lie in the actor's scope. The decision: docs/decisions/0028.

-- Words as search compares them: plain letters and digits, each once.
create function registry.words_of(said text) returns text[] language sql stable parallel safe
set search_path = public, pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct left(w, 40)), '{}')
  from unnest(string_to_array(regexp_replace(lower(unaccent(said)), '[^a-z0-9]+', ' ', 'g'), ' ')) w where length(w) >= 2
$$;

-- How a word sounds: old spelling as new (Soeharto, Djarum, Tjokro), letters people mix up as one, doubled letters once, vowels gone.
create function registry.sound_of(word text) returns text language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(
    translate(replace(replace(replace(replace(replace(word, 'dj', 'j'), 'tj', 'c'), 'sj', 's'), 'kh', 'k'), 'sy', 's'), 'vfzqy', 'ppsk'),
    '[aeiouhwx]', '', 'g'), '(.)\1+', '\1', 'g')
$$;

-- The same letters in another order: two fingers that were too fast.
create function registry.letters_of(word text) returns text language sql immutable parallel safe as $$
  select string_agg(letter, '' order by letter) from regexp_split_to_table(word, '') letter
$$;

create table registry.directory_word (
  word text collate "C" not null constraint directory_word_key primary key,
  public boolean not null,
  sound text not null,
  letters text not null
);
comment on table registry.directory_word is 'Every word of the search rows once, so that a word typed wrongly is compared with words and not with records';
comment on column registry.directory_word.public is 'Also stands in what a business says of itself, not only in names of owners';
create index directory_word_trgm on registry.directory_word using gin (word gin_trgm_ops);
create index directory_word_sound on registry.directory_word (sound) where length(sound) >= 2;
create index directory_word_letters on registry.directory_word (letters);

create table registry.directory_entry (
  business_id uuid not null constraint directory_entry_key primary key constraint directory_entry_business references registry.business (id),
  reference text not null,
  name_key text collate "C" not null,
  words text[] not null,
  kind text not null,
  state text not null,
  sector text not null,
  size_class text not null,
  traits text[] not null,
  region_code text collate "C" not null,
  province text collate "C" generated always as (left(region_code, 2)) stored,
  regency text collate "C" generated always as (left(region_code, 5)) stored,
  cell bigint,
  account_id uuid,
  listed boolean not null,
  created_at timestamptz not null
);
comment on table registry.directory_entry is 'What lists, counts and maps ask of a business, in one row; kept by refresh_directory';
comment on column registry.directory_entry.words is 'Of its name and what it does; with "o:" before, of its owner and of numbers, which only the office searches';
comment on column registry.directory_entry.sector is '"none" where the business has none: art groups';
comment on column registry.directory_entry.size_class is '"none" where nobody said what it needs: PP 7/2021 article 35';
comment on column registry.directory_entry.traits is 'Namespaced: paper:nib, finance:bank, kbli:56 and kbli:56103';
comment on column registry.directory_entry.cell is 'Place on the map: 20 bits of longitude and latitude each, interleaved; a prefix is a square around it';
comment on column registry.directory_entry.listed is 'Verified, and its owner agreed to be shown to everybody (purpose directory)';
-- Ten thousand words by their frequency: what is not among them is rare, and the planner knows.
alter table registry.directory_entry alter column words set statistics 1000;
create index directory_entry_regency on registry.directory_entry (regency, created_at desc, business_id desc);
create index directory_entry_province on registry.directory_entry (province, created_at desc, business_id desc);
create index directory_entry_newest on registry.directory_entry (created_at desc, business_id desc);
create index directory_entry_region on registry.directory_entry (region_code, created_at desc, business_id desc);
create index directory_entry_regency_name on registry.directory_entry (regency, name_key, business_id);
create index directory_entry_name on registry.directory_entry (name_key, business_id);
create index directory_entry_words on registry.directory_entry using gin (regency, words, traits, state, sector, size_class);
create index directory_entry_cell on registry.directory_entry (cell) where cell is not null;
create index directory_entry_regency_cell on registry.directory_entry (regency, cell) where cell is not null;
create index directory_entry_account on registry.directory_entry (account_id) where account_id is not null;
create index directory_entry_listed on registry.directory_entry (created_at desc, business_id desc) where listed;
create index directory_entry_listed_regency on registry.directory_entry (regency, created_at desc, business_id desc) where listed;
create index directory_entry_listed_words on registry.directory_entry using gin (regency, words) where listed;

-- What changed since the counters were folded: the row as it was (-1) and as it is (+1). Readers add it; a job folds it every minute.
create table registry.directory_change (
  seq bigint generated always as identity constraint directory_change_key primary key,
  sign smallint not null,
  region_code text collate "C" not null,
  kind text not null,
  state text not null,
  sector text not null,
  size_class text not null,
  traits text[] not null,
  cell bigint
);
comment on table registry.directory_change is 'What counters do not know yet; writers only append here, so nobody waits for the counter of the nation';

create table registry.directory_count (
  region_code text collate "C" not null,
  parent text collate "C" generated always as (case length(region_code) when 0 then null when 2 then '' else left(region_code, -3) end) stored,
  state text not null,
  kind text not null,
  sector text not null,
  size_class text not null,
  n bigint not null,
  constraint directory_count_key primary key (region_code, state, kind, sector, size_class)
);
comment on table registry.directory_count is 'Businesses by nation, province, regency and district, state, kind, sector and size; "" as state, kind, sector and size is all of them; villages are counted as they are asked for';
create index directory_count_parent on registry.directory_count (parent);

create table registry.directory_trait (
  region_code text collate "C" not null,
  state text not null,
  trait text not null,
  n bigint not null,
  constraint directory_trait_key primary key (region_code, state, trait)
);
comment on table registry.directory_trait is 'Businesses with a paper, a kind of finance, a KBLI code, by region and state';

create table registry.directory_cell (
  region_code text collate "C" not null,
  depth smallint not null,
  cell bigint not null,
  state text not null,
  kind text not null,
  sector text not null,
  n bigint not null,
  sum_x bigint not null,
  sum_y bigint not null,
  constraint directory_cell_key primary key (region_code, depth, cell, state, kind, sector)
);
create index directory_cell_deep on registry.directory_cell (depth, cell) where depth > 10;
comment on table registry.directory_cell is 'Businesses by square of the map: depths 8 and 10 for nation, province and regency, 12 to 16 for regencies only; "" as state, kind and sector is all of them (depths 8 and 10)';
comment on column registry.directory_cell.sum_x is 'Of their places in units of depth 20: divided by n the middle of the cluster';

create function registry.spread(bits bigint) returns bigint language plpgsql immutable strict parallel safe as $$
begin
  bits := (bits | (bits << 16)) & 0x0000FFFF0000FFFF;
  bits := (bits | (bits << 8)) & 0x00FF00FF00FF00FF;
  bits := (bits | (bits << 4)) & 0x0F0F0F0F0F0F0F0F;
  bits := (bits | (bits << 2)) & 0x3333333333333333;
  return (bits | (bits << 1)) & 0x5555555555555555;
end $$;
create function registry.gather(bits bigint) returns bigint language plpgsql immutable strict parallel safe as $$
begin
  bits := bits & 0x5555555555555555;
  bits := (bits | (bits >> 1)) & 0x3333333333333333;
  bits := (bits | (bits >> 2)) & 0x0F0F0F0F0F0F0F0F;
  bits := (bits | (bits >> 4)) & 0x00FF00FF00FF00FF;
  bits := (bits | (bits >> 8)) & 0x0000FFFF0000FFFF;
  return (bits | (bits >> 16)) & 0x00000000FFFFFFFF;
end $$;
-- A plain grid of degrees, squares of 360/2^20 degrees (38 m): Indonesia lies within 11 degrees of the equator.
create function registry.cell_of(latitude float8, longitude float8) returns bigint language sql immutable strict parallel safe as $$
  select registry.spread(least(greatest(floor((longitude + 180) / 360 * 1048576), 0), 1048575)::bigint)
    | (registry.spread(least(greatest(floor((90 - latitude) / 360 * 1048576), 0), 1048575)::bigint) << 1)
$$;

-- What the search row says beyond the record itself: size class, papers, finance, KBLI, place. One row for each business asked for.
create function registry.directory_facts(ids uuid[])
returns table (business_id uuid, size_class text, traits text[], cell bigint, said text, office_said text)
language sql stable set search_path = public, pg_catalog, pg_temp as $$
  select b.id, coalesce(b.size_class, 'none'),
    array(select distinct t from (
      select 'paper:nib' as t where b.nib is not null
      union all select 'paper:npwp' where b.npwp_mask is not null
      union all select 'paper:' || p.kind from registry.permit p
        where p.business_id = b.id and p.removed_at is null and (p.expires_on is null or p.expires_on >= current_date)
      union all select 'finance:' || m.source from registry.business_finance m
        where m.business_id = b.id and m.removed_at is null and m.settled_on is null
      union all select 'group:santri' from registry.business_profile s where s.business_id = b.id and s.santri
      union all select 'kbli:' || b.kbli_code where b.kbli_code is not null
      union all select 'kbli:' || left(b.kbli_code, 2) where b.kbli_code is not null) each order by t),
    registry.cell_of(b.latitude, b.longitude),
    (select k.title from registry.kbli k where k.version = b.kbli_version and k.code = b.kbli_code),
    concat_ws(' ', b.nib, b.kbli_code,
      (select string_agg(o.name, ' ') from registry.business_owner o where o.business_id = b.id and o.left_at is null))
  from unnest(ids) wanted(id) join registry.business b on b.id = wanted.id
$$;
comment on function registry.directory_facts(uuid[]) is 'Papers count while they hold: age_directory looks again when one expired';

-- The search rows of some businesses made anew from their records; what is counted and changed goes to directory_change.
create function registry.refresh_directory(ids uuid[]) returns void
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare
  unsaid text[];
begin
  with fresh as materialized (
    select b.id, b.reference, left(lower(unaccent(b.name)), 120) as name_key,
      registry.words_of(concat_ws(' ', b.name, b.description, f.said))
        || array(select 'o:' || w from unnest(registry.words_of(concat_ws(' ', p.name, f.office_said))) w) as words,
      b.kind, b.state, coalesce(b.sector, 'none') as sector, f.size_class, f.traits, b.region_code, f.cell, b.account_id,
      b.state = 'verified' and coalesce((select c.given from identity.consent c
        where c.account_id = b.account_id and c.purpose = 'directory' order by c.at desc, c.id desc limit 1), false) as listed,
      b.created_at
    from registry.directory_facts(ids) f
    join registry.business b on b.id = f.business_id join registry.person p on p.id = b.owner_id
  ), changed as materialized (
    select f.*, e.business_id is not null as known, e.words as old_words, e.kind as old_kind, e.state as old_state, e.sector as old_sector,
      e.size_class as old_size, e.traits as old_traits, e.region_code as old_region, e.cell as old_cell,
      (e.kind, e.state, e.sector, e.size_class, e.traits, e.region_code, e.cell)
        is distinct from (f.kind, f.state, f.sector, f.size_class, f.traits, f.region_code, f.cell) as counts
    from fresh f left join registry.directory_entry e on e.business_id = f.id
    where e.business_id is null
      or (e.reference, e.name_key, e.words, e.kind, e.state, e.sector, e.size_class, e.traits, e.region_code, e.cell, e.account_id, e.listed)
        is distinct from (f.reference, f.name_key, f.words, f.kind, f.state, f.sector, f.size_class, f.traits, f.region_code, f.cell,
          f.account_id, f.listed)
  ), logged as (
    insert into registry.directory_change (sign, region_code, kind, state, sector, size_class, traits, cell)
    select -1, old_region, old_kind, old_state, old_sector, old_size, old_traits, old_cell from changed where known and counts
    union all
    select 1, region_code, kind, state, sector, size_class, traits, cell from changed where counts
  ), spoken as (
    select regexp_replace(w, '^o:', '') as word, bool_or(w !~ '^o:') as public from changed c, unnest(c.words) w group by 1
  ), taught as (
    insert into registry.directory_word as known (word, public, sound, letters)
    select s.word, s.public, registry.sound_of(s.word), registry.letters_of(s.word) from spoken s
    where not exists (select from registry.directory_word d where d.word = s.word and (d.public or not s.public))
    order by s.word
    on conflict on constraint directory_word_key do update set public = known.public or excluded.public
  ), stored as (
    insert into registry.directory_entry as e (business_id, reference, name_key, words, kind, state, sector, size_class, traits,
      region_code, cell, account_id, listed, created_at)
    select id, reference, name_key, words, kind, state, sector, size_class, traits, region_code, cell, account_id, listed, created_at
  from changed
  on conflict on constraint directory_entry_key do update set reference = excluded.reference, name_key = excluded.name_key,
    words = excluded.words, kind = excluded.kind, state = excluded.state, sector = excluded.sector, size_class = excluded.size_class,
    traits = excluded.traits, region_code = excluded.region_code, cell = excluded.cell, account_id = excluded.account_id,
    listed = excluded.listed
  )
  select array_agg(distinct w) into unsaid from changed c, unnest(c.old_words) w where c.known and w <> all (c.words);
  -- A word that nobody's record says any more is forgotten: it may have been the name of somebody who was erased.
  if unsaid is not null then
    delete from registry.directory_word d using (select distinct regexp_replace(w, '^o:', '') as word from unnest(unsaid) w) gone
    where d.word = gone.word
      and not exists (select from registry.directory_entry e where e.words && array[gone.word, 'o:' || gone.word]);
  end if;
end $$;

create function registry.business_moves_directory() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.refresh_directory(array(select id from changed));
  return null;
end $$;
create trigger business_enters_directory after insert on registry.business
  referencing new table as changed for each statement execute function registry.business_moves_directory();
create trigger business_changes_directory after update on registry.business
  referencing new table as changed for each statement execute function registry.business_moves_directory();

create function registry.owner_moves_directory() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  theirs uuid[] := array(select b.id from changed c join before o on o.id = c.id and o.name <> c.name
    join registry.business b on b.owner_id = c.id);
begin
  if theirs <> '{}' then
    perform registry.refresh_directory(theirs);
  end if;
  return null;
end $$;
create trigger person_changes_directory after update on registry.person
  referencing new table as changed old table as before for each statement execute function registry.owner_moves_directory();

-- Permits, finance and further owners hang on a business.
create function registry.part_moves_directory() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.refresh_directory(array(select distinct business_id from changed));
  return null;
end $$;
do $$
declare
  part text;
begin
  foreach part in array array['permit', 'business_finance', 'business_owner'] loop
    execute format('create trigger %I after insert on registry.%I referencing new table as changed
      for each statement execute function registry.part_moves_directory()', part || '_enters_directory', part);
    execute format('create trigger %I after update on registry.%I referencing new table as changed
      for each statement execute function registry.part_moves_directory()', part || '_changes_directory', part);
  end loop;
end $$;
create function registry.profile_moves_directory() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.refresh_directory(array[new.business_id]);
  return null;
end $$;
create trigger profile_enters_directory after insert on registry.business_profile
  for each row when (new.santri) execute function registry.profile_moves_directory();
create trigger profile_changes_directory after update on registry.business_profile
  for each row when (old.santri <> new.santri) execute function registry.profile_moves_directory();

-- Papers that expired since yesterday no longer count.
create function registry.age_directory() returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  due uuid[] := array(select distinct business_id from registry.permit
    where removed_at is null and expires_on between current_date - 7 and current_date - 1);
begin
  perform registry.refresh_directory(due);
  return cardinality(due);
end $$;

-- Withdrawn is gone at once: in the transaction that records the answer.
create function registry.consent_moves_directory() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  theirs uuid[] := array(select b.id from registry.business b where b.account_id = new.account_id);
begin
  if theirs <> '{}' then
    perform registry.refresh_directory(theirs);
  end if;
  return null;
end $$;
create trigger consent_changes_directory after insert on identity.consent
  for each row when (new.purpose = 'directory') execute function registry.consent_moves_directory();

-- Fold what changed into the counters, the oldest first. One at a time; who comes second has nothing to do.
create function registry.fold_directory(most int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp set work_mem = '64MB' as $$
declare
  folded int;
begin
  if not pg_try_advisory_xact_lock(hashtext('registry.fold_directory')) then
    return 0;
  end if;
  with gone as materialized (
    delete from registry.directory_change where seq in (select seq from registry.directory_change order by seq limit most) returning *
  ), counted as (
    insert into registry.directory_count as c (region_code, state, kind, sector, size_class, n)
    select left(g.region_code, deep), coalesce(state, ''), coalesce(kind, ''), coalesce(sector, ''), coalesce(size_class, ''), sum(sign)
    from gone g, unnest(array[0, 2, 5, 8]) deep where deep <= length(g.region_code)
    group by grouping sets ((left(g.region_code, deep), state, kind, sector, size_class), (left(g.region_code, deep)))
    having sum(sign) <> 0 order by 1, 2, 3, 4, 5
    on conflict on constraint directory_count_key do update set n = c.n + excluded.n
  ), marked as (
    insert into registry.directory_trait as t (region_code, state, trait, n)
    select left(g.region_code, deep), state, trait, sum(sign)
    from gone g, unnest(g.traits) trait, unnest(array[0, 2, 5, 8]) deep where deep <= length(g.region_code)
    group by 1, 2, 3 having sum(sign) <> 0 order by 1, 2, 3
    on conflict on constraint directory_trait_key do update set n = t.n + excluded.n
  ), placed as (
    insert into registry.directory_cell as p (region_code, depth, cell, state, kind, sector, n, sum_x, sum_y)
    select left(g.region_code, d.deep), d.depth, g.cell >> (2 * (20 - d.depth)), coalesce(state, ''), coalesce(kind, ''),
      coalesce(sector, ''), sum(sign), sum(sign * g.x), sum(sign * g.y)
    from (select *, registry.gather(cell) as x, registry.gather(cell >> 1) as y from gone where cell is not null) g, (values (0, 8), (0, 10), (2, 8), (2, 10), (5, 8), (5, 10), (5, 12), (5, 14), (5, 16)) d(deep, depth)
    group by grouping sets ((left(g.region_code, d.deep), d.depth, g.cell >> (2 * (20 - d.depth)), state, kind, sector),
      (left(g.region_code, d.deep), d.depth, g.cell >> (2 * (20 - d.depth))))
    having (sum(sign) <> 0 or sum(sign * g.x) <> 0 or sum(sign * g.y) <> 0)
      and (d.depth <= 10 or grouping(state) = 0)
    order by 1, 2, 3, 4, 5, 6
    on conflict on constraint directory_cell_key do update
      set n = p.n + excluded.n, sum_x = p.sum_x + excluded.sum_x, sum_y = p.sum_y + excluded.sum_y
  )
  select count(*) into folded from gone;
  return folded;
end $$;
revoke all on function registry.refresh_directory(uuid[]), registry.fold_directory(int), registry.age_directory(),
  registry.directory_facts(uuid[]) from public;
grant execute on function registry.fold_directory(int), registry.age_directory() to berdaya_app;

do $$
declare
  batch uuid[];
  last uuid := '00000000-0000-0000-0000-000000000000';
begin
  loop
    batch := array(select id from registry.business where id > last order by id limit 20000);
    exit when batch = '{}';
    perform registry.refresh_directory(batch);
    last := batch[cardinality(batch)];
  end loop;
end $$;

-- Being listed and showing a number are two questions: the first no longer includes the second.
update identity.purpose set version = version + 1, position = 4,
  what = '{"id": "Nama usaha, jenis dagangan, dan kelurahan.", "en": "Name of the business, what it sells, and the village."}'
where key = 'directory';
update identity.purpose set position = position + 1 where position >= 5;
insert into identity.purpose (key, basis, legal_reference, position, title, what, why, until_when) values
('directory_contact', 'consent', 'UU 27/2022 pasal 20 ayat (2) huruf a', 5,
 '{"id": "Tautan WhatsApp di daftar usaha", "en": "WhatsApp link in the business directory"}',
 '{"id": "Nomor ponsel Anda, di halaman usaha Anda yang dapat dibuka siapa saja.", "en": "Your mobile number, on the page of your business that anybody can open."}',
 '{"id": "Agar pembeli dapat langsung menghubungi Anda. Hanya berlaku bila usaha Anda tampil di daftar usaha.", "en": "So that buyers can reach you directly. It only counts while your business is shown in the directory."}',
 '{"id": "Sampai Anda menariknya atau usaha dinonaktifkan.", "en": "Until you withdraw it or the business is made inactive."}');
