import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hidePhone, isMobile, normalisePhone, showPhone } from './phone.ts'
import { Phone } from './schema.ts'

describe('a phone number as people write it', () => {
  test.each([
    ['081234567890', '+6281234567890'],
    ['0812-3456-7890', '+6281234567890'],
    ['0812 3456 7890', '+6281234567890'],
    ['(0812) 3456.7890', '+6281234567890'],
    ['6281234567890', '+6281234567890'],
    ['+6281234567890', '+6281234567890'],
    ['+62 812-3456-7890', '+6281234567890'],
    ['+62 (0)812 3456 7890', '+6281234567890'],
    ['62081234567890', '+6281234567890'],
    ['006281234567890', '+6281234567890'],
    ['81234567890', '+6281234567890'],
    ['0812345678', '+62812345678'],
    ['(0271) 712345', '+62271712345'],
    ['021-5551234', '+62215551234'],
    ['+60 12-345 6789', '+60123456789'],
    ['+1 (202) 555-0123', '+12025550123'],
  ])('%s is %s', (written, stored) => expect(normalisePhone(written)).toBe(stored))

  test.each([
    '',
    '0812',
    '08',
    '112',
    '0801234567',
    'nol delapan',
    '0812abc34567',
    '+62',
    '++',
    '081234567890123456',
    '62',
  ])('%s is none', (written) => expect(normalisePhone(written)).toBeNull())

  test('every way of writing one mobile number is the same number', () => {
    const subscriber = fc.stringMatching(/^8[1-9]\d{7,10}$/)
    const prefix = fc.constantFrom('0', '62', '+62', '+62 ', '0062', '+62 (0)', '')
    const separator = fc.constantFrom('', ' ', '-', '.')
    fc.assert(
      fc.property(subscriber, prefix, separator, (digits, before, between) => {
        const written = before + (digits.match(/.{1,4}/g) ?? []).join(between)
        expect(normalisePhone(written)).toBe(`+62${digits}`)
      }),
    )
  })

  test('any text is either none or E.164, and normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ()-]{0,20}$/)), (written) => {
        const phone = normalisePhone(written)
        if (phone === null) return
        expect(phone).toMatch(/^\+[1-9]\d{7,14}$/)
        expect(normalisePhone(phone)).toBe(phone)
      }),
    )
  })

  test('the schema says at the field how to mend it', () => {
    const wrong = Phone.safeParse('0812')
    expect(wrong.error?.issues[0]?.message).toBe('identity_field_phone')
    expect(Phone.parse(' 0812 3456 7890 ')).toBe('+6281234567890')
  })

  test('only mobile numbers get codes', () => {
    expect(isMobile('+6281234567890')).toBe(true)
    expect(isMobile('+62271712345')).toBe(false)
  })

  test('shown as people read it, and hidden but for what one recognises', () => {
    expect(showPhone('+6281234567890')).toBe('0812-3456-7890')
    expect(showPhone('+60123456789')).toBe('+60123456789')
    expect(hidePhone('+6281234567890')).toBe('0812-••••-•890')
  })
})
