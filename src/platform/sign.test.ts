import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  currentKeyId,
  keyIdOf,
  lookupHash,
  seal,
  setKeyRing,
  setSecret,
  sign,
  unseal,
  verify,
} from './sign.ts'

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

const first = 'rahasia-untuk-pengujian-saja-0123456789'
const second = 'rahasia-lain-untuk-pengujian-9876543210'

/** As boxes were before keys had numbers: nonce, tag, text. */
function oldBox(secret: string, purpose: string, plain: string): Buffer {
  const nonce = randomBytes(12)
  const key = Buffer.from(hkdfSync('sha256', secret, 'berdaya', purpose, 32))
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

describe('keys that change', () => {
  afterEach(() => {
    setSecret(first)
    setKeyRing([], undefined)
  })
  const key = (id: number, activeFrom = 0) => ({ id, key: randomBytes(32), activeFrom })

  it('leave what was sealed before readable, and seal with the newest that is in use', () => {
    const boxes = [oldBox(first, 'nik', 'a'), seal('nik', 'b')]
    const [one, two, later] = [key(1), key(2), key(3, Date.now() + 60_000)]
    setKeyRing([one], undefined)
    boxes.push(seal('nik', 'c'))
    setKeyRing([one, two, later], undefined)
    boxes.push(seal('nik', 'd'))
    expect(boxes.map(keyIdOf)).toEqual([0, 0, 1, 2])
    expect(currentKeyId()).toBe(2)
    expect(boxes.map((box) => unseal('nik', box))).toEqual(['a', 'b', 'c', 'd'])
    setKeyRing([two], undefined)
    expect(() => unseal('nik', boxes[2] ?? Buffer.alloc(0))).toThrow(/key/)
  })

  it('cannot be mixed up by writing another number on the box', () => {
    setKeyRing([key(1), key(2)], undefined)
    const box = seal('nik', 'rahasia')
    box.writeUInt32BE(1, 4)
    expect(() => unseal('nik', box)).toThrow()
  })

  it('outlive a change of the secret: links, lookups and the boxes of before hold while the former one is named', () => {
    const token = sign('link', 'x')
    const found = lookupHash('registry.nik.hash', '3372050101900001')
    const [old, marked] = [oldBox(first, 'nik', 'a'), seal('nik', 'b')]
    setSecret(second, [first])
    setKeyRing([], Buffer.from(first))
    expect(verify('link', 'x', token)).toBe(true)
    expect(sign('link', 'x')).not.toBe(token)
    expect(lookupHash('registry.nik.hash', '3372050101900001')).toEqual(found)
    expect([unseal('nik', old), unseal('nik', marked)]).toEqual(['a', 'b'])
    setSecret(second)
    expect(verify('link', 'x', token)).toBe(false)
    expect(() => unseal('nik', old)).toThrow()
  })
})
