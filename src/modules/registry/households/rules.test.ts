import { describe, expect, test } from 'vitest'
import { lists } from './lists.ts'
import { formatMoment, isBefore, isMoment, readMoment, typedMoment } from './moment.ts'
import {
  classOf,
  currentOf,
  currentRung,
  endFault,
  faultsOf,
  figuresOf,
  migrationOf,
  programmesOf,
  rungOf,
} from './rules.ts'
import { head, line, meta, records } from './testing/records.ts'

describe('dates as people remember them', () => {
  test.each([
    ['2015', '2015'],
    ['3/2015', '2015-03'],
    ['03-2015', '2015-03'],
    ['12/3/2015', '2015-03-12'],
    [' 12.3.2015 ', '2015-03-12'],
    ['2015-03-12', '2015-03-12'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(readMoment(typed)).toBe(kept)
    expect(isMoment(kept)).toBe(true)
  })
  test.each(['', '15', 'dulu', '31/2/2015', '13/2015', '2015-02-30', '0015', '2015-00', '９'])(
    '%s is no date',
    (typed) => expect(isMoment(readMoment(typed))).toBe(false),
  )
  test('are written out as far as they are known', () => {
    expect(['2015', '2015-03', '2015-03-12'].map((moment) => formatMoment(moment, 'id'))).toEqual([
      '2015',
      'Maret 2015',
      '12 Maret 2015',
    ])
  })
  test('are shown for correction as people type them', () => {
    for (const moment of ['2015', '2015-03', '2015-03-12'])
      expect(readMoment(typedMoment(moment))).toBe(moment)
    expect(typedMoment('2015-03-02')).toBe('2/3/2015')
  })
  test('a year is before no day of its own', () => {
    expect(isBefore('2015', '2015-03')).toBe(false)
    expect(isBefore('2015-03', '2015')).toBe(false)
    expect(isBefore('2014', '2015-03')).toBe(true)
  })
})

describe('work', () => {
  test('is formal for employees and for those helped by paid workers (Sakernas), unpaid for family who help', () => {
    expect(lists.status.map((status) => [status, classOf(status)])).toEqual([
      ['own_account', 'informal'],
      ['own_with_unpaid', 'informal'],
      ['own_with_paid', 'formal'],
      ['employee', 'formal'],
      ['casual_farm', 'informal'],
      ['casual_other', 'informal'],
      ['unpaid_family', 'unpaid'],
    ])
  })
})

describe('welfare', () => {
  test('deciles have the names of DTSEN, and tell which programmes they are for', () => {
    expect([1, 2, 3, 4, 5, 6, 10].map(rungOf)).toEqual([1, 2, 3, 4, 5, 6, 6])
    expect([4, 5, 6].map(programmesOf)).toEqual([
      ['pkh', 'food_card', 'health_premium'],
      ['food_card', 'health_premium'],
      [],
    ])
  })
  test('the newest rung that holds counts', () => {
    const { rungs } = records({
      rungs: [
        { ...meta(1), source: 'dtsen', decile: 2, rung: 2, since: '2025' },
        { ...meta(2), source: 'officer', rung: 4, basis: 'Usaha maju', since: '2026-05' },
        {
          ...meta(3, { withdrawnAt: '2026-11-02T00:00:00Z' }),
          source: 'dtsen',
          decile: 9,
          rung: 6,
          since: '2026-09',
        },
      ],
    })
    expect(currentRung(rungs)?.rung).toBe(4)
    expect(currentOf('rungs', records({ rungs })).map(({ id }) => id)).toEqual([meta(2).id])
  })
})

describe('migration', () => {
  const profile = { origin: 'local' as const, regionCode: '33.72.05.1010' }
  const move = (since: string, fromRegion: string, id = 1) => ({
    ...meta(id),
    why: 'work',
    since,
    fromRegion,
  })
  test.each([
    ['nothing said, no move', { ...profile, origin: null }, [], 'unknown', false],
    ['what the family says', profile, [], 'local', false],
    ['a move inside the city', profile, [move('2020', '33.72.01')], 'local', false],
    ['a move from another regency, whatever is said', profile, [move('2010', '33.12')], 'migrant', false],
    ['less than five years ago', profile, [move('2024-02', '33.12'), move('2010', '31', 2)], 'migrant', true],
  ])('%s', (_, said, moves, kind, recent) => {
    const found = migrationOf(said, records({ moves }).moves, '2026-11-21')
    expect([found.kind, found.recent]).toEqual([kind, recent])
  })
})

describe('key figures', () => {
  const family = records({
    members: [
      { ...meta(1), relation: 'head', name: 'Darmi' },
      { ...meta(2), relation: 'child', name: 'Bagus', dependant: true },
      { ...meta(3), relation: 'child', name: 'Sari', dependant: true },
      { ...meta(4, { until: '2025' }), relation: 'spouse', name: 'Joko' },
    ],
    work: [
      { ...meta(5), memberId: head, occupation: 'Cuci', status: 'casual_other', since: '2020' },
      {
        ...meta(6, { until: '2019' }),
        memberId: head,
        occupation: 'Pabrik',
        status: 'employee',
        since: '2010',
      },
    ],
    money: [
      { ...meta(7), kind: 'casual', amount: 1_500_000, since: '2026' },
      { ...meta(8), kind: 'food', amount: 1_200_000, since: '2026' },
      { ...meta(9), kind: 'home', amount: 400_000, since: '2026' },
      { ...meta(10, { until: '2025' }), kind: 'school', amount: 900_000, since: '2024' },
    ],
    debts: [
      {
        ...meta(11),
        lenderKind: 'moneylender',
        purpose: 'food',
        term: 52,
        period: 'week',
        since: '2026',
        effectiveRate: 1.14,
      },
      {
        ...meta(12),
        lenderKind: 'kur',
        purpose: 'business',
        term: 24,
        period: 'month',
        since: '2026',
        effectiveRate: 0.06,
      },
    ],
  })
  test('count what holds', () => {
    expect(figuresOf(family, line)).toMatchObject({
      members: 3,
      dependants: 2,
      burden: 2,
      income: 1_500_000,
      outgo: 1_600_000,
      outgoPerHead: 533_333,
      belowLine: true,
      work: { formal: 0, informal: 1, unpaid: 0 },
      debts: 2,
      moneylenders: 1,
      highestRate: 1.14,
    })
  })
  test('say nothing of what is not recorded', () => {
    expect(figuresOf(records({}), line)).toMatchObject({
      income: undefined,
      outgo: undefined,
      belowLine: undefined,
      burden: undefined,
      highestRate: undefined,
    })
  })
})

describe('faults', () => {
  const today = '2026-11-21'
  test('an end is neither in the future nor before the beginning', () => {
    expect(endFault('2020-05', '2020', today)).toBeUndefined()
    expect(endFault('2020-05', '2019', today)?.key).toBe('household_field_before')
    expect(endFault(undefined, '2026-12', today)?.key).toBe('household_field_future')
  })
  test('nothing begins in the future', () => {
    expect(faultsOf('assets', { kind: 'gold', since: '2026-11-22' }, today).map(({ path }) => path)).toEqual([
      'since',
    ])
    expect(faultsOf('assets', { kind: 'gold', since: '2026' }, today)).toEqual([])
  })
})
