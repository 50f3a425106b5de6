-- All of KBLI 2020: the titles of Peraturan BPS 2/2020, with the sections and divisions above. Codes people use most keep their short
-- title and everyday words (0061). Counted by level as the regulation does: 21 sections, 88 divisions, 245 groups, 567 classes.

create table registry.kbli_division (
  version smallint not null constraint kbli_division_version check (version in (2020, 2025)),
  code text not null constraint kbli_division_code check (code ~ '^([A-V]|\d{2})$'),
  section text constraint kbli_division_section check (section ~ '^[A-V]$'),
  title text not null constraint kbli_division_title_length check (length(title) between 3 and 200),
  title_en text not null constraint kbli_division_title_en_length check (length(title_en) between 3 and 200),
  constraint kbli_division_key primary key (version, code),
  constraint kbli_division_above check ((section is null) = (code ~ '^[A-V]$')),
  constraint kbli_division_in foreign key (version, section) references registry.kbli_division (version, code)
);
comment on table registry.kbli_division is 'Sections (kategori, a letter) and divisions (golongan pokok, two digits) of KBLI; a code belongs to the division of its first two digits';
grant select on registry.kbli_division to berdaya_app;

alter table registry.kbli
  add column official text constraint kbli_official_length check (length(official) between 3 and 200),
  alter column title_en drop not null,
  alter column words set default '';
comment on column registry.kbli.official is 'Title of the regulation, word by word but for capitals; also the short title where nobody gave a shorter one';
comment on column registry.kbli.title_en is 'Given for the codes people use most; the regulation has no English titles';

insert into registry.kbli_division (version, code, section, title, title_en)
select 2020, parts[1], null, parts[2], parts[3] from (select string_to_array(line, '|') as parts from string_to_table($list$A|Pertanian, Kehutanan dan Perikanan|Agriculture, forestry and fishing
B|Pertambangan dan Penggalian|Mining and quarrying
C|Industri Pengolahan|Manufacturing
D|Pengadaan Listrik, Gas, Uap/Air Panas dan Udara Dingin|Electricity, gas, steam and air conditioning
E|Pengelolaan Air, Pengelolaan Air Limbah, Pengelolaan dan Daur Ulang Sampah, dan Aktivitas Remediasi|Water, sewerage, waste and remediation
F|Konstruksi|Construction
G|Perdagangan Besar dan Eceran; Reparasi dan Perawatan Mobil dan Sepeda Motor|Wholesale and retail trade; repair of motor vehicles
H|Pengangkutan dan Pergudangan|Transport and storage
I|Penyediaan Akomodasi dan Penyediaan Makan Minum|Accommodation and food services
J|Informasi dan Komunikasi|Information and communication
K|Aktivitas Keuangan dan Asuransi|Finance and insurance
L|Real Estat|Real estate
M|Aktivitas Profesional, Ilmiah dan Teknis|Professional, scientific and technical services
N|Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi, Ketenagakerjaan, Agen Perjalanan dan Penunjang Usaha Lainnya|Rental, employment, travel and other business support
O|Administrasi Pemerintahan, Pertahanan dan Jaminan Sosial Wajib|Public administration, defence and social security
P|Pendidikan|Education
Q|Aktivitas Kesehatan Manusia dan Aktivitas Sosial|Health and social work
R|Kesenian, Hiburan dan Rekreasi|Arts, entertainment and recreation
S|Aktivitas Jasa Lainnya|Other services
T|Aktivitas Rumah Tangga Sebagai Pemberi Kerja; Aktivitas yang Menghasilkan Barang dan Jasa oleh Rumah Tangga yang Digunakan untuk Memenuhi Kebutuhan Sendiri|Households as employers or producing for own use
U|Aktivitas Badan Internasional dan Badan Ekstra Internasional Lainnya|International organisations$list$, E'\n') as line) as list;

insert into registry.kbli_division (version, code, section, title, title_en)
select 2020, parts[1], parts[2], parts[3], parts[4] from (select string_to_array(line, '|') as parts from string_to_table($list$01|A|Pertanian Tanaman, Peternakan, Perburuan dan Kegiatan YBDI|Crop and animal production, hunting and related services
02|A|Kehutanan dan Pemanenan Kayu|Forestry and logging
03|A|Perikanan|Fishing and aquaculture
05|B|Pertambangan Batu Bara dan Lignit|Mining of coal and lignite
06|B|Pertambangan Minyak Bumi dan Gas Alam dan Panas Bumi|Extraction of crude petroleum, natural gas and geothermal energy
07|B|Pertambangan Bijih Logam|Mining of metal ores
08|B|Pertambangan dan Penggalian Lainnya|Other mining and quarrying
09|B|Aktivitas Jasa Penunjang Pertambangan|Mining support services
10|C|Industri Makanan|Manufacture of food products
11|C|Industri Minuman|Manufacture of beverages
12|C|Industri Pengolahan Tembakau|Manufacture of tobacco products
13|C|Industri Tekstil|Manufacture of textiles
14|C|Industri Pakaian Jadi|Manufacture of wearing apparel
15|C|Industri Kulit, Barang dari Kulit dan Alas Kaki|Manufacture of leather and related products
16|C|Industri Kayu, Barang dari Kayu dan Gabus (Tidak Termasuk Furnitur) dan Barang Anyaman dari Bambu, Rotan dan Sejenisnya|Manufacture of wood, cork, straw and plaiting products, except furniture
17|C|Industri Kertas dan Barang dari Kertas|Manufacture of paper and paper products
18|C|Industri Pencetakan dan Reproduksi Media Rekaman|Printing and reproduction of recorded media
19|C|Industri Produk dari Batu Bara dan Pengilangan Minyak Bumi|Manufacture of coke and refined petroleum products
20|C|Industri Bahan Kimia dan Barang dari Bahan Kimia|Manufacture of chemicals and chemical products
21|C|Industri Farmasi, Produk Obat Kimia dan Obat Tradisional|Manufacture of pharmaceuticals and traditional medicine
22|C|Industri Karet, Barang dari Karet dan Plastik|Manufacture of rubber and plastics products
23|C|Industri Barang Galian Bukan Logam|Manufacture of other non-metallic mineral products
24|C|Industri Logam Dasar|Manufacture of basic metals
25|C|Industri Barang Logam, Bukan Mesin dan Peralatannya|Manufacture of fabricated metal products, except machinery
26|C|Industri Komputer, Barang Elektronik dan Optik|Manufacture of computer, electronic and optical products
27|C|Industri Peralatan Listrik|Manufacture of electrical equipment
28|C|Industri Mesin dan Perlengkapan YTDL|Manufacture of machinery and equipment n.e.c.
29|C|Industri Kendaraan Bermotor, Trailer dan Semi Trailer|Manufacture of motor vehicles, trailers and semi-trailers
30|C|Industri Alat Angkutan Lainnya|Manufacture of other transport equipment
31|C|Industri Furnitur|Manufacture of furniture
32|C|Industri Pengolahan Lainnya|Other manufacturing
33|C|Reparasi dan Pemasangan Mesin dan Peralatan|Repair and installation of machinery and equipment
35|D|Pengadaan Listrik, Gas, Uap/Air Panas dan Udara Dingin|Electricity, gas, steam and air conditioning supply
36|E|Pengelolaan Air|Water collection, treatment and supply
37|E|Pengelolaan Air Limbah|Sewerage
38|E|Pengelolaan dan Daur Ulang Sampah|Waste collection, treatment, disposal and recovery
39|E|Aktivitas Remediasi dan Pengelolaan Sampah Lainnya|Remediation and other waste management
41|F|Konstruksi Gedung|Construction of buildings
42|F|Konstruksi Bangunan Sipil|Civil engineering
43|F|Konstruksi Khusus|Specialized construction
45|G|Perdagangan, Reparasi dan Perawatan Mobil dan Sepeda Motor|Trade and repair of motor vehicles and motorcycles
46|G|Perdagangan Besar, Bukan Mobil dan Sepeda Motor|Wholesale trade, except motor vehicles and motorcycles
47|G|Perdagangan Eceran, Bukan Mobil dan Motor|Retail trade, except motor vehicles and motorcycles
49|H|Angkutan Darat dan Angkutan Melalui Saluran Pipa|Land transport and transport via pipelines
50|H|Angkutan Perairan|Water transport
51|H|Angkutan Udara|Air transport
52|H|Pergudangan dan Aktivitas Penunjang Angkutan|Warehousing and support for transport
53|H|Aktivitas Pos dan Kurir|Postal and courier services
55|I|Penyediaan Akomodasi|Accommodation
56|I|Penyediaan Makanan dan Minuman|Food and beverage services
58|J|Aktivitas Penerbitan|Publishing
59|J|Aktivitas Produksi Gambar Bergerak, Video dan Program Televisi, Perekaman Suara dan Penerbitan Musik|Motion picture, video, television, sound recording and music publishing
60|J|Aktivitas Penyiaran dan Pemrograman|Programming and broadcasting
61|J|Telekomunikasi|Telecommunications
62|J|Aktivitas Pemrograman, Konsultasi Komputer dan Kegiatan YBDI|Computer programming, consultancy and related services
63|J|Aktivitas Jasa Informasi|Information services
64|K|Aktivitas Jasa Keuangan, Bukan Asuransi dan Dana Pensiun|Financial services, except insurance and pension funding
65|K|Asuransi, Reasuransi dan Dana Pensiun, Bukan Jaminan Sosial Wajib|Insurance, reinsurance and pension funding
66|K|Aktivitas Penunjang Jasa Keuangan, Asuransi dan Dana Pensiun|Support for financial services, insurance and pension funding
68|L|Real Estat|Real estate
69|M|Aktivitas Hukum dan Akuntansi|Legal and accounting services
70|M|Aktivitas Kantor Pusat dan Konsultasi Manajemen|Head offices and management consultancy
71|M|Aktivitas Arsitektur dan Keinsinyuran; Analisis dan Uji Teknis|Architecture, engineering, technical testing and analysis
72|M|Penelitian dan Pengembangan Ilmu Pengetahuan|Scientific research and development
73|M|Periklanan dan Penelitian Pasar|Advertising and market research
74|M|Aktivitas Profesional, Ilmiah dan Teknis Lainnya|Other professional, scientific and technical services
75|M|Aktivitas Kesehatan Hewan|Veterinary services
77|N|Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi|Rental and leasing
78|N|Aktivitas Ketenagakerjaan|Employment services
79|N|Aktivitas Agen Perjalanan, Penyelenggara Tur dan Jasa Reservasi Lainnya|Travel agencies, tour operators and reservation services
80|N|Aktivitas Keamanan dan Penyelidikan|Security and investigation
81|N|Aktivitas Penyedia Jasa untuk Gedung dan Pertamanan|Services to buildings and landscape
82|N|Aktivitas Administrasi Kantor, Aktivitas Penunjang Kantor dan Aktivitas Penunjang Usaha Lainnya|Office administration and other business support
84|O|Administrasi Pemerintahan, Pertahanan dan Jaminan Sosial Wajib|Public administration, defence and compulsory social security
85|P|Pendidikan|Education
86|Q|Aktivitas Kesehatan Manusia|Human health
87|Q|Aktivitas Sosial di Dalam Panti|Residential care
88|Q|Aktivitas Sosial di Luar Panti|Social work without accommodation
90|R|Aktivitas Hiburan, Kesenian dan Kreativitas|Creative arts and entertainment
91|R|Perpustakaan, Arsip, Museum dan Kegiatan Kebudayaan Lainnya|Libraries, archives, museums and other culture
92|R|Aktivitas Perjudian dan Pertaruhan|Gambling and betting
93|R|Aktivitas Olahraga dan Rekreasi Lainnya|Sports and recreation
94|S|Aktivitas Keanggotaan Organisasi|Membership organisations
95|S|Reparasi Komputer dan Barang Keperluan Pribadi dan Perlengkapan Rumah Tangga|Repair of computers, personal and household goods
96|S|Aktivitas Jasa Perorangan Lainnya|Other personal services
97|T|Aktivitas Rumah Tangga Sebagai Pemberi Kerja dari Personil Domestik|Households as employers of domestic staff
98|T|Aktivitas yang Menghasilkan Barang dan Jasa oleh Rumah Tangga yang Digunakan untuk Memenuhi Kebutuhan Sendiri|Goods and services households make for own use
99|U|Aktivitas Badan Internasional dan Badan Ekstra Internasional Lainnya|International organisations$list$, E'\n') as line) as list;

