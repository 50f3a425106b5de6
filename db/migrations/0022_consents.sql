-- What people agreed to: purposes as data, and each yes and no with its time.

create table identity.purpose (
  key text not null constraint purpose_key primary key constraint purpose_key_format check (key ~ '^[a-z][a-z_]{1,39}$'),
  basis text not null constraint purpose_basis check (basis in
    ('consent', 'contract', 'legal_obligation', 'vital_interest', 'public_task', 'legitimate_interest')),
  legal_reference text not null,
  title jsonb not null constraint purpose_title check (title ?& array['id', 'en']),
  what jsonb not null constraint purpose_what check (what ?& array['id', 'en']),
  why jsonb not null constraint purpose_why check (why ?& array['id', 'en']),
  until_when jsonb not null constraint purpose_until_when check (until_when ?& array['id', 'en']),
  version integer not null default 1,
  position smallint not null,
  retired_at timestamptz
);
comment on table identity.purpose is 'Why personal data are processed, in words people read before they answer (UU 27/2022)';
comment on column identity.purpose.basis is 'Article 20: only what rests on consent can be given and withdrawn, the rest is told';
comment on column identity.purpose.version is 'Rises with every change of the words; an answer names the version it was given to';

create table identity.consent (
  id uuid not null default kernel.new_id() constraint consent_key primary key,
  account_id uuid not null constraint consent_account references identity.account (id),
  purpose text not null constraint consent_purpose references identity.purpose (key),
  purpose_version integer not null,
  given boolean not null,
  via text not null,
  locale text not null,
  recorded_by uuid constraint consent_recorded_by references identity.account (id),
  at timestamptz not null default now()
);
comment on table identity.consent is 'Answers to purposes, never changed: the newest of a purpose holds';
comment on column identity.consent.recorded_by is 'The officer who wrote down what the person said at the desk; null when they answered themselves';
create index consent_of_account on identity.consent (account_id, purpose, at desc, id desc);

grant select on identity.purpose to berdaya_app, berdaya_reader;
grant select, insert on identity.consent to berdaya_app;
alter table identity.consent enable row level security;
create policy consent_read on identity.consent for select to berdaya_app
  using (account_id = (select kernel.actor_id()) or recorded_by = (select kernel.actor_id()) or (select identity.at_gate()));
create policy consent_write on identity.consent for insert to berdaya_app with check (
  account_id = (select kernel.actor_id()) or (select identity.at_gate())
  or (recorded_by = (select kernel.actor_id()) and cardinality(kernel.scopes()) > 0));

insert into identity.purpose (key, basis, legal_reference, position, title, what, why, until_when) values
('service', 'public_task', 'UU 27/2022 pasal 20 ayat (2) huruf e; UU 25/2009', 1,
 '{"id": "Menjalankan layanan", "en": "Running the service"}',
 '{"id": "Nama, nomor ponsel, pemesanan, dan pendaftaran Anda.", "en": "Your name, mobile number, bookings and registrations."}',
 '{"id": "Agar petugas dapat memeriksa permohonan, mengabari Anda, dan mempertanggungjawabkan pemakaian ruang publik.", "en": "So that officers can check requests, let you know, and account for the use of public space."}',
 '{"id": "Selama akun dipakai, lalu 5 tahun sesuai jadwal retensi arsip.", "en": "While the account is in use, then 5 years by the retention schedule."}'),
('statistics', 'public_task', 'Perpres 39/2019; UU 27/2022 pasal 20 ayat (2) huruf e', 2,
 '{"id": "Angka tanpa nama", "en": "Figures without names"}',
 '{"id": "Jumlah kunjungan, pemesanan, dan usaha; tidak ada nama, dan kelompok di bawah 5 orang disembunyikan.", "en": "Counts of visits, bookings and businesses; no names, and groups under 5 people are hidden."}',
 '{"id": "Untuk menilai apakah layanan ini berguna, dan di mana.", "en": "To tell whether the service is of use, and where."}',
 '{"id": "Angka disimpan seterusnya; tidak dapat dihubungkan kembali dengan Anda.", "en": "Figures stay; they cannot be traced back to you."}'),
('whatsapp', 'consent', 'UU 27/2022 pasal 20 ayat (2) huruf a', 3,
 '{"id": "Pesan lewat WhatsApp", "en": "Messages by WhatsApp"}',
 '{"id": "Nomor ponsel Anda diteruskan ke WhatsApp (Meta) untuk mengantar kode dan kabar permohonan.", "en": "Your mobile number is passed to WhatsApp (Meta) to deliver codes and news of your requests."}',
 '{"id": "Agar pesan sampai tanpa pulsa. Tanpa ini, kami memakai SMS.", "en": "So that messages reach you without airtime. Otherwise we use SMS."}',
 '{"id": "Sampai Anda menariknya. Kami berhenti paling lambat 3 × 24 jam.", "en": "Until you withdraw it. We stop within 3 × 24 hours."}'),
('directory', 'consent', 'UU 27/2022 pasal 20 ayat (2) huruf a', 4,
 '{"id": "Tampil di daftar usaha", "en": "Shown in the business directory"}',
 '{"id": "Nama usaha, jenis dagangan, kelurahan, dan nomor untuk dihubungi pembeli.", "en": "Name of the business, what it sells, the village, and a number buyers can call."}',
 '{"id": "Agar pembeli dan mitra menemukan usaha Anda.", "en": "So that buyers and partners find your business."}',
 '{"id": "Sampai Anda menariknya atau usaha dinonaktifkan.", "en": "Until you withdraw it or the business is made inactive."}'),
('programmes', 'consent', 'UU 27/2022 pasal 20 ayat (2) huruf a', 5,
 '{"id": "Kabar pelatihan dan program", "en": "News of trainings and programmes"}',
 '{"id": "Nomor ponsel, jenis usaha, dan wilayah Anda.", "en": "Your mobile number, kind of business and region."}',
 '{"id": "Agar kami dapat mengabari pelatihan, bazar, dan bantuan yang cocok untuk Anda.", "en": "So that we can tell you of trainings, bazaars and support that fit you."}',
 '{"id": "Sampai Anda menariknya.", "en": "Until you withdraw it."}'),
('research', 'consent', 'UU 27/2022 pasal 20 ayat (2) huruf a', 6,
 '{"id": "Dihubungi untuk survei dan penelitian", "en": "Being asked for surveys and research"}',
 '{"id": "Nomor ponsel Anda, hanya oleh petugas layanan ini. Peneliti tidak menerima nama atau nomor Anda.", "en": "Your mobile number, by officers of this service only. Researchers get neither your name nor your number."}',
 '{"id": "Agar perbaikan layanan berangkat dari pengalaman Anda.", "en": "So that improvements start from your experience."}',
 '{"id": "Sampai Anda menariknya. Jawaban mentah dihapus namanya setelah 1 tahun.", "en": "Until you withdraw it. Raw answers lose their names after 1 year."}');
