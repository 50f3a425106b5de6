import { searchKey } from '#modules/region/rules.ts'

/** What a column of somebody's list can stand for. Village, district and regency together name a region without its code. */
export const columnNames = {
  kind: ['jenis pendaftaran', 'kategori usaha', 'kelompok data'],
  name: [
    'nama usaha',
    'nama dagangan',
    'nama kelompok',
    'nama umkm',
    'nama sanggar',
    'nama usaha kelompok',
    'merek',
    'usaha',
  ],
  ownerName: [
    'nama pemilik',
    'pemilik',
    'nama pemilik usaha',
    'nama ketua',
    'ketua',
    'nama pelaku usaha',
    'nama lengkap',
    'nama',
  ],
  phone: [
    'no hp',
    'nomor hp',
    'hp',
    'no telepon',
    'nomor telepon',
    'telepon',
    'telp',
    'no telp',
    'no wa',
    'whatsapp',
    'wa',
  ],
  nik: ['nik', 'no ktp', 'nomor ktp', 'nomor induk kependudukan'],
  kk: ['kk', 'no kk', 'nomor kk', 'nomor kartu keluarga'],
  nib: ['nib', 'nomor induk berusaha'],
  npwp: ['npwp', 'no npwp', 'nomor npwp'],
  sector: ['bidang', 'bidang usaha', 'sektor', 'jenis usaha'],
  description: [
    'produk',
    'nama produk',
    'jenis produk',
    'barang dagangan',
    'jenis dagangan',
    'keterangan',
    'kegiatan',
    'keterangan usaha',
  ],
  regionCode: ['kode wilayah', 'kode kelurahan', 'kode desa', 'kode kemendagri'],
  village: ['kelurahan', 'desa', 'kelurahan desa', 'desa kelurahan'],
  district: ['kecamatan'],
  regency: ['kota', 'kabupaten', 'kabupaten kota', 'kota kabupaten'],
  address: ['alamat', 'alamat usaha', 'jalan', 'alamat lengkap'],
  rt: ['rt'],
  rw: ['rw'],
  rtRw: ['rt rw', 'rtrw'],
  startedYear: [
    'tahun mulai',
    'mulai tahun',
    'tahun berdiri',
    'tahun mulai usaha',
    'tanggal berdiri',
    'tgl berdiri',
    'mulai usaha',
    'berdiri sejak',
  ],
  workers: [
    'jumlah tenaga kerja',
    'tenaga kerja',
    'jumlah pekerja',
    'pekerja',
    'karyawan',
    'jumlah karyawan',
  ],
  placeType: ['tempat berdagang', 'jenis tempat', 'sarana'],
  spot: ['lokasi', 'lokasi berdagang', 'lokasi usaha', 'tempat'],
  hours: ['jam', 'jam buka', 'jam berdagang', 'waktu berdagang'],
  artForm: ['jenis seni', 'jenis kesenian'],
  members: ['jumlah anggota', 'anggota'],
  capital: ['modal', 'modal usaha', 'modal awal', 'jumlah modal'],
  monthlySales: [
    'omzet per bulan',
    'omset per bulan',
    'omzet bulan',
    'omset bulan',
    'penjualan per bulan',
    'omzet rp bulan',
    'omset rp bulan',
  ],
  yearlySales: [
    'omzet per tahun',
    'omset per tahun',
    'omzet tahun',
    'omset tahun',
    'omzet tahunan',
    'omset tahunan',
    'hasil penjualan tahunan',
    'penjualan per tahun',
  ],
} as const
export type Column = keyof typeof columnNames

export const columns = Object.keys(columnNames) as Column[]

const byName = new Map<string, Column>(
  Object.entries(columnNames).flatMap(([column, names]) =>
    names.map((name) => [name, column as Column] as const),
  ),
)

/** Units and remarks that offices add to a heading: `Omzet/bulan (Rp)`, `NIK *)`. */
const remark = /\((?:rp|rupiah|orang|wajib|opsional|jika ada|pemilik|16 digit)\)|\*\)?/gi

/** What a heading says, whatever its case, signs and old spelling; undefined when we do not know it. */
export function columnOf(heading: string): Column | undefined {
  const key = searchKey(heading.replace(remark, ' ')).trim()
  return byName.get(key) ?? byName.get(key.replace(/ (rp|rupiah|orang)$/, ''))
}

/** Everyday words for the values of our lists, beside our own codes and their labels. */
export const valueWords = {
  kind: {
    business: ['usaha', 'umkm', 'usaha umkm'],
    street_trader: ['pkl', 'pedagang kaki lima', 'kaki lima'],
    art_group: ['kelompok seni', 'seni', 'sanggar'],
  },
  sector: {
    food: ['makanan', 'kuliner', 'katering', 'jajanan', 'kue', 'warung makan'],
    drink: ['minuman', 'kopi', 'jamu'],
    craft: ['kerajinan', 'kriya', 'craft', 'batik'],
    fashion: ['pakaian', 'mode', 'fashion', 'konveksi', 'busana', 'pakaian dan mode'],
    retail: ['toko', 'kelontong', 'perdagangan', 'dagang', 'warung kelontong', 'toko dan kelontong'],
    service: ['jasa', 'servis', 'bengkel', 'salon', 'laundry'],
    farming: ['pertanian', 'peternakan', 'perikanan', 'ternak', 'pertanian ternak ikan'],
    creative: ['desain', 'foto', 'digital', 'kreatif', 'desain foto digital'],
    other: ['lainnya', 'lain lain'],
  },
  placeType: {
    ground: ['gelaran', 'lesehan', 'gelaran atau lesehan'],
    tent: ['tenda'],
    shelter: ['selter', 'lapak', 'selter atau lapak tetap'],
    cart: ['gerobak', 'pikulan', 'gerobak atau pikulan'],
    motor: ['motor', 'mobil', 'motor atau mobil'],
    other: ['lainnya'],
  },
  artForm: {
    dance: ['tari'],
    gamelan: ['karawitan', 'gamelan', 'karawitan gamelan'],
    music: ['musik', 'vokal', 'musik dan vokal', 'hadrah', 'keroncong'],
    theatre: ['teater', 'ketoprak', 'teater dan ketoprak'],
    puppetry: ['wayang', 'pedalangan', 'pedalangan dan wayang'],
    visual: ['seni rupa', 'lukis'],
    literature: ['sastra'],
    other: ['lainnya'],
  },
} as const
export type Listed = keyof typeof valueWords

const codes = new Map<Listed, Map<string, string>>(
  Object.entries(valueWords).map(([list, values]) => [
    list as Listed,
    new Map(
      Object.entries(values).flatMap(
        ([code, words]) =>
          [
            [searchKey(code.replaceAll('_', ' ')), code],
            ...(words as readonly string[]).map((word) => [searchKey(word), code] as const),
          ] as [string, string][],
      ),
    ),
  ]),
)

/** Our code for a word of a list; undefined when we do not know it. */
export const codeOf = (list: Listed, word: string): string | undefined =>
  codes.get(list)?.get(searchKey(word.replaceAll('_', ' ')))
