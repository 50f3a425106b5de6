import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { staff } from '../../tests/support/actors.ts'
import { type Actor, anonymous, systemActor } from './actor.ts'
import { execute } from './execute.server.ts'
import { operation } from './operation.ts'
import { call, codeOf, faultOf, fill, resident, traces } from './testing/jars.ts'

describe('what an operation was given', () => {
  test('every wrong field is named, with a message key that says how to mend it', async () => {
    const fault = await faultOf(
      execute(fill, { label: 'x', beans: 1.5, lid: { colour: 'green' }, spoil: 7 }, call()),
    )
    expect(fault.code).toBe('invalid_input')
    expect(fault.info.fields).toEqual([
      { path: 'label', key: 'kernel_field_too_short', params: { minimum: 2 } },
      { path: 'beans', key: 'kernel_field_number' },
      { path: 'lid.colour', key: 'kernel_field_choose' },
      { path: 'spoil', key: 'kernel_field_choose' },
    ])
  })

  test('a missing field is asked for, not called too short', async () => {
    const fault = await faultOf(execute(fill, {}, call()))
    expect(fault.info.fields).toEqual([{ path: 'label', key: 'kernel_field_required' }])
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'jar'],
    ['a list', [{ label: 'x' }]],
  ])('%s instead of an object is refused', async (_, input) => {
    expect(await codeOf(execute(fill, input, call()))).toBe('invalid_input')
  })

  test('a NUL byte is bad input at its field', async () => {
    const fault = await faultOf(execute(fill, { label: 'be\u0000an' }, call()))
    expect(fault.code).toBe('invalid_input')
    expect(fault.info.fields).toEqual([{ path: 'label', key: 'kernel_field_unstorable' }])
    expect(await traces()).toMatchObject({ jars: 0 })
  })

  test.each([
    ['a day that does not exist', { label: 'jar', day: '2026-02-30' }],
    ['a day beyond the calendar', { label: 'jar', day: '99999999-01-01' }],
  ])('%s that only the database notices is bad input, not our failure', async (_, input) => {
    const fault = await faultOf(execute(fill, input, call()))
    expect([fault.code, fault.key]).toEqual(['invalid_input', 'kernel_bad_value'])
    expect(await traces()).toMatchObject({ jars: 0 })
  })
})

describe('who may', () => {
  const guarded = (verdict: 'forbidden' | 'hidden') =>
    operation({
      name: 'probe.guard_jar',
      summary: 'Guard.',
      http: 'POST /guards',
      input: z.object({}),
      output: z.null(),
      can: () => verdict,
      run: async () => null,
    })

  test('a visitor is asked to sign in; a person is told it is not theirs', async () => {
    expect(await codeOf(execute(guarded('forbidden'), {}, call(anonymous)))).toBe('unauthenticated')
    expect(await codeOf(execute(guarded('forbidden'), {}, call(resident)))).toBe('forbidden')
  })

  test('what must not be known to exist is not found, whoever asks', async () => {
    for (const actor of [anonymous, resident, staff('administrator', '33')])
      expect(await codeOf(execute(guarded('hidden'), {}, call(actor)))).toBe('not_found')
  })

  test('a key without the scope is refused before the database is asked', async () => {
    const key: Actor = { ...resident, kind: 'key', keyScopes: ['probe:read', 'space:write'] }
    const fault = await faultOf(execute(fill, { label: 'jar' }, { ...call(key), pool: undefined as never }))
    expect([fault.code, fault.info.params]).toEqual(['forbidden', { scope: 'probe:write' }])
    const wide: Actor = { ...key, keyScopes: ['probe:write'] }
    expect(await execute(fill, { label: 'jar' }, call(wide))).toMatchObject({ label: 'jar' })
  })

  test('an act that needs a second factor refuses a person without, not the system', async () => {
    const strict = { ...fill, secondFactor: true }
    const officer = staff('officer', '33.72')
    expect(await codeOf(execute(strict, { label: 'one' }, call({ ...officer, secondFactor: false })))).toBe(
      'forbidden',
    )
    expect(await execute(strict, { label: 'two' }, call(officer))).toMatchObject({ label: 'two' })
    expect(await execute(strict, { label: 'three' }, call(systemActor('test')))).toMatchObject({
      label: 'three',
    })
  })

  test('a read cannot write, even if it tries', async () => {
    const sneaky = { ...fill, name: 'probe.sneak' as const, reads: true }
    const error = await execute(sneaky, { label: 'jar' }, call()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: '25006' })
    expect(await traces()).toMatchObject({ jars: 0, audits: expect.any(Number), messages: 0, jobs: 0 })
  })
})
