import { z } from 'zod'
import { DirectoryFilter, sorts } from '../schema.ts'

/** A list with its order: what an address keeps and a saved view stands for. */
export const ListFilter = DirectoryFilter.extend({ sort: z.enum(sorts).default('newest') })
export type ListFilter = z.infer<typeof ListFilter>

/** Questions with several values, and their words in an address. */
export const several = {
  state: 'keadaan',
  kind: 'jenis',
  sector: 'bidang',
  size: 'ukuran',
  paper: 'izin',
  finance: 'modal',
} as const
export type Several = keyof typeof several

/** What an address asks for. A value that cannot be read is as if not asked: somebody mistyped. */
export function filterIn(query: URLSearchParams): ListFilter {
  const one = (name: string) => query.get(name)?.trim() || undefined
  const shape = ListFilter.shape
  const read = <Key extends Several>(key: Key) => {
    const element = shape[key].unwrap().element
    const known = [...new Set(query.getAll(several[key]))].filter((value) => element.safeParse(value).success)
    return known.length > 0 ? { [key]: known } : {}
  }
  const kbli = shape.kbli.safeParse(one('kbli')).data
  const region = shape.region.safeParse(one('wilayah')).data
  const search = one('q')?.slice(0, 100)
  return ListFilter.parse({
    ...(search && { search }),
    ...(kbli && { kbli }),
    ...(region && { region }),
    ...(query.get('santri') === 'ya' && { santri: true }),
    ...(one('urut') === 'nama' && { sort: 'name' }),
    ...read('state'),
    ...read('kind'),
    ...read('sector'),
    ...read('size'),
    ...read('paper'),
    ...read('finance'),
  })
}

/** The query of an address that asks for this: `?q=bakso&bidang=food`, or nothing. */
export function queryOf(filter: ListFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams()
  if (filter.search) query.set('q', filter.search)
  for (const key of Object.keys(several) as Several[])
    for (const value of filter[key] ?? []) query.append(several[key], value)
  if (filter.santri) query.set('santri', 'ya')
  if (filter.kbli) query.set('kbli', filter.kbli)
  if (filter.region) query.set('wilayah', filter.region)
  if (filter.sort === 'name') query.set('urut', 'nama')
  for (const [name, value] of Object.entries(more)) query.set(name, value)
  const text = query.toString()
  return text && `?${text}`
}

/** The same filter with one value of a question added, or taken away. */
export function toggled(filter: ListFilter, key: Several, value: string): ListFilter {
  const now: readonly string[] = filter[key] ?? []
  const next = now.includes(value) ? now.filter((other) => other !== value) : [...now, value]
  const { [key]: _, ...rest } = filter
  return (next.length > 0 ? { ...rest, [key]: next } : rest) as ListFilter
}

/** The region one level up, undefined above a province. */
export const parentOf = (region: string): string | undefined =>
  region.length > 2 ? region.slice(0, region.lastIndexOf('.')) : undefined
