import { manager, mangkubumen } from './cast.ts'
import { type DemoPlace, type DemoUnit, lines } from './place.ts'
import { demoPhone } from './words.ts'

/** Zones of the market, by what is sold there, with how many stalls. */
const zones = [
  { letter: 'A', name: 'Zona A: makanan dan minuman', stalls: 12 },
  { letter: 'B', name: 'Zona B: batik, busana, dan kerajinan', stalls: 8 },
  { letter: 'C', name: 'Zona C: kebutuhan harian dan jasa', stalls: 4 },
] as const

const units: readonly DemoUnit[] = zones.flatMap(({ letter, name, stalls }): DemoUnit[] => [
  { kind: 'area', code: letter, name, capacity: stalls, bookable: false },
  ...Array.from({ length: stalls }, (_, index): DemoUnit => {
    const code = `${letter}-${String(index + 1).padStart(2, '0')}`
    return { kind: 'stall', code, name: `Lapak ${code}`, capacity: 1, bookable: true, area: letter }
  }),
])

/** The market of local potential in the yard of the hall: the first and the third Sunday of the month. */
export const market: DemoPlace = {
  key: 'market',
  name: 'Pasar Potensi UMKM Mangkubumen',
  kind: 'market',
  regionCode: mangkubumen,
  address: 'Halaman Sasono Krida Warga, Jl. Samosir 12, RT 003 RW 009, Mangkubumen',
  latitude: -7.5609,
  longitude: 110.8133,
  capacity: 600,
  description: {
    id: 'Pasar produk warga di halaman gedung, dua kali sebulan: Minggu pertama dan ketiga, pukul 06.00–12.00. Dua puluh empat lapak untuk pedagang dan UMKM Mangkubumen. Gratis.',
    en: 'A market of local products in the yard of the hall, twice a month: the first and the third Sunday, 06.00–12.00. Twenty-four stalls for traders and small businesses of Mangkubumen. Free of charge.',
  },
  houseRules: {
    id: lines(
      'Lapak dipakai sendiri oleh pemegang izin; tidak disewakan atau dipindahtangankan.',
      'Datang sebelum pukul 07.00. Lapak yang masih kosong boleh dipakai pedagang lain hari itu.',
      'Tidak berjualan? Beri tahu lebih dulu agar lapak bisa dipakai orang lain.',
      'Bersihkan lapak dan bawa pulang sampah.',
    ),
    en: lines(
      'Whoever holds the permit uses the stall; it is neither rented out nor passed on.',
      'Come before 07.00. A stall still empty then may be used by another trader that day.',
      'Not selling? Say so beforehand, so that somebody else can use the stall.',
      'Clean your stall and take your rubbish home.',
    ),
  },
  papers: { id: '', en: '' },
  legalBasis: 'Data contoh: Keputusan Lurah Mangkubumen tentang pasar potensi UMKM',
  contact: { name: manager.name, phone: demoPhone(901) },
  approval: 'automatic',
  who: 'registered',
  rules: {
    slot: 120,
    min: 120,
    max: 360,
    buffer: 0,
    minAhead: 0,
    maxAhead: 60,
    quota: 2,
    closedOnHolidays: false,
  },
  openings: [{ days: [7], from: 6 * 60, to: 12 * 60 }],
  facilities: [
    ['water', ''],
    ['sockets', 'Zona A'],
    ['toilet', ''],
    ['parking', 'Motor 40, mobil 8'],
    ['step_free', ''],
  ],
  photos: [
    {
      file: 'hall-market.webp',
      alt: { id: 'Pasar produk warga di halaman gedung', en: 'A market of local products in the yard' },
    },
  ],
  keeper: manager,
  units,
}

/** Is this a market day? The first and the third Sunday of a month. */
export const isMarketDay = (date: string): boolean => {
  const day = Number(date.slice(8))
  return new Date(`${date}T00:00:00Z`).getUTCDay() === 0 && (day <= 7 || (day > 14 && day <= 21))
}
