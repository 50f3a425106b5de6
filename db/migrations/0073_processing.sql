-- The register of processing activities (UU 27/2022 art. 31) and how long what is kept: as data, read by the page and by the job.

create table registry.processing_activity (
  key text not null constraint processing_activity_key primary key constraint processing_activity_key_format check (key ~ '^[a-z][a-z_]{1,39}$'),
  position smallint not null,
  basis text not null constraint processing_activity_basis check (basis in
    ('consent', 'contract', 'legal_obligation', 'vital_interest', 'public_task', 'legitimate_interest')),
  legal_reference text not null,
  title jsonb not null constraint processing_activity_title check (title ?& array['id', 'en']),
  subjects jsonb not null constraint processing_activity_subjects check (subjects ?& array['id', 'en']),
  data jsonb not null constraint processing_activity_data check (data ?& array['id', 'en']),
  recipients jsonb not null constraint processing_activity_recipients check (recipients ?& array['id', 'en']),
  protection jsonb not null constraint processing_activity_protection check (protection ?& array['id', 'en']),
  specific boolean not null default false
);
comment on table registry.processing_activity is 'Register of processing activities: what is done with which personal data of whom, why, and who receives it';
comment on column registry.processing_activity.specific is 'Holds specific data in the sense of art. 4 (2): finance, health, children, disability';

create table registry.retention_rule (
  key text not null constraint retention_rule_key primary key constraint retention_rule_key_format check (key ~ '^[a-z][a-z_]{1,39}$'),
  activity text not null constraint retention_rule_activity references registry.processing_activity (key),
  days int not null constraint retention_rule_days check (days between 1 and 36500),
  words jsonb not null constraint retention_rule_words check (words ?& array['id', 'en']),
  legal_basis text not null constraint retention_rule_basis_length check (length(legal_basis) between 3 and 200),
  last_run_at timestamptz,
  last_rows bigint
);
comment on table registry.retention_rule is 'After how many days what is cleared; the job `registry.retain` works through it every night';

grant select on registry.processing_activity to berdaya_app;
grant select, update on registry.retention_rule to berdaya_app;
alter table registry.processing_activity enable row level security;
alter table registry.retention_rule enable row level security;
create policy processing_activity_read on registry.processing_activity for select to berdaya_app using (true);
create policy retention_rule_read on registry.retention_rule for select to berdaya_app using (true);
create policy retention_rule_run on registry.retention_rule for update to berdaya_app using ((select kernel.is_system()));

insert into registry.processing_activity (key, position, basis, legal_reference, specific, title, subjects, data, recipients, protection) values
('accounts', 10, 'public_task', 'UU 27/2022 pasal 20 ayat (2) huruf e', false,
 '{"id": "Akun dan masuk", "en": "Accounts and signing in"}', '{"id": "Semua yang punya akun", "en": "Everybody with an account"}',
 '{"id": "Nama, nomor ponsel, surel, perangkat, waktu masuk", "en": "Name, mobile number, e-mail, devices, times of signing in"}',
 '{"id": "Penyedia SMS, WhatsApp, dan surel yang dipasang", "en": "The SMS, WhatsApp and mail providers that are set up"}',
 '{"id": "Kode sekali pakai, langkah kedua bagi petugas, sandi berhash", "en": "One-time codes, second factor for staff, hashed passwords"}'),
('register', 20, 'public_task', 'UU 20/2008 pasal 38; UU 27/2022 pasal 20 ayat (2) huruf e', true,
 '{"id": "Daftar usaha, kelompok seni, dan lembaga", "en": "Register of businesses, art groups and organisations"}',
 '{"id": "Pelaku usaha dan pengurus", "en": "Owners and people in charge"}',
 '{"id": "Nama, NIK, alamat, usaha, izin, penjualan, pinjaman", "en": "Name, NIK, address, business, permits, sales, loans"}',
 '{"id": "Petugas wilayahnya; mitra yang disetujui pemilik", "en": "Officers of the region; partners the owner agreed to"}',
 '{"id": "NIK, NPWP, dan utang dienkripsi dengan kunci berganti; tiap pembukaan dicatat", "en": "NIK, NPWP and debts encrypted with rotating keys; every opening is logged"}'),
