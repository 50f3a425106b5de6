import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check, recompute, sha256 as sha256OfBrowser, write } from '../../../../static/draw/recompute.js'
import { canonical } from './canonical.ts'
import { computeDraw, drawFile } from './compute.server.ts'
import { type DrawFile, type DrawList, format, rules } from './document.ts'
import { Drum } from './drum.ts'
import { sha256 } from './order.server.ts'
import { newSigningKey } from './signature.server.ts'
import { verifyDraw } from './verify.server.ts'
import { Weights, weightOf } from './weights.ts'

const weights = Weights.parse({})
const zones = ['', 'Kuliner', 'Kerajinan'] as const
const sectors = ['food', 'craft', 'fashion'] as const

const place = fc.record({
  zone: fc.constantFrom(...zones),
  sectors: fc.subarray([...sectors]),
})
const wish = fc.oneof(
  fc.nat(40).map((index) => `place:P-${index}`),
  fc.constantFrom('zone:Kuliner', 'zone:Kerajinan', 'zone:', 'place:'),
)
const applicant = fc.record({
  sector: fc.constantFrom(...sectors),
  wishes: fc.array(wish, { maxLength: 4 }),
  any: fc.boolean(),
  factors: fc.record({
    local: fc.boolean(),
    support: fc.nat(8),
    wins: fc.nat(4),
    absences: fc.nat(9),
    lastWin: fc.constantFrom(null, '2025-01-01', '2026-01-01'),
  }),
})
const anyList = fc
  .record({
    rule: fc.constantFrom(...rules),
    title: fc.string({ unit: 'grapheme', maxLength: 20 }),
    places: fc.array(place, { maxLength: 40 }),
    applicants: fc.array(applicant, { maxLength: 150 }),
  })
  .map(
    ({ rule, title, places, applicants }): DrawList => ({
      format,
      round: '0190b3f0-0000-7000-8000-000000000001',
      title,
      space: 'Pasar',
      rule,
      weights,
      places: places.map((one, index) => ({ code: `P-${index}`, ...one })),
      applicants: applicants.map((one, index) => ({
        number: index + 1,
        ...one,
        weight: weightOf(weights, one.factors),
      })),
    }),
  )
const seed = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))

const key = newSigningKey()
function fileOf(list: DrawList, wanted = 'ab'.repeat(32), word = 'DADU4821'): DrawFile {
  const byLot = list.rule === 'draw'
  return drawFile(
    list,
    {
      commitment: byLot ? { hash: sha256(wanted), at: '2026-11-01T01:00:00Z' } : null,
      closedAt: '2026-11-20T01:00:00Z',
      seed: byLot ? wanted : null,
      word: byLot ? word : null,
      drawnAt: '2026-11-21T01:00:00Z',
    },
    key,
  )
}
const sample = (rule: DrawList['rule'] = 'draw', count = 40): DrawList => ({
  format,
  round: '0190b3f0-0000-7000-8000-000000000001',
  title: 'Pasar potensi',
  space: 'Sasono Krida Warga',
  rule,
  weights,
  places: [1, 2, 3, 4, 5].map((index) => ({
    code: `A-${index}`,
    zone: index < 3 ? 'Kuliner' : '',
    sectors: [],
  })),
  applicants: Array.from({ length: count }, (_, index) => {
    const factors = {
      local: index % 2 === 0,
      support: index % 4,
      wins: index % 3,
      absences: 0,
      lastWin: null,
    }
    return {
      number: index + 1,
      sector: 'food',
      wishes: ['zone:Kuliner'],
      any: true,
      factors,
      weight: weightOf(weights, factors),
    }
  }),
})

