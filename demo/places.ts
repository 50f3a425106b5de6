import { manager, mangkubumen } from './cast.ts'
import { type DemoPlace, everyDay, lines, workingDays } from './place.ts'
import { kukmSpace, meetingRoom, podcastRoom } from './places-kukm.ts'
import { market } from './places-market.ts'
import { demoPhone } from './words.ts'

export const hall: DemoPlace = {
  key: 'hall',
  name: 'Sasono Krida Warga Mangkubumen',
  kind: 'hall',
  regionCode: mangkubumen,
  address: 'Jl. Samosir 12, RT 003 RW 009, Mangkubumen',
  latitude: -7.5607,
  longitude: 110.8131,
  capacity: 200,
  description: {
    id: 'Gedung pertemuan warga dengan panggung, gamelan, dan halaman untuk pasar kecil. Untuk latihan seni, pentas, pelatihan, bazar, dan pertemuan warga. Gratis.',
    en: 'The community hall with a stage, a gamelan and a yard for a small market. For rehearsals, performances, trainings, bazaars and meetings of residents. Free of charge.',
  },
  houseRules: {
    id: lines(
      'Tunjukkan pas di pintu; petugas mencatat jumlah orang yang datang.',
      'Tinggalkan gedung bersih, kursi kembali ke tempatnya.',
      'Gamelan dipakai bersama pelatih atau penanggung jawab kelompok.',
      'Suara pengeras berhenti pukul 21.00.',
      'Tidak untuk kampanye politik dan kegiatan yang memungut bayaran masuk.',
    ),
    en: lines(
      'Show the pass at the door; an officer notes how many people come.',
      'Leave the hall clean and put the chairs back.',
      'The gamelan is played with a trainer or whoever answers for the group.',
      'Amplified sound stops at 21.00.',
      'Not for political campaigns or events that charge for entry.',
    ),
  },
  papers: {
    id: 'Untuk pentas atau pasar lebih dari 100 orang: surat pemberitahuan ke RT dan RW.',
    en: 'For performances or markets of more than 100 people: a notice to the RT and RW.',
  },
  legalBasis: 'Data contoh: Keputusan Lurah Mangkubumen tentang pemakaian gedung tanpa biaya',
  contact: { name: manager.name, phone: demoPhone(901) },
  approval: 'approved',
  rules: {
    slot: 30,
    min: 60,
    max: 480,
    buffer: 30,
    minAhead: 1,
    maxAhead: 60,
    quota: 3,
    closedOnHolidays: false,
  },
  openings: [{ days: everyDay, from: 8 * 60, to: 21 * 60 }],
  facilities: [
    ['chairs', '150'],
    ['stage', '8 × 5 m'],
    ['music', 'Gamelan'],
    ['sound', ''],
    ['toilet', ''],
    ['parking', 'Motor 40, mobil 8'],
    ['step_free', ''],
    ['water', ''],
  ],
  photos: [
    {
      file: 'hall-front.webp',
      alt: {
        id: 'Gedung beratap joglo dengan halaman dan taman',
        en: 'A hall with a joglo roof, its yard and garden',
      },
    },
    {
      file: 'hall-inside.webp',
      alt: {
        id: 'Bagian dalam: panggung dengan gamelan dan deretan kursi',
        en: 'Inside: the stage with its gamelan, and rows of chairs',
      },
    },
    {
      file: 'hall-market.webp',
      alt: { id: 'Pasar produk warga di halaman gedung', en: 'A market of local products in the yard' },
    },
  ],
  keeper: manager,
}

export const places: readonly DemoPlace[] = [
  hall,
  {
    key: 'room',
    name: 'Ruang Rapat Kelurahan Mangkubumen',
    kind: 'room',
    regionCode: mangkubumen,
    address: 'Kantor Kelurahan Mangkubumen, lantai 2',
    latitude: -7.5612,
    longitude: 110.8126,
    capacity: 24,
    description: {
      id: 'Ruang rapat di kantor kelurahan untuk paguyuban, kelompok usaha, dan pengurus RT/RW. Langsung disetujui bila waktunya kosong.',
      en: 'The meeting room of the kelurahan office, for associations, business groups and RT/RW boards. Accepted at once when the time is free.',
    },
    houseRules: {
      id: lines(
        'Ambil kunci di loket depan.',
        'Matikan AC dan proyektor setelah selesai.',
        'Sampah dibawa turun.',
      ),
      en: lines(
        'Fetch the key at the front desk.',
        'Switch off air conditioning and projector when you leave.',
        'Take your rubbish down.',
      ),
    },
    papers: { id: '', en: '' },
    legalBasis: 'Data contoh: Keputusan Lurah Mangkubumen tentang pemakaian ruang rapat',
    contact: { name: manager.name, phone: demoPhone(901) },
    approval: 'automatic',
    rules: {
      slot: 30,
      min: 30,
      max: 180,
      buffer: 0,
      minAhead: 0,
      maxAhead: 30,
      quota: 2,
      closedOnHolidays: true,
    },
    openings: [
      { days: workingDays, from: 8 * 60, to: 16 * 60 },
      { days: [6], from: 8 * 60, to: 12 * 60 },
    ],
    facilities: [
      ['chairs', '24'],
      ['projector', ''],
      ['wifi', ''],
      ['cooling', ''],
      ['sockets', ''],
      ['toilet', ''],
    ],
    photos: [
      {
        file: 'meeting-room.webp',
        alt: {
          id: 'Warga rapat di meja panjang dengan papan tulis',
          en: 'Residents meet at a long table with a whiteboard',
        },
      },
    ],
    keeper: manager,
  },
  market,
  kukmSpace,
  podcastRoom,
  meetingRoom,
]