('households', 30, 'public_task', 'UU 13/2011 pasal 8; UU 27/2022 pasal 20 ayat (2) huruf e', true,
 '{"id": "Keluarga", "en": "Households"}', '{"id": "Anggota keluarga, termasuk anak", "en": "Members of households, children included"}',
 '{"id": "Hubungan, pekerjaan, penghasilan, utang, bantuan, rumah", "en": "Relations, work, income, debts, aid, housing"}',
 '{"id": "Petugas wilayahnya", "en": "Officers of the region"}',
 '{"id": "Nomor kartu keluarga dan utang dienkripsi; pembukaan dengan alasan", "en": "Family card and debts encrypted; opened with a reason"}'),
('bookings', 40, 'public_task', 'UU 25/2009; UU 27/2022 pasal 20 ayat (2) huruf e', false,
 '{"id": "Pemesanan ruang dan kunjungan", "en": "Bookings and visits"}', '{"id": "Pemesan", "en": "People who book"}',
 '{"id": "Nama, nomor ponsel, kelompok, keperluan", "en": "Name, mobile number, group, purpose"}',
 '{"id": "Pengelola ruang", "en": "Managers of the space"}', '{"id": "Tautan bertanda tangan, hak per wilayah", "en": "Signed links, rights by region"}'),
('messages', 50, 'public_task', 'UU 25/2009; WhatsApp: UU 27/2022 pasal 20 ayat (2) huruf a', false,
 '{"id": "Pesan kepada orang", "en": "Messages to people"}', '{"id": "Penerima pesan", "en": "Recipients"}',
 '{"id": "Nomor atau surel, isi pesan; tidak pernah NIK", "en": "Number or address, text; never a NIK"}',
 '{"id": "Penyedia SMS, WhatsApp, dan surel yang dipasang", "en": "The SMS, WhatsApp and mail providers that are set up"}',
 '{"id": "Kode dan tautan dihapus 15 menit setelah terkirim", "en": "Codes and links are removed 15 minutes after sending"}'),
('statistics', 60, 'public_task', 'Perpres 39/2019', false,
 '{"id": "Angka tanpa nama", "en": "Figures without names"}', '{"id": "Tidak ada orang yang dapat dikenali", "en": "Nobody who can be recognised"}',
 '{"id": "Jumlah; kelompok di bawah 5 disembunyikan", "en": "Counts; groups under 5 hidden"}', '{"id": "Umum, peneliti", "en": "The public, researchers"}',
 '{"id": "Penyamaran per penelitian", "en": "Pseudonyms of their own for each study"}'),
('log', 70, 'legal_obligation', 'UU 27/2022 pasal 31 dan 35', false,
 '{"id": "Catatan siapa melakukan apa", "en": "Log of who did what"}', '{"id": "Semua yang memakai layanan", "en": "Everybody who uses the service"}',
 '{"id": "Nama, tindakan, waktu, alasan", "en": "Name, act, time, reason"}', '{"id": "Administrator wilayahnya, pemeriksa", "en": "Administrators of the region, auditors"}',
 '{"id": "Berantai hash; tidak dapat diubah", "en": "Chained by hashes; cannot be changed"}');

insert into registry.retention_rule (key, activity, days, legal_basis, words) values
('ended_sessions', 'accounts', 90, 'Kebijakan sendiri (own)', '{"id": "Perangkat yang sudah keluar", "en": "Devices that signed out"}'),
('old_messages', 'messages', 365, 'Kebijakan sendiri (own)', '{"id": "Isi dan tujuan pesan", "en": "Text and recipient of messages"}'),
('erasure_notices', 'messages', 1, 'UU 27/2022 pasal 43', '{"id": "Kabar bahwa data sudah dihapus", "en": "The notice that data were erased"}'),
('old_bookings', 'bookings', 1825, 'UU 43/2009; purpose service', '{"id": "Nama dan nomor pemesan", "en": "Name and number of who booked"}'),
('answered_requests', 'register', 1825, 'UU 27/2022; UU 43/2009', '{"id": "Kata-kata dalam permintaan data", "en": "Words of data requests"}');

-- A person's own copy and an erasure reach the lists that they saved.
create policy saved_view_system on registry.saved_view to berdaya_app
  using ((select kernel.is_system())) with check ((select kernel.is_system()));
