import { describe, expect, it } from 'vitest'
import { isFiltered, readFilters, writeFilters } from './filters.ts'

const read = (query: string) => readFilters(new URLSearchParams(query), ['pendaftaran', 'pesanan'])

describe('filters of the inbox', () => {
  it('leaves out what is no filter', () => {
    expect(isFiltered(read('jenis=lain&wilayah=solo&lewat=ya'))).toBe(false)
  })

  it('searches for what a keyboard can write', () => {
    expect(read('cari=%00%0A bakso%00').search).toBe('bakso')
    expect(isFiltered(read('cari=%00'))).toBe(false)
  })

  it('writes what it read', () => {
    const query = '?jenis=pesanan&wilayah=33.72&lewat=1&cari=bakso+mbak'
    expect(writeFilters(read(query))).toBe(query)
  })
})
