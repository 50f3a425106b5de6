import { describe, expect, it } from 'vitest'
import { createPageCache } from './page-cache.ts'

const page = (tags: string[], startedAt = 0) => ({ body: '<p>isi</p>', type: 'text/html', tags, startedAt })

function cacheAt(start = 1) {
  let now = start
  return { cache: createPageCache(() => now), pass: (milliseconds: number) => (now += milliseconds) }
}

describe('the page cache', () => {
  it('answers what it kept, compressed and with an entity tag', () => {
    const { cache } = cacheAt()
    cache.keep('/ruang', page(['spaces'], 1))
    const found = cache.find('/ruang')
    expect(found?.plain.toString()).toBe('<p>isi</p>')
    expect(found?.etag).toMatch(/^".+"$/)
    expect(found?.brotli.length).toBeGreaterThan(0)
  })

  it('drops every page that shows what changed, and only those', () => {
    const { cache, pass } = cacheAt()
    cache.keep('/ruang', page(['space:1', 'space:2'], 1))
    cache.keep('/ruang/satu', page(['space:1'], 1))
    cache.keep('/ruang/tiga', page(['space:3'], 1))
    pass(1)
    cache.drop(['space:1'])
    expect(cache.find('/ruang')).toBeUndefined()
    expect(cache.find('/ruang/satu')).toBeUndefined()
    expect(cache.find('/ruang/tiga')).toBeDefined()
  })

  it('refuses a page whose rendering began before the drop', () => {
    const { cache, pass } = cacheAt()
    pass(10)
    cache.drop(['space:1'])
    pass(5)
    cache.keep('/ruang/satu', page(['space:1'], 8))
    expect(cache.find('/ruang/satu')).toBeUndefined()
    cache.keep('/ruang/satu', page(['space:1'], 12))
    expect(cache.find('/ruang/satu')).toBeDefined()
  })

  it('forgets a page after twenty seconds and never holds more than two thousand', () => {
    const { cache, pass } = cacheAt()
    for (let index = 0; index < 2_100; index++) cache.keep(`/halaman/${index}`, page(['x'], 1))
    expect(cache.size()).toBe(2_000)
    expect(cache.find('/halaman/0')).toBeUndefined()
    pass(20_001)
    expect(cache.find('/halaman/2099')).toBeUndefined()
  })
})
