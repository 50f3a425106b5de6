-- What an officer looks at before a registration is approved: items kept as data, ticks with a note, and evidence.

create table registry.check_item (
  code text not null constraint check_item_key primary key constraint check_item_code check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
  position smallint not null constraint check_item_position check (position between 0 and 9999),
  kinds text[] not null constraint check_item_kinds check (kinds <@ array['business', 'street_trader', 'art_group', 'organisation']
    and cardinality(kinds) > 0),
  text_id text not null constraint check_item_text_id_length check (length(text_id) between 3 and 200),
  text_en text not null constraint check_item_text_en_length check (length(text_en) between 3 and 200),
  hint_id text not null default '' constraint check_item_hint_id_length check (length(hint_id) <= 300),
  hint_en text not null default '' constraint check_item_hint_en_length check (length(hint_en) <= 300),
  required_since timestamptz,
  active boolean not null default true,
  version int not null default 1
);
comment on table registry.check_item is 'The checklist of a verification, by kind; one for the whole deployment, kept by its administrators';
comment on column registry.check_item.required_since is 'Registrations sent from then on are not approved without it; what was sent before stays decidable';
insert into registry.check_item (code, position, kinds, text_id, text_en, hint_id, hint_en) values
  ('identity_seen', 10, '{business,street_trader,art_group}', 'Identitas pemilik sudah dilihat', 'Identity of the owner seen',
    'KTP asli atau foto KTP; cocokkan nama dan NIK.', 'The identity card or a photo of it; compare name and NIK.'),
  ('place_seen', 20, '{business,street_trader}', 'Tempat usaha ada dan sesuai alamat', 'The place exists where the address says',
    'Datang sendiri, atau minta foto dari depan tempat usaha.', 'Go there, or ask for a photo taken in front of the place.'),
  ('activity_seen', 30, '{business,street_trader}', 'Kegiatan usahanya nyata', 'The activity is real',
    'Barang, alat, atau catatan penjualan.', 'Goods, tools or a record of sales.'),
  ('neighbourhood_asked', 40, '{business,street_trader,art_group}', 'RT atau RW mengenalnya', 'The RT or RW knows them',
    'Surat pengantar, atau jawaban lewat telepon.', 'A letter, or an answer by phone.'),
  ('spot_allowed', 50, '{street_trader}', 'Lokasi berjualan tidak dilarang', 'Trading is not forbidden at the spot',
    'Lihat penetapan lokasi PKL di wilayah Anda (Permendagri 41/2012 pasal 13).', 'See the places designated for street traders (Permendagri 41/2012 art. 13).'),
  ('members_seen', 60, '{art_group}', 'Daftar anggota dan kegiatan sudah dilihat', 'List of members and activities seen', '', ''),
  ('office_confirmed', 70, '{organisation}', 'Lembaga mengenal orang yang mendaftarkannya', 'The organisation knows who registered it',
    'Surat tugas, atau telepon ke nomor resmi lembaga.', 'A letter, or a call to the organisation''s own number.'),
  ('no_double', 80, '{business,street_trader,art_group,organisation}', 'Belum tercatat dengan nama lain', 'Not recorded yet under another name',
    'Lihat juga daftar data ganda.', 'See also the list of duplicates.');

create table registry.check_tick (
  subject_id uuid not null,
  item_code text not null constraint check_tick_item references registry.check_item (code),
  business_id uuid constraint check_tick_business references registry.business (id),
  organisation_id uuid constraint check_tick_organisation references registry.organisation (id),
  done boolean not null,
  note text not null default '' constraint check_tick_note_length check (length(note) <= 300),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  constraint check_tick_key primary key (subject_id, item_code),
  constraint check_tick_subject check (num_nonnulls(business_id, organisation_id) = 1 and subject_id = coalesce(business_id, organisation_id))
);
comment on table registry.check_tick is 'What was checked of a business or organisation, last by whom; it holds for later rounds too';

create table registry.check_evidence (
  id uuid not null default kernel.new_id() constraint check_evidence_key primary key,
  subject_id uuid not null,
  item_code text constraint check_evidence_item references registry.check_item (code),
  business_id uuid constraint check_evidence_business references registry.business (id),
  organisation_id uuid constraint check_evidence_organisation references registry.organisation (id),
  caption text not null default '' constraint check_evidence_caption_length check (length(caption) <= 120),
  media_type text not null constraint check_evidence_media_type check (media_type in ('image/webp', 'application/pdf')),
  bytes int not null constraint check_evidence_bytes check (bytes between 1 and 10000000),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  removed_at timestamptz,
  constraint check_evidence_subject check (num_nonnulls(business_id, organisation_id) = 1 and subject_id = coalesce(business_id, organisation_id))
);
comment on table registry.check_evidence is 'Photos and PDFs that show what was checked; the bytes lie in the file store under this id. Officers of the region see them, the owner does not';
create index check_evidence_of on registry.check_evidence (subject_id, at) where removed_at is null;

grant select, insert, update on registry.check_item, registry.check_tick, registry.check_evidence to berdaya_app;
alter table registry.check_item enable row level security;
alter table registry.check_tick enable row level security;
alter table registry.check_evidence enable row level security;
create policy check_item_read on registry.check_item for select to berdaya_app using (true);
create policy check_item_add on registry.check_item for insert to berdaya_app with check (cardinality(kernel.scopes()) > 0 or kernel.is_system());
create policy check_item_change on registry.check_item for update to berdaya_app using (cardinality(kernel.scopes()) > 0 or kernel.is_system());
-- Notes and evidence are the office's: the owner, who sees the business, does not see these.
create policy check_tick_all on registry.check_tick to berdaya_app
  using (exists (select from registry.business b where b.id = business_id and kernel.in_scope(b.region_code))
    or exists (select from registry.organisation o where o.id = organisation_id and kernel.in_scope(o.region_code)));
create policy check_evidence_all on registry.check_evidence to berdaya_app
  using (exists (select from registry.business b where b.id = business_id and kernel.in_scope(b.region_code))
    or exists (select from registry.organisation o where o.id = organisation_id and kernel.in_scope(o.region_code)));