describe('two implementations', () => {
  test('agree about hash, order and places of any list, seed and word', async () => {
    await fc.assert(
      fc.asyncProperty(anyList, seed, fc.stringMatching(/^[A-Z0-9]{4,20}$/), async (list, wanted, word) => {
        const [one, two] = list.rule === 'draw' ? [wanted, word] : [null, null]
        expect(await recompute(list, one, two)).toEqual(computeDraw(list, one, two))
      }),
      { numRuns: 150 },
    )
  })

  test('write any document alike', () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 5 }),
      ),
    })).value
    fc.assert(fc.property(plain, (value) => canonical(value as never) === write(value)))
    expect(() => canonical(0.5)).toThrow(RangeError)
    expect(() => write(0.5)).toThrow()
  })

  test('both accept a published file, and both find what was changed in it', async () => {
    for (const rule of rules) {
      const file = fileOf(sample(rule))
      expect(verifyDraw(file).filter(({ ok }) => !ok)).toEqual([])
      expect((await check(file, key.publicKey)).filter(({ ok }) => !ok)).toEqual([])
    }
    const whole = fileOf(sample())
    const [head = 1, next = 2] = whole.order
    const changed: [string, DrawFile][] = [
      [
        'weights',
        {
          ...whole,
          list: {
            ...whole.list,
            applicants: whole.list.applicants.map((one) =>
              one.number === 7 ? { ...one, weight: one.weight + 1 } : one,
            ),
          },
        },
      ],
      ['seed', { ...whole, seed: 'cd'.repeat(32) }],
      ['order', { ...whole, order: [next, head, ...whole.order.slice(2)] }],
      [
        'places',
        {
          ...whole,
          places: whole.places.map((one, index) => (index === 0 ? { ...one, number: next } : one)),
        },
      ],
      ['order', { ...whole, word: 'DADU4822' }],
      ['signature', { ...whole, drawnAt: '2026-11-21T01:00:01Z' }],
    ]
    for (const [part, file] of changed) {
      const wrong = verifyDraw(file)
        .filter(({ ok }) => !ok)
        .map((finding) => finding.check)
      expect(wrong).toContain(part)
      expect(wrong).toContain('signature')
      const inBrowser = (await check(file, key.publicKey))
        .filter(({ ok }) => !ok)
        .map((finding) => finding.check)
      expect(inBrowser).toEqual(wrong)
    }
    expect(verifyDraw(whole, newSigningKey().publicKey).find((one) => one.check === 'signature')?.ok).toBe(
      false,
    )
    expect(verifyDraw({ ...whole, format: 'other' })).toMatchObject([{ check: 'form', ok: false }])
    expect(await sha256OfBrowser('abc')).toBe(sha256('abc'))
  })
})

describe('the drum', () => {
  test('finds the owner of every ticket', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 }), (tickets) => {
        const owners = tickets.flatMap((count, index) => Array.from({ length: count }, () => index))
        for (const [ticket, owner] of owners.entries()) expect(new Drum(tickets).take(ticket)).toBe(owner)
      }),
    )
  })
})

describe('the known answer', () => {
  test('never changes: a published draw can be computed for ever', () => {
    const { listHash, order, places } = computeDraw(sample('draw', 12), '00'.repeat(32), 'DADU4821')
    expect({ listHash, order, places }).toMatchInlineSnapshot(`
      {
        "listHash": "e80585a62e32cfc112c721628669e3b5ca70a6f471026a192f280be20a4d94d1",
        "order": [
          5,
          9,
          3,
          11,
          4,
          8,
          2,
          7,
          1,
          10,
          6,
          12,
        ],
        "places": [
          {
            "number": 5,
            "place": "A-1",
          },
          {
            "number": 9,
            "place": "A-2",
          },
          {
            "number": 3,
            "place": "A-3",
          },
          {
            "number": 11,
            "place": "A-4",
          },
          {
            "number": 4,
            "place": "A-5",
          },
        ],
      }
    `)
  })
})

describe('places', () => {
  test('each applicant at most one, each place at most once, and nobody waits while a place they would take is free', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const { places } = computeDraw({ ...list, rule: 'first_come' }, null, null)
        expect(new Set(places.map((one) => one.place)).size).toBe(places.length)
        expect(new Set(places.map((one) => one.number)).size).toBe(places.length)
        const taken = new Set(places.map((one) => one.place))
        const served = new Set(places.map((one) => one.number))
        for (const one of list.applicants.filter(({ number, any }) => any && !served.has(number)))
          for (const free of list.places.filter(({ code }) => !taken.has(code)))
            expect(free.sectors.length > 0 && !free.sectors.includes(one.sector)).toBe(true)
      }),
    )
  })
})
