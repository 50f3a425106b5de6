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
  startedYear: ['tahun mulai', 'mulai tahun', 'tahun berdiri', 'tahun mulai usaha'],
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
} as const
export type Column = keyof typeof columnNames

const columnOf = new Map<string, Column>(
  Object.entries(columnNames).flatMap(([column, names]) =>
    names.map((name) => [name, column as Column] as const),
  ),
)

export interface Mapping {
  /** Column of each position; undefined for those we do not take. */
  columns: (Column | undefined)[]
  /** Headings nobody reads. */
  ignored: string[]
  /** What every list must have and this one has not. */
  missing: Column[]
  /** Two headings that say the same; the first counts. */
  doubled: string[]
}

/** Which column is what, by its heading: case, signs and old spelling do not matter. */
export function mapHeadings(headings: readonly string[]): Mapping {
  const columns: (Column | undefined)[] = []
  const ignored: string[] = []
  const doubled: string[] = []
  for (const heading of headings) {
    const column = columnOf.get(searchKey(heading))
    if (column && columns.includes(column)) doubled.push(heading)
    else if (!column && heading.trim() !== '') ignored.push(heading)
    columns.push(column && !columns.includes(column) ? column : undefined)
  }
  const has = (column: Column) => columns.includes(column)
  const missing: Column[] = (['name', 'ownerName', 'address'] as const).filter((column) => !has(column))
  if (!has('regionCode') && !has('village')) missing.push('regionCode')
  return { columns, ignored, missing, doubled }
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

/** Our code for a word of a list; undefined when we do not know it. */
export function codeOf(list: Listed, word: string): string | undefined {
  const key = searchKey(word)
  const found = Object.entries(valueWords[list]).find(
    ([code, words]) =>
      code === word || (words as readonly string[]).some((known) => searchKey(known) === key),
  )
  return found?.[0]
}
