/**
 * Words that Indonesian names of businesses, people and streets share. They tell little apart, are written in many ways,
 * or are dropped: "Wr. Bu Sri", "Warung Sri" and "WARUNG IBU SRI" are one place.
 */

/** Short forms and what they stand for; the long form is what is compared. */
export const shortForms: Readonly<Record<string, string>> = {
  wr: 'warung',
  wrg: 'warung',
  wrng: 'warung',
  war: 'warung',
  tk: 'toko',
  tko: 'toko',
  rm: 'rumah makan',
  wm: 'warung makan',
  warkop: 'warung kopi',
  wedangan: 'angkringan',
  hik: 'angkringan',
  jl: 'jalan',
  jln: 'jalan',
  gg: 'gang',
  kp: 'kampung',
  kmp: 'kampung',
  kpg: 'kampung',
  perum: 'perumahan',
  psr: 'pasar',
  ps: 'pasar',
  dpn: 'depan',
  muh: 'muhammad',
  moh: 'muhammad',
  mohamad: 'muhammad',
  mohammad: 'muhammad',
  muhamad: 'muhammad',
  mochamad: 'muhammad',
  mochammad: 'muhammad',
  muchamad: 'muhammad',
  abd: 'abdul',
  sit: 'siti',
  sup: 'supriyadi',
  laundri: 'laundry',
  londri: 'laundry',
  binatu: 'laundry',
}

/** How people are addressed, and degrees: part of no name. */
export const titles: ReadonlySet<string> = new Set(
  (
    'bapak bpk bp pak p ibu bu b ny nyonya nona hj haji hajah hajjah h kh k mbah eyang mbak mbk mas kang teh teteh ' +
    'bang abang cak ning pakde pakdhe bude budhe om tante sdr sdri saudara saudari alm almh almarhum almarhumah ' +
    'drs dra dr drg ir st se sh mm ssos spd mpd sag skom sip spt amd raden rr rm rp'
  ).split(' '),
)

/** Of a business: says that it is one. */
export const generic: ReadonlySet<string> = new Set(
  (
    'warung toko kios usaha depot rumah makan kedai ud cv pt pd lapak gerai dapur pondok griya ' +
    'omah outlet cabang pusat sanggar paguyuban kelompok group grup grosir agen home made homemade dan di ' +
    'kerajinan jual jualan penjual pedagang dagang aneka jasa tukang asli khas produksi industri kecil'
  ).split(' '),
)

/** Wishes that thousands of businesses carry as a name. */
export const wishes: ReadonlySet<string> = new Set(
  'berkah barokah jaya makmur sejahtera abadi sentosa rejeki rezeki mulya mulia maju lancar baru sumber sari putra putri mandiri lestari karya murni indah sederhana'.split(
    ' ',
  ),
)

/** What is made or sold. Two names that say different trades are two businesses, even at one address. */
export const trades: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    bakso: 'bakso baso',
    soto: 'soto sroto',
    nasi: 'nasi sego liwet rames pecel gudeg',
    ayam: 'ayam geprek penyet bebek',
    noodle: 'mie mi bakmi',
    sate: 'sate satay',
    fried: 'gorengan tempura cilok cireng batagor siomay',
    herbal: 'jamu wedang',
    ice: 'es dawet cendol jus juice',
    coffee: 'kopi coffee',
    cake: 'kue roti jajanan snack bakery',
    chips: 'keripik kripik rambak kerupuk krupuk',
    soy: 'tahu tempe',
    milk: 'susu sosis',
    catering: 'catering katering',
    groceries: 'sembako kelontong sembakau',
    phone: 'pulsa counter konter cell seluler ponsel',
    sewing: 'jahit penjahit tailor konveksi modiste',
    batik: 'batik lurik',
    clothes: 'fashion butik boutique busana hijab distro',
    laundry: 'laundry',
    salon: 'salon barbershop cukur rias',
    repair: 'bengkel motor servis service tambal ban las',
    wood: 'mebel meubel kayu rotan furniture',
    print: 'fotokopi printing sablon percetakan',
    flowers: 'bunga tanaman florist',
    vegetables: 'sayur buah sayuran',
    fish: 'ikan lele',
    music: 'karawitan gamelan keroncong musik',
    dance: 'tari',
    egg: 'telur telor',
    angkringan: 'angkringan',
  }).flatMap(([trade, words]) => words.split(' ').map((word) => [word, trade])),
)
