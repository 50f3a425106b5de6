import { addDays } from '#modules/region/working-time.ts'
import type { DemoCalendar } from './calendar.ts'
import { mangkubumen, trader } from './cast.ts'
import { market } from './places-market.ts'
import type { DemoRegistration } from './registrations.ts'
import { past } from './timetable.ts'

/** Who has a stall of the market. */
export interface DemoLease {
  number: number
  unit: string
  holder: DemoRegistration
  kind: 'permanent' | 'temporary'
  state: 'active' | 'surrendered'
  /** First day, and the day after the last. */
  from: string
  until: string
}

/** Stalls that nobody has: for traders of one day. */
const kept = new Set(['A-12', 'B-08', 'C-04'])
const zoneOf = (sector: string | null) =>
  sector === 'food' || sector === 'drink'
    ? 'A'
    : sector === 'retail' || sector === 'service' || sector === 'other'
      ? 'C'
      : 'B'

/** Verified traders of the kelurahan have the stalls of their zone, the trader of the demo the first; one gave it back. */
export function demoLeases(
  calendar: DemoCalendar,
  registrations: readonly DemoRegistration[],
): readonly DemoLease[] {
  const free = new Set(
    (market.units ?? []).flatMap(({ kind, code }) => (kind === 'stall' && !kept.has(code) ? [code] : [])),
  )
  const traders = registrations
    .filter(
      ({ kind, outcome, regionCode }) =>
        kind !== 'art_group' && outcome === 'verified' && regionCode === mangkubumen,
    )
    .sort((a, b) => Number(isTrader(b)) - Number(isTrader(a)) || a.number - b.number)
  const leases: DemoLease[] = []
  for (const holder of traders) {
    const [own] = [...free].filter((code) => code.startsWith(zoneOf(holder.sector)))
    const unit = own ?? [...free][0]
    const verified = holder.rounds.at(-1)?.decidedAt?.slice(0, 10)
    if (!unit || !verified) continue
    free.delete(unit)
    const from = [calendar.day(-past), addDays(verified, 3)].sort()[1] ?? verified
    const gaveBack = leases.length === 8
    leases.push({
      number: leases.length + 1,
      unit,
      holder,
      kind: leases.length % 4 === 3 ? 'temporary' : 'permanent',
      state: gaveBack ? 'surrendered' : 'active',
      from,
      until: gaveBack ? calendar.day(-5) : addDays(from, leases.length % 4 === 3 ? 182 : 365),
    })
  }
  return leases.filter(({ from, until }) => from < until && from <= calendar.today)
}

const isTrader = ({ owner }: DemoRegistration) => owner.accountId === trader.accountId
