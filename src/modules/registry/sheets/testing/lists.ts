/** Lists as offices have them, made for tests. */

export const heading = [
  'No',
  'Nama Usaha',
  'Nama Pemilik',
  'No HP',
  'NIK',
  'Bidang',
  'Produk',
  'Kelurahan',
  'Kecamatan',
  'Alamat',
]

export const sound = [
  [
    '1',
    'Dapur Bu Sri',
    'Sri Wahyuni',
    '08123456001',
    '3372055507850001',
    'Kuliner',
    'Nasi liwet',
    'Mangkubumen',
    'Banjarsari',
    'Jl. Gajah Mada 12',
  ],
  [
    '2',
    'Batik Arum',
    'Arum',
    "'08123456002",
    '',
    'Kerajinan',
    'Batik tulis',
    'Kel. Mangkubumen',
    'Kec. Banjarsari',
    'Jl. Yosodipuro 3',
  ],
]

export const faulty = [
  ['3', 'Tanpa Desa', 'Budi', '08123456003', '', 'Kuliner', 'Soto', 'Antahberantah', 'Banjarsari', 'Jl. A 1'],
  [
    '4',
    'NIK Rusak',
    'Cici',
    '08123456004',
    '3,37206E+15',
    'Kuliner',
    'Sate',
    'Mangkubumen',
    'Banjarsari',
    'Jl. B 2',
  ],
  [
    '5',
    'Dapur Bu Sri',
    'SRI WAHYUNI',
    '08123456001',
    '3372055507850001',
    'Kuliner',
    'Nasi',
    'Mangkubumen',
    'Banjarsari',
    'Jl. Gajah Mada 12',
  ],
]

/** Rows as CSV, `;` between and a byte-order mark, as Excel with Indonesian settings saves them. */
export const asCsv = (rows: readonly (readonly string[])[], delimiter = ';'): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter)).join('\r\n')}\r\n`

/** A long sound list; every row another business and owner. NIK carry dates of birth and serials that can be. */
export function* manyRows(count: number, named = 'Usaha'): Generator<string[]> {
  const two = (number: number) => String(number).padStart(2, '0')
  for (let n = 0; n < count; n++) {
    const nik = `337205${two(1 + (n % 28))}${two(1 + (Math.floor(n / 28) % 12))}${two(Math.floor(n / 336) % 100)}${String(1 + (Math.floor(n / 33_600) % 9999)).padStart(4, '0')}`
    yield [
      String(n + 1),
      `${named} ${n}`,
      `Pemilik ${n}`,
      `0813${String(10_000_000 + n)}`,
      nik,
      'Kuliner',
      `Nasi liwet nomor ${n % 90}`,
      'Mangkubumen',
      'Banjarsari',
      `Jl. Gajah Mada ${n}`,
    ]
  }
}

/** The secret of the tests' world, which a worker in a process of its own must share. */
export const secret = 'a secret of the tests, long enough to be one'
