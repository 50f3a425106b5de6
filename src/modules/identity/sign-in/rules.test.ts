import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { homeOf, overBecause, safeNext, secondsToResend, sessionLasts } from './rules.ts'

describe('where to go after signing in', () => {
  test.each(['/saya', '/ruang/sasono-krida/pesan?mulai=2026-11-21', '/en/spaces#map', '/'])(
    '%s is kept',
    (path) => expect(safeNext(path)).toBe(path),
  )

  test.each([
    null,
    undefined,
    '',
    'saya',
    'https://jahat.example',
    '//jahat.example',
    '/\\jahat.example',
    '/\t/jahat.example',
    '/.//jahat.example',
    'javascript:alert(1)',
    '/masuk',
    '/masuk/petugas?next=/saya',
    '/en/masuk',
    '/siapkan',
    `/${'a'.repeat(600)}`,
  ])('%s is not', (path) => expect(safeNext(path)).toBeNull())

  test('no text leads to another host', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '/',
        '\\',
        '.',
        '..',
        '@',
        ':',
        '//',
        'a',
        '%2f',
        '\t',
        '\n',
        'jahat.example',
        '?',
        '#',
      ),
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const path = safeNext(`/${parts.join('')}`)
        if (path !== null) expect(new URL(path, 'http://kita.example').origin).toBe('http://kita.example')
      }),
    )
  })

  test('staff go to their office, everyone else to their own page', () => {
    expect(homeOf({ grants: [{ role: 'officer', region: '33.72', organisationId: null }] })).toBe('/kantor')
    expect(homeOf({ grants: [] })).toBe('/saya')
  })
})

describe('a challenge', () => {
  const now = '2026-11-21T03:00:00Z'
  const open = {
    id: 'x',
    purpose: 'sign_in' as const,
    phone: '+6281234567890',
    accountId: null,
    tries: 0,
    sentAt: now,
    expiresAt: '2026-11-21T03:05:00Z',
    usedAt: null,
  }
  test.each([
    ['is open', open, now, null],
    ['is open with two wrong tries', { ...open, tries: 2 }, now, null],
    ['is spent with three', { ...open, tries: 3 }, now, 'spent'],
    ['is used', { ...open, usedAt: now }, now, 'used'],
    ['is open in its last second', open, '2026-11-21T03:04:59.999Z', null],
    ['is over at its end', open, '2026-11-21T03:05:00.000Z', 'expired'],
    ['is over when there is none', undefined, now, 'expired'],
  ])('%s', (_, challenge, at, over) => expect(overBecause(challenge, at)).toBe(over))

  test('may be sent again after a minute', () => {
    expect(secondsToResend(open, '2026-11-21T03:00:20Z')).toBe(40)
    expect(secondsToResend(open, '2026-11-21T03:01:00Z')).toBe(0)
  })
})

test('a session of a shared phone is short, one that still waits for its second factor shorter', () => {
  const hours = (session: Parameters<typeof sessionLasts>[0]) => sessionLasts(session) / 3600
  expect(hours({ method: 'code', remembered: false, due: false })).toBe(2)
  expect(hours({ method: 'code', remembered: true, due: false })).toBe(720)
  expect(hours({ method: 'password', remembered: false, due: false })).toBe(12)
  expect(hours({ method: 'password', remembered: false, due: true }) * 60).toBe(10)
})
