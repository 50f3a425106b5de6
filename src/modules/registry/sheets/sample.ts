import { writeWorkbook } from '#platform/sheets.ts'
import { type List, labelOf } from '../labels.ts'
import { artForms, placeTypes, registrationKinds, sectors } from '../schema.ts'

/** Headings of the sample with an example each; lists are Indonesian, as offices write them. */
const example = {
  'Jenis pendaftaran': 'UMKM',
  'Nama usaha': 'Dapur Bu Sri',
  'Nama pemilik': 'Sri Wahyuni',
  'No HP': '081234567890',
  NIK: '',
  'No KK': '',
  NIB: '',
  'Bidang usaha': 'Kuliner',
  Produk: 'Nasi liwet, jajanan pasar',
  'Kelurahan/desa': 'Mangkubumen',
  Kecamatan: 'Banjarsari',
  'Kabupaten/kota': 'Kota Surakarta',
  Alamat: 'Jl. Gajah Mada 12',
  RT: '001',
  RW: '002',
  'Tahun mulai': '2015',
  'Tenaga kerja': '2',
  Modal: '',
  'Omzet per bulan': '4500000',
  'Jenis tempat': '',
  'Lokasi berdagang': '',
  'Jam buka': '',
  'Jenis seni': '',
  'Jumlah anggota': '',
} as const

const rules: readonly { heading: string; text: string }[] = [
  {
    heading: 'Wajib',
    text: 'Nama usaha, nama pemilik, alamat, kelurahan/desa. UMKM dan PKL: bidang usaha dan produk.',
  },
  {
    heading: 'NIK, KK, NIB',
    text: 'Jadikan kolomnya teks sebelum mengetik; angka panjang rusak bila disimpan sebagai bilangan.',
  },
  { heading: 'PKL', text: 'Tambah jenis tempat dan lokasi berdagang.' },
  { heading: 'Kelompok seni', text: 'Tambah jenis seni dan jumlah anggota.' },
  { heading: 'Uang', text: 'Rupiah, misalnya 4500000 atau Rp 4.500.000.' },
]

const choices: readonly { heading: string; list: List; values: readonly string[] }[] = [
  {
    heading: 'Jenis pendaftaran',
    list: 'kind',
    values: registrationKinds.filter((kind) => kind !== 'organisation'),
  },
  { heading: 'Bidang usaha', list: 'sector', values: sectors },
  { heading: 'Jenis tempat', list: 'place', values: placeTypes },
  { heading: 'Jenis seni', list: 'art', values: artForms },
]

/** A workbook to fill in: headings with one example, and a sheet that says what may be written. */
export function sampleWorkbook(): Promise<Uint8Array> {
  const guide = [
    ...rules,
    ...choices.map(({ heading, list, values }) => ({
      heading,
      text: values.map((value) => labelOf(list, value, 'id')).join('; '),
    })),
  ]
  return writeWorkbook<Record<string, string>>([
    {
      name: 'Daftar',
      columns: Object.keys(example).map((label) => ({
        label,
        width: 20,
        format: '@',
        value: (row) => row[label] ?? '',
      })),
      rows: [example],
    },
    {
      name: 'Petunjuk',
      columns: [
        { label: 'Kolom', width: 22, value: (row) => row.heading ?? '' },
        { label: 'Cara mengisi', width: 100, value: (row) => row.text ?? '' },
      ],
      rows: guide,
    },
  ])
}
