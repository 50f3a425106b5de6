import { z } from 'zod'
import type { PeriodKind } from '#modules/impact/figures/periods.ts'
import { FigureQuery, type RequestKind } from '#modules/impact/figures/schema.ts'
import { RegionCode } from '#modules/region/schema.ts'

/** Words of the address for periods. */
export const periodNames = { hari: 'day', minggu: 'week', bulan: 'month', tahun: 'year' } as const
type PeriodName = keyof typeof periodNames

const isPeriodName = (value: string | null): value is PeriodName => value !== null && value in periodNames
export const periodNameOf = (period: PeriodKind): PeriodName =>
  (Object.keys(periodNames) as PeriodName[]).find((name) => periodNames[name] === period) ?? 'bulan'

const kindNames: Record<string, RequestKind | undefined> = { pesanan: 'booking', pendaftaran: 'registration' }

const readAs = <Value>(schema: z.ZodType<Value>, value: string | null): Value | undefined => {
  const parsed = schema.safeParse(value ?? undefined)
  return parsed.success ? parsed.data : undefined
}

/** What an address asks for; what it writes wrong is left out, so that the page still opens. */
export function readAddress(query: URLSearchParams): z.input<typeof FigureQuery> {
  const period = query.get('periode')
  return {
    region: readAs(RegionCode, query.get('wilayah')),
    spaceId: readAs(z.uuid(), query.get('ruang')),
    kind: kindNames[query.get('jenis') ?? ''],
    period: isPeriodName(period) ? periodNames[period] : 'month',
    on: readAs(FigureQuery.shape.on, query.get('tanggal')),
  }
}

/** Fields of an address that stay when something else changes; null removes one. */
export function changed(
  query: Iterable<[string, string]>,
  changes: Readonly<Record<string, string | null>>,
): string {
  const next = new URLSearchParams([...query])
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  const text = next.toString()
  return text === '' ? '' : `?${text}`
}
