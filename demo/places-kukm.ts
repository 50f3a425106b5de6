import { foreignOfficer, ketabang } from './cast.ts'
import { type DemoPlace, type DemoUnit, lines, workingDays } from './place.ts'
import { demoPhone } from './words.ts'

const several = (count: number, unit: (number: number, code: string) => DemoUnit) =>
  Array.from({ length: count }, (_, index) => unit(index + 1, String(index + 1).padStart(2, '0')))

/** What is there: a working area, a corner to rest, two rooms, shelves for products. */
const units: readonly DemoUnit[] = [
  { kind: 'area', code: 'KERJA', name: 'Area kerja', capacity: 24, bookable: true },
  ...several(
    12,
    (number, code): DemoUnit => ({
      kind: 'seat',
      code: `K-${code}`,
      name: `Meja kerja ${number}`,
      capacity: 1,
      bookable: true,
      area: 'KERJA',
    }),
  ),
  { kind: 'area', code: 'SANTAI', name: 'Area santai', capacity: 6, bookable: false },
  ...several(
    4,
    (number, code): DemoUnit => ({
      kind: 'seat',
      code: `S-${code}`,
      name: `Sofa ${number}`,
      capacity: 1,
      bookable: false,
      area: 'SANTAI',
    }),
  ),
  {
    kind: 'room',
    code: 'PODCAST',
    name: 'Ruang podcast',
    capacity: 4,
    bookable: true,
    approval: 'approved',
    minMinutes: 60,
    maxMinutes: 120,
  },
  {
    kind: 'room',
    code: 'RAPAT',
    name: 'Ruang rapat',
    capacity: 8,
    bookable: true,
    minMinutes: 60,
    maxMinutes: 180,
  },
  { kind: 'area', code: 'RAK', name: 'Rak pajang produk', capacity: 6, bookable: false },
  ...several(
    6,
    (number, code): DemoUnit => ({
      kind: 'shelf',
      code: `R-${code}`,
      name: `Rak ${number}`,
      capacity: 1,
      bookable: false,
      area: 'RAK',
    }),
  ),
]

export const kukmSpace: DemoPlace = {
  key: 'coworking',
  name: 'KUKM Space Surabaya',
  kind: 'coworking',
  regionCode: ketabang,
  address: 'Galeri Batik lantai 2, Ketabang, Genteng',
  latitude: -7.2603,
  longitude: 112.7478,
  capacity: 30,
  description: {
    id: 'Ruang kerja bersama untuk koperasi dan UKM di lantai 2 Galeri Batik: meja kerja, area santai, ruang rapat, ruang podcast, dan rak pajang produk. Gratis. Datang langsung untuk bekerja; pesan untuk pelatihan dan lokakarya.',
    en: 'Shared working space for cooperatives and small businesses on the second floor of the Galeri Batik: desks, a lounge, a meeting room, a podcast room and shelves for products. Free of charge. Walk in to work; book it for trainings and workshops.',
  },
  houseRules: {
    id: lines(
      'Isi buku tamu di meja depan.',
      'Telepon di area santai, bukan di meja kerja.',
      'Saat ada acara, seluruh ruang dikosongkan untuk acara itu.',
      'Alat podcast dipakai bersama petugas.',
    ),
    en: lines(
      'Sign the guest book at the front desk.',
      'Take calls in the lounge, not at the desks.',
      'During an event all of the space is cleared for it.',
      'The podcast equipment is used with a member of staff.',
    ),
  },
  papers: { id: '', en: '' },
  legalBasis: 'Data contoh: standar pelayanan KUKM Space',
  contact: { name: foreignOfficer.name, phone: demoPhone(908) },
  approval: 'automatic',
  rules: {
    slot: 30,
    min: 60,
    max: 450,
    buffer: 0,
    minAhead: 0,
    maxAhead: 14,
    quota: 3,
    closedOnHolidays: true,
  },
  openings: [{ days: workingDays, from: 8 * 60, to: 15 * 60 + 30 }],
  facilities: [
    ['chairs', '30'],
    ['wifi', '100 Mbps'],
    ['sockets', ''],
    ['cooling', ''],
    ['projector', 'Proyektor dan LCD'],
    ['display', 'Rak pajang produk'],
    ['microphone', '2'],
  ],
  photos: [
    {
      file: 'coworking.webp',
      alt: {
        id: 'Ruang kerja bersama dengan meja, laptop, dan rak produk',
        en: 'A shared working space with desks, laptops and a product shelf',
      },
    },
    {
      file: 'podcast-room.webp',
      alt: { id: 'Dua orang merekam siniar di ruang podcast', en: 'Two people record in the podcast room' },
    },
  ],
  keeper: foreignOfficer,
  units,
}

const roomOf = (
  key: 'podcast' | 'meeting',
  code: string,
  { capacity, approval }: { capacity: number; approval: 'automatic' | 'approved' },
): DemoPlace => ({
  ...kukmSpace,
  key,
  capacity,
  approval,
  openings: [{ days: workingDays, from: 9 * 60, to: 15 * 60 }],
  units: [],
  within: { key: 'coworking', code },
})

export const podcastRoom = roomOf('podcast', 'PODCAST', { capacity: 4, approval: 'approved' })
export const meetingRoom = roomOf('meeting', 'RAPAT', { capacity: 8, approval: 'automatic' })
