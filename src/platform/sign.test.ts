import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { seal, setSecret, sign, unseal, verify } from './sign.ts'

beforeAll(() => setSecret('rahasia-untuk-pengujian-saja-0123456789'))

describe('signed values', () => {
  it('verify for their own purpose and value only', () => {
    const token = sign('booking', 'a')
    expect(verify('booking', 'a', token)).toBe(true)
    expect(verify('booking', 'b', token)).toBe(false)
    expect(verify('draft', 'a', token)).toBe(false)
    expect(verify('booking', 'a', `${token}x`)).toBe(false)
    expect(verify('booking', 'a', '')).toBe(false)
  })
})

describe('sealed values', () => {
  it('open to what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => unseal('nik', seal('nik', plain)) === plain),
    )
  })

  it('differ each time, and do not open when changed or for another purpose', () => {
    const box = seal('nik', '3372050101900001')
    expect(seal('nik', '3372050101900001').equals(box)).toBe(false)
    expect(() => unseal('debt', box)).toThrow()
    const changed = Buffer.from(box)
    changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1)
    expect(() => unseal('nik', changed)).toThrow()
  })

  it('refuse a short secret', () => {
    expect(() => setSecret('pendek')).toThrow(/32/)
  })
})
