import { searchWords } from '#modules/region/rules.ts'

export interface VillageName {
  code: string
  /** `Kelurahan Mangkubumen, Kecamatan Banjarsari, Kota Surakarta, Jawa Tengah` */
  fullName: string
}

/** A village by what a row says of it; only one whose names are the same is taken, others are told. */
export interface Villages {
  find(village: string, district?: string, regency?: string): { code?: string; candidates: readonly string[] }
}

const noise = new Set(['kota', 'kabupaten', 'administrasi'])
const bare = (name: string) =>
  searchWords(name)
    .filter((word) => !noise.has(word))
    .join('')

interface Known extends VillageName {
  district: string
  regency: string
}

/** The villages of an office's region, or of the nation, by name. */
export function villagesOf(names: readonly VillageName[]): Villages {
  const byName = new Map<string, Known[]>()
  for (const { code, fullName } of names) {
    const [village = '', district = '', regency = ''] = fullName.split(', ')
    const key = bare(village)
    const same = byName.get(key)
    if (same) same.push({ code, fullName, district, regency })
    else byName.set(key, [{ code, fullName, district, regency }])
  }
  // A list names the same few places over and over.
  const answers = new Map<string, ReturnType<Villages['find']>>()
  const search: Villages['find'] = (village, district, regency) => {
    const same = byName.get(bare(village)) ?? []
    const fitting = same.filter(
      (one) =>
        (district === undefined || bare(one.district) === bare(district)) &&
        (regency === undefined || bare(one.regency) === bare(regency)),
    )
    const candidates = (fitting.length > 0 ? fitting : same)
      .slice(0, 3)
      .map((one) => `${one.fullName} (${one.code})`)
    return { candidates, ...(fitting.length === 1 && { code: fitting[0]?.code }) }
  }
  return {
    find(village, district, regency) {
      const key = `${village}|${district}|${regency}`
      const known = answers.get(key) ?? search(village, district, regency)
      if (answers.size < 20_000) answers.set(key, known)
      return known
    },
  }
}
