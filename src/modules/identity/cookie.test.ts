import { beforeAll, describe, expect, test } from 'vitest'
import { setSecret } from '#platform/sign.ts'
import { sealToken, tokenIn } from './cookie.server.ts'

beforeAll(() => setSecret('rahasia-uji-yang-cukup-panjang-untuk-semua'))

describe('the session cookie', () => {
  test('is found among others', () => {
    expect(tokenIn(`a=1; berdaya=${sealToken('token')}; b=2`, false)).toBe('token')
    expect(tokenIn(`__Host-berdaya=${sealToken('token')}`, true)).toBe('token')
  })

  test('with https counts only under the name that no neighbouring host can set', () => {
    expect(tokenIn(`berdaya=${sealToken('token')}`, true)).toBeNull()
  })

  test.each([
    '',
    'berdaya',
    'berdaya=',
    'berdaya=.',
    'berdaya=token',
    'berdaya=token.',
    'berdaya=.AAAA',
    'xberdaya=1',
  ])('%j is none', (cookies) => expect(tokenIn(cookies, false)).toBeNull())
})
