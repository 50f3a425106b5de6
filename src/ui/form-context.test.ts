import { describe, expect, test } from 'vitest'
import { fieldId, formContext } from './form-context.ts'

describe('what a field finds in its form', () => {
  test('nothing before the form was sent', () => {
    const context = formContext(() => null)
    expect(context.sent()).toBe(false)
    expect(context.valuesOf('name')).toEqual([])
    expect(context.errorOf('name')).toBeUndefined()
  })

  test('what was typed, also when it was emptied', () => {
    const context = formContext(() => ({ values: { name: '', needs: ['a', 'b'], people: 25, agree: true } }))
    expect(context.sent()).toBe(true)
    expect(context.valuesOf('name')).toEqual([''])
    expect(context.valuesOf('needs')).toEqual(['a', 'b'])
    expect(context.valuesOf('people')).toEqual(['25'])
    expect(context.valuesOf('agree')).toEqual(['on'])
  })

  test('values inside values by a dotted name, and flat ones first', () => {
    const context = formContext(() => ({ values: { address: { rt: '003' }, 'a.b': '1' } }))
    expect(context.valuesOf('address.rt')).toEqual(['003'])
    expect(context.valuesOf('a.b')).toEqual(['1'])
    expect(context.valuesOf('address.rw')).toEqual([])
  })

  test('its own error', () => {
    expect(formContext(() => ({ errors: { phone: 'Isi nomor' } })).errorOf('phone')).toBe('Isi nomor')
  })
})

test('ids are safe to link to', () => {
  expect(fieldId('address.rt')).toBe('f-address-rt')
  expect(fieldId('items[0].name')).toBe('f-items-0-name')
})
