import { RegionCode } from '#modules/region/schema.ts'

/** What narrows the queue; lives in the address, so that the queue keeps its filter from case to case. */
export interface Filters {
  source: string | null
  region: string | null
  overdue: boolean
  complete: boolean
  search: string
}

const isOn = (value: string | null) => value === '1' || value === 'on'

/** Filters in an address; what is none is left out. */
export function readFilters(query: URLSearchParams, sources: readonly string[]): Filters {
  const region = RegionCode.safeParse(query.get('wilayah') ?? '')
  const source = query.get('jenis')
  return {
    source: source !== null && sources.includes(source) ? source : null,
    region: region.success ? region.data : null,
    overdue: isOn(query.get('lewat')),
    complete: isOn(query.get('lengkap')),
    // What no keyboard writes is in no title either.
    search: (query.get('cari') ?? '')
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 100),
  }
}

/** The address's query for these filters, from a place in the queue; empty when there is nothing to say. */
export function writeFilters(filters: Partial<Filters>, from?: string | null): string {
  const query = new URLSearchParams()
  if (filters.source) query.set('jenis', filters.source)
  if (filters.region) query.set('wilayah', filters.region)
  if (filters.overdue) query.set('lewat', '1')
  if (filters.complete) query.set('lengkap', '1')
  if (filters.search) query.set('cari', filters.search)
  if (from) query.set('dari', from)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

export const isFiltered = (filters: Filters): boolean =>
  filters.source !== null ||
  filters.region !== null ||
  filters.overdue ||
  filters.complete ||
  filters.search !== ''
