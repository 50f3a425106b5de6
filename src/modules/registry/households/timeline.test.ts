import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describe as inWords, spanOf, wordsOf } from './describe.ts'
import { questionsOf } from './forms.ts'
import { sectionOrder } from './labels.ts'
import { sections } from './schema.ts'
import { head, meta, records } from './testing/records.ts'
import { timelineOf } from './timeline.ts'

test('the timeline has everything dated, newest first, and nothing that was struck out', () => {
  const all = records({
    members: [{ ...meta(1), relation: 'head', name: 'Darmi', birthYear: 1980 }],
    work: [
      {
        ...meta(2, { until: '2026-03' }),
        memberId: head,
        occupation: 'Cuci',
        status: 'employee',
        since: '2020',
      },
    ],
    aid: [
      { ...meta(3), kind: 'pkh', institution: 'Kemensos', since: '2026-03-02' },
      {
        ...meta(4, { withdrawnAt: '2026-11-01T00:00:00Z' }),
        kind: 'cash',
        institution: 'PKK',
        since: '2026',
      },
    ],
  })
  expect(timelineOf(all).map(({ moment, act }) => `${moment} ${act}`)).toEqual([
    '2026-03-02 began',
    '2026-03 ended',
    '2020 began',
    '1980 born',
  ])
})

const moments = fc
  .record({
    year: fc.integer({ min: 1950, max: 2026 }),
    month: fc.integer({ min: 1, max: 12 }),
    depth: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ year, month, depth }) =>
    [String(year), String(month).padStart(2, '0'), '14'].slice(0, depth).join('-'),
  )
test('the order of a timeline does not depend on how the records came', () => {
  fc.assert(
    fc.property(fc.array(moments, { maxLength: 12 }), (all) => {
      const aid = all.map((since, index) => ({ ...meta(index + 1), kind: 'cash', institution: 'PKK', since }))
      const order = (list: object[]) => timelineOf(records({ aid: list })).map(({ moment }) => moment)
      expect(order([...aid].reverse())).toEqual(order(aid))
    }),
  )
})

describe('words', () => {
  test('every question of every section has a label in both languages', () => {
    for (const locale of ['id', 'en'] as const)
      for (const section of sectionOrder)
        for (const { label, hint, options } of questionsOf(section, {
          file: { records: records({}) },
          locale,
          helpers: [{ id: head, name: 'PKK' }],
          sealedKept: true,
        }))
          expect([label, hint, ...(options ?? []).map((option) => option.label)].join(' ')).not.toMatch(
            /household_/,
          )
  })
  test('every field that is asked is one the section takes', () => {
    for (const section of sectionOrder) {
      const taken = Object.keys(sections[section].input.shape)
      const asked = questionsOf(section, {
        file: { records: records({}) },
        locale: 'id',
        helpers: [{ id: head, name: 'PKK' }],
      }).map(({ name }) => name)
      const elsewhere = ['personId', 'fromRegion']
      expect([...asked, ...elsewhere.filter((name) => taken.includes(name))].sort()).toEqual(taken.sort())
    }
  })
  test('a loan says what it costs, and no amounts while they are sealed', () => {
    const loan = {
      ...meta(1),
      lenderKind: 'moneylender',
      purpose: 'food',
      term: 52,
      period: 'week',
      since: '2026-03',
      effectiveRate: 1.1444,
    }
    const amounts = { principal: 1_500_000, received: 1_300_000, instalment: 36_000 }
    const { debts, members } = records({ debts: [loan, { ...loan, ...amounts }] })
    const [sealed, opened] = debts.map((debt) => inWords('debts', debt, wordsOf({ members }, 'id')))
    expect(sealed?.mark?.text).toBe('Rentenir')
    expect(sealed?.lines.join(' ')).toContain('114,4\u00a0%')
    expect(sealed?.lines.join(' ')).not.toContain('Rp')
    expect(opened?.lines.join(' ')).toContain('Rp\u00a044.000 untuk setiap Rp100.000')
    expect(spanOf('debts', { ...debts[0], until: '2026-11' } as (typeof debts)[number], 'id')).toBe(
      'Maret 2026 – November 2026',
    )
  })
})
