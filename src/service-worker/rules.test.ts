import { describe, expect, test } from 'vitest'
import { isField, isFieldCache, isPass, isRound, offlinePage, shellFiles } from './rules.ts'

describe('what the service worker keeps', () => {
  test('passes in both languages, and nothing beside or below them', () => {
    expect(['/pas/AB12CD34', '/en/pas/AB12CD34'].every(isPass)).toBe(true)
    expect(
      ['/pas', '/pas/AB12CD34/ubah', '/pas/AB12CD34.pdf', '/saya/pas/x', '/kantor', '/'].some(isPass),
    ).toBe(false)
  })

  test('the list of a round over a market and the tablet at a desk, and nothing else of a space', () => {
    expect(
      ['/kantor/ruang/pasar-x/keliling', '/en/kantor/ruang/1/keliling', '/kantor/ruang/1/meja'].every(
        isRound,
      ),
    ).toBe(true)
    expect(['/kantor/ruang/1', '/kantor/ruang/1/kehadiran', '/kantor/ruang/1/keliling/2'].some(isRound)).toBe(
      false,
    )
  })

  test('the page for work in the field, and nothing below it', () => {
    expect(['/kantor/lapangan', '/en/kantor/lapangan'].every(isField)).toBe(true)
    expect(['/kantor', '/kantor/lapangan/kiriman', '/kantor/lapangan/kiriman/1'].some(isField)).toBe(false)
    expect(isFieldCache('berdaya-field-kantor-lapangan')).toBe(true)
    expect(isFieldCache('berdaya-shell-1')).toBe(false)
  })

  test('the offline page speaks the language of the page that was wanted', () => {
    expect(offlinePage('/ruang/1')).toBe('/luring')
    expect(offlinePage('/en')).toBe('/en/luring')
    expect(offlinePage('/en/ruang')).toBe('/en/luring')
    expect(offlinePage('/energi')).toBe('/luring')
  })

  test('style and a few drawings, never the scripts of pages or photos', () => {
    const files = shellFiles(
      ['/_app/immutable/assets/0.css', '/_app/immutable/chunks/a.js'],
      [
        '/favicon.svg',
        '/illustrations/hall.svg',
        '/illustrations/offline.svg',
        '/desk.js',
        '/enhance/main.js',
        '/enhance/photos.js',
        '/round.js',
        '/scan.js',
      ],
      'v1',
    )
    expect(files).toEqual([
      '/_app/immutable/assets/0.css',
      '/favicon.svg',
      '/illustrations/offline.svg',
      '/desk.js?v=v1',
      '/enhance/main.js?v=v1',
      '/round.js?v=v1',
    ])
  })
})
