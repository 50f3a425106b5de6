import { RecordsQuery } from '#modules/impact/figures/schema.ts'

/** The part of a breakdown an address names, if it names one. */
export function partOf(query: URLSearchParams): { by?: RecordsQuery['by']; part?: string } {
  const by = RecordsQuery.shape.by.safeParse(query.get('menurut') ?? undefined)
  const part = query.get('bagian')
  return by.success && by.data && part !== null && part.length <= 60 ? { by: by.data, part } : {}
}