insert into registry.kbli (version, code, title, official)
select 2020, left(line, 5), substr(line, 7), substr(line, 7) from string_to_table($list$01111 Pertanian Jagung
01112 Pertanian Gandum
01113 Pertanian Kedelai
01114 Pertanian Kacang Tanah
01115 Pertanian Kacang Hijau
01116 Pertanian Aneka Kacang Hortikultura
01117 Pertanian Biji-Bijian Penghasil Minyak Makan
01118 Pertanian Biji-Bijian Penghasil Bukan Minyak Makan
01119 Pertanian Serealia Lainnya, Aneka Kacang dan Biji-Bijian Penghasil Minyak Lainnya
01121 Pertanian Padi Hibrida
01122 Pertanian Padi Inbrida
01131 Pertanian Hortikultura Sayuran Daun
01132 Pertanian Hortikultura Buah
01133 Pertanian Hortikultura Sayuran Buah
01134 Pertanian Hortikultura Sayuran Umbi
01135 Pertanian Aneka Umbi Palawija
01136 Pertanian Jamur
01137 Pertanian Bit Gula dan Tanaman Pemanis Bukan Tebu
01139 Pertanian Sayuran, Buah dan Aneka Umbi Lainnya
01140 Perkebunan Tebu
01150 Perkebunan Tembakau
01160 Pertanian Tanaman Berserat
01191 Pertanian Tanaman Pakan Ternak
01192 Perbenihan Tanaman Pakan Ternak dan Pembibitan Bit (Bukan Bit Gula)
01193 Pertanian Tanaman Bunga
01194 Pertanian Pembibitan Tanaman Bunga
01199 Pertanian Tanaman Semusim Lainnya YTDL
01210 Pertanian Buah Anggur
01220 Pertanian Buah-Buahan Tropis dan Subtropis
01230 Pertanian Buah Jeruk
01240 Pertanian Buah Apel dan Buah Batu (Pome and Stone Fruits)
01251 Pertanian Buah Beri
01252 Pertanian Buah Biji Kacang-Kacangan
01253 Pertanian Sayuran Tahunan
01259 Pertanian Buah Semak Lainnya
01261 Perkebunan Buah Kelapa
01262 Perkebunan Buah Kelapa Sawit
01269 Perkebunan Buah Oleaginous Lainnya
01270 Pertanian Tanaman untuk Bahan Minuman
01281 Perkebunan Lada
01282 Perkebunan Cengkeh
01283 Pertanian Cabai
01284 Perkebunan Tanaman Aromatik/Penyegar
01285 Pertanian Tanaman Obat atau Biofarmaka Rimpang
01286 Pertanian Tanaman Obat atau Biofarmaka Non Rimpang
01287 Pertanian Tanaman Narkotika dan Tanaman Obat Terlarang
01289 Pertanian Tanaman Rempah-Rempah, Aromatik/Penyegar, dan Obat Lainnya
01291 Perkebunan Karet dan Tanaman Penghasil Getah Lainnya
01299 Pertanian Cemara dan Tanaman Tahunan Lainnya
01301 Pertanian Tanaman Hias
01302 Pertanian Pengembangbiakan Tanaman
01411 Pembibitan dan Budidaya Sapi Potong
01412 Pembibitan dan Budidaya Sapi Perah
01413 Pembibitan dan Budidaya Kerbau Potong
01414 Pembibitan dan Budidaya Kerbau Perah
01420 Peternakan Kuda dan Sejenisnya
01430 Peternakan Unta dan Sejenisnya
01441 Pembibitan dan Budidaya Domba Potong
01442 Pembibitan dan Budidaya Kambing Potong
01443 Pembibitan dan Budidaya Kambing Perah
01444 Pembibitan dan Budidaya Domba Perah
01445 Produksi Bulu Domba Mentah/Raw Wool
01450 Peternakan Babi
01461 Budidaya Ayam Ras Pedaging
01462 Budidaya Ayam Ras Petelur
01463 Pembibitan Ayam Lokal dan Persilangannya
01464 Budidaya Ayam Lokal dan Persilangannya
01465 Pembibitan dan Budidaya Itik dan/atau Bebek
01466 Pembibitan dan Budidaya Burung Puyuh
01467 Pembibitan dan Budidaya Burung Merpati
01468 Pembibitan Ayam Ras
01469 Pembibitan dan Budidaya Ternak Unggas Lainnya
01491 Pembibitan dan Budidaya Burung Unta
01492 Pengusahaan Kokon/Kepompong Ulat Sutera
01493 Pembibitan dan Budidaya Lebah
01494 Pembibitan dan Budidaya Rusa
01495 Pembibitan dan Budidaya Kelinci
01496 Pembibitan dan Budidaya Cacing
01497 Pembibitan dan Budidaya Burung Walet
01499 Pembibitan dan Budidaya Aneka Ternak Lainnya
01611 Jasa Pengolahan Lahan
01612 Jasa Pemupukan, Penanaman Bibit/Benih dan Pengendalian Hama dan Gulma
01613 Jasa Pemanenan
01614 Jasa Penyemprotan dan Penyerbukan Melalui Udara
01619 Jasa Penunjang Pertanian Lainnya
01621 Jasa Pelayanan Kesehatan Ternak
01622 Jasa Perkawinan Ternak
01623 Jasa Penetasan Telur
01629 Jasa Penunjang Peternakan Lainnya
01630 Jasa Pasca Panen
01640 Pemilihan Benih Tanaman untuk Pengembangbiakan
01711 Perburuan dan Penangkapan Primata
01712 Perburuan dan Penangkapan Mamalia
01713 Perburuan dan Penangkapan Reptil
01714 Perburuan dan Penangkapan Burung
01715 Perburuan dan Penangkapan Insekta
01719 Perburuan dan Penangkapan Satwa Liar Lainnya
01721 Penangkaran Primata
01722 Penangkaran Mamalia
01723 Penangkaran Reptil
01724 Penangkaran Burung
01725 Penangkaran Insekta
01726 Penangkaran Anggrek
01727 Penangkaran Ikan dan Coral/Karang
01729 Penangkaran Tumbuhan/Satwa Liar Lainnya
02111 Pemanfaatan Kayu Hutan Tanaman pada Hutan Produksi
02112 Pemanfaatan Kayu Hutan Tanaman Hasil Rehabilitasi pada Hutan Produksi
02113 Pemanfaatan Kayu Hutan Tanaman Rakyat
02119 Pemanfaatan Kayu Hutan Tanaman Lainnya
02121 Pemanfaatan Kayu Hutan Alam
02122 Pemanfaatan Kayu Hasil Restorasi Ekosistem pada Hutan Alam
02130 Pemanfaatan Hasil Hutan Bukan Kayu
02140 Pengusahaan Perbenihan Tanaman Kehutanan
02201 Pemanenan Kayu
02202 Usaha Pemungutan Kayu
02209 Usaha Kehutanan Lainnya
02301 Pemungutan Getah Karet
02302 Pemungutan Rotan
02303 Pemungutan Getah Pinus
02304 Pemungutan Daun Kayu Putih
02305 Pemungutan Kokon/Kepompong Ulat Sutera
02306 Pemungutan Damar
02307 Pemungutan Madu
02308 Pemungutan Bambu
02309 Pemungutan Bukan Kayu Lainnya
02401 Jasa Penggunaan Kawasan Hutan di Luar Sektor Kehutanan
02402 Jasa Perlindungan Hutan dan Konservasi Alam
02403 Jasa Rehabilitasi dan Restorasi Kehutanan Sosial
02404 Jasa Kehutanan Bidang Perencanaan Kehutanan
02409 Jasa Penunjang Kehutanan Lainnya
03111 Penangkapan Pisces/Ikan Bersirip di Laut
03112 Penangkapan Crustacea di Laut
03113 Penangkapan Mollusca di Laut
03114 Penangkapan/Pengambilan Tumbuhan Air di Laut
03115 Penangkapan/Pengambilan Induk/Benih Ikan di Laut
03116 Penangkapan Echinodermata di Laut
03117 Penangkapan Coelenterata di Laut
03118 Penangkapan Ikan Hias Laut
03119 Penangkapan Biota Air Lainnya di Laut
03121 Penangkapan Pisces/Ikan Bersirip di Perairan Darat
03122 Penangkapan Crustacea di Perairan Darat
03123 Penangkapan Mollusca di Perairan Darat
03124 Penangkapan/Pengambilan Tumbuhan Air di Perairan Darat
03125 Penangkapan/Pengambilan Induk/Benih Ikan di Perairan Darat
03126 Penangkapan Ikan Hias di Perairan Darat
03129 Penangkapan Biota Air Lainnya di Perairan Darat
03131 Jasa Sarana Produksi Penangkapan Ikan di Laut
03132 Jasa Produksi Penangkapan Ikan di Laut
03133 Jasa Pasca Panen Penangkapan Ikan di Laut
03141 Jasa Sarana Produksi Penangkapan Ikan di Perairan Darat
03142 Jasa Produksi Penangkapan Ikan di Perairan Darat
03143 Jasa Pasca Panen Penangkapan Ikan di Perairan Darat
03151 Penangkapan/Pengambilan Ikan Bersirip (Pisces) yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03152 Penangkapan/Pengambilan Crustacea yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03153 Penangkapan/Pengambilan Mollusca yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03154 Penangkapan/Pengambilan Coelenterata yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03155 Penangkapan/Pengambilan Echinodermata yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03156 Penangkapan/Pengambilan Amphibia yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03157 Penangkapan/Pengambilan Reptilia yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03158 Penangkapan/Pengambilan Mamalia yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03159 Penangkapan/Pengambilan Algae dan Biota Perairan Lainnya yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03211 Pembesaran Pisces/Ikan Bersirip Laut
03212 Pembenihan Ikan Laut
03213 Budidaya Ikan Hias Air Laut
03214 Budidaya Karang (Coral)
03215 Pembesaran Mollusca Laut
03216 Pembesaran Crustacea Laut
03217 Pembesaran Tumbuhan Air Laut
03219 Budidaya Biota Air Laut Lainnya
03221 Pembesaran Ikan Air Tawar di Kolam
03222 Pembesaran Ikan Air Tawar di Karamba Jaring Apung
03223 Pembesaran Ikan Air Tawar di Karamba
03224 Pembesaran Ikan Air Tawar di Sawah
03225 Budidaya Ikan Hias Air Tawar
03226 Pembenihan Ikan Air Tawar
03227 Pembesaran Ikan Air Tawar di Karamba Jaring Tancap
03229 Budidaya Ikan Air Tawar di Media Lainnya
03231 Jasa Sarana Produksi Budidaya Ikan Laut
03232 Jasa Produksi Budidaya Ikan Laut
03233 Jasa Pasca Panen Budidaya Ikan Laut
03241 Jasa Sarana Produksi Budidaya Ikan Air Tawar
03242 Jasa Produksi Budidaya Ikan Air Tawar
03243 Jasa Pasca Panen Budidaya Ikan Air Tawar
03251 Pembesaran Pisces/Ikan Bersirip Air Payau
03252 Pembenihan Ikan Air Payau
03253 Pembesaran Mollusca Air Payau
03254 Pembesaran Crustacea Air Payau
03255 Pembesaran Tumbuhan Air Payau
03259 Budidaya Biota Air Payau Lainnya
03261 Jasa Sarana Produksi Budidaya Ikan Air Payau
03262 Jasa Produksi Budidaya Ikan Air Payau
03263 Jasa Pasca Panen Budidaya Ikan Air Payau
03271 Pengembangbiakan Ikan Bersirip (Pisces) yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03272 Pengembangbiakan Crustacea yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03273 Pengembangbiakan Mollusca yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03274 Pengembangbiakan Coelenterata yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03275 Pengembangbiakan Echinodermata yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03276 Pengembangbiakan Amphibia yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03277 Pengembangbiakan Reptilia yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03278 Pengembangbiakan Mamalia yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
03279 Pengembangbiakan Algae dan Biota Perairan Lainnya yang Dilindungi dan/atau Termasuk dalam Appendiks CITES
05100 Pertambangan Batu Bara
05200 Pertambangan Lignit
06100 Pertambangan Minyak Bumi
06201 Pertambangan Gas Alam
06202 Pengusahaan Tenaga Panas Bumi
07101 Pertambangan Pasir Besi
07102 Pertambangan Bijih Besi
07210 Pertambangan Bijih Uranium dan Torium
07291 Pertambangan Bijih Timah
07292 Pertambangan Bijih Timah Hitam
07293 Pertambangan Bijih Bauksit
07294 Pertambangan Bijih Tembaga
07295 Pertambangan Bijih Nikel
07296 Pertambangan Bijih Mangan
07299 Pertambangan Bahan Galian Lainnya yang Tidak Mengandung Bijih Besi
07301 Pertambangan Emas dan Perak
07309 Pertambangan Bijih Logam Mulia Lainnya
08101 Penggalian Batu Hias dan Batu Bangunan
08102 Penggalian Batu Kapur/Gamping
08103 Penggalian Kerikil/Sirtu
08104 Penggalian Pasir
08105 Penggalian Tanah dan Tanah Liat
08106 Penggalian Gips
08107 Penggalian Tras
08108 Penggalian Batu Apung
08109 Penggalian Batu, Pasir dan Tanah Liat Lainnya
08911 Pertambangan Belerang
08912 Pertambangan Fosfat
08913 Pertambangan Nitrat
08914 Pertambangan Yodium
08915 Pertambangan Potash (Kalium Karbonat)
08919 Pertambangan Mineral, Bahan Kimia dan Bahan Pupuk Lainnya
08920 Ekstraksi Tanah Gemuk (Peat)
08930 Ekstraksi Garam
08991 Pertambangan Batu Mulia
08992 Penggalian Feldspar dan Kalsit
08993 Pertambangan Aspal Alam
08994 Penggalian Asbes
08995 Penggalian Kuarsa/Pasir Kuarsa
08999 Pertambangan dan Penggalian Lainnya YTDL
09100 Aktivitas Penunjang Pertambangan Minyak Bumi dan Gas Alam
09900 Aktivitas Penunjang Pertambangan dan Penggalian Lainnya
10110 Kegiatan Rumah Potong dan Pengepakan Daging Bukan Unggas
10120 Kegiatan Rumah Potong dan Pengepakan Daging Unggas
10130 Industri Pengolahan dan Pengawetan Produk Daging dan Daging Unggas
10211 Industri Penggaraman/Pengeringan Ikan
10212 Industri Pengasapan/Pemanggangan Ikan
10213 Industri Pembekuan Ikan
10214 Industri Pemindangan Ikan
10215 Industri Peragian/Fermentasi Ikan
10216 Industri Berbasis Daging Lumatan dan Surimi
10217 Industri Pendinginan/Pengesan Ikan
10219 Industri Pengolahan dan Pengawetan Lainnya untuk Ikan
10221 Industri Pengolahan dan Pengawetan Ikan dan Biota Air (Bukan Udang) dalam Kaleng
10222 Industri Pengolahan dan Pengawetan Udang dalam Kaleng
10291 Industri Penggaraman/Pengeringan Biota Air Lainnya
10292 Industri Pengasapan/Pemanggangan Biota Air Lainnya
10293 Industri Pembekuan Biota Air Lainnya
10294 Industri Pemindangan Biota Air Lainnya
10295 Industri Peragian/Fermentasi Biota Air Lainnya
10296 Industri Berbasis Lumatan Biota Air Lainnya
10297 Industri Pendinginan/Pengesan Biota Air Lainnya
10298 Industri Pengolahan Rumput Laut
10299 Industri Pengolahan dan Pengawetan Lainnya untuk Biota Air Lainnya
10311 Industri Pengasinan Buah-Buahan dan Sayuran
10312 Industri Pelumatan Buah-Buahan dan Sayuran
10313 Industri Pengeringan Buah-Buahan dan Sayuran
10314 Industri Pembekuan Buah-Buahan dan Sayuran
10320 Industri Pengolahan dan Pengawetan Buah-Buahan dan Sayuran dalam Kaleng
10330 Industri Pengolahan Sari Buah dan Sayuran
10391 Industri Tempe Kedelai
10392 Industri Tahu Kedelai
10393 Industri Pengolahan dan Pengawetan Kedelai dan Kacang-Kacangan Lainnya Selain Tahu dan Tempe
10399 Industri Pengolahan dan Pengawetan Lainnya Buah-Buahan dan Sayuran Bukan Kacang-Kacangan
10411 Industri Minyak Mentah dan Lemak Nabati
10412 Industri Margarine
10413 Industri Minyak Mentah dan Lemak Hewani Selain Ikan
10414 Industri Minyak Ikan
10415 Industri Minyak Goreng Bukan Minyak Kelapa dan Minyak Kelapa Sawit
10421 Industri Kopra
10422 Industri Minyak Mentah Kelapa
10423 Industri Minyak Goreng Kelapa
10424 Industri Pelet Kelapa
10431 Industri Minyak Mentah Kelapa Sawit (Crude Palm Oil)
10432 Industri Minyak Mentah Inti Kelapa Sawit (Crude Palm Kernel Oil)
10433 Industri Pemisahan/Fraksinasi Minyak Mentah Kelapa Sawit dan Minyak Mentah Inti Kelapa Sawit
10434 Industri Pemurnian Minyak Mentah Kelapa Sawit dan Minyak Mentah Inti Kelapa Sawit
10435 Industri Pemisahan/Fraksinasi Minyak Murni Kelapa Sawit
10436 Industri Pemisahan/Fraksinasi Minyak Murni Inti Kelapa Sawit
10437 Industri Minyak Goreng Kelapa Sawit
10490 Industri Minyak Mentah dan Lemak Nabati dan Hewani Lainnya
10510 Industri Pengolahan Susu Segar dan Krim
10520 Industri Pengolahan Susu Bubuk dan Susu Kental
10531 Industri Pengolahan Es Krim
10532 Industri Pengolahan Es Sejenisnya yang Dapat Dimakan (Bukan Es Batu dan Es Balok)
10590 Industri Pengolahan Produk dari Susu Lainnya
10611 Industri Penggilingan Gandum dan Serelia Lainnya
10612 Industri Penggilingan Aneka Kacang (Termasuk Leguminous)
10613 Industri Penggilingan Aneka Umbi dan Sayuran (Termasuk Rhizoma)
10614 Industri Tepung Campuran dan Adonan Tepung
10615 Industri Makanan Sereal
10616 Industri Tepung Terigu
10621 Industri Pati Ubi Kayu
10622 Industri Berbagai Macam Pati Palma
10623 Industri Glukosa dan Sejenisnya
10629 Industri Pati dan Produk Pati Lainnya
10631 Industri Penggilingan Padi dan Penyosohan Beras
10632 Industri Penggilingan dan Pembersihan Jagung
10633 Industri Tepung Beras dan Tepung Jagung
10634 Industri Pati Beras dan Jagung
10635 Industri Pemanis dari Beras dan Jagung
10636 Industri Minyak dari Jagung dan Beras
10710 Industri Produk Roti dan Kue
10721 Industri Gula Pasir
10722 Industri Gula Merah
10723 Industri Sirop
10729 Industri Pengolahan Gula Lainnya Bukan Sirop
10731 Industri Kakao
10732 Industri Makanan dari Cokelat dan Kembang Gula dari Coklat
10733 Industri Manisan Buah-Buahan dan Sayuran Kering
10734 Industri Kembang Gula
10739 Industri Kembang Gula Lainnya
10740 Industri Makaroni, Mie dan Produk Sejenisnya
10750 Industri Makanan dan Masakan Olahan
10761 Industri Pengolahan Kopi
10762 Industri Pengolahan Herbal (Herb Infusion)
10763 Industri Pengolahan Teh
10771 Industri Kecap
10772 Industri Bumbu Masak dan Penyedap Masakan
10773 Industri Produk Masak dari Kelapa
10774 Industri Pengolahan Garam
10779 Industri Produk Masak Lainnya
10791 Industri Makanan Bayi
10792 Industri Kue Basah
10793 Industri Makanan dari Kedele dan Kacang-Kacangan Lainnya Bukan Kecap, Tempe dan Tahu
10794 Industri Kerupuk, Keripik, Peyek dan Sejenisnya
10795 Industri Krimer Nabati
10796 Industri Dodol
10799 Industri Produk Makanan Lainnya
10801 Industri Ransum Makanan Hewan
10802 Industri Konsentrat Makanan Hewan
11010 Industri Minuman Beralkohol Hasil Destilasi
11020 Industri Minuman Beralkohol Hasil Fermentasi Anggur dan Hasil Pertanian Lainnya
11031 Industri Minuman Beralkohol Hasil Fermentasi Malt
11032 Industri Malt
11040 Industri Minuman Ringan
11051 Industri Air Kemasan
11052 Industri Air Minum Isi Ulang
11090 Industri Minuman Lainnya
12011 Industri Sigaret Kretek Tangan
12012 Industri Rokok Putih
12013 Industri Sigaret Kretek Mesin
12019 Industri Rokok Lainnya
12091 Industri Pengeringan dan Pengolahan Tembakau
12099 Industri Bumbu Rokok Serta Kelengkapan Rokok Lainnya
13111 Industri Persiapan Serat Tekstil
13112 Industri Pemintalan Benang
13113 Industri Pemintalan Benang Jahit
13121 Industri Pertenunan (Bukan Pertenunan Karung Goni dan Karung Lainnya)
13122 Industri Kain Tenun Ikat
13123 Industri Bulu Tiruan Tenunan
13131 Industri Penyempurnaan Benang
13132 Industri Penyempurnaan Kain
13133 Industri Pencetakan Kain
13134 Industri Batik
13911 Industri Kain Rajutan
13912 Industri Kain Sulaman
13913 Industri Bulu Tiruan Rajutan
13921 Industri Barang Jadi Tekstil untuk Keperluan Rumah Tangga
13922 Industri Barang Jadi Tekstil Sulaman
13923 Industri Bantal dan Sejenisnya
13924 Industri Barang Jadi Rajutan dan Sulaman
13925 Industri Karung Goni
13926 Industri Karung Bukan Goni
13929 Industri Barang Jadi Tekstil Lainnya
13930 Industri Karpet dan Permadani
13941 Industri Tali
13942 Industri Barang dari Tali
13991 Industri Kain Pita (Narrow Fabric)
13992 Industri yang Menghasilkan Kain Keperluan Industri
13993 Industri Non Woven (Bukan Tenunan)
13994 Industri Kain Ban
13995 Industri Kapuk
13996 Industri Kain Tulle dan Kain Jaring
13999 Industri Tekstil Lainnya YTDL
14111 Industri Pakaian Jadi (Konveksi) dari Tekstil
14112 Industri Pakaian Jadi (Konveksi) dari Kulit
14120 Penjahitan dan Pembuatan Pakaian Sesuai Pesanan
14131 Industri Perlengkapan Pakaian dari Tekstil
14132 Industri Perlengkapan Pakaian dari Kulit
14200 Industri Pakaian Jadi dan Barang dari Kulit Berbulu
14301 Industri Pakaian Jadi Rajutan
14302 Industri Pakaian Jadi Sulaman/Bordir
14303 Industri Rajutan Kaos Kaki dan Sejenisnya
15111 Industri Pengawetan Kulit
15112 Industri Penyamakan Kulit
15113 Industri Pencelupan Kulit Bulu
15114 Industri Kulit Komposisi
15121 Industri Barang dari Kulit dan Kulit Komposisi untuk Keperluan Pribadi
15122 Industri Barang dari Kulit dan Kulit Komposisi untuk Keperluan Teknik/Industri
15123 Industri Barang dari Kulit dan Kulit Komposisi untuk Keperluan Hewan
15129 Industri Barang dari Kulit dan Kulit Komposisi untuk Keperluan Lainnya
15201 Industri Alas Kaki untuk Keperluan Sehari-Hari
15202 Industri Sepatu Olahraga
15203 Industri Sepatu Teknik Lapangan/Keperluan Industri
15209 Industri Alas Kaki Lainnya
16101 Industri Penggergajian Kayu
16102 Industri Pengawetan Kayu
16103 Industri Pengawetan Rotan, Bambu dan Sejenisnya
16104 Industri Pengolahan Rotan
16105 Industri Partikel Kayu dan Sejenisnya
16211 Industri Kayu Lapis
16212 Industri Kayu Lapis Laminasi, Termasuk Decorative Plywood
16213 Industri Panel Kayu Lainnya
16214 Industri Veneer
16215 Industri Kayu Laminasi
16221 Industri Barang Bangunan dari Kayu
16222 Industri Bangunan Prafabrikasi dari Kayu
16230 Industri Wadah dari Kayu
16291 Industri Barang Anyaman dari Rotan dan Bambu
16292 Industri Barang Anyaman dari Tanaman Bukan Rotan dan Bambu
16293 Industri Kerajinan Ukiran dari Kayu Bukan Mebeller
16294 Industri Alat Dapur dari Kayu, Rotan dan Bambu
16295 Industri Kayu Bakar dan Pelet Kayu
16299 Industri Barang dari Kayu, Rotan, Gabus Lainnya YTDL
17011 Industri Bubur Kertas (Pulp)
17012 Industri Kertas Budaya
17013 Industri Kertas Berharga
17014 Industri Kertas Khusus
17019 Industri Kertas Lainnya
17021 Industri Kertas dan Papan Kertas Bergelombang
17022 Industri Kemasan dan Kotak dari Kertas dan Karton
17091 Industri Kertas Tissue
17099 Industri Barang dari Kertas dan Papan Kertas Lainnya YTDL
18111 Industri Pencetakan Umum
18112 Industri Pencetakan Khusus
18113 Industri Pencetakan 3D Printing
18120 Kegiatan Jasa Penunjang Pencetakan
18201 Reproduksi Media Rekaman Suara dan Piranti Lunak
18202 Reproduksi Media Rekaman Film dan Video
19100 Industri Produk dari Batu Bara
19211 Industri Bahan Bakar dari Pemurnian dan Pengilangan Minyak Bumi
19212 Industri Pembuatan Minyak Pelumas
19213 Industri Pengolahan Kembali Minyak Pelumas Bekas
19214 Industri Pengolahan Minyak Pelumas Bekas Menjadi Bahan Bakar
19291 Industri Produk dari Hasil Kilang Minyak Bumi
19292 Industri Briket Batu Bara
20111 Industri Kimia Dasar Anorganik Khlor dan Alkali
20112 Industri Kimia Dasar Anorganik Gas Industri
20113 Industri Kimia Dasar Anorganik Pigmen
20114 Industri Kimia Dasar Anorganik Lainnya
20115 Industri Kimia Dasar Organik yang Bersumber dari Hasil Pertanian
20116 Industri Kimia Dasar Organik untuk Bahan Baku Zat Warna dan Pigmen, Zat Warna dan Pigmen
20117 Industri Kimia Dasar Organik yang Bersumber dari Minyak Bumi, Gas Alam dan Batu Bara
20118 Industri Kimia Dasar Organik yang Menghasilkan Bahan Kimia Khusus
20119 Industri Kimia Dasar Organik Lainnya
20121 Industri Pupuk Alam/Non Sintetis Hara Makro Primer
20122 Industri Pupuk Buatan Tunggal Hara Makro Primer
20123 Industri Pupuk Buatan Majemuk Hara Makro Primer
20124 Industri Pupuk Buatan Campuran Hara Makro Primer
20125 Industri Pupuk Hara Makro Sekunder
20126 Industri Pupuk Hara Mikro
20127 Industri Pupuk Pelengkap
20128 Industri Media Tanam
20129 Industri Pupuk Lainnya
20131 Industri Damar Buatan (Resin Sintetis) dan Bahan Baku Plastik
20132 Industri Karet Buatan
20211 Industri Bahan Baku Pemberantas Hama (Bahan Aktif)
20212 Industri Pemberantas Hama (Formulasi)
20213 Industri Zat Pengatur Tumbuh
20214 Industri Bahan Amelioran (Pembenah Tanah)
20221 Industri Cat dan Tinta Cetak
20222 Industri Pernis (Termasuk Mastik)
20223 Industri Lak
20231 Industri Sabun dan Bahan Pembersih Keperluan Rumah Tangga
20232 Industri Kosmetik untuk Manusia, Termasuk Pasta Gigi
20233 Industri Kosmetik untuk Hewan
20234 Industri Perekat Gigi
20291 Industri Perekat/Lem
20292 Industri Bahan Peledak
20293 Industri Tinta
20294 Industri Minyak Atsiri
20295 Industri Korek Api
20296 Industri Minyak Atsiri Rantai Tengah
20299 Industri Barang Kimia Lainnya YTDL
20301 Industri Serat/Benang/Strip Filamen Buatan
20302 Industri Serat Stapel Buatan
21011 Industri Bahan Farmasi untuk Manusia
21012 Industri Produk Farmasi untuk Manusia
21013 Industri Produk Farmasi untuk Hewan
21014 Industri Bahan Farmasi untuk Hewan
21015 Industri Alat Kesehatan dalam Subgolongan 2101
21021 Industri Bahan Baku Obat Tradisional untuk Manusia
21022 Industri Produk Obat Tradisional untuk Manusia
21023 Industri Produk Obat Tradisional untuk Hewan
21024 Industri Bahan Baku Obat Tradisional untuk Hewan
22111 Industri Ban Luar dan Ban Dalam
22112 Industri Vulkanisir Ban
22121 Industri Pengasapan Karet
22122 Industri Remilling Karet
22123 Industri Karet Remah (Crumb Rubber)
22191 Industri Barang dari Karet untuk Keperluan Rumah Tangga
22192 Industri Barang dari Karet untuk Keperluan Industri
22193 Industri Barang dari Karet untuk Keperluan Infrastruktur
22194 Industri Barang dari Karet untuk Kesehatan
22199 Industri Barang dari Karet Lainnya YTDL
22210 Industri Barang dari Plastik untuk Bangunan
22220 Industri Barang dari Plastik untuk Pengemasan
22230 Industri Pipa Plastik dan Perlengkapannya
22291 Industri Barang Plastik Lembaran
22292 Industri Perlengkapan dan Peralatan Rumah Tangga (Tidak Termasuk Furnitur)
22293 Industri Barang dan Peralatan Teknik/Industri dari Plastik
22299 Industri Barang Plastik Lainnya YTDL
23111 Industri Kaca Lembaran
23112 Industri Kaca Pengaman
23119 Industri Kaca Lainnya
23121 Industri Perlengkapan dan Peralatan Rumah Tangga dari Kaca
23122 Industri Alat-Alat Laboratorium Non Klinis, Farmasi dan Kesehatan dari Kaca
23123 Industri Kemasan dari Kaca
23124 Industri Alat Laboratorium Klinis dari Kaca
23129 Industri Barang Lainnya dari Kaca
23911 Industri Bata, Mortar, Semen, dan Sejenisnya yang Tahan Api
23919 Industri Barang Tahan Api dari Tanah Liat/Keramik Lainnya
23921 Industri Batu Bata dari Tanah Liat/Keramik
23922 Industri Genteng dari Tanah Liat/Keramik
23923 Industri Peralatan Saniter dari Porselen
23929 Industri Bahan Bangunan dari Tanah Liat/Keramik Bukan Batu Bata dan Genteng
23931 Industri Perlengkapan Rumah Tangga dari Porselen
23932 Industri Perlengkapan Rumah Tangga dari Tanah Liat/Keramik
23933 Industri Alat Laboratorium dan Alat Listrik/Teknik dari Porselen
23939 Industri Barang Tanah Liat/Keramik dan Porselen Lainnya Bukan Bahan Bangunan
23941 Industri Semen
23942 Industri Kapur
23943 Industri Gips
23951 Industri Barang dari Semen
23952 Industri Barang dari Kapur
23953 Industri Barang dari Semen dan Kapur untuk Konstruksi
23954 Industri Barang dari Gips untuk Konstruksi
23955 Industri Barang dari Asbes untuk Keperluan Bahan Bangunan
23956 Industri Barang dari Asbes untuk Keperluan Industri
23957 Industri Mortar atau Beton Siap Pakai
23959 Industri Barang dari Semen, Kapur, Gips dan Asbes Lainnya
23961 Industri Barang dari Marmer dan Granit untuk Keperluan Rumah Tangga dan Pajangan
23962 Industri Barang dari Marmer dan Granit untuk Keperluan Bahan Bangunan
23963 Industri Barang dari Batu untuk Keperluan Rumah Tangga, Pajangan, dan Bahan Bangunan
23969 Industri Barang dari Marmer, Granit dan Batu Lainnya
23990 Industri Barang Galian Bukan Logam Lainnya YTDL
24101 Industri Besi dan Baja Dasar (Iron and Steel Making)
24102 Industri Penggilingan Baja (Steel Rolling)
24103 Industri Pipa dan Sambungan Pipa dari Baja dan Besi
24201 Industri Pembuatan Logam Dasar Mulia
24202 Industri Pembuatan Logam Dasar Bukan Besi
24203 Industri Penggilingan Logam Bukan Besi
24204 Industri Ekstrusi Logam Bukan Besi
24205 Industri Pipa dan Sambungan Pipa dari Logam Bukan Besi dan Baja
24206 Industri Pengolahan Uranium dan Bijih Uranium
24310 Industri Pengecoran Besi dan Baja
24320 Industri Pengecoran Logam Bukan Besi dan Baja
25111 Industri Barang dari Logam Bukan Aluminium Siap Pasang untuk Bangunan
25112 Industri Barang dari Logam Aluminium Siap Pasang untuk Bangunan
25113 Industri Konstruksi Berat Siap Pasang dari Baja untuk Bangunan
25119 Industri Barang dari Logam Siap Pasang untuk Konstruksi Lainnya
25120 Industri Tangki, Tandon Air dan Wadah dari Logam
25130 Industri Generator Uap, Bukan Ketel Pemanas
25200 Industri Senjata dan Amunisi
25910 Industri Penempaan, Pengepresan, Pencetakan dan Pembentukan Logam; Metalurgi Bubuk
25920 Jasa Industri untuk Berbagai Pengerjaan Khusus Logam dan Barang dari Logam
25931 Industri Alat Potong dan Perkakas Tangan untuk Pertanian
25932 Industri Alat Potong dan Perkakas Tangan Pertukangan
25933 Industri Alat Potong dan Perkakas Tangan yang Digunakan dalam Rumah Tangga
25934 Industri Peralatan Umum
25940 Industri Ember, Kaleng, Drum dan Wadah Sejenis dari Logam
25951 Industri Barang dari Kawat
25952 Industri Paku, Mur dan Baut
25991 Industri Brankas, Filling Kantor dan Sejenisnya
25992 Industri Peralatan Dapur dan Peralatan Meja dari Logam
25993 Industri Keperluan Rumah Tangga dari Logam Bukan Peralatan Dapur dan Peralatan Meja
25994 Industri Pembuatan Profil
25995 Industri Lampu dari Logam
25999 Industri Barang Logam Lainnya YTDL
26110 Industri Tabung Elektron dan Konektor Elektronik
26120 Industri Semi Konduktor dan Komponen Elektronik Lainnya
26210 Industri Komputer dan/atau Perakitan Komputer
26220 Industri Perlengkapan Komputer
26310 Industri Peralatan Telepon dan Faksimili
26320 Industri Peralatan Komunikasi Tanpa Kabel (Wireless)
26391 Industri Kartu Cerdas (Smart Card)
26399 Industri Peralatan Komunikasi Lainnya
26410 Industri Televisi dan/atau Perakitan Televisi
26420 Industri Peralatan Perekam, Penerima dan Pengganda Audio dan Video, Bukan Industri Televisi
26490 Industri Peralatan Audio dan Video Elektronik Lainnya
26511 Industri Alat Ukur dan Alat Uji Manual
26512 Industri Alat Ukur dan Alat Uji Elektrik
26513 Industri Alat Ukur dan Alat Uji Elektronik
26514 Industri Alat Uji dalam Proses Industri
26520 Industri Alat Ukur Waktu
26601 Industri Peralatan Iradiasi/Sinar X, Perlengkapan dan Sejenisnya
26602 Industri Peralatan Elektromedikal dan Elektroterapi
26710 Industri Peralatan Fotografi
26791 Industri Kamera Cinematografi Proyektor dan Perlengkapannya
26792 Industri Teropong dan Instrumen Optik Bukan Kaca Mata
26800 Industri Media Magnetik dan Media Optik
27111 Industri Motor Listrik
27112 Industri Mesin Pembangkit Listrik
27113 Industri Pengubah Tegangan (Transformator), Pengubah Arus (Rectifier) dan Pengontrol Tegangan (Voltage Stabilizer)
27120 Industri Peralatan Pengontrol dan Pendistribusian Listrik
27201 Industri Batu Baterai
27202 Industri Akumulator Listrik
27203 Industri Baterai untuk Kendaraan Bermotor Listrik
27310 Industri Kabel Serat Optik
27320 Industri Kabel Listrik dan Elektronik Lainnya
27330 Industri Perlengkapan Kabel
27401 Industri Bola Lampu Pijar, Lampu Penerangan Terpusat dan Lampu Ultra Violet
27402 Industri Lampu Tabung Gas (Lampu Pembuang Listrik)
27403 Industri Peralatan Penerangan untuk Alat Transportasi
27404 Industri Lampu LED
27409 Industri Peralatan Penerangan Lainnya
27510 Industri Peralatan Listrik Rumah Tangga
27520 Industri Peralatan Elektrotermal Rumah Tangga
27530 Industri Peralatan Pemanas dan Masak Bukan Listrik Rumah Tangga
27900 Industri Peralatan Listrik Lainnya
28111 Industri Mesin Uap, Turbin dan Kincir
28112 Industri Motor Pembakaran Dalam
28113 Industri Komponen dan Suku Cadang Mesin dan Turbin
28120 Industri Peralatan Tenaga Zat Cair dan Gas
28130 Industri Pompa Lainnya, Kompresor, Kran dan Klep/Katup
28140 Industri Bearing, Roda Gigi dan Elemen Penggerak Mesin
28151 Industri Oven, Perapian dan Tungku Pembakar Sejenis yang Tidak Menggunakan Arus Listrik
28152 Industri Oven, Perapian dan Tungku Pembakar Sejenis yang Menggunakan Arus Listrik
28160 Industri Alat Pengangkat dan Pemindah
28171 Industri Mesin Kantor dan Akuntansi Manual
28172 Industri Mesin Kantor dan Akuntansi Elektrik
28173 Industri Mesin Kantor dan Akuntansi Elektronik
28174 Industri Mesin Fotocopi
28179 Industri Mesin dan Peralatan Kantor Lainnya
28180 Industri Perkakas Tangan yang Digerakkan Tenaga
28191 Industri Mesin untuk Pembungkus, Pembotolan dan Pengalengan
28192 Industri Mesin Timbangan
28193 Industri Mesin Pendingin
28199 Industri Mesin untuk Keperluan Umum Lainnya YTDL
28210 Industri Mesin Pertanian dan Kehutanan
28221 Industri Mesin dan Perkakas Mesin untuk Pengerjaan Logam
28222 Industri Mesin dan Perkakas Mesin untuk Pengerjaan Kayu
28223 Industri Mesin dan Perkakas Mesin untuk Pengerjaan Bahan Bukan Logam dan Kayu
28224 Industri Mesin dan Perkakas Mesin untuk Pengelasan yang Menggunakan Arus Listrik
28230 Industri Mesin Metalurgi
28240 Industri Mesin Penambangan, Penggalian dan Konstruksi
28250 Industri Mesin Pengolahan Makanan, Minuman dan Tembakau
28261 Industri Kabinet Mesin Jahit
28262 Industri Mesin Jahit Serta Mesin Cuci dan Mesin Pengering untuk Keperluan Niaga
28263 Industri Mesin Tekstil
28264 Industri Jarum Mesin Jahit, Rajut, Bordir dan Sejenisnya
28265 Industri Mesin Penyiapan dan Pembuatan Produk Kulit
28291 Industri Mesin Percetakan
28292 Industri Mesin Pabrik Kertas
28299 Industri Mesin Keperluan Khusus Lainnya
29101 Industri Kendaraan Bermotor Roda Empat atau Lebih
29102 Industri Kendaraan Multiguna Pedesaan
29200 Industri Karoseri Kendaraan Bermotor Roda Empat atau Lebih dan Industri Trailer dan Semi Trailer
29300 Industri Suku Cadang dan Aksesori Kendaraan Bermotor Roda Empat atau Lebih
30111 Industri Kapal dan Perahu
30112 Industri Bangunan Lepas Pantai dan Bangunan Terapung
30113 Industri Peralatan, Perlengkapan dan Bagian Kapal
30120 Industri Pembuatan Kapal dan Perahu untuk Tujuan Wisata atau Rekreasi dan Olahraga
30200 Industri Lokomotif dan Gerbong Kereta
30300 Industri Pesawat Terbang dan Perlengkapannya
30400 Industri Kendaraan Perang
30911 Industri Sepeda Motor Roda Dua dan Tiga
30912 Industri Komponen dan Perlengkapan Sepeda Motor Roda Dua dan Tiga
30921 Industri Sepeda dan Kursi Roda Termasuk Becak
30922 Industri Perlengkapan Sepeda dan Kursi Roda Termasuk Becak
30990 Industri Alat Angkutan Lainnya YTDL
31001 Industri Furnitur dari Kayu
31002 Industri Furnitur dari Rotan dan atau Bambu
31003 Industri Furnitur dari Plastik
31004 Industri Furnitur dari Logam
31009 Industri Furnitur Lainnya
32111 Industri Permata
32112 Industri Barang Perhiasan dari Logam Mulia untuk Keperluan Pribadi
32113 Industri Barang Perhiasan dari Logam Mulia Bukan untuk Keperluan Pribadi
32114 Industri Barang dari Logam Mulia untuk Keperluan Teknik dan atau Laboratorium
32115 Industri Perhiasan Mutiara
32119 Industri Barang Lainnya dari Logam Mulia
32120 Industri Perhiasan Imitasi dan Barang Sejenis
32201 Industri Alat Musik Tradisional
32202 Industri Alat Musik Bukan Tradisional
32300 Industri Alat Olahraga
32401 Industri Alat Permainan
32402 Industri Mainan Anak-Anak
32501 Industri Furnitur untuk Operasi, Perawatan Kedokteran dan Kedokteran Gigi
32502 Industri Peralatan Kedokteran dan Kedokteran Gigi, Perlengkapan Orthopaedic dan Prosthetic
32503 Industri Kaca Mata
32509 Industri Peralatan Kedokteran dan Kedokteran Gigi Serta Perlengkapan Lainnya
32901 Industri Alat Tulis dan Gambar Termasuk Perlengkapannya
32902 Industri Pita Mesin Tulis/Gambar
32903 Industri Kerajinan YTDL
32904 Industri Peralatan untuk Pelindung Keselamatan
32905 Industri Serat Sabut Kelapa
32906 Industri Produksi Radioisotop
32907 Industri Fabrikasi Elemen Bakar Uranium
32909 Industri Pengolahan Lainnya YTDL
33111 Reparasi Produk Logam Siap Pasang untuk Bangunan, Tangki, Tandon Air dan Generator Uap
33112 Reparasi Produk Senjata dan Amunisi
33119 Reparasi Produk Logam Pabrikasi Lainnya
33121 Reparasi Mesin untuk Keperluan Umum
33122 Reparasi Mesin untuk Keperluan Khusus
33131 Reparasi Alat Ukur, Alat Uji dan Peralatan Navigasi dan Pengontrol
33132 Reparasi Peralatan Iradiasi, Elektromedis dan Elektroterapi
33133 Reparasi Peralatan Fotografi dan Optik
33141 Reparasi Motor Listrik, Generator dan Transformator
33142 Reparasi Baterai dan Akumulator Listrik
33149 Reparasi Peralatan Listrik Lainnya
33151 Reparasi Kapal, Perahu dan Bangunan Terapung
33152 Reparasi Lokomotif dan Gerbong Kereta
33153 Reparasi Pesawat Terbang
33159 Reparasi Alat Angkutan Lainnya, Bukan Kendaraan Bermotor
33190 Reparasi Peralatan Lainnya
33200 Instalasi/Pemasangan Mesin dan Peralatan Industri
35111 Pembangkitan Tenaga Listrik
35112 Transmisi Tenaga Listrik
35113 Distribusi Tenaga Listrik
35114 Penjualan Tenaga Listrik
35115 Pembangkit, Transmisi, Distribusi dan Penjualan Tenaga Listrik dalam Satu Kesatuan Usaha
35116 Pembangkit, Transmisi, dan Penjualan Tenaga Listrik dalam Satu Kesatuan Usaha
35117 Pembangkit, Distribusi, dan Penjualan Tenaga Listrik dalam Satu Kesatuan Usaha
35118 Distribusi, dan Penjualan Tenaga Listrik dalam Satu Kesatuan Usaha
35121 Pengoperasian Instalasi Penyediaan Tenaga Listrik
35122 Pengoperasian Instalasi Pemanfaatan Tenaga Listrik
35129 Aktivitas Penunjang Tenaga Listrik Lainnya
35201 Pengadaan Gas Alam dan Buatan
35202 Distribusi Gas Alam dan Buatan
35203 Pengadaan Gas Bio
35301 Pengadaan Uap/Air Panas dan Udara Dingin
35302 Produksi Es
36001 Penampungan, Penjernihan dan Penyaluran Air Minum
36002 Penampungan dan Penyaluran Air Baku
36003 Aktivitas Penunjang Treatment Air
37011 Pengumpulan Air Limbah Tidak Berbahaya
37012 Pengumpulan Air Limbah Berbahaya
37021 Treatment dan Pembuangan Air Limbah Tidak Berbahaya
37022 Treatment dan Pembuangan Air Limbah Berbahaya
38110 Pengumpulan Limbah dan Sampah Tidak Berbahaya
38120 Pengumpulan Limbah Berbahaya
38211 Treatment dan Pembuangan Limbah dan Sampah Tidak Berbahaya
38212 Produksi Kompos Sampah Organik
38220 Treatment dan Pembuangan Limbah Berbahaya
38301 Pemulihan Material Barang Logam
38302 Pemulihan Material Barang Bukan Logam
39000 Aktivitas Remediasi dan Pengelolaan Limbah dan Sampah Lainnya
41011 Konstruksi Gedung Hunian
41012 Konstruksi Gedung Perkantoran
41013 Konstruksi Gedung Industri
41014 Konstruksi Gedung Perbelanjaan
41015 Konstruksi Gedung Kesehatan
41016 Konstruksi Gedung Pendidikan
41017 Konstruksi Gedung Penginapan
41018 Konstruksi Gedung Tempat Hiburan dan Olahraga
41019 Konstruksi Gedung Lainnya
41020 Jasa Pekerjaan Konstruksi Prapabrikasi Bangunan Gedung
42101 Konstruksi Bangunan Sipil Jalan
42102 Konstruksi Bangunan Sipil Jembatan, Jalan Layang, Fly Over, dan Underpass
42103 Konstruksi Jalan Rel
42104 Konstruksi Terowongan
42201 Konstruksi Jaringan Irigasi dan Drainase
42202 Konstruksi Bangunan Sipil Pengolahan Air Bersih
42203 Konstruksi Bangunan Sipil Prasarana dan Sarana Sistem Pengolahan Limbah Padat, Cair, dan Gas
42204 Konstruksi Bangunan Sipil Elektrikal
42205 Konstruksi Bangunan Sipil Telekomunikasi untuk Prasarana Transportasi
42206 Konstruksi Sentral Telekomunikasi
42207 Pembuatan/Pengeboran Sumur Air Tanah
42209 Konstruksi Jaringan Irigasi, Komunikasi, dan Limbah Lainnya
42911 Konstruksi Bangunan Prasarana Sumber Daya Air
42912 Konstruksi Bangunan Pelabuhan Bukan Perikanan
42913 Konstruksi Bangunan Pelabuhan Perikanan
42914 Pengerukan
42915 Konstruksi Bangunan Sipil Minyak dan Gas Bumi
42916 Konstruksi Bangunan Sipil Pertambangan
42917 Konstruksi Bangunan Sipil Panas Bumi
42918 Konstruksi Bangunan Sipil Fasilitas Olah Raga
42919 Konstruksi Bangunan Sipil Lainnya YTDL
42921 Konstruksi Reservoir Pembangkit Listrik Tenaga Air
42922 Jasa Pekerjaan Konstruksi Pelindung Pantai
42923 Konstruksi Bangunan Sipil Fasilitas Pengolahan Produk Kimia, Petrokimia, Farmasi, dan Industri Lainnya
42924 Konstruksi Bangunan Sipil Fasilitas Militer dan Peluncuran Satelit
42929 Konstruksi Khusus Bangunan Sipil Lainnya YTDL
42930 Jasa Pekerjaan Konstruksi Prapabrikasi Bangunan Sipil
43110 Pembongkaran
43120 Penyiapan Lahan
43211 Instalasi Listrik
43212 Instalasi Telekomunikasi
43213 Instalasi Elektronika
43214 Jasa Instalasi Konstruksi Navigasi Laut, Sungai, dan Udara
43215 Instalasi Sinyal dan Telekomunikasi Kereta Api
43216 Instalasi Sinyal dan Rambu-Rambu Jalan Raya
43221 Instalasi Saluran Air (Plambing)
43222 Instalasi Pemanas dan Geotermal
43223 Instalasi Minyak dan Gas
43224 Instalasi Pendingin dan Ventilasi Udara
43291 Instalasi Mekanikal
43292 Instalasi Meteorologi, Klimatologi dan Geofisika
43293 Instalasi Fasilitas Sumber Radiasi Pengion
43294 Instalasi Nuklir
43299 Instalasi Konstruksi Lainnya YTDL
43301 Pengerjaan Pemasangan Kaca dan Alumunium
43302 Pengerjaan Lantai, Dinding, Peralatan Saniter dan Plafon
43303 Pengecatan
43304 Dekorasi Interior
43305 Dekorasi Eksterior
43309 Penyelesaian Konstruksi Bangunan Lainnya
43901 Pemasangan Pondasi dan Tiang Pancang
43902 Pemasangan Perancah (Steiger)
43903 Pemasangan Rangka dan Atap/Roof Covering
43904 Pemasangan Kerangka Baja
43905 Penyewaan Alat Konstruksi dengan Operator
43909 Konstruksi Khusus Lainnya YTDL
45101 Perdagangan Besar Mobil Baru
45102 Perdagangan Besar Mobil Bekas
45103 Perdagangan Eceran Mobil Baru
45104 Perdagangan Eceran Mobil Bekas
45201 Reparasi Mobil
45202 Pencucian dan Salon Mobil
45301 Perdagangan Besar Suku Cadang dan Aksesori Mobil
45302 Perdagangan Eceran Suku Cadang dan Aksesori Mobil
45401 Perdagangan Besar Sepeda Motor Baru
45402 Perdagangan Besar Sepeda Motor Bekas
45403 Perdagangan Eceran Sepeda Motor Baru
45404 Perdagangan Eceran Sepeda Motor Bekas
45405 Perdagangan Besar Suku Cadang Sepeda Motor dan Aksesorinya
45406 Perdagangan Eceran Suku Cadang Sepeda Motor dan Aksesorinya
45407 Reparasi dan Perawatan Sepeda Motor
46100 Perdagangan Besar Atas Dasar Balas Jasa (Fee) atau Kontrak
46201 Perdagangan Besar Padi dan Palawija
46202 Perdagangan Besar Buah yang Mengandung Minyak
46203 Perdagangan Besar Bunga dan Tanaman Hias
46204 Perdagangan Besar Tembakau Rajangan
46205 Perdagangan Besar Binatang Hidup
46206 Perdagangan Besar Hasil Perikanan
46207 Perdagangan Besar Hasil Kehutanan dan Perburuan
46208 Perdagangan Besar Kulit dan Kulit Jangat
46209 Perdagangan Besar Hasil Pertanian dan Hewan Hidup Lainnya
46311 Perdagangan Besar Beras
46312 Perdagangan Besar Buah-Buahan
46313 Perdagangan Besar Sayuran
46314 Perdagangan Besar Kopi, Teh dan Kakao
46315 Perdagangan Besar Minyak dan Lemak Nabati
46319 Perdagangan Besar Bahan Makanan dan Minuman Hasil Pertanian Lainnya
46321 Perdagangan Besar Daging Sapi dan Daging Sapi Olahan
46322 Perdagangan Besar Daging Ayam dan Daging Ayam Olahan
46323 Perdagangan Besar Daging dan Daging Olahan Lainnya
46324 Perdagangan Besar Hasil Olahan Perikanan
46325 Perdagangan Besar Telur dan Hasil Olahan Telur
46326 Perdagangan Besar Susu dan Produk Susu
46327 Perdagangan Besar Minyak dan Lemak Hewani
46329 Perdagangan Besar Bahan Makanan dan Minuman Hasil Peternakan dan Perikanan Lainnya
46331 Perdagangan Besar Gula, Coklat dan Kembang Gula
46332 Perdagangan Besar Produk Roti
46333 Perdagangan Besar Minuman Beralkohol
46334 Perdagangan Besar Minuman Non Alkohol Bukan Susu
46335 Perdagangan Besar Rokok dan Tembakau
46339 Perdagangan Besar Makanan dan Minuman Lainnya
46411 Perdagangan Besar Tekstil
46412 Perdagangan Besar Pakaian
46413 Perdagangan Besar Alas Kaki
46414 Perdagangan Besar Barang Lainnya dari Tekstil
46419 Perdagangan Besar Tekstil, Pakaian dan Alas Kaki Lainnya
46421 Perdagangan Besar Alat Tulis dan Gambar
46422 Perdagangan Besar Barang Percetakan dan Penerbitan dalam Berbagai Bentuk
46430 Perdagangan Besar Alat Fotografi dan Barang Optik
46441 Perdagangan Besar Obat Farmasi untuk Manusia
46442 Perdagangan Besar Obat Tradisional untuk Manusia
46443 Perdagangan Besar Kosmetik untuk Manusia
46444 Perdagangan Besar Obat Farmasi untuk Hewan
46445 Perdagangan Besar Obat Tradisional untuk Hewan
46446 Perdagangan Besar Kosmetik untuk Hewan
46447 Perdagangan Besar Bahan Farmasi untuk Manusia dan Hewan
46448 Perdagangan Besar Bahan Baku Obat Tradisional untuk Manusia dan Hewan
46491 Perdagangan Besar Peralatan dan Perlengkapan Rumah Tangga
46492 Perdagangan Besar Alat Olahraga
46493 Perdagangan Besar Alat Musik
46494 Perdagangan Besar Perhiasan dan Jam
46495 Perdagangan Besar Alat Permainan dan Mainan Anak-Anak
46499 Perdagangan Besar Berbagai Barang dan Perlengkapan Rumah Tangga Lainnya YTDL
46511 Perdagangan Besar Komputer dan Perlengkapan Komputer
46512 Perdagangan Besar Piranti Lunak
46521 Perdagangan Besar Suku Cadang Elektronik
46522 Perdagangan Besar Disket, Flash Drive, Pita Audio dan Video, CD dan DVD Kosong
46523 Perdagangan Besar Peralatan Telekomunikasi
46530 Perdagangan Besar Mesin, Peralatan dan Perlengkapan Pertanian
46591 Perdagangan Besar Mesin Kantor dan Industri Pengolahan, Suku Cadang dan Perlengkapannya
46592 Perdagangan Besar Alat Transportasi Laut, Suku Cadang dan Perlengkapannya
46593 Perdagangan Besar Alat Transportasi Darat (Bukan Mobil, Sepeda Motor, dan Sejenisnya), Suku Cadang dan Perlengkapannya
46594 Perdagangan Besar Alat Transportasi Udara, Suku Cadang dan Perlengkapannya
46599 Perdagangan Besar Mesin, Peralatan dan Perlengkapan Lainnya
46610 Perdagangan Besar Bahan Bakar Padat, Cair dan Gas dan Produk YBDI
46620 Perdagangan Besar Logam dan Bijih Logam
46631 Perdagangan Besar Barang Logam untuk Bahan Konstruksi
46632 Perdagangan Besar Kaca
46633 Perdagangan Besar Genteng, Batu Bata, Ubin dan Sejenisnya dari Tanah Liat, Kapur, Semen atau Kaca
46634 Perdagangan Besar Semen, Kapur, Pasir dan Batu
46635 Perdagangan Besar Bahan Konstruksi dari Porselen
46636 Perdagangan Besar Bahan Konstruksi dari Kayu
46637 Perdagangan Besar Cat
46638 Perdagangan Besar Berbagai Macam Material Bangunan
46639 Perdagangan Besar Bahan Konstruksi Lainnya
46641 Perdagangan Besar Mineral Bukan Logam
46642 Perdagangan Besar Mineral Radioaktif
46643 Perdagangan Besar Zat Radioaktif dan Pembangkit Radiasi Pengion
46651 Perdagangan Besar Bahan dan Barang Kimia
46652 Perdagangan Besar Pupuk dan Produk Agrokimia
46653 Perdagangan Besar Bahan Berbahaya (B2)
46654 Perdagangan Besar Bahan Berbahaya dan Beracun (B3)
46691 Perdagangan Besar Alat Laboratorium, Alat Farmasi dan Alat Kedokteran untuk Manusia
46692 Perdagangan Besar Alat Laboratorium, Alat Farmasi dan Alat Kedokteran untuk Hewan
46693 Perdagangan Besar Karet dan Plastik dalam Bentuk Dasar
46694 Perdagangan Besar Kertas dan Karton
46695 Perdagangan Besar Barang dari Kertas dan Karton
46696 Perdagangan Besar Barang Bekas dan Sisa-Sisa Tak Terpakai (Scrap)
46699 Perdagangan Besar Produk Lainnya YTDL
46900 Perdagangan Besar Berbagai Macam Barang
47111 Perdagangan Eceran Berbagai Macam Barang yang Utamanya Makanan, Minuman atau Tembakau di Minimarket/Supermarket/Hypermarket
47112 Perdagangan Eceran Berbagai Macam Barang yang Utamanya Makanan, Minuman atau Tembakau Bukan di Minimarket/Supermarket/Hypermarket (Tradisional)
47191 Perdagangan Eceran Berbagai Macam Barang yang Utamanya Bukan Makanan, Minuman atau Tembakau di Toserba (Department Store)
47192 Perdagangan Eceran Berbagai Macam Barang yang Utamanya Bukan Makanan, Minuman atau Tembakau (Barang-Barang Kelontong) Bukan di Toserba (Department Store)
47211 Perdagangan Eceran Padi dan Palawija
47212 Perdagangan Eceran Buah-Buahan
47213 Perdagangan Eceran Sayuran
47214 Perdagangan Eceran Hasil Peternakan
47215 Perdagangan Eceran Hasil Perikanan
47216 Perdagangan Eceran Hasil Kehutanan dan Perburuan
47219 Perdagangan Eceran Hasil Pertanian Lainnya
47221 Perdagangan Eceran Minuman Beralkohol
47222 Perdagangan Eceran Minuman Tidak Beralkohol
47230 Perdagangan Eceran Khusus Rokok dan Tembakau di Toko
47241 Perdagangan Eceran Beras
47242 Perdagangan Eceran Roti, Kue Kering, serta Kue Basah dan Sejenisnya
47243 Perdagangan Eceran Kopi, Gula Pasir dan Gula Merah
47244 Perdagangan Eceran Tahu, Tempe, Tauco dan Oncom
47245 Perdagangan Eceran Daging dan Ikan Olahan
47249 Perdagangan Eceran Makanan Lainnya
47301 Perdagangan Eceran Bahan Bakar Minyak, Bahan Bakar Gas (BBG), dan Liquefied Petroleum Gas (LPG) di Sarana Pengisian Bahan Bakar Transportasi Darat, Laut, dan Udara
47302 Perdagangan Eceran Bahan Bakar Minyak, Bahan Bakar Gas (BBG), dan Liquefied Petroleum Gas (LPG) Selain di Sarana Pengisian Bahan Bakar Transportasi Darat, Laut, dan Udara
47303 Perdagangan Eceran Minyak Pelumas di Toko
47411 Perdagangan Eceran Komputer dan Perlengkapannya
47412 Perdagangan Eceran Peralatan Video Game dan Sejenisnya
47413 Perdagangan Eceran Piranti Lunak (Software)
47414 Perdagangan Eceran Alat Telekomunikasi
47415 Perdagangan Eceran Mesin Kantor
47420 Perdagangan Eceran Khusus Peralatan Audio dan Video di Toko
47511 Perdagangan Eceran Tekstil
47512 Perdagangan Eceran Perlengkapan Rumah Tangga dari Tekstil
47513 Perdagangan Eceran Perlengkapan Jahit Menjahit
47521 Perdagangan Eceran Barang Logam untuk Bahan Konstruksi
47522 Perdagangan Eceran Kaca
47523 Perdagangan Eceran Genteng, Batu Bata, Ubin dan Sejenisnya dari Tanah Liat, Kapur, Semen atau Kaca
47524 Perdagangan Eceran Semen, Kapur, Pasir dan Batu
47525 Perdagangan Eceran Bahan Konstruksi dari Porselen
47526 Perdagangan Eceran Bahan Konstruksi dari Kayu
47527 Perdagangan Eceran Cat, Pernis dan Lak
47528 Perdagangan Eceran Berbagai Macam Material Bangunan
47529 Perdagangan Eceran Bahan dan Barang Konstruksi Lainnya
47530 Perdagangan Eceran Khusus Karpet, Permadani dan Penutup Dinding dan Lantai di Toko
47591 Perdagangan Eceran Furnitur
47592 Perdagangan Eceran Peralatan Listrik Rumah Tangga dan Peralatan Penerangan dan Perlengkapannya
47593 Perdagangan Eceran Barang Pecah Belah dan Perlengkapan Dapur dari Plastik
47594 Perdagangan Eceran Barang Pecah Belah dan Perlengkapan Dapur dari Batu atau Tanah Liat
47595 Perdagangan Eceran Barang Pecah Belah dan Perlengkapan Dapur dari Kayu, Bambu atau Rotan
47596 Perdagangan Eceran Barang Pecah Belah dan Perlengkapan Dapur Bukan dari Plastik, Batu, Tanah Liat, Kayu, Bambu atau Rotan
47597 Perdagangan Eceran Alat Musik
47599 Perdagangan Eceran Peralatan dan Perlengkapan Rumah Tangga Lainnya YTDL
47611 Perdagangan Eceran Alat Tulis Menulis dan Gambar
47612 Perdagangan Eceran Hasil Pencetakan dan Penerbitan
47620 Perdagangan Eceran Khusus Rekaman Musik dan Video di Toko
47630 Perdagangan Eceran Khusus Peralatan Olahraga di Toko
47640 Perdagangan Eceran Khusus Alat Permainan dan Mainan Anak-Anak di Toko
47650 Perdagangan Eceran Kertas, Kertas Karton dan Barang dari Kertas/Karton
47711 Perdagangan Eceran Pakaian
47712 Perdagangan Eceran Sepatu, Sandal dan Alas Kaki Lainnya
47713 Perdagangan Eceran Pelengkap Pakaian
47714 Perdagangan Eceran Tas, Dompet, Koper, Ransel dan Sejenisnya
47721 Perdagangan Eceran Barang dan Obat Farmasi untuk Manusia di Apotik
47722 Perdagangan Eceran Barang dan Obat Farmasi untuk Manusia Bukan di Apotik
47723 Perdagangan Eceran Obat Tradisional untuk Manusia
47724 Perdagangan Eceran Kosmetik untuk Manusia
47725 Perdagangan Eceran Alat Laboratorium, Alat Farmasi dan Alat Kesehatan untuk Manusia
47726 Perdagangan Eceran Barang dan Obat Farmasi untuk Hewan di Apotik dan Bukan di Apotik
47727 Perdagangan Eceran Obat Tradisional untuk Hewan
47728 Perdagangan Eceran Kosmetik untuk Hewan
47729 Perdagangan Eceran Khusus Barang dan Obat Farmasi, Alat Kedokteran, Parfum dan Kosmetik Lainnya
47731 Perdagangan Eceran Alat Fotografi dan Perlengkapannya
47732 Perdagangan Eceran Alat Optik dan Perlengkapannya
47733 Perdagangan Eceran Kaca Mata
47734 Perdagangan Eceran Jam
47735 Perdagangan Eceran Barang Perhiasan
47736 Perdagangan Eceran Perlengkapan Pengendara Kendaraan Bermotor
47737 Perdagangan Eceran Pembungkus dari Plastik
47739 Perdagangan Eceran Khusus Barang Baru Lainnya YTDL
47741 Perdagangan Eceran Barang Bekas Perlengkapan Rumah Tangga
47742 Perdagangan Eceran Pakaian, Alas Kaki dan Pelengkap Pakaian Bekas
47743 Perdagangan Eceran Barang Perlengkapan Pribadi Bekas
47744 Perdagangan Eceran Barang Listrik dan Elektronik Bekas
47745 Perdagangan Eceran Bahan Konstruksi dan Sanitasi Bekas
47746 Perdagangan Eceran Barang Antik
47749 Perdagangan Eceran Barang Bekas Lainnya
47751 Perdagangan Eceran Hewan Piaraan (Pet Animals)
47752 Perdagangan Eceran Hewan Ternak
47753 Perdagangan Eceran Ikan Hias
47754 Perdagangan Eceran Pakan Ternak/Unggas/Ikan dan Hewan Piaraan
47761 Perdagangan Eceran Bunga Potong/Florist
47762 Perdagangan Eceran Tanaman dan Bibit Tanaman
47763 Perdagangan Eceran Pupuk dan Pemberantas Hama
47764 Perdagangan Eceran Perlengkapan dan Media Tanaman Hias
47771 Perdagangan Eceran Minyak Tanah
47772 Perdagangan Eceran Gas Elpiji
47773 Perdagangan Eceran Bahan Kimia
47774 Perdagangan Eceran Aromatik/Penyegar (Minyak Atsiri)
47779 Perdagangan Eceran Bahan Kimia, dan Aromatik/Penyegar (Minyak Atsiri), dan Bahan Bakar Bukan Bahan Bakar untuk Kendaraan Bermotor Lainnya
47781 Perdagangan Eceran Barang Kerajinan dari Kayu, Bambu, Rotan, Pandan, Rumput dan Sejenisnya
47782 Perdagangan Eceran Barang Kerajinan dari Kulit, Tulang, Tanduk, Gading, Bulu dan Binatang/Hewan yang Diawetkan
47783 Perdagangan Eceran Barang Kerajinan dari Logam
47784 Perdagangan Eceran Barang Kerajinan dari Keramik
47785 Perdagangan Eceran Lukisan
47789 Perdagangan Eceran Barang Kerajinan dan Lukisan Lainnya
47791 Perdagangan Eceran Mesin Pertanian dan Perlengkapannya
47792 Perdagangan Eceran Mesin Jahit dan Perlengkapannya
47793 Perdagangan Eceran Mesin Lainnya dan Perlengkapannya
47794 Perdagangan Eceran Alat Transportasi Darat Tidak Bermotor dan Perlengkapannya
47795 Perdagangan Eceran Alat Transportasi Air dan Perlengkapannya
47796 Perdagangan Eceran Alat-Alat Pertanian
47797 Perdagangan Eceran Alat-Alat Pertukangan
47811 Perdagangan Eceran Kaki Lima dan Los Pasar Komoditi Padi dan Palawija
47812 Perdagangan Eceran Kaki Lima dan Los Pasar Komoditi Buah-Buahan
47813 Perdagangan Eceran Kaki Lima dan Los Pasar Komoditi Sayur-Sayuran
47814 Perdagangan Eceran Kaki Lima dan Los Pasar Komoditi Hasil Peternakan
47815 Perdagangan Eceran Kaki Lima dan Los Pasar Komoditi Hasil Perikanan
47816 Perdagangan Eceran Kaki Lima dan Los Pasar Komoditi Hasil Kehutanan dan Perburuan
47819 Perdagangan Eceran Kaki Lima dan Los Pasar Komoditi Tanaman Hias dan Hasil Pertanian Lainnya
47821 Perdagangan Eceran Kaki Lima dan Los Pasar Beras
47822 Perdagangan Eceran Kaki Lima dan Los Pasar Roti, Kue Kering, Kue Basah dan Sejenisnya
47823 Perdagangan Eceran Kaki Lima dan Los Pasar Kopi, Gula Pasir, Gula Merah dan Sejenisnya
47824 Perdagangan Eceran Kaki Lima dan Los Pasar Tahu, Tempe, Tauco dan Oncom
47825 Perdagangan Eceran Kaki Lima dan Los Pasar Daging Olahan dan Ikan Olahan
47826 Perdagangan Eceran Kaki Lima dan Los Pasar Minuman
47827 Perdagangan Eceran Kaki Lima dan Los Pasar Rokok dan Tembakau
47828 Perdagangan Eceran Kaki Lima dan Los Pasar Pakan Ternak, Pakan Unggas dan Pakan Ikan
47829 Perdagangan Eceran Kaki Lima dan Los Pasar Komoditi Makanan dan Minuman YTDL
47831 Perdagangan Eceran Kaki Lima dan Los Pasar Tekstil
47832 Perdagangan Eceran Kaki Lima dan Los Pasar Pakaian
47833 Perdagangan Eceran Kaki Lima dan Los Pasar Sepatu, Sandal dan Alas Kaki Lainnya
47834 Perdagangan Eceran Kaki Lima dan Los Pasar Pelengkap Pakaian dan Benang
47841 Perdagangan Eceran Kaki Lima dan Los Pasar Bahan Kimia
47842 Perdagangan Eceran Kaki Lima dan Los Pasar Farmasi
47843 Perdagangan Eceran Kaki Lima dan Los Pasar Obat Tradisional
47844 Perdagangan Eceran Kaki Lima dan Los Pasar Kosmetik
47845 Perdagangan Eceran Kaki Lima dan Los Pasar Pupuk dan Pemberantas Hama
47846 Perdagangan Eceran Kaki Lima dan Los Pasar Aromatik/Penyegar (Minyak Atsiri)
47849 Perdagangan Eceran Kaki Lima dan Los Pasar Bahan Kimia, Farmasi, Kosmetik dan Alat Laboratorium dan YBDI YTDL
47851 Perdagangan Eceran Kaki Lima dan Los Pasar Kaca Mata
47852 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Perhiasan
47853 Perdagangan Eceran Kaki Lima dan Los Pasar Jam
47854 Perdagangan Eceran Kaki Lima dan Los Pasar Tas, Dompet, Koper, Ransel dan Sejenisnya
47855 Perdagangan Eceran Kaki Lima dan Los Pasar Perlengkapan Pengendara Sepeda Motor
47859 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Keperluan Pribadi Lainnya
47861 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Elektronik
47862 Perdagangan Eceran Kaki Lima dan Los Pasar Alat dan Perlengkapan Listrik
47863 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Pecah Belah dan Perlengkapan Dapur dari Plastik/Melamin
47864 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Pecah Belah dan Perlengkapan Dapur dari Batu atau Tanah Liat
47865 Perdagangan Eceran Kaki Lima dan Los Pasar Barang dan Perlengkapan Dapur dari Kayu, Bambu atau Rotan
47866 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Pecah Belah dan Perlengkapan Dapur Bukan dari Plastik, Batu, Tanah Liat, Kayu, Bambu atau Rotan
47867 Perdagangan Eceran Kaki Lima dan Los Pasar Alat Kebersihan
47869 Perdagangan Eceran Kaki Lima dan Los Pasar Perlengkapan Rumah Tangga Lainnya
47871 Perdagangan Eceran Kaki Lima dan Los Pasar Kertas, Karton dan Barang dari Kertas
47872 Perdagangan Eceran Kaki Lima dan Los Pasar Alat Tulis Menulis dan Gambar
47873 Perdagangan Eceran Kaki Lima dan Los Pasar Hasil Pencetakan dan Penerbitan
47874 Perdagangan Eceran Kaki Lima dan Los Pasar Alat Olahraga dan Alat Musik
47875 Perdagangan Eceran Kaki Lima dan Los Pasar Alat Fotografi, Alat Optik dan Perlengkapannya
47876 Perdagangan Eceran Kaki Lima dan Los Pasar Mesin Kantor
47877 Perdagangan Eceran Kaki Lima dan Los Pasar Peralatan Telekomunikasi
47879 Perdagangan Eceran Kaki Lima dan Los Pasar Campuran Kertas, Karton, Barang dari Kertas, Alat Tulis-Menulis, Alat Gambar, Hasil Pencetakan, Penerbitan dan Lainnya
47881 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Kerajinan
47882 Perdagangan Eceran Kaki Lima dan Los Pasar Mainan Anak-Anak
47883 Perdagangan Eceran Kaki Lima dan Los Pasar Lukisan
47891 Perdagangan Eceran Kaki Lima dan Los Pasar Hewan Hidup
47892 Perdagangan Eceran Kaki Lima dan Los Pasar Bahan Bakar Minyak, Gas, Minyak Pelumas dan Bahan Bakar Lainnya
47893 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Antik
47894 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Bekas Perlengkapan Rumah Tangga
47895 Perdagangan Eceran Kaki Lima dan Los Pasar Pakaian, Alas Kaki, Perlengkapan Pakaian dan Barang Perlengkapan Pribadi Bekas
47896 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Listrik dan Elektronik Bekas
47897 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Bekas Campuran
47899 Perdagangan Eceran Kaki Lima dan Los Pasar Barang Lainnya
47911 Perdagangan Eceran Melalui Media untuk Komoditi Makanan, Minuman, Tembakau, Kimia, Farmasi, Kosmetik dan Alat Laboratorium
47912 Perdagangan Eceran Melalui Media untuk Komoditi Tekstil, Pakaian, Alas Kaki dan Barang Keperluan Pribadi
47913 Perdagangan Eceran Melalui Media untuk Barang Perlengkapan Rumah Tangga dan Perlengkapan Dapur
47914 Perdagangan Eceran Melalui Media untuk Barang Campuran Sebagaimana Tersebut dalam 47911 s.d. 47913
47919 Perdagangan Eceran Melalui Media untuk Berbagai Macam Barang Lainnya
47920 Perdagangan Eceran Atas Dasar Balas Jasa (Fee) atau Kontrak
47991 Perdagangan Eceran Keliling Komoditi Makanan dari Hasil Pertanian
47992 Perdagangan Eceran Keliling Komoditi Makanan, Minuman atau Tembakau Hasil Industri Pengolahan
47993 Perdagangan Eceran Keliling Bahan Kimia, Farmasi, Kosmetik dan Alat Laboratorium
47994 Perdagangan Eceran Keliling Tekstil, Pakaian, Alas Kaki dan Barang Keperluan Pribadi
47995 Perdagangan Eceran Keliling Perlengkapan Rumah Tangga dan Perlengkapan Dapur
47996 Perdagangan Eceran Keliling Bahan Bakar dan Minyak Pelumas
47997 Perdagangan Eceran Keliling Kertas, Barang dari Kertas, Alat Tulis, Barang Cetakan, Alat Olahraga, Alat Musik, Alat Fotografi dan Komputer
47998 Perdagangan Eceran Keliling Barang Kerajinan, Mainan Anak-Anak dan Lukisan
47999 Perdagangan Eceran Bukan di Toko, Kios, Kaki Lima dan Los Pasar Lainnya YTDL
49110 Angkutan Jalan Rel untuk Penumpang
49120 Angkutan Jalan Rel untuk Barang
49211 Angkutan Bus Antarkota Antarprovinsi (AKAP)
49212 Angkutan Bus Perbatasan
49213 Angkutan Bus Antarkota Dalam Provinsi (AKDP)
49214 Angkutan Bus Kota
49215 Angkutan Bus Lintas Batas Negara
49216 Angkutan Bus Khusus
49219 Angkutan Bus dalam Trayek Lainnya
49221 Angkutan Bus Pariwisata
49229 Angkutan Bus Tidak dalam Trayek Lainnya
49300 Angkutan Melalui Saluran Pipa
49411 Angkutan Perbatasan Bukan Bus, dalam Trayek
49412 Angkutan Antarkota Dalam Provinsi (AKDP) Bukan Bus, dalam Trayek
49413 Angkutan Perkotaan Bukan Bus, dalam Trayek
49414 Angkutan Perdesaan Bukan Bus, dalam Trayek
49415 Angkutan Darat Khusus Bukan Bus
49419 Angkutan Darat Bukan Bus untuk Penumpang Lainnya, dalam Trayek
49421 Angkutan Taksi
49422 Angkutan Sewa
49423 Angkutan Tidak Bermotor untuk Penumpang
49424 Angkutan Ojek Motor
49425 Angkutan Darat Wisata
49426 Angkutan Sewa Khusus
49429 Angkutan Darat Lainnya untuk Penumpang
49431 Angkutan Bermotor untuk Barang Umum
49432 Angkutan Bermotor untuk Barang Khusus
49433 Angkutan Tidak Bermotor untuk Barang Umum
49441 Angkutan Jalan Rel Perkotaan
49442 Angkutan Jalan Rel Wisata
49450 Angkutan Jalan Rel Lainnya
50111 Angkutan Laut Dalam Negeri Liner dan Tramper untuk Penumpang
50112 Angkutan Laut Perairan Pelabuhan Dalam Negeri untuk Penumpang
50113 Angkutan Laut Dalam Negeri untuk Wisata
50114 Angkutan Laut Dalam Negeri Perintis untuk Penumpang
50121 Angkutan Laut Luar Negeri Liner dan Tramper untuk Penumpang
50122 Angkutan Laut Luar Negeri untuk Wisata
50131 Angkutan Laut Dalam Negeri untuk Barang Umum
50132 Angkutan Laut Perairan Pelabuhan Dalam Negeri untuk Barang
50133 Angkutan Laut Dalam Negeri untuk Barang Khusus
50134 Angkutan Laut Dalam Negeri Perintis untuk Barang
50135 Angkutan Laut Dalam Negeri Pelayaran Rakyat
50141 Angkutan Laut Luar Negeri untuk Barang Umum
50142 Angkutan Laut Luar Negeri untuk Barang Khusus
50143 Angkutan Laut Luar Negeri Pelayaran Rakyat
50211 Angkutan Sungai dan Danau Liner (Trayek Tetap dan Teratur) untuk Penumpang
50212 Angkutan Sungai dan Danau Tramper (Trayek Tidak Tetap dan Tidak Teratur) untuk Penumpang
50213 Angkutan Sungai dan Danau untuk Wisata dan YBDI
50214 Angkutan Penyeberangan Antarprovinsi untuk Penumpang
50215 Angkutan Penyeberangan Perintis Antarprovinsi untuk Penumpang
50216 Angkutan Penyeberangan Antarkabupaten/Kota untuk Penumpang
50217 Angkutan Penyeberangan Perintis Antarkabupaten/Kota untuk Penumpang
50218 Angkutan Penyeberangan Dalam Kabupaten/Kota untuk Penumpang
50219 Angkutan Penyeberangan Lainnya untuk Penumpang Termasuk Penyeberangan Antarnegara
50221 Angkutan Sungai dan Danau untuk Barang Umum dan/atau Hewan
50222 Angkutan Sungai dan Danau untuk Barang Khusus
50223 Angkutan Sungai dan Danau untuk Barang Berbahaya
50224 Angkutan Penyeberangan Umum Antarprovinsi untuk Barang
50225 Angkutan Penyeberangan Perintis Antarprovinsi untuk Barang
50226 Angkutan Penyeberangan Umum Antarkabupaten/Kota untuk Barang
50227 Angkutan Penyeberangan Perintis Antarkabupaten/Kota untuk Barang
50228 Angkutan Penyeberangan Umum Dalam Kabupaten/Kota untuk Barang
50229 Angkutan Penyeberangan Lainnya untuk Barang Termasuk Penyeberangan Antarnegara
51101 Angkutan Udara Niaga Berjadwal Dalam Negeri untuk Penumpang atau Penumpang dan Kargo
51102 Angkutan Udara Niaga Tidak Berjadwal Dalam Negeri untuk Penumpang atau Penumpang dan Kargo
51103 Angkutan Udara Niaga Berjadwal Luar Negeri untuk Penumpang atau Penumpang dan Kargo
51104 Angkutan Udara Niaga Tidak Berjadwal Luar Negeri untuk Penumpang atau Penumpang dan Kargo
51105 Angkutan Udara Niaga Tidak Berjadwal Lainnya
51106 Angkutan Udara untuk Olahraga
51107 Angkutan Udara untuk Wisata
51108 Angkutan Udara Bukan Niaga
51109 Angkutan Udara untuk Penumpang Lainnya
51201 Angkutan Udara Niaga Berjadwal Dalam Negeri untuk Kargo
51202 Angkutan Udara Niaga Tidak Berjadwal Dalam Negeri untuk Kargo
51203 Angkutan Udara Niaga Berjadwal Luar Negeri untuk Kargo
51204 Angkutan Udara Niaga Tidak Berjadwal Luar Negeri untuk Kargo
52101 Pergudangan dan Penyimpanan
52102 Aktivitas Cold Storage
52103 Aktivitas Bounded Warehousing atau Wilayah Kawasan Berikat
52104 Penyimpanan Minyak dan Gas Bumi
52105 Aktivitas Penyimpanan B3
52106 Fasilitas Penyimpanan Sumber Radiasi Pengion
52107 Penyimpanan yang Termasuk dalam Naturally Occuring Radioactive Material (NORM)
52108 Pengelola Gudang Sistem Resi Gudang
52109 Pergudangan dan Penyimpanan Lainnya
52211 Aktivitas Terminal Darat
52212 Aktivitas Stasiun Kereta Api
52213 Aktivitas Jalan Tol
52214 Aktivitas Perparkiran di Badan Jalan (On Street Parking)
52215 Aktivitas Perparkiran di Luar Badan Jalan (Off Street Parking)
52219 Aktivitas Penunjang Angkutan Darat Lainnya
52221 Aktivitas Pelayanan Kepelabuhanan Laut
52222 Aktivitas Pelayanan Kepelabuhanan Sungai dan Danau
52223 Aktivitas Pelayanan Kepelabuhanan Penyeberangan
52224 Aktivitas Pelabuhan Perikanan
52225 Aktivitas Pengelolaan Kapal
52229 Aktivitas Penunjang Angkutan Perairan Lainnya
52231 Aktivitas Kebandarudaraan
52232 Jasa Pelayanan Navigasi Penerbangan
52240 Penanganan Kargo (Bongkar Muat Barang)
52291 Jasa Pengurusan Transportasi (JPT)
52292 Aktivitas Ekspedisi Muatan Kereta Api dan Ekspedisi Angkutan Darat (EMKA & EAD)
52293 Aktivitas Ekspedisi Muatan Kapal (EMKL)
52294 Aktivitas Ekspedisi Muatan Pesawat Udara (EMPU)
52295 Angkutan Multimoda
52296 Jasa Penunjang Angkutan Udara
52297 Jasa Keagenan Kapal/Agen Perkapalan Perusahaan Pelayaran
52298 Aktivitas Tally Mandiri
52299 Aktivitas Penunjang Angkutan Lainnya YTDL
53100 Aktivitas Pos
53201 Aktivitas Kurir
53202 Aktivitas Agen Kurir
55110 Hotel Bintang
55120 Hotel Melati
55130 Pondok Wisata
55191 Penginapan Remaja (Youth Hostel)
55192 Bumi Perkemahan, Persinggahan Karavan dan Taman Karavan
55193 Vila
55194 Apartemen Hotel
55199 Penyediaan Akomodasi Jangka Pendek Lainnya
55900 Penyediaan Akomodasi Lainnya
56101 Restoran
56102 Rumah/Warung Makan
56103 Kedai Makanan
56104 Penyediaan Makanan Keliling/Tempat Tidak Tetap
56109 Restoran dan Penyediaan Makanan Keliling Lainnya
56210 Jasa Boga untuk Suatu Event Tertentu (Event Catering)
56290 Penyediaan Jasa Boga Periode Tertentu
56301 Bar
56302 Kelab Malam atau Diskotek yang Utamanya Menyediakan Minuman
56303 Rumah Minum/Kafe
56304 Kedai Minuman
56305 Rumah/Kedai Obat Tradisional
56306 Penyediaan Minuman Keliling/Tempat Tidak Tetap
58110 Penerbitan Buku
58120 Penerbitan Direktori dan Mailing List
58130 Penerbitan Surat Kabar, Jurnal dan Buletin atau Majalah
58190 Aktivitas Penerbitan Lainnya
58200 Penerbitan Piranti Lunak (Software)
59111 Aktivitas Produksi Film, Video dan Program Televisi oleh Pemerintah
59112 Aktivitas Produksi Film, Video dan Program Televisi oleh Swasta
59121 Aktivitas Pascaproduksi Film, Video dan Program Televisi oleh Pemerintah
59122 Aktivitas Pascaproduksi Film, Video dan Program Televisi oleh Swasta
59131 Aktivitas Distribusi Film, Video dan Program Televisi oleh Pemerintah
59132 Aktivitas Distribusi Film, Video dan Program Televisi oleh Swasta
59140 Aktivitas Pemutaran Film
59201 Aktivitas Perekaman Suara
59202 Aktivitas Penerbitan Musik dan Buku Musik
60101 Penyiaran Radio oleh Pemerintah
60102 Penyiaran Radio oleh Swasta
60201 Aktivitas Penyiaran dan Pemrograman Televisi oleh Pemerintah
60202 Aktivitas Penyiaran dan Pemrograman Televisi oleh Swasta
61100 Aktivitas Telekomunikasi dengan Kabel
61200 Aktivitas Telekomunikasi Tanpa Kabel
61300 Aktivitas Telekomunikasi Satelit
61911 Jasa Panggilan Premium (Premium Call)
61912 Jasa Konten SMS Premium
61913 Jasa Internet Teleponi untuk Keperluan Publik (ITKP)
61914 Jasa Panggilan Terkelola (Calling Card)
61919 Jasa Nilai Tambah Teleponi Lainnya
61921 Internet Service Provider
61922 Jasa Sistem Komunikasi Data
61923 Jasa Televisi Protokol Internet (IPTV)
61924 Jasa Interkoneksi Internet (NAP)
61929 Jasa Multimedia Lainnya
61991 Aktivitas Telekomunikasi Khusus untuk Penyiaran
61992 Aktivitas Telekomunikasi Khusus untuk Keperluan Sendiri
61993 Aktivitas Telekomunikasi Khusus untuk Keperluan Pertahanan Keamanan
61994 Jasa Jual Kembali Jasa Telekomunikasi
61999 Aktivitas Telekomunikasi Lainnya YTDL
62011 Aktivitas Pengembangan Video Game
62012 Aktivitas Pengembangan Aplikasi Perdagangan Melalui Internet (E-Commerce)
62013 Aktivitas Pemrograman dan Produksi Konten Media Imersif
62014 Aktivitas Pengembangan Teknologi Blockchain
62015 Aktivitas Pemrograman Berbasis Kecerdasan Artifisial
62019 Aktivitas Pemrograman Komputer Lainnya
62021 Aktivitas Konsultasi Keamanan Informasi
62022 Aktivitas Penyediaan Identitas Digital
62023 Aktivitas Penyediaan Sertifikat Elektronik dan Layanan yang Menggunakan Sertifikat Elektronik
62024 Aktivitas Konsultasi dan Perancangan Internet of Things (IoT)
62029 Aktivitas Konsultasi Komputer dan Manajemen Fasilitas Komputer Lainnya
62090 Aktivitas Teknologi Informasi dan Jasa Komputer Lainnya
63111 Aktivitas Pengolahan Data
63112 Aktivitas Hosting dan YBDI
63121 Portal Web dan/atau Platform Digital Tanpa Tujuan Komersial
63122 Portal Web dan/atau Platform Digital dengan Tujuan Komersial
63911 Aktivitas Kantor Berita oleh Pemerintah
63912 Aktivitas Kantor Berita oleh Swasta
63990 Aktivitas Jasa Informasi Lainnya YTDL
64110 Bank Sentral
64121 Bank Umum Konvensional
64122 Bank Umum Syariah
64123 Unit Usaha Syariah Bank Umum
64131 Bank Perkreditan Rakyat
64132 Bank Pembiayaan Rakyat Syariah
64141 Koperasi Simpan Pinjam Primer (KSP Primer)
64142 Unit Simpan Pinjam Koperasi Primer (USP Koperasi Primer)
64143 Koperasi Simpan Pinjam Sekunder (KSP Sekunder)
64144 Unit Simpan Pinjam Koperasi Sekunder (USP Koperasi Sekunder)
64145 Koperasi Simpan Pinjam dan Pembiayaan Syariah Primer (KSPPS Primer)
64146 Unit Simpan Pinjam dan Pembiayaan Syariah Koperasi Primer (USPPS Koperasi Primer)
64147 Koperasi Simpan Pinjam dan Pembiayaan Syariah Sekunder (KSPPS Sekunder)
64148 Unit Simpan Pinjam dan Pembiayaan Syariah Koperasi Sekunder (USPPS Koperasi Sekunder)
64151 Lembaga Keuangan Mikro Konvensional
64152 Lembaga Keuangan Mikro Syariah
64190 Perantara Moneter Lainnya
64200 Aktivitas Perusahaan Holding
64300 Trust, Pendanaan dan Entitas Keuangan Sejenis
64400 Otoritas Jasa Keuangan (OJK)
64500 Lembaga Penjamin Simpanan (LPS)
64911 Perusahaan Pembiayaan Konvensional
64912 Perusahaan Pembiayaan Syariah
64913 Unit Usaha Syariah Perusahaan Pembiayaan
64921 Pergadaian Konvensional
64922 Pergadaian Syariah
64923 Unit Usaha Syariah Pergadaian
64931 Perusahaan Modal Ventura Konvensional
64932 Perusahaan Modal Ventura Syariah
64933 Unit Usaha Syariah Modal Ventura
64941 Perusahaan Pembiayaan Infrastruktur Konvensional
64942 Perusahaan Pembiayaan Infrastruktur Syariah
64943 Unit Usaha Syariah Perusahaan Pembiayaan Infrastruktur
64951 Layanan Pinjam Meminjam Uang Berbasis Teknologi Informasi (Fintech P2P Lending) Konvensional
64952 Layanan Pinjam Meminjam Uang Berbasis Teknologi Informasi (Fintech P2P Lending) Syariah
64953 Unit Usaha Syariah Layanan Pinjam Meminjam Uang Berbasis Teknologi Informasi (Fintech P2P Lending)
64991 Lembaga Pembiayaan Ekspor Indonesia
64992 Perusahaan Pembiayaan Sekunder Perumahan
64999 Aktivitas Jasa Keuangan Lainnya YTDL, Bukan Asuransi dan Dana Pensiun
65111 Asuransi Jiwa Konvensional
65112 Asuransi Jiwa Syariah
65113 Unit Syariah Asuransi Jiwa
65121 Asuransi Umum Konvensional
65122 Asuransi Umum Syariah
65123 Unit Syariah Asuransi Umum
65131 Perusahaan Penjaminan Konvensional
65132 Perusahaan Penjaminan Syariah
65133 Unit Usaha Syariah Perusahaan Penjaminan
65211 Reasuransi Konvensional
65212 Reasuransi Syariah
65213 Unit Syariah Reasuransi
65221 Perusahaan Penjaminan Ulang Konvensional
65222 Perusahaan Penjaminan Ulang Syariah
65311 Dana Pensiun Pemberi Kerja Konvensional
65312 Dana Pensiun Pemberi Kerja Syariah
65313 Unit Syariah Dana Pensiun Pemberi Kerja
65321 Dana Pensiun Lembaga Keuangan Konvensional
65322 Dana Pensiun Lembaga Keuangan Syariah
66111 Bursa Efek
66112 Lembaga Kliring dan Penjaminan Efek
66113 Lembaga Penyimpanan dan Penyelesaian
66114 Lembaga Penilaian Harga Efek (LPHE)
66115 Penyelenggara Dana Perlindungan Pemodal (PDPP)
66116 Lembaga Pendanaan Efek
66117 Penyelenggara Pasar Alternatif
66118 Penyelenggara Penawaran Efek Melalui Layanan Urun Dana Berbasis Teknologi Informasi (Securities Crowdfunding)
66119 Penyelenggara Infrastruktur Perdagangan di Pasar Modal Lainnya
66121 Bursa Berjangka
66122 Lembaga Kliring dan Penjaminan Berjangka
66123 Bursa Berjangka Penyelenggara Pasar Fisik
66124 Lembaga Kliring dan Penjaminan Berjangka Penyelenggara Pasar Fisik
66131 Penyelenggara Sarana Pelaksanaan Transaksi di Pasar Uang dan Pasar Valuta Asing
66132 Central Counterparty Transaksi Derivatif Suku Bunga dan Nilai Tukar
66139 Penyelenggara Infrastruktur Pasar Uang dan Pasar Valuta Asing Lainnya
66141 Penjamin Emisi Efek (Underwriter)
66142 Perantara Pedagang Efek (Broker Dealer)
66143 Perusahaan Efek Daerah (PED)
66144 Perantara Pedagang Efek untuk Efek Bersifat Utang dan Sukuk (PPE-EBUS)
66145 Agen Perantara Pedagang Efek
66146 Agen Penjual Efek Reksa Dana (APERD)
66147 Gerai Penjualan Efek Reksa Dana
66149 Perusahaan Efek Selain Manajemen Investasi Lainnya
66151 Pedagang Berjangka
66152 Pialang Perdagangan Berjangka
66153 Pedagang Fisik Komoditi
66154 Perantara Perdagangan Fisik Komoditi
66159 Perantara Perdagangan Berjangka Komoditi Lainnya
66160 Kegiatan Penukaran Valuta Asing (Money Changer)
66171 Penyelenggara Sistem Perdagangan Alternatif
66172 Pengelola Sentra Dana Berjangka
66173 Penasihat Berjangka
66174 Pengelola Tempat Penyimpanan Fisik Komoditi
66179 Aktivitas Penunjang Perdagangan Berjangka Komoditi Lainnya
66191 Biro Administrasi Efek
66192 Kustodian (Custodian)
66193 Wali Amanat (Trustee)
66194 Perusahaan Pemeringkat Efek
66195 Ahli Syariah Pasar Modal (ASPM)
66199 Aktivitas Penunjang Jasa Keuangan Lainnya YTDL
66211 Aktivitas Penilai Risiko Asuransi
66212 Aktivitas Penilai Kerugian Asuransi
66221 Aktivitas Agen Asuransi
66222 Aktivitas Pialang Asuransi
66223 Aktivitas Pialang Reasuransi
66224 Aktivitas Agen Penjamin
66225 Aktivitas Broker Penjaminan
66226 Aktivitas Broker Penjaminan Ulang
66291 Aktivitas Konsultan Aktuaria
66292 Aktivitas Pemeringkat Usaha Mikro, Kecil, Menengah dan Koperasi
66299 Aktivitas Penunjang Asuransi, dan Dana Pensiun Lainnya
66311 Manajer Investasi
66312 Manajer Investasi Syariah
66321 Penasihat Investasi Perorangan
66322 Penasihat Investasi Berbentuk Perusahaan
66390 Aktivitas Manajemen Dana Lainnya
66411 Penyedia Jasa Pembayaran (PJP)
66412 Penyelenggara Infrastruktur Sistem Pembayaran (PIP)
66413 Penyelenggara Penunjang Sistem Pembayaran
66420 Penyelenggara Kegiatan Jasa Pengolahan Uang Rupiah
68111 Real Estat yang Dimiliki Sendiri atau Disewa
68112 Penyewaan Venue Penyelenggaraan Aktifitas MICE dan Event Khusus
68120 Kawasan Pariwisata
68130 Kawasan Industri
68200 Real Estat Atas Dasar Balas Jasa (Fee) atau Kontrak
69101 Aktivitas Pengacara
69102 Aktivitas Konsultan Hukum
69103 Aktivitas Konsultan Kekayaan Intelektual
69104 Aktivitas Notaris dan Pejabat Pembuat Akta Tanah
69109 Aktivitas Hukum Lainnya
69201 Aktivitas Akuntansi, Pembukuan dan Pemeriksa
69202 Aktivitas Konsultasi Pajak
70100 Aktivitas Kantor Pusat
70201 Aktivitas Konsultansi Pariwisata
70202 Aktivitas Konsultansi Transportasi
70203 Aktivitas Kehumasan
70204 Aktivitas Konsultansi Manajemen Industri
70209 Aktivitas Konsultasi Manajemen Lainnya
71101 Aktivitas Arsitektur
71102 Aktivitas Keinsinyuran dan Konsultasi Teknis YBDI
71201 Jasa Sertifikasi
71202 Jasa Pengujian Laboratorium
71203 Jasa Inspeksi Periodik
71204 Jasa Inspeksi Teknik Instalasi
71205 Jasa Kalibrasi/Metrologi
71206 Jasa Commissioning Proses Industrial, Quality Assurance (QA), dan Quality Control (QC)
71207 Jasa Klasifikasi Kapal
71208 Aktivitas Pengujian dan atau Kalibrasi Alat Kesehatan dan Inspeksi Sarana Prasarana Kesehatan
71209 Analisis dan Uji Teknis Lainnya
72101 Penelitian dan Pengembangan Ilmu Pengetahuan Alam
72102 Penelitian dan Pengembangan Teknologi dan Rekayasa
72103 Penelitian dan Pengembangan Ilmu Kedokteran
72104 Penelitian dan Pengembangan Bioteknologi
72105 Penelitian dan Pengembangan Ilmu Pertanian, Peternakan, dan Kehutanan
72106 Penelitian dan Pengembangan Ilmu Perikanan dan Kelautan
72107 Penelitian dan Pengembangan Ketenaganukliran
72109 Penelitian dan Pengembangan Ilmu Pengetahuan Alam dan Teknologi Rekayasa Lainnya
72201 Penelitian dan Pengembangan Ilmu Pengetahuan Sosial
72202 Penelitian dan Pengembangan Linguistik dan Sastra
72203 Penelitian dan Pengembangan Agama
72204 Penelitian dan Pengembangan Seni
72205 Penelitian dan Pengembangan Psikologi
72206 Penelitian dan Pengembangan Sejarah/Cagar Budaya
72209 Penelitian dan Pengembangan Ilmu Pengetahuan Sosial dan Humaniora Lainnya
73100 Periklanan
73201 Penelitian Pasar
73202 Jajak Pendapat Masyarakat
74111 Aktivitas Desain Alat Transportasi dan Permesinan
74112 Aktivitas Desain Peralatan Rumah Tangga dan Furnitur
74113 Aktivitas Desain Tekstil, Fashion dan Apparel
74114 Aktivitas Desain Industri Strategis dan Pertahanan
74115 Aktivitas Desain Alat Komunikasi dan Elektronika
74116 Aktivitas Desain Peralatan Olahraga dan Permainan
74117 Aktivitas Desain Produk Kesehatan, Kosmetik dan Perlengkapan Laboratorium
74118 Aktivitas Desain Pengemasan
74119 Aktivitas Desain Industri Lainnya
74120 Aktivitas Desain Interior
74130 Aktivitas Desain Komunikasi Visual/Desain Grafis
74141 Aktivitas Desain Khusus Film, Video, Program TV, Animasi dan Komik
74142 Aktivitas Desain Konten Game
74149 Aktivitas Desain Konten Kreatif Lainnya
74201 Aktivitas Fotografi
74202 Aktivitas Angkutan Udara Khusus Pemotretan, Survei dan Pemetaan
74311 Aktivitas Sertifikasi Profesi Pihak 1
74312 Aktivitas Sertifikasi Profesi Pihak 2
74321 Aktivitas Sertifikasi Profesi Pihak 3
74322 Aktivitas Sertifikasi Personel Independen
74901 Aktivitas Penerjemah atau Interpreter
74902 Aktivitas Konsultasi Bisnis dan Broker Bisnis
74909 Aktivitas Profesional, Ilmiah dan Teknis Lainnya YTDL
75000 Aktivitas Kesehatan Hewan
77100 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Mobil, Bus, Truk dan Sejenisnya
77210 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Alat Rekreasi dan Olahraga
77220 Aktivitas Penyewaan Kaset Video, CD, VCD/DVD dan Sejenisnya
77291 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Alat Pesta
77292 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Barang Keperluan Rumah Tangga dan Pribadi
77293 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Barang Hasil Pencetakan dan Penerbitan
77294 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Bunga dan Tanaman Hias
77295 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Alat Musik
77299 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Barang Keperluan Rumah Tangga dan Pribadi Lainnya YTDL
77311 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Alat Transportasi Darat Bukan Kendaraan Bermotor Roda Empat atau Lebih
77312 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Alat Transportasi Air
77313 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Alat Transportasi Udara
77319 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Alat Transportasi Lainnya
77321 Aktivitas Penyewaan dan Sewa Guna Tanpa Hak Opsi Alat Perekaman Gambar & Editing
77322 Aktivitas Penyewaan dan Sewa Guna Tanpa Hak Opsi Alat Bantu Teknologi Digital
77323 Aktivitas Penyewaan dan Sewa Guna Tanpa Hak Opsi Alat Kebutuhan MICE
77329 Aktivitas Penyewaan dan Sewa Guna Tanpa Hak Opsi Mesin dan Peralatan Industri Kreatif Lainnya
77391 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Mesin dan Peralatan Industri Pengolahan
77392 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Mesin Pertanian dan Peralatannya
77393 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Mesin dan Peralatan Konstruksi dan Teknik Sipil
77394 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Mesin Kantor dan Peralatannya
77395 Aktivitas Penyewaan dan Sewa Guna Tanpa Hak Opsi Mesin Pertambangan dan Energi serta Peralatannya
77399 Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi Mesin, Peralatan dan Barang Berwujud Lainnya YTDL
77400 Sewa Guna Usaha Tanpa Hak Opsi Intelektual Properti, Bukan Karya Hak Cipta
78101 Aktivitas Penyeleksian dan Penempatan Tenaga Kerja Dalam Negeri
78102 Aktivitas Penyeleksian dan Penempatan Tenaga Kerja Luar Negeri
78103 Aktivitas Penempatan Pekerja Rumah Tangga
78104 Aktivitas Penempatan Tenaga Kerja Daring (Job Portal)
78200 Aktivitas Penyediaan Tenaga Kerja Waktu Tertentu
78300 Penyediaan Sumber Daya Manusia dan Manajemen Fungsi Sumber Daya Manusia
78411 Pelatihan Kerja Teknik Pemerintah
78412 Pelatihan Kerja Teknologi Informasi dan Komunikasi Pemerintah
78413 Pelatihan Kerja Industri Kreatif Pemerintah
78414 Pelatihan Kerja Pariwisata dan Perhotelan Pemerintah
78415 Pelatihan Kerja Bisnis dan Manajemen Pemerintah
78416 Pelatihan Kerja Pekerjaan Domestik Pemerintah
78417 Pelatihan Kerja Pertanian dan Perikanan Pemerintah
78419 Pelatihan Kerja Pemerintah Lainnya
78421 Pelatihan Kerja Teknik Swasta
78422 Pelatihan Kerja Teknologi Informasi dan Komunikasi Swasta
78423 Pelatihan Kerja Industri Kreatif Swasta
78424 Pelatihan Kerja Pariwisata dan Perhotelan Swasta
78425 Pelatihan Kerja Bisnis dan Manajemen Swasta
78426 Pelatihan Kerja Pekerjaan Domestik Swasta
78427 Pelatihan Kerja Pertanian dan Perikanan Swasta
78429 Pelatihan Kerja Swasta Lainnya
78431 Pelatihan Kerja Teknik Perusahaan
78432 Pelatihan Kerja Teknologi Informasi dan Komunikasi Perusahaan
78433 Pelatihan Kerja Industri Kreatif Perusahaan
78434 Pelatihan Kerja Pariwisata dan Perhotelan Perusahaan
78435 Pelatihan Kerja Bisnis dan Manajemen Perusahaan
78436 Pelatihan Kerja Pekerjaan Domestik Perusahaan
78437 Pelatihan Kerja Pertanian dan Perikanan Perusahaan
78439 Pelatihan Kerja Perusahaan Lainnya
79111 Aktivitas Agen Perjalanan Wisata
79112 Aktivitas Agen Perjalanan Ibadah Umroh dan Haji Khusus
79119 Aktivitas Agen Perjalanan Lainnya
79121 Aktivitas Biro Perjalanan Wisata
79122 Aktivitas Biro Perjalanan Ibadah Umroh dan Haji Khusus
79129 Aktivitas Biro Perjalanan Lainnya
79911 Jasa Informasi Pariwisata
79912 Jasa Informasi Daya Tarik Wisata
79921 Jasa Pramuwisata
79922 Jasa Interpreter Wisata
79990 Jasa Reservasi Lainnya YBDI YTDL
80100 Aktivitas Keamanan Swasta
80200 Aktivitas Jasa Sistem Keamanan
80300 Aktivitas Penyelidikan
81100 Aktivitas Penyedia Gabungan Jasa Penunjang Fasilitas
81210 Aktivitas Kebersihan Umum Bangunan
81290 Aktivitas Kebersihan Bangunan dan Industri Lainnya
81300 Aktivitas Perawatan dan Pemeliharaan Taman
82110 Aktivitas Penyedia Gabungan Jasa Administrasi Kantor
82190 Aktivitas Fotokopi, Penyiapan Dokumen dan Aktivitas Khusus Penunjang Kantor Lainnya
82200 Aktivitas Call Centre
82301 Jasa Penyelenggara Pertemuan, Perjalanan Insentif, Konferensi dan Pameran (MICE)
82302 Jasa Penyelenggara Event Khusus (Special Event)
82911 Aktivitas Debt Collection
82912 Aktivitas Lembaga Pengelola Informasi Perkreditan
82920 Aktivitas Pengepakan
82990 Aktivitas Jasa Penunjang Usaha Lainnya YTDL
84111 Lembaga Legislatif
84112 Penyelenggaraan Pemerintah Negara dan Kesekretariatan Negara
84113 Lembaga Eksekutif Keuangan, Perpajakan dan Bea Cukai
84114 Lembaga Eksekutif Perencanaan
84115 Lembaga Pemerintah Non Kementerian dengan Tugas Khusus
84119 Kegiatan Administrasi Pemerintahan Lainnya
84121 Administrasi Pelayanan Pemerintah Bidang Pendidikan
84122 Administrasi Pelayanan Pemerintah Bidang Kesehatan
84123 Administrasi Pelayanan Pemerintah Bidang Perumahan
84124 Administrasi Pelayanan Pemerintah Bidang Kesejahteraan Sosial
84125 Administrasi Pelayanan Pemerintah Bidang Keagamaan
84126 Administrasi Pelayanan Pemerintah Bidang Kebudayaan/Kesenian/Rekreasi/Olahraga
84127 Administrasi Pelayanan Pemerintah Bidang Lingkungan Hidup
84129 Administrasi Pelayanan Pemerintah Bidang Sosial Lainnya Bukan Kesehatan, Pendidikan, Keagamaan dan Kebudayaan
84131 Kegiatan Lembaga Pemerintahan Bidang Pertanian
84132 Kegiatan Lembaga Pemerintahan Bidang Pertambangan dan Penggalian, Listrik, Air dan Gas
84133 Kegiatan Lembaga Pemerintahan Bidang Perindustrian
84134 Kegiatan Lembaga Pemerintahan Bidang Komunikasi dan Informatika
84135 Kegiatan Lembaga Pemerintahan Bidang Konstruksi
84136 Kegiatan Lembaga Pemerintahan Bidang Perdagangan dan Pariwisata
84137 Kegiatan Lembaga Pemerintahan Bidang Perhubungan
84138 Kegiatan Lembaga Pemerintahan Bidang Ketenagakerjaan
84139 Kegiatan Lembaga Pemerintahan untuk Menciptakan Efisiensi Produksi dan Bisnis Lainnya
84210 Hubungan Luar Negeri
84221 Lembaga Pertahanan dan Angkatan Bersenjata
84222 Angkatan Darat
84223 Angkatan Udara
84224 Angkatan Laut
84231 Kepolisian
84232 Pertahanan Sipil
84233 Lembaga Peradilan
84234 Badan Nasional Penanggulangan Bencana dan Pemadam Kebakaran
84300 Jaminan Sosial Wajib
85111 Pendidikan Dasar/Ibtidaiyah Pemerintah
85112 Pendidikan Menengah Pertama/Tsanawiyah Pemerintah
85121 Pendidikan Dasar/Ibtidaiyah Swasta
85122 Pendidikan Menengah Pertama/Tsanawiyah Swasta
85131 Pendidikan Taman Kanak-Kanak Pemerintah
85132 Pendidikan Taman Kanak-Kanak Swasta/Raudatul Athfal/Bustanul Athfal
85133 Pendidikan Kelompok Bermain
85134 Pendidikan Taman Penitipan Anak
85135 Pendidikan Taman Kanak-Kanak Luar Biasa
85139 Pendidikan Anak Usia Dini Sejenis Lainnya
85141 Satuan Pendidikan Kerjasama Kelompok Bermain
85142 Satuan Pendidikan Kerjasama Taman Kanak-Kanak
85143 Satuan Pendidikan Kerjasama Pendidikan Dasar
85144 Satuan Pendidikan Kerjasama Pendidikan Menengah Pertama
85151 Satuan Pendidikan Anak Usia Dini/PAUD Al-Quran
85152 Satuan Pendidikan Muadalah/Pendidikan Diniyah Formal Ula
85153 Satuan Pendidikan Muadalah/Pendidikan Diniyah Formal Wustha
85154 Satuan Pendidikan Pesantren Pengkajian Kitab Kuning Ula
85155 Satuan Pendidikan Pesantren Pengkajian Kitab Kuning Wustha
85161 Satuan Pendidikan Keagamaan Anak Usia Dini
85162 Satuan Pendidikan Keagamaan Dasar
85163 Satuan Pendidikan Keagamaan Menengah Pertama
85210 Pendidikan Menengah Atas/Aliyah Pemerintah
85220 Pendidikan Menengah/Aliyah Swasta
85230 Pendidikan Menengah Kejuruan dan Teknis/Aliyah Kejuruan Pemerintah
85240 Pendidikan Menengah Kejuruan/Aliyah Kejuruan Swasta
85251 Satuan Pendidikan Kerjasama Pendidikan Menengah Atas
85252 Satuan Pendidikan Kerjasama Pendidikan Menengah Kejuruan
85261 Satuan Pendidikan Muadalah/Pendidikan Diniyah Formal Ulya
85262 Satuan Pendidikan Pesantren Pengkajian Kitab Kuning Ulya
85263 Satuan Pendidikan Muadalah Wustha dan Ulya Berkesinambungan
85270 Satuan Pendidikan Keagamaan Menengah
85311 Pendidikan Tinggi Akademik Pemerintah
85312 Pendidikan Tinggi Vokasi dan Profesi Pemerintah
85321 Pendidikan Tinggi Akademik Swasta
85322 Pendidikan Tinggi Vokasi dan Profesi Swasta
85331 Pendidikan Tinggi Keagamaan Pemerintah
85332 Pendidikan Tinggi Keagamaan Swasta
85340 Pendidikan Pesantren Tinggi (Mahad Aly)
85410 Jasa Pendidikan Olahraga dan Rekreasi
85420 Pendidikan Kebudayaan
85430 Pendidikan Lainnya Pemerintah
85440 Satuan Pendidikan Kerjasama Pendidikan Nonformal
85451 Pendidikan Pesantren Lainnya
85452 Pendidikan Keagamaan Islam Non Formal
85459 Pendidikan Keagamaan Lainnya YTDL
85491 Jasa Pendidikan Manajemen dan Perbankan
85492 Jasa Pendidikan Komputer (Teknologi Informasi dan Komunikasi) Swasta
85493 Pendidikan Bahasa Swasta
85494 Pendidikan Kesehatan Swasta
85495 Pendidikan Bimbingan Belajar dan Konseling Swasta
85496 Pendidikan Awak Pesawat dan Jasa Angkutan Udara Khusus Pendidikan Awak Pesawat
85497 Pendidikan Teknik Swasta
85498 Pendidikan Kerajinan dan Industri
85499 Pendidikan Lainnya Swasta
85500 Kegiatan Penunjang Pendidikan
86101 Aktivitas Rumah Sakit Pemerintah
86102 Aktivitas Puskesmas
86103 Aktivitas Rumah Sakit Swasta
86104 Aktivitas Klinik Pemerintah
86105 Aktivitas Klinik Swasta
86109 Aktivitas Rumah Sakit Lainnya
86201 Aktivitas Praktik Dokter
86202 Aktivitas Praktik Dokter Spesialis
86203 Aktivitas Praktik Dokter Gigi
86901 Aktivitas Pelayanan Kesehatan yang Dilakukan oleh Tenaga Kesehatan Selain Dokter dan Dokter Gigi
86902 Aktivitas Pelayanan Kesehatan Tradisional
86903 Aktivitas Pelayanan Penunjang Kesehatan
86904 Aktivitas Angkutan Khusus Pengangkutan Orang Sakit (Medical Evacuation)
87100 Aktivitas Sosial di Dalam Panti untuk Perawatan dan Pemulihan Kesehatan
87201 Aktivitas Sosial di Dalam Panti untuk Penyandang Disabilitas Grahita
87202 Aktivitas Sosial di Dalam Panti untuk Penyandang Disabilitas Laras
87203 Aktivitas Sosial di Dalam Panti untuk Korban Penyalahgunaan Narkotika, Alkohol, Psikotropika dan Zat Adiktif (NAPZA)
87301 Aktivitas Sosial Pemerintah di Dalam Panti untuk Lanjut Usia
87302 Aktivitas Sosial Swasta di Dalam Panti untuk Lanjut Usia
87303 Aktivitas Sosial di Dalam Panti untuk Penyandang Disabilitas Netra
87304 Aktivitas Sosial di Dalam Panti untuk Penyandang Disabilitas Daksa
87305 Aktivitas Sosial di Dalam Panti untuk Penyandang Disabilitas Rungu Wicara
87901 Aktivitas Panti Asuhan Pemerintah
87902 Aktivitas Panti Asuhan Swasta
87903 Aktivitas Sosial di Dalam Panti untuk Anak yang Berhadapan dengan Hukum
87904 Aktivitas Sosial di Dalam Panti untuk Bina Remaja
87905 Aktivitas Sosial di Dalam Panti untuk Petirahan Anak
87906 Aktivitas Sosial di Dalam Panti Sosial Karya Wanita
87907 Aktivitas Sosial di Dalam Panti Gelandangan dan Pengemis
87909 Aktivitas Sosial di Dalam Panti Lainnya YTDL
88101 Aktivitas Sosial Pemerintah Tanpa Akomodasi untuk Lanjut Usia dan Penyandang Disabilitas
88102 Aktivitas Sosial Swasta Tanpa Akomodasi untuk Lanjut Usia dan Penyandang Disabilitas
88911 Aktivitas Sosial Pengumpulan Dana Keislaman
88919 Aktivitas Sosial Pengumpulan Dana Lainnya
88991 Aktivitas Sosial Pemerintah Tanpa Akomodasi Lainnya YTDL
88992 Aktivitas Sosial Swasta Tanpa Akomodasi Lainnya YTDL
90011 Aktivitas Seni Pertunjukan
90012 Aktivitas Penunjang Seni Pertunjukan
90021 Pelaku Kreatif Seni Pertunjukan
90022 Pelaku Kreatif Seni Musik
90023 Aktivitas Pelaku Kreatif Seni Rupa
90024 Aktivitas Penulis dan Pekerja Sastra
90025 Jurnalis Berita Independen
90029 Aktivitas Pekerja Seni dan Pekerja Kreatif Lainnya
90030 Aktivitas Impresariat Bidang Seni dan Festival Seni
90040 Aktivitas Operasional Fasilitas Seni
90090 Aktivitas Hiburan, Seni dan Kreativitas Lainnya
91011 Perpustakaan dan Arsip Pemerintah
91012 Perpustakaan dan Arsip Swasta
91021 Museum yang Dikelola Pemerintah
91022 Museum yang Dikelola Swasta
91023 Peninggalan Sejarah/Cagar Budaya yang Dikelola Pemerintah
91024 Peninggalan Sejarah/Cagar Budaya yang Dikelola Swasta
91025 Taman Budaya
91029 Wisata Budaya Lainnya
91031 Taman Konservasi di Luar Habitat Alami (Ex-Situ)
91032 Taman Nasional
91033 Taman Hutan Raya
91034 Taman Wisata Alam
91035 Suaka Margasatwa
91036 Taman Laut
91037 Kawasan Buru
91038 Hutan Lindung
91039 Aktivitas Kawasan Alam Lainnya
92000 Aktivitas Perjudian dan Pertaruhan
93111 Fasilitas Stadion
93112 Fasilitas Sirkuit
93113 Fasilitas Gelanggang/Arena
93114 Fasilitas Lapangan
93115 Fasilitas Olahraga Beladiri
93116 Fasilitas Pusat Kebugaran/Fitness Center
93119 Pengelolaan Fasilitas Olahraga Lainnya
93121 Klub Sepak Bola
93122 Klub Golf
93123 Klub Renang
93124 Klub Tenis Lapangan
93125 Klub Tinju
93126 Klub Bela Diri
93127 Klub Kebugaran/Fitness dan Binaraga
93128 Klub Bowling
93129 Klub Olahraga Lainnya
93191 Promotor Kegiatan Olahraga
93192 Olahragawan, Juri dan Wasit Profesional
93193 Aktivitas Perburuan
93194 Badan Regulasi dan Liga Olahraga
93195 Aktivitas Olahraga Tradisional
93199 Aktivitas Lainnya yang Berkaitan dengan Olahraga
93211 Taman Rekreasi
93219 Aktivitas Taman Bertema atau Taman Hiburan Lainnya
93221 Pemandian Alam
93222 Wisata Gua
93223 Wisata Petualangan Alam
93224 Wisata Pantai
93229 Daya Tarik Wisata Alam Lainnya
93231 Wisata Agro
93232 Taman Rekreasi/Taman Wisata
93233 Kolam Pemancingan
93239 Daya Tarik Wisata Buatan/Binaan Manusia Lainnya
93241 Arung Jeram
93242 Wisata Selam
93243 Dermaga Marina
93244 Kolam Pemancingan
93245 Wisata Memancing
93246 Aktivitas Wisata Air
93249 Wisata Tirta Lainnya
93291 Klub Malam
93292 Karaoke
93293 Usaha Arena Permainan
93294 Diskotek
93299 Aktivitas Hiburan dan Rekreasi Lainnya YTDL
94110 Aktivitas Organisasi Bisnis dan Pengusaha
94121 Aktivitas Organisasi Ilmu Pengetahuan Sosial dan Masyarakat
94122 Aktivitas Organisasi Ilmu Pengetahuan Alam dan Teknologi
94200 Aktivitas Organisasi Buruh
94910 Aktivitas Organisasi Keagamaan
94920 Aktivitas Organisasi Politik
94990 Aktivitas Organisasi Keanggotaan Lainnya YTDL
95110 Reparasi Komputer dan Peralatan Sejenisnya
95120 Reparasi Peralatan Komunikasi
95210 Reparasi Alat-Alat Elektronik Konsumen
95220 Reparasi Peralatan Rumah Tangga dan Peralatan Rumah dan Kebun
95230 Reparasi Alas Kaki dan Barang dari Kulit
95240 Reparasi Furnitur dan Perlengkapan Rumah
95291 Aktivitas Vermak Pakaian
95299 Reparasi Barang Rumah Tangga dan Pribadi Lainnya
96111 Aktivitas Pangkas Rambut
96112 Aktivitas Salon Kecantikan
96121 Rumah Pijat
96122 Aktivitas SPA (Sante Par Aqua)
96129 Aktivitas Kebugaran Lainnya
96200 Aktivitas Penatu
96910 Aktivitas Pemakaman dan Kegiatan YBDI
96990 Aktivitas Jasa Perorangan Lainnya YTDL
97000 Aktivitas Rumah Tangga sebagai Pemberi Kerja dari Personil Domestik
98100 Aktivitas yang Menghasilkan Barang oleh Rumah Tangga yang Digunakan untuk Memenuhi Kebutuhan Sendiri
98200 Aktivitas yang Menghasilkan Jasa oleh Rumah Tangga yang Digunakan untuk Memenuhi Kebutuhan Sendiri
99000 Aktivitas Badan Internasional dan Badan Ekstra Internasional Lainnya$list$, E'\n') as line
on conflict on constraint kbli_key do update set official = excluded.official;

