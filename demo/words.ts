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
  /** KBLI 2020, as the registry keeps it. */
  kbli: string
  sector: 'food' | 'craft' | 'service' | 'retail'
}

const trades = [
  { title: 'Warung Soto', kbli: '56103', sector: 'food' },
  { title: 'Nasi Liwet', kbli: '56103', sector: 'food' },
  { title: 'Jenang dan Jajan Pasar', kbli: '10792', sector: 'food' },
  { title: 'Keripik Singkong', kbli: '10794', sector: 'food' },
  { title: 'Katering', kbli: '56210', sector: 'food' },
  { title: 'Jamu Gendong', kbli: '56305', sector: 'food' },
  { title: 'Tempe', kbli: '10391', sector: 'food' },
  { title: 'Batik Tulis', kbli: '13134', sector: 'craft' },
  { title: 'Jahit Busana', kbli: '14120', sector: 'craft' },
  { title: 'Anyaman Bambu', kbli: '16291', sector: 'craft' },
  { title: 'Rias Pengantin', kbli: '96112', sector: 'service' },
  { title: 'Sewa Sound System', kbli: '82301', sector: 'service' },
  { title: 'Toko Kelontong', kbli: '47112', sector: 'retail' },
  { title: 'Pakaian Anak', kbli: '47832', sector: 'retail' },
] as const satisfies readonly [DemoTrade, ...DemoTrade[]]

export function businessOf(random: Random, owner: string): DemoTrade {
  const trade = random.pick<DemoTrade>(trades)
  const prefix = owner.split(' ')[0] ?? owner
  const called = random.pick(['Bu', 'Mbak', 'Mas', 'Pak'] as const)
  return { ...trade, title: `${trade.title} ${called} ${prefix}` }
}

export const artGroups = [
  'Karawitan Sekar Melati',
  'Sanggar Tari Kembang Manggis',
  'Keroncong Senja Banjarsari',
  'Teater Lakon Kampung',
  'Hadrah Nurul Huda RW 05',
  'Reog Singo Manunggal',
  'Paduan Suara Ibu PKK RW 09',
  'Ketoprak Muda Laras',
] as const

export const purposes = {
  art_group: ['Latihan rutin', 'Gladi bersih pentas', 'Pentas warga'],
  trader: ['Bazar produk UMKM', 'Pelatihan kemasan', 'Rapat paguyuban pedagang', 'Demo masak'],
  community: ['Senam ibu-ibu', 'Posyandu lansia', 'Rapat RW', 'Karang taruna'],
  resident: ['Syukuran keluarga', 'Pertemuan trah', 'Belajar bersama'],
} as const

/** Every business of `berdaya demo --size N` is one of these, numbered, so that N of them are quick to make. */
export const tradeTitles: readonly string[] = trades.map((trade) => trade.title)
export const tradeCodes: readonly string[] = trades.map((trade) => trade.kbli)
