import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { coerce, type RawFields, type Writing } from './coerce.ts'

const fields = (entries: Record<string, string | string[]>): RawFields =>
  new Map(Object.entries(entries).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]))
const read = (schema: z.ZodType, entries: Record<string, string | string[]>, writing: Writing = 'people') =>
  coerce(schema, fields(entries), writing)

describe('texts become what the schema stands for', () => {
  const Form = z.object({
    name: z.string().trim().min(1),
    people: z.number().int().optional(),
    agreed: z.boolean().default(false),
    days: z.array(z.enum(['mon', 'tue'])).optional(),
    hours: z.array(z.number()).optional(),
    place: z.object({ village: z.string(), rt: z.string().optional() }).optional(),
  })

  test('members, members of members, lists, boxes and numbers', () => {
    const typed = {
      name: ' Sri ',
      people: '1.250',
      agreed: 'on',
      days: ['mon', 'tue'],
      hours: ['8', '9,5'],
      'place.village': 'Mangkubumen',
    }
    expect(read(Form, typed)).toEqual({
      name: ' Sri ',
      people: 1250,
      agreed: true,
      days: ['mon', 'tue'],
      hours: [8, 9.5],
      place: { village: 'Mangkubumen' },
    })
  })

  test('what was left empty is absent, so that "required" is said', () => {
    expect(read(Form, { name: '', people: '', 'place.rt': '' })).toEqual({ place: {} })
    expect(Form.safeParse(read(Form, { name: '' })).error?.issues[0]).toMatchObject({ code: 'invalid_type' })
  })

  test('what is not in the schema is not read', () => {
    expect(read(Form, { name: 'x', admin: 'on', __proto__: 'x', 'constructor.name': 'x' })).toEqual({
      name: 'x',
    })
  })

  test('a value that is no number, yes or no stays as typed, and the schema says so at the field', () => {
    expect(read(Form, { people: 'banyak', agreed: 'mungkin' })).toEqual({
      people: 'banyak',
      agreed: 'mungkin',
    })
  })
})

describe('numbers', () => {
  const Amount = z.object({ amount: z.number() })
  const amount = (typed: string, writing: Writing = 'people') =>
    (read(Amount, { amount: typed }, writing) as { amount?: unknown }).amount

  test.each([
    ['1250000', 1_250_000],
    ['1.250.000', 1_250_000],
    ['Rp 1.250.000', 1_250_000],
    ['rp1.250.000,50', 1_250_000.5],
    ['7,5', 7.5],
    ['-7.5', -7.5],
    ['1.25', 1.25],
    ['0', 0],
  ])('people write %s for %d', (typed, expected) => {
    expect(amount(typed)).toBe(expected)
  })

  test.each(['1.250.00', '12,50,0', '1e3', '0x10', 'NaN', 'Infinity', '1 000', '--1', '٣'])(
    '%s is no number',
    (typed) => {
      expect(amount(typed)).toBe(typed)
    },
  )

  test('programs write the point only as a decimal mark', () => {
    expect(amount('1.250', 'programs')).toBe(1.25)
    expect(amount('1.250.000', 'programs')).toBe('1.250.000')
  })

  test('every whole amount survives the way it is shown', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(amount(new Intl.NumberFormat('id-ID').format(value))).toBe(value)
        expect(amount(String(value), 'programs')).toBe(value)
      }),
    )
  })
})

test('of alternatives the one that fits is read; none fitting, the faults of the last are shown', () => {
  const Either = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), age: z.number() }),
    z.object({ kind: z.literal('group'), members: z.number() }),
  ])
  expect(read(Either, { kind: 'person', age: '40' })).toEqual({ kind: 'person', age: 40 })
  expect(read(Either, { kind: 'group', members: '14' })).toEqual({ kind: 'group', members: 14 })
  expect(read(Either, { kind: 'group' })).toEqual({ kind: 'group' })
})

test('no field can break reading', () => {
  const Any = z.object({
    a: z.string().optional(),
    b: z.array(z.number()).optional(),
    c: z.object({ d: z.boolean() }).optional(),
  })
  const names = fc.oneof(fc.constantFrom('a', 'b', 'c', 'c.d', 'c.d.e', 'a.b', ''), fc.string())
  fc.assert(
    fc.property(fc.dictionary(names, fc.string({ unit: 'binary' })), (entries) => {
      expect(() => Any.safeParse(read(Any, entries))).not.toThrow()
    }),
  )
})
