import type { Zone } from '#kernel/format.ts'
import type { RegionKind } from './schema.ts'

/** Length of a code by level; codes of one level all have the same, so a prefix is containment. */
const lengths = [0, 2, 5, 8, 13] as const

/** 1 province, 2 regency or city, 3 district, 4 village. */
export const levelOf = (code: string): 1 | 2 | 3 | 4 =>
  code.length <= 2 ? 1 : code.length <= 5 ? 2 : code.length <= 8 ? 3 : 4

/** The containing region's code, null for a province. */
export const parentCodeOf = (code: string): string | null =>
  code.length <= 2 ? null : code.slice(0, lengths[levelOf(code) - 1])

/** Codes from the province down to the region itself. */
export const trailOf = (code: string): string[] =>
  lengths.slice(1, levelOf(code) + 1).map((length) => code.slice(0, length))

/** Time zone by province (Keppres 41/1987): one row a zone that is not Asia/Jakarta. */
const zoneByProvince: readonly { zone: Zone; provinces: readonly string[] }[] = [
  { zone: 'Asia/Pontianak', provinces: ['61', '62'] },
  {
    zone: 'Asia/Makassar',
    provinces: ['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76'],
  },
  { zone: 'Asia/Jayapura', provinces: ['81', '82', '91', '92', '93', '94', '95', '96'] },
]

/** The zone in which a region's dates and times of day are read; the nation as a whole goes by Jakarta. */
export const zoneOf = (code: string): Zone =>
  zoneByProvince.find(({ provinces }) => provinces.includes(code.slice(0, 2)))?.zone ?? 'Asia/Jakarta'

/** Papua's districts are called distrik (UU 21/2001). */
const isPapua = (code: string) => /^9[1-6]/.test(code)

/** What a region is, read from its code (Permendagri 58/2021). */
export function kindOf(code: string): RegionKind {
  switch (levelOf(code)) {
    case 1:
      return 'provinsi'
    case 2:
      return Number(code.slice(3, 5)) >= 71 ? 'kota' : 'kabupaten'
    case 3:
      return isPapua(code) ? 'distrik' : 'kecamatan'
    default:
      return code[9] === '1' ? 'kelurahan' : code[9] === '3' ? 'desa_adat' : 'desa'
  }
}

const titles: Partial<Record<RegionKind, string>> = {
  kecamatan: 'Kecamatan',
  distrik: 'Distrik',
  kelurahan: 'Kelurahan',
  desa: 'Desa',
  desa_adat: 'Desa Adat',
}

/** `Kelurahan Mangkubumen`; provinces, regencies and cities carry their title in the name. */
export const titledName = (code: string, name: string): string => {
  const title = titles[kindOf(code)]
  return title ? `${title} ${name}` : name
}

/**
 * How search compares names: lower case, no accents or signs, spelling before 1972 (oe, tj, dj) as today's.
 * `search_key` in the database was written with this same function.
 */
export const searchKey = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['"`’‘]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .replaceAll('oe', 'u')
    .replaceAll('dj', 'j')
    .replaceAll('tj', 'c')
    .trim()

/** The name as people say it: `Kota Administrasi Jakarta Timur` is searched as `jakarta timur`. */
export const ownKey = (code: string, name: string): string =>
  levelOf(code) === 2 ? searchKey(name).replace(/^(kota|kabupaten) (administrasi )?/, '') : searchKey(name)

/** A name of two words is also written as one: Gading Rejo, Gadingrejo. */
export const spellings = (key: string): string[] =>
  /^\w+ \w+$/.test(key) ? [key, key.replace(' ', '')] : [key]

/** Words people put before names, which name nothing themselves, and short forms. */
const fillers = new Set([
  'kelurahan',
  'kel',
  'desa',
  'ds',
  'kecamatan',
  'kec',
  'provinsi',
  'prov',
  'distrik',
  'di',
])
const shortForms: Record<string, string | undefined> = { kab: 'kabupaten', kodya: 'kota', kotamadya: 'kota' }

/** The words of a search, at most six; fillers stay only when nothing else was typed. */
export function searchWords(query: string): string[] {
  const all = searchKey(query).split(' ').filter(Boolean)
  const telling = all.filter((word) => !fillers.has(word))
  return (telling.length > 0 ? telling : all).slice(0, 6).map((word) => shortForms[word] ?? word)
}

/** A code typed with or without dots, whole or only its beginning; undefined when the text is no code. */
export function typedCode(query: string): string | undefined {
  const digits = query.replace(/[.\s-]/g, '')
  if (!/^\d{2}(\d{2}(\d{2}(\d{4})?)?)?$/.test(digits) || !/^[\d.\s-]+$/.test(query)) return undefined
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6, 10)]
    .filter(Boolean)
    .join('.')
}
