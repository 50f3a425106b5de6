import type { SectionName } from '#modules/registry/households/schema.ts'
import type { DemoCalendar } from './calendar.ts'

/** A record of a family, as an officer enters it; `who` names the member it is about. */
export interface DemoRecord {
  section: SectionName
  who?: string
  values: Record<string, unknown>
  /** Ended then, and why. */
  ended?: { until: string; reason: string }
}

export interface DemoFamily {
  head: string
  /** Number of the registration whose owner lives here: the trader whom visitors sign in as. */
  registered?: { name: string; number: number; relation: string }
  birthYear: number
  sex: 'female' | 'male'
  address: string
  rt: string
  rw: string
  origin?: 'local' | 'migrant'
  /** Days before today on which the family was visited. */
  visited: number
  records: DemoRecord[]
}

/** Short ways to write a family down. Years and months count back from the demo's day. */
export function pen(calendar: DemoCalendar) {
  const year = Number(calendar.today.slice(0, 4))
  const ago = (years: number) => String(year - years)
  const months = (count: number) => calendar.day(-30 * count - 5).slice(0, 7)
  const record = (section: SectionName, values: Record<string, unknown>, who?: string): DemoRecord => ({
    section,
    values,
    ...(who && { who }),
  })
  return {
    year,
    ago,
    months,
    born: (name: string, relation: string, age: number, sex: 'female' | 'male', dependant = false) =>
      record('members', { name, relation, sex, birthYear: year - age, dependant }),
    work: (who: string, occupation: string, status: string, since: string, more: object = {}) =>
      record('work', { occupation, status, since, ...more }, who),
    money: (kind: string, amount: number, who?: string) =>
      record('money', { kind, amount, since: months(4) }, who),
    home: (tenure: string, floorArea: number, more: object = {}) =>
      record('housing', {
        tenure,
        floorArea,
        floor: 'cement',
        wall: 'brick',
        water: 'piped',
        electricity: 'own_meter',
        toilet: 'own',
        fuel: 'gas_3kg',
        since: months(3),
        ...more,
      }),
    came: (fromRegion: string, why: string, since: string) => record('moves', { fromRegion, why, since }),
    owns: (kind: string, value: number, description?: string) =>
      record('assets', { kind, value, description }),
    emok: (principal: number, received: number, instalment: number, lenderName = 'Bank plecit') =>
      record('debts', {
        lenderKind: 'moneylender',
        lenderName,
        purpose: 'food',
        principal,
        received,
        instalment,
        term: 52,
        period: 'week',
        since: months(5),
      }),
    loan: (lenderKind: string, purpose: string, principal: number, instalment: number, term: number) =>
      record('debts', {
        lenderKind,
        purpose,
        principal,
        instalment,
        term,
        period: 'month',
        since: months(7),
      }),
    aid: (kind: string, institution: string, amount: number | undefined, what?: string) =>
      record('aid', { kind, institution, amount, what, since: months(2) }),
    decile: (decile: number, since = months(6)) => record('rungs', { source: 'dtsen', decile, since }),
    judged: (rung: number, basis: string) =>
      record('rungs', { source: 'officer', rung, basis, since: months(1) }),
    end: (one: DemoRecord, until: string, reason: string): DemoRecord => ({
      ...one,
      ended: { until, reason },
    }),
  }
}
