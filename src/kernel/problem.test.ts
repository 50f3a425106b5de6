import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import english from '../../messages/en/kernel.json' with { type: 'json' }
import indonesian from '../../messages/id/kernel.json' with { type: 'json' }
import { Fault, type FaultCode, faultStatus } from './fault.ts'
import { locales } from './locale.ts'
import { faultOf, inputFault, problemOf, translate } from './problem.ts'

describe('problem details', () => {
  test.each(Object.keys(faultStatus) as FaultCode[])('%s has a title in both languages', (code) => {
    for (const locale of locales) {
      const problem = problemOf(new Fault(code, 'kernel_busy'), locale)
      expect(problem).toMatchObject({ code, status: faultStatus[code], type: `/api#${code}` })
      expect(problem.title).not.toContain('kernel_')
    }
  })

  test('carry facts, but no fact can pass for the problem itself', () => {
    const details = {
      alternatives: ['2026-11-21T03:00:00Z'],
      status: 200,
      code: 'none',
      title: 'Ok',
      detail: 'fine',
    }
    expect(problemOf(new Fault('conflict', 'kernel_duplicate', { details }), 'en', 'r1')).toMatchObject({
      alternatives: ['2026-11-21T03:00:00Z'],
      status: 409,
      code: 'conflict',
      detail: english.kernel_duplicate,
      requestId: 'r1',
    })
  })

  test('of what we did not foresee say nothing about it', () => {
    const problem = problemOf(faultOf(new Error('password=hunter2 at /srv/app.ts:3')), 'id')
    expect(JSON.stringify(problem)).not.toMatch(/hunter2|srv/)
    expect(problem).toMatchObject({ status: 500, code: 'internal', detail: indonesian.kernel_internal })
  })

  test('speak the reader’s language, with the values in place', () => {
    const fault = new Fault('rate_limited', 'kernel_rate_limited', { params: { seconds: 30 } })
    expect(problemOf(fault, 'id').detail).toBe('Terlalu banyak percobaan. Coba lagi dalam 30 detik.')
    expect(problemOf(fault, 'en').detail).toContain('30')
  })

  test('show an unknown message by its key, and never fail for it', () => {
    expect(translate('no_such_key', undefined, 'id')).toBe('no_such_key')
    for (const key of ['toString', '__proto__', 'constructor', ''])
      expect(typeof translate(key, {}, 'id')).toBe('string')
  })
})

describe('what is wrong with an input', () => {
  const keyOf = (schema: z.ZodType, value: unknown) => {
    const parsed = schema.safeParse(value, { reportInput: true })
    if (parsed.success) throw new Error('it was right')
    return inputFault(parsed.error).info.fields
  }

  test.each([
    ['nothing', z.string(), undefined, 'kernel_field_required', undefined],
    ['an empty text', z.string().min(1), '', 'kernel_field_required', undefined],
    ['a short text', z.string().min(3), 'ab', 'kernel_field_too_short', { minimum: 3 }],
    ['a long text', z.string().max(2), 'abc', 'kernel_field_too_long', { maximum: 2 }],
    ['a small number', z.number().min(5), 4, 'kernel_field_too_small', { minimum: 5 }],
    ['a big number', z.number().max(5), 6, 'kernel_field_too_big', { maximum: 5 }],
    ['a number past all limits', z.int().max(5), 1e20, 'kernel_field_too_big', { maximum: 5 }],
    ['another kind', z.number(), 'x', 'kernel_field_number', undefined],
    ['none of the choices', z.enum(['a']), 'b', 'kernel_field_choose', undefined],
    ['no date', z.iso.date(), '21-11-2026', 'kernel_field_date', undefined],
    ['a day that does not exist', z.iso.date(), '2026-02-30', 'kernel_field_date', undefined],
    ['no instant', z.iso.datetime(), '2026-11-21', 'kernel_field_datetime', undefined],
    ['no address', z.email(), 'sri', 'kernel_field_email', undefined],
    ['no id', z.uuid(), 'x', 'kernel_field_wrong', undefined],
    [
      'a rule with a message of its own',
      z.string().refine(() => false, 'space_field_key'),
      'x',
      'space_field_key',
      undefined,
    ],
    ['a rule without', z.string().refine(() => false), 'x', 'kernel_field_wrong', undefined],
  ])('%s', (_, schema, value, key, params) => {
    expect(keyOf(schema, value)).toEqual([{ path: '', key, ...(params && { params }) }])
    expect(indonesian).toHaveProperty(key.startsWith('kernel_') ? key : 'kernel_field_wrong')
  })

  test('is told at the member it is about, unknown members by their own names', () => {
    const Strict = z.strictObject({ list: z.array(z.object({ n: z.number() })) })
    expect(keyOf(Strict, { list: [{ n: 1 }, { n: 'x' }], more: 1, other: 2 })).toEqual([
      { path: 'list.1.n', key: 'kernel_field_number' },
      { path: 'more', key: 'kernel_field_unknown' },
      { path: 'other', key: 'kernel_field_unknown' },
    ])
  })
})
