import { describe, expect, test } from 'vitest'
import { isWeakPin, waitAfterWrong } from './pin.ts'
import { makeVault, openBytes, openJson, openVault, sealBytes, sealJson } from './vault.ts'

const rounds = 1000

describe('the vault of a phone', () => {
  test('opens with its PIN and no other', async () => {
    const { lock, key } = await makeVault('482915', rounds)
    const sealed = await sealJson(key, 'entries/1', { nik: '3372055507850001' })
    expect(Buffer.from(sealed.body).toString('latin1')).not.toContain('3372055507850001')
    expect(await openVault('482916', lock)).toBeUndefined()
    const again = await openVault('482915', lock)
    if (!again) throw new Error('the right PIN opens')
    expect(await openJson(again, 'entries/1', sealed)).toEqual({ nik: '3372055507850001' })
  })

  test('its key cannot be read out of the page', async () => {
    const { key } = await makeVault('482915', rounds)
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })

  test('two vaults of one PIN have nothing in common; a record opens only in its place and unchanged', async () => {
    const [one, other] = [await makeVault('482915', rounds), await makeVault('482915', rounds)]
    expect(one.lock.sealed).not.toEqual(other.lock.sealed)
    const sealed = await sealBytes(one.key, 'photos/1', new Uint8Array([1, 2, 3]))
    await expect(openBytes(other.key, 'photos/1', sealed)).rejects.toThrow()
    await expect(openBytes(one.key, 'photos/2', sealed)).rejects.toThrow()
    sealed.body[0] = (sealed.body[0] ?? 0) ^ 1
    await expect(openBytes(one.key, 'photos/1', sealed)).rejects.toThrow()
  })
})

test.each([
  ['111111', true],
  ['123456', true],
  ['987654', true],
  ['121212', true],
  ['123123', true],
  ['482915', false],
  ['sate kambing', false],
])('PIN %s is weak: %s', (pin, weak) => expect(isWeakPin(pin)).toBe(weak))

test('slips are free, trying is not', () => {
  expect([1, 4, 5, 6, 7, 30].map(waitAfterWrong)).toEqual([0, 0, 30, 60, 120, 900])
})
