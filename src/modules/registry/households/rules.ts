import type { FieldFault } from '#kernel/fault.ts'
import { isIncome, isMoneylender } from './lists.ts'
import { isBefore } from './moment.ts'
import type { PovertyLine, Profile, RecordOf, Records, SectionName } from './schema.ts'

/** A record that holds: neither ended nor struck out. */
export const holds = (record: { until?: string; withdrawnAt?: string }): boolean =>
  record.until === undefined && record.withdrawnAt === undefined

/** Formal or informal by the simple definition of BPS: status 3 (helped by paid workers) and 4 (employee) are formal, the rest is not. */
export type WorkClass = 'formal' | 'informal' | 'unpaid'
export function classOf(status: RecordOf<'work'>['status']): WorkClass {
  if (status === 'unpaid_family') return 'unpaid'
  return status === 'employee' || status === 'own_with_paid' ? 'formal' : 'informal'
}

/** Deciles of DTSEN by name (Inpres 4/2025): 1 very poor, 2 poor, 3 near poor, 4 vulnerable, 5 lower middle, 6–10 above. */
export const rungOf = (decile: number): number => Math.min(decile, 6)

/** Programmes that take families of this decile: PKH 1–4; food card and health premium 1–5. */
export const programmesOf = (decile: number): ('pkh' | 'food_card' | 'health_premium')[] =>
  decile <= 4 ? ['pkh', 'food_card', 'health_premium'] : decile === 5 ? ['food_card', 'health_premium'] : []

/** The newest rung that holds; of two of one day the one recorded last. */
export const currentRung = (rungs: Records['rungs']): RecordOf<'rungs'> | undefined =>
  rungs.filter(holds).toSorted(newestFirst)[0]

/** What holds today; of housing and rungs, which describe a day, only the newest. */
export function currentOf(section: SectionName, records: Records): RecordOf<SectionName>[] {
  const all = (records[section] as RecordOf<SectionName>[]).filter(holds)
  if (section !== 'housing' && section !== 'rungs') return all
  return all.toSorted(newestFirst).slice(0, 1)
}

const newestFirst = (a: { since?: string; recordedAt: string }, b: { since?: string; recordedAt: string }) =>
  compare(b.since ?? '', a.since ?? '') || compare(b.recordedAt, a.recordedAt)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export interface Migration {
  kind: 'migrant' | 'local' | 'unknown'
  /** Because of this move from another regency, or of what the family says. */
  because?: RecordOf<'moves'>
  /** Came within the last five years: BPS' recent migrant. */
  recent: boolean
}

/** A migrant came from another regency or city; moves count for more than what is said. */
export function migrationOf(
  { origin, regionCode }: Pick<Profile, 'origin' | 'regionCode'>,
  moves: Records['moves'],
  today: string,
): Migration {
  const home = regionCode.slice(0, 5)
  const arrivals = moves
    .filter(holds)
    .filter(({ fromRegion }) => fromRegion === undefined || fromRegion.slice(0, 5) !== home)
    .sort((a, b) => compare(b.since, a.since))
  const fiveYearsAgo = `${Number(today.slice(0, 4)) - 5}${today.slice(4)}`
  const last = arrivals[0]
  if (last) return { kind: 'migrant', because: last, recent: !isBefore(last.since, fiveYearsAgo) }
  return { kind: origin ?? 'unknown', recent: false }
}

export interface KeyFigures {
  members: number
  dependants: number
  /** Dependants for each member who earns; undefined without earners. */
  burden: number | undefined
  /** Whole rupiah a month; undefined when nothing is recorded. */
  income: number | undefined
  outgo: number | undefined
  outgoPerHead: number | undefined
  /** Is the outgo a head below the line? The line is about expenditure, so income says nothing here. */
  belowLine: boolean | undefined
  work: Record<WorkClass, number>
  debts: number
  moneylenders: number
  /** Dearest loan that is still owed. */
  highestRate: number | undefined
}

/** What an officer looks at first; each figure is counted from the records that hold. */
export function figuresOf(records: Records, line: PovertyLine | null): KeyFigures {
  const members = records.members.filter(holds)
  const money = records.money.filter(holds)
  const work = records.work.filter(holds)
  const debts = records.debts.filter(holds)
  const income = sum(money.filter(({ kind }) => isIncome(kind)).map(({ amount }) => amount))
  const outgo = sum(money.filter(({ kind }) => !isIncome(kind)).map(({ amount }) => amount))
  const outgoPerHead =
    outgo === undefined || members.length === 0 ? undefined : Math.round(outgo / members.length)
  const dependants = members.filter(({ dependant }) => dependant).length
  const earners = members.length - dependants
  const count = (wanted: WorkClass) => work.filter(({ status }) => classOf(status) === wanted).length
  const rates = debts.flatMap(({ effectiveRate }) => (effectiveRate === undefined ? [] : [effectiveRate]))
  return {
    members: members.length,
    dependants,
    burden: earners > 0 ? dependants / earners : undefined,
    income,
    outgo,
    outgoPerHead,
    belowLine: outgoPerHead === undefined || line === null ? undefined : outgoPerHead < line.amount,
    work: { formal: count('formal'), informal: count('informal'), unpaid: count('unpaid') },
    debts: debts.length,
    moneylenders: debts.filter(({ lenderKind }) => isMoneylender(lenderKind)).length,
    highestRate: rates.length > 0 ? Math.max(...rates) : undefined,
  }
}

const sum = (amounts: readonly number[]): number | undefined =>
  amounts.length === 0 ? undefined : amounts.reduce((total, amount) => total + amount, 0)

/** What is wrong with a record beyond its single fields; said at the field that mends it. `today` is the day in the household's zone. */
export function faultsOf(
  section: SectionName,
  values: Readonly<Record<string, unknown>>,
  today: string,
): FieldFault[] {
  const faults: FieldFault[] = []
  const need = (path: string, missing: boolean, key = 'kernel_field_required') => {
    if (missing) faults.push({ path, key })
  }
  const since = values.since
  need('since', typeof since === 'string' && isBefore(today, since), 'household_field_future')
  if (section === 'members') {
    need('name', values.name === undefined && values.personId === undefined)
    need('birthYear', Number(values.birthYear ?? 0) > Number(today.slice(0, 4)), 'household_field_year')
  }
  if (section === 'moves')
    need('fromPlace', values.fromRegion === undefined && values.fromPlace === undefined)
  if (section === 'aid')
    need('institution', values.institution === undefined && values.organisationId === undefined)
  if (section === 'debts' && typeof values.received === 'number' && typeof values.principal === 'number')
    need('received', values.received > values.principal, 'household_field_received')
  if (section === 'rungs' && values.source === 'dtsen') need('decile', values.decile === undefined)
  if (section === 'rungs' && values.source === 'officer') {
    need('rung', values.rung === undefined)
    need('basis', values.basis === undefined)
  }
  return faults
}

/** Is the day something ended possible? Not in the future, not before it began. */
export function endFault(since: string | undefined, until: string, today: string): FieldFault | undefined {
  if (isBefore(today, until)) return { path: 'until', key: 'household_field_future' }
  return since !== undefined && isBefore(until, since)
    ? { path: 'until', key: 'household_field_before' }
    : undefined
}
