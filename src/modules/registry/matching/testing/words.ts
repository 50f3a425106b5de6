const list = (text: string) => text.split(' ')

export const firstNames = list(
  'Sri Siti Budi Agus Slamet Wahyu Endang Sutrisno Suyono Joko Bambang Tri Dwi Eko Rina Ratna Dewi Yuni Yanti Sumiati Suparno ' +
    'Mulyono Haryanto Suharti Ngatini Parjo Paijo Tukiyem Wagiyem Sugeng Supriyadi Kusno Darmi Jumiati Rizky Fajar Fitri Nurul ' +
    'Ahmad Muhammad Abdul Hasan Ali Zainal Yusuf Ibrahim Aisyah Fatimah Maryati Kartini Lestari Indah Wulan Bayu Arif Hendra ' +
    'Rudi Anton Yohanes Maria Theresia Lina Mei Tuti Titik Nanik Ninik Warsini Partini Suminem Giyem Harjo Cahyo Catur',
)
export const lastNames = list(
  'Santoso Wahyuni Lestari Handayani Purwanto Prasetyo Nugroho Widodo Susanto Setiawan Hidayat Rahayu Astuti Kurniawan Utami ' +
    'Wibowo Sulistyo Hartono Gunawan Rahmawati Puspitasari Kusuma Saputra Hastuti Mulyani Suryani Wijaya Wardani Yulianto ' +
    'Sukmawati Budiman Hakim Fauzi Ramadhan Siregar Nasution Pratama Permana Anggraini Oktaviani Suharto Sujatmiko Djojohadi ' +
    'Cahyono Sudarmaji Marwoto Raharjo Supriyanto Iskandar Firmansyah',
)
export const ownWords = list(
  'Berkah Barokah Jaya Makmur Sejahtera Rejeki Mulya Melati Mawar Kenanga Cempaka Sekar Arum Wangi Kencana Merapi Lawu Bengawan ' +
    'Pandawa Arjuna Srikandi Bima Nakula Semar Gareng Kraton Pandan Cendana Mutiara Intan Permata Surya Bintang Purnama Fajar ' +
    'Cahaya Pelangi Nusantara Merdeka Kartika Dahlia Anggrek Teratai Kamboja Wijaya Rahayu Ceria Amanah Zamzam Hidayah Sakinah',
)

export const products = [
  {
    sector: 'food',
    shops: ['Warung', 'Warung Makan', 'Rumah Makan', 'Depot'],
    words: ['Bakso', 'Soto', 'Nasi Liwet', 'Mie Ayam', 'Sate', 'Ayam Geprek', 'Gorengan'],
  },
  {
    sector: 'food',
    shops: ['Dapur', 'Toko', 'Usaha'],
    words: ['Kue', 'Roti', 'Keripik', 'Katering', 'Tahu', 'Tempe', 'Telur Asin'],
  },
  {
    sector: 'drink',
    shops: ['Kedai', 'Warung', 'Gerai'],
    words: ['Kopi', 'Es Dawet', 'Jamu', 'Susu Segar', 'Wedang Ronde'],
  },
  { sector: 'retail', shops: ['Toko', 'Warung', 'Kios'], words: ['Kelontong', 'Sembako', 'Pulsa', 'Sayur'] },
  { sector: 'fashion', shops: ['Toko', 'Butik', 'Griya'], words: ['Batik', 'Jahit', 'Busana', 'Hijab'] },
  {
    sector: 'service',
    shops: ['Usaha', 'Jasa'],
    words: ['Laundry', 'Salon', 'Bengkel', 'Fotokopi', 'Cukur'],
  },
  { sector: 'craft', shops: ['Kerajinan', 'Griya', 'Toko'], words: ['Mebel', 'Rotan', 'Kayu', 'Blangkon'] },
] as const

export const addresses = [
  'Jl. Gajah Mada',
  'Jl. Slamet Riyadi',
  'Jl. Jenderal Sudirman',
  'Jl. Ahmad Yani',
  'Jl. Diponegoro',
  'Jl. Yosodipuro',
  'Jl. Ronggowarsito',
  'Jl. Kartini',
  'Jl. Hasanudin',
  'Jl. Samanhudi',
  'Jl. Honggowongso',
  'Jl. Sutan Syahrir',
  'Jl. Kapten Mulyadi',
  'Jl. Urip Sumoharjo',
  'Jl. Veteran',
  'Jl. Adi Sucipto',
  'Gang Melati',
  'Gang Kenanga',
  'Gang Mawar',
  'Gang Cempaka',
  'Kampung Sewu',
  'Kampung Baru',
  'Pasar Nongko',
  'Pasar Legi Blok A',
  'Pasar Gede',
  'Jl. Monginsidi',
  'Jl. Sumber',
  'Jl. Letjen Suprapto',
  'Jl. Pajajaran',
  'Jl. Mataram',
] as const

/** Kelurahan of Surakarta, three in one kecamatan, with a point within. */
export const villages = [
  { code: '33.72.05.1010', latitude: -7.556, longitude: 110.816 },
  { code: '33.72.05.1011', latitude: -7.549, longitude: 110.803 },
  { code: '33.72.05.1003', latitude: -7.561, longitude: 110.806 },
  { code: '33.72.01.1001', latitude: -7.57, longitude: 110.79 },
  { code: '33.72.03.1005', latitude: -7.575, longitude: 110.83 },
  { code: '33.72.04.1002', latitude: -7.55, longitude: 110.845 },
] as const
