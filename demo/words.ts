import type { artForms, placeTypes, sectors } from '#modules/registry/schema.ts'
import type { Random } from './random.ts'

/** Invented people, businesses and groups: plausible in Surakarta, none of them real. */

const women = [
  'Sri',
  'Siti',
  'Endang',
  'Sulastri',
  'Wahyuni',
  'Ratna',
  'Dewi',
  'Yuliana',
  'Kartini',
  'Partini',
  'Ningsih',
  'Tumini',
  'Retno',
  'Lestari',
  'Murni',
  'Wulandari',
] as const
const men = [
  'Joko',
  'Bambang',
  'Slamet',
  'Agus',
  'Sugeng',
  'Widodo',
  'Hartono',
  'Suparman',
  'Eko',
  'Tri',
  'Budi',
  'Wahyu',
  'Sutrisno',
  'Paimin',
  'Darmanto',
  'Yanto',
] as const
const last = [
  'Rahayu',
  'Handayani',
  'Santoso',
  'Prasetyo',
  'Wijaya',
  'Utami',
  'Kusuma',
  'Nugroho',
  'Setiawan',
  'Haryanto',
  'Purnomo',
  'Saputra',
  'Astuti',
  'Pratiwi',
  'Hidayat',
  'Suryani',
  'Mulyani',
  'Raharjo',
] as const

export interface DemoPerson {
  name: string
  sex: 'female' | 'male'
}

/** One name in eight stands alone, as many real ones do. */
export function personName(random: Random): DemoPerson {
  const sex = random.chance(0.58) ? 'female' : 'male'
  const first = random.pick(sex === 'female' ? women : men)
  return { name: random.chance(0.125) ? first : `${first} ${random.pick(last)}`, sex }
}

/** Numbers in a range that no operator hands out: 0800 0000 0000 upwards, here as E.164. */
export const demoPhone = (index: number) => `+62800${String(index).padStart(8, '0')}`

export interface DemoTrade {
  title: string
  sector: (typeof sectors)[number]
  description: string
}

export const businessTrades = [
  { title: 'Katering', sector: 'food', description: 'Nasi kotak, snack rapat, dan tumpeng sesuai pesanan' },
  {
    title: 'Jenang dan Jajan Pasar',
    sector: 'food',
    description: 'Jenang, klepon, lupis, dan nagasari, dibuat setiap pagi',
  },
  {
    title: 'Keripik Singkong',
    sector: 'food',
    description: 'Keripik singkong empat rasa dalam kemasan 150 gram',
  },
  { title: 'Tempe', sector: 'food', description: 'Tempe bungkus daun, dijual ke warung dan pasar' },
  { title: 'Jamu', sector: 'drink', description: 'Beras kencur, kunir asem, dan sinom dalam botol' },
  {
    title: 'Kopi Bubuk',
    sector: 'drink',
    description: 'Kopi sangrai dari lereng Lawu, digiling sesuai pesanan',
  },
  { title: 'Batik Tulis', sector: 'craft', description: 'Kain batik tulis dan selendang, motif klasik' },
  { title: 'Anyaman Bambu', sector: 'craft', description: 'Besek, tampah, dan tudung lampu dari bambu' },
  { title: 'Jahit Busana', sector: 'fashion', description: 'Jahit kebaya, seragam, dan permak pakaian' },
  { title: 'Pakaian Anak', sector: 'fashion', description: 'Baju anak dan perlengkapan bayi' },
  { title: 'Toko Kelontong', sector: 'retail', description: 'Sembako, gas, dan kebutuhan rumah tangga' },
  {
    title: 'Rias Pengantin',
    sector: 'service',
    description: 'Rias dan sewa busana adat untuk pernikahan dan wisuda',
  },
  { title: 'Sewa Sound System', sector: 'service', description: 'Sewa pengeras suara dan lampu panggung' },
  { title: 'Cetak dan Sablon', sector: 'creative', description: 'Sablon kaus, spanduk, dan undangan' },
] as const satisfies readonly [DemoTrade, ...DemoTrade[]]

export const streetTrades = [
  { title: 'Soto', sector: 'food', description: 'Soto ayam dan sate telur puyuh' },
  { title: 'Nasi Liwet', sector: 'food', description: 'Nasi liwet malam hari' },
  { title: 'Bakso', sector: 'food', description: 'Bakso dan mi ayam' },
  { title: 'Gorengan', sector: 'food', description: 'Tahu isi, mendoan, dan pisang goreng' },
  { title: 'Dawet', sector: 'drink', description: 'Dawet selasih dan es campur' },
  {
    title: 'Wedangan',
    sector: 'drink',
    description: 'Teh jahe, nasi kucing, dan gorengan, sore sampai malam',
  },
  { title: 'Buah Potong', sector: 'food', description: 'Rujak dan buah potong' },
  { title: 'Mainan Anak', sector: 'retail', description: 'Mainan dan balon' },
] as const satisfies readonly [DemoTrade, ...DemoTrade[]]

const titles = { female: ['Bu', 'Mbak'], male: ['Pak', 'Mas'] } as const

/** "Katering Bu Sri". */
export const businessName = (random: Random, trade: DemoTrade, owner: DemoPerson) =>
  `${trade.title} ${random.pick(titles[owner.sex])} ${owner.name.split(' ')[0] ?? owner.name}`

export interface DemoGroup {
  name: string
  form: (typeof artForms)[number]
  members: number
}

export const artGroups = [
  { name: 'Karawitan Sekar Melati', form: 'gamelan', members: 18 },
  { name: 'Sanggar Tari Kembang Manggis', form: 'dance', members: 32 },
  { name: 'Keroncong Senja Banjarsari', form: 'music', members: 11 },
  { name: 'Teater Lakon Kampung', form: 'theatre', members: 16 },
  { name: 'Hadrah Nurul Huda RW 05', form: 'music', members: 14 },
  { name: 'Reog Singo Manunggal', form: 'dance', members: 24 },
  { name: 'Paduan Suara Ibu PKK RW 09', form: 'music', members: 28 },
  { name: 'Ketoprak Muda Laras', form: 'theatre', members: 21 },
  { name: 'Pedalangan Cilik Wayang Pari', form: 'puppetry', members: 9 },
  { name: 'Macapat Malam Selasa', form: 'literature', members: 12 },
  { name: 'Kolektif Mural Gang Mawar', form: 'visual', members: 8 },
  { name: 'Angklung Lansia Ceria', form: 'music', members: 22 },
] as const satisfies readonly DemoGroup[]

export const streets = [
  'Jl. Melati',
  'Jl. Samosir',
  'Jl. Dr. Moewardi',
  'Jl. Hasanudin',
  'Gang Mawar',
  'Gang Kenanga',
  'Jl. Kebangkitan Nasional',
  'Gang Anggrek',
] as const
export const places = [
  'ground',
  'tent',
  'shelter',
  'cart',
  'motor',
] as const satisfies readonly (typeof placeTypes)[number][]
export const spots = [
  'Trotoar depan SD, sisi timur',
  'Halaman pasar, dekat pintu selatan',
  'Tepi lapangan, bawah pohon asam',
  'Depan stasiun lama',
  'Seberang kantor kelurahan',
] as const
