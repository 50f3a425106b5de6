import { formatMoney, formatNumber, formatShare } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { costOf } from './credit.ts'
import { wordOf } from './labels.ts'
import { isIncome, isMoneylender } from './lists.ts'
import { formatMoment } from './moment.ts'
import { classOf, holds, programmesOf } from './rules.ts'
import type { RecordOf, Records, SectionName } from './schema.ts'

/** A record in words: what it is, what one wants to know of it, and a mark where something stands out. */
export interface Described {
  title: string
  lines: string[]
  mark?: { tone: 'bad' | 'info' | 'neutral'; text: string }
}

export interface Words {
  locale: Locale
  /** Names of members by id. */
  members: ReadonlyMap<string, string>
}

export const wordsOf = (records: Pick<Records, 'members'>, locale: Locale): Words => ({
  locale,
  members: new Map(records.members.map(({ id, name }) => [id, name ?? ''])),
})

type Describer<Name extends SectionName> = (record: RecordOf<Name>, words: Words) => Described

const joined = (...parts: (string | undefined | false)[]) => parts.filter(Boolean).join(' · ')
const lines = (...all: (string | undefined | false)[]) => all.filter((line): line is string => Boolean(line))

const say = (key: string, locale: Locale, params?: Record<string, string | number>) =>
  translate(`household_say_${key}`, params, locale)

const describers: { [Name in SectionName]: Describer<Name> } = {
  members: (one, { locale }) => ({
    title: one.name ?? '',
    lines: lines(
      joined(
        wordOf('relation', one.relation, locale),
        one.sex && wordOf('sex', one.sex, locale),
        one.birthYear !== undefined && say('born', locale, { year: one.birthYear }),
      ),
      one.personId && say('in_register', locale),
    ),
    ...(one.dependant && { mark: { tone: 'neutral' as const, text: say('dependant', locale) } }),
  }),
  moves: (one, { locale }) => ({
    title: say('moved_from', locale, { place: one.fromName ?? one.fromPlace ?? '' }),
    lines: lines(wordOf('why', one.why, locale), one.fromName && one.fromPlace),
  }),
  housing: (one, { locale }) => ({
    title: wordOf('tenure', one.tenure, locale),
    lines: lines(
      joined(
        one.floorArea !== undefined && `${formatNumber(one.floorArea, locale)} m²`,
        ...(['floor', 'wall'] as const).map(
          (part) => one[part] && say(part, locale, { what: wordOf(part, one[part], locale) }),
        ),
      ),
      joined(
        ...(['water', 'electricity', 'toilet', 'fuel'] as const).map(
          (part) => one[part] && say(part, locale, { what: wordOf(part, one[part], locale) }),
        ),
      ),
    ),
  }),
  work: (one, { locale, members }) => {
    const kind = classOf(one.status)
    return {
      title: `${one.occupation} – ${members.get(one.memberId) ?? ''}`,
      lines: lines(
        joined(one.place, one.hours !== undefined && say('hours', locale, { hours: one.hours })),
        say('class_because', locale, {
          kind: wordOf('class', kind, locale),
          status: wordOf('status', one.status, locale),
        }),
      ),
      mark: { tone: kind === 'formal' ? 'info' : 'neutral', text: wordOf('class', kind, locale) },
    }
  },
  money: (one, { locale, members }) => ({
    title: `${wordOf('money', one.kind, locale)}: ${formatMoney(one.amount)}`,
    lines: lines(joined(one.memberId && members.get(one.memberId), one.note)),
    mark: {
      tone: 'neutral',
      text: translate(isIncome(one.kind) ? 'household_income' : 'household_outgo', undefined, locale),
    },
  }),
  assets: (one, { locale }) => ({
    title: wordOf('asset', one.kind, locale),
    lines: lines(
      one.description,
      one.value !== undefined && say('worth', locale, { amount: formatMoney(one.value) }),
    ),
  }),
  debts: (one, words) => describeDebt(one, words),
  aid: (one, { locale, members }) => ({
    title: joined(wordOf('aid', one.kind, locale), one.institution),
    lines: lines(
      joined(one.what, one.amount !== undefined && formatMoney(one.amount)),
      one.memberId && say('for', locale, { name: members.get(one.memberId) ?? '' }),
    ),
  }),
  rungs: (one, { locale }) => ({
    title: wordOf('rung', one.rung ?? 6, locale),
    lines: lines(
      one.source === 'dtsen'
        ? say('decile', locale, { decile: one.decile ?? 0 })
        : say('judged', locale, { basis: one.basis ?? '' }),
      one.source === 'dtsen' && one.basis,
      one.decile !== undefined &&
        programmesOf(one.decile).length > 0 &&
        say('programmes', locale, {
          list: programmesOf(one.decile)
            .map((programme) => wordOf('aid', programme, locale))
            .join(', '),
        }),
    ),
  }),
}

/** A loan: lender and purpose, what is paid, what it really costs. Amounts only where they were opened. */
function describeDebt(one: RecordOf<'debts'>, { locale, members }: Words): Described {
  const { principal, received = principal, instalment } = one
  const opened = principal !== undefined && received !== undefined && instalment !== undefined
  const times = { term: one.term, period: wordOf('period', one.period, locale) }
  const cost = opened
    ? costOf({ principal, received, instalment, term: one.term, period: one.period })
    : undefined
  return {
    title: joined(wordOf('lender', one.lenderKind, locale), one.lenderName),
    lines: lines(
      joined(wordOf('purpose', one.purpose, locale), one.memberId && members.get(one.memberId)),
      opened
        ? say('loan', locale, {
            principal: formatMoney(principal),
            received: formatMoney(received),
            instalment: formatMoney(instalment),
            ...times,
          })
        : say('loan_masked', locale, times),
      one.effectiveRate === undefined
        ? say('rate_unknown', locale)
        : say('rate', locale, { rate: formatShare(one.effectiveRate, locale, 1) }),
      cost &&
        say('cost', locale, { total: formatMoney(cost.totalCost), each: formatMoney(cost.costPer100k) }),
    ),
    ...(isMoneylender(one.lenderKind) && {
      mark: { tone: 'bad' as const, text: say('moneylender', locale) },
    }),
  }
}

/** Any record in words. */
export const describe = (section: SectionName, record: RecordOf<SectionName>, words: Words): Described =>
  (describers[section] as Describer<SectionName>)(record, words)

/** `Sejak Maret 2015`, `Maret 2015 – Juni 2025`, `12 Maret 2026`; nothing where nobody knows. */
export function spanOf(section: SectionName, record: RecordOf<SectionName>, locale: Locale): string {
  const since = record.since ? formatMoment(record.since, locale) : undefined
  const until = record.until ? formatMoment(record.until, locale) : undefined
  if (until) return since ? `${since} – ${until}` : say('until', locale, { until })
  if (!since) return ''
  return ['moves', 'aid', 'rungs', 'housing'].includes(section) ? since : say('since', locale, { since })
}

/** Records that hold, before those that ended, before those that were struck out; each group as it came. */
export const inOrder = <One extends { until?: string; withdrawnAt?: string }>(
  records: readonly One[],
): One[] => [
  ...records.filter(holds),
  ...records.filter((one) => one.until !== undefined && one.withdrawnAt === undefined),
  ...records.filter((one) => one.withdrawnAt !== undefined),
]