-- More of what small businesses do, in the words they say.
update registry.kbli k set title = c.title, title_en = c.title_en, words = c.words
from (values
  ('01121', 'Padi', 'Rice farming', 'petani padi sawah tani tandur gabah'),
  ('01131', 'Sayuran daun', 'Leafy vegetables', 'kebun bayam kangkung sawi selada hidroponik petani sayur'),
  ('01283', 'Cabai', 'Chilli farming', 'kebun cabai petani cabai lombok rawit'),
  ('01301', 'Tanaman hias', 'Ornamental plants', 'budidaya tanaman hias pembibitan bunga anggrek bonsai'),
  ('01442', 'Ternak kambing', 'Goat farming', 'ternak kambing kandang kambing aqiqah'),
  ('01411', 'Ternak sapi', 'Beef cattle', 'ternak sapi penggemukan sapi'),
  ('01461', 'Ayam pedaging', 'Broilers', 'ternak ayam pedaging ayam potong broiler kandang ayam'),
  ('01462', 'Ayam petelur', 'Laying hens', 'ternak ayam petelur telur ayam layer'),
  ('01465', 'Ternak bebek', 'Ducks', 'ternak bebek itik telur bebek'),
  ('01493', 'Ternak lebah', 'Bees', 'madu lebah ternak lebah klanceng'),
  ('03221', 'Ikan air tawar di kolam', 'Freshwater fish in ponds', 'ternak lele budidaya lele kolam ikan nila gurame patin bioflok'),
  ('10130', 'Olahan daging', 'Meat products', 'pembuat bakso sosis nugget abon dendeng pabrik bakso'),
  ('10531', 'Es krim', 'Ice cream', 'pembuat es krim es puter es lilin gelato'),
  ('10631', 'Penggilingan padi', 'Rice mill', 'selep penggilingan padi giling gabah huller'),
  ('10732', 'Cokelat', 'Chocolate', 'cokelat praline permen cokelat'),
  ('10771', 'Kecap', 'Soy sauce', 'kecap pembuat kecap'),
  ('11040', 'Minuman ringan', 'Soft drinks', 'minuman kemasan sirup siap minum sari kedelai botol'),
  ('16221', 'Kusen dan pintu kayu', 'Wooden frames and doors', 'kusen pintu jendela kayu tukang kayu'),
  ('18111', 'Percetakan', 'Printing', 'percetakan cetak undangan brosur spanduk banner sablon digital printing'),
  ('20231', 'Sabun rumah tangga', 'Household soap', 'sabun cuci sabun mandi deterjen pembersih lantai'),
  ('20232', 'Kosmetik', 'Cosmetics', 'kosmetik lulur skincare bedak sabun wajah pembuat parfum'),
  ('20294', 'Minyak atsiri', 'Essential oil', 'minyak atsiri serai wangi cengkeh nilam penyulingan'),
  ('21022', 'Jamu kemasan', 'Packaged herbal medicine', 'pabrik jamu jamu kemasan jamu serbuk pembuat obat tradisional'),
  ('23921', 'Batu bata', 'Bricks', 'batu bata bata merah pembuat bata'),
  ('23922', 'Genteng', 'Roof tiles', 'genteng pembuat genteng'),
  ('23951', 'Barang dari semen', 'Cement goods', 'batako paving pot semen buis beton'),
  ('25111', 'Las besi', 'Metal frames', 'bengkel las pagar teralis kanopi las besi'),
  ('31001', 'Mebel kayu', 'Wooden furniture', 'mebel furnitur kayu lemari meja kursi dipan kitchen set'),
  ('31002', 'Mebel rotan dan bambu', 'Rattan and bamboo furniture', 'mebel rotan kursi bambu gazebo bambu'),
  ('32112', 'Perhiasan', 'Jewellery', 'perhiasan emas perak cincin pengrajin perak'),
  ('32201', 'Alat musik tradisional', 'Traditional instruments', 'alat musik tradisional gamelan pembuat gong angklung rebana'),
  ('32402', 'Mainan anak', 'Toys', 'pembuat mainan anak mainan kayu boneka'),
  ('41011', 'Bangun rumah', 'House building', 'tukang bangunan pemborong bangun rumah renovasi'),
  ('43211', 'Instalasi listrik', 'Electrical installation', 'tukang listrik instalatir pasang listrik'),
  ('43303', 'Pengecatan', 'Painting', 'tukang cat jasa cat rumah'),
  ('45201', 'Bengkel mobil', 'Car repair', 'bengkel mobil servis mobil ketok magic'),
  ('45202', 'Cuci kendaraan', 'Car wash', 'cuci mobil cuci motor steam salon mobil'),
  ('45406', 'Suku cadang motor', 'Motorcycle parts', 'jual onderdil motor suku cadang helm ban motor'),
  ('45407', 'Bengkel motor', 'Motorcycle repair', 'bengkel motor reparasi sepeda motor servis motor tambal ban'),
  ('47214', 'Daging dan telur, toko', 'Meat and eggs, shop', 'toko daging frozen ayam telur grosir telur'),
  ('47242', 'Roti dan kue, toko', 'Bread and cakes, shop', 'toko roti toko kue oleh oleh'),
  ('47414', 'Telepon dan pulsa', 'Phones and credit', 'konter hp jual hp pulsa kartu perdana paket data'),
  ('47528', 'Bahan bangunan', 'Building materials', 'toko bangunan material besi semen pasir'),
  ('47611', 'Alat tulis', 'Stationery', 'toko alat tulis atk buku tulis'),
  ('47721', 'Apotek', 'Pharmacy', 'apotek apotik obat resep'),
  ('47761', 'Toko bunga', 'Florist', 'toko bunga florist buket karangan bunga papan'),
  ('47762', 'Bibit tanaman', 'Plants and seedlings', 'jual bibit tanaman bunga pot'),
  ('47772', 'Gas elpiji', 'LPG', 'pangkalan gas elpiji agen gas melon'),
  ('49431', 'Angkutan barang', 'Road freight', 'truk angkutan barang pikap sewa truk pindahan ekspedisi'),
  ('53201', 'Kurir', 'Courier', 'kurir paket pengiriman'),
  ('55130', 'Pondok wisata', 'Homestay', 'homestay guest house penginapan losmen'),
  ('77100', 'Sewa mobil', 'Car rental', 'rental mobil sewa mobil travel sewa bus'),
  ('77291', 'Sewa alat pesta', 'Party equipment rental', 'sewa tenda kursi sound system pelaminan alat pesta'),
  ('79111', 'Agen perjalanan', 'Travel agent', 'agen perjalanan wisata tiket tour travel'),
  ('82190', 'Fotokopi', 'Photocopying', 'fotokopi print jilid ketik laminating'),
  ('85495', 'Bimbingan belajar', 'Tutoring', 'bimbingan belajar les privat bimbel guru les calistung'),
  ('85493', 'Kursus bahasa', 'Language course', 'kursus bahasa inggris les bahasa arab mandarin'),
  ('95120', 'Servis HP', 'Phone repair', 'servis hp reparasi ponsel ganti lcd'),
  ('95210', 'Servis elektronik', 'Electronics repair', 'servis televisi servis tv reparasi radio'),
  ('96121', 'Pijat', 'Massage', 'pijat refleksi urut tukang pijat bekam')
) as c (code, title, title_en, words) where k.version = 2020 and k.code = c.code;
