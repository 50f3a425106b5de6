import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { permitKinds, pirtYear, readPermitNumber } from './numbers.ts'

describe('numbers of permits, as people write them', () => {
  test.each([
    ['nib', '1234 5678 90123', '1234567890123'],
    ['pirt', 'P-IRT 2063372010123-29', '2063372010123-29'],
    ['pirt', 'P-IRT No. 206337201012329', '2063372010123-29'],
    ['pirt', '206337201012', '206337201012'],
    ['halal', 'id 33110000123450122', 'ID33110000123450122'],
    ['bpom', 'BPOM RI MD 123456789012', 'MD 123456789012'],
    ['bpom', 'ml123456789012345', 'ML 123456789012345'],
    ['bpom', 'NA 18201234567', 'NA 18201234567'],
    ['sni', 'sni 01-2973:2011', 'SNI 01-2973:2011'],
    ['sni', 'SNI ISO 9001:2015', 'SNI ISO 9001:2015'],
    ['trademark', 'DID2026012345', 'DID2026012345'],
    ['trademark', 'IDM 001234567', 'IDM001234567'],
    ['copyright', 'EC00202612345', 'EC00202612345'],
    ['geographical_indication', 'ID G 000000123', 'IDG000000123'],
    ['tdu', ' 503/012/pkl/2026 ', '503/012/PKL/2026'],
  ] as const)('%s: %s', (kind, written, number) => {
    expect(readPermitNumber(kind, written)).toEqual({ number })
  })

  test.each([
    ['nib', '12345', 'registry_field_nib'],
    ['pirt', '9063372010123-29', 'profile_fault_pirt'],
    ['pirt', '2063372010123', 'profile_fault_pirt'],
    ['halal', 'KH 1234567890', 'profile_fault_halal_kh'],
    ['halal', 'ID3311', 'profile_fault_halal'],
    ['bpom', '123456789012', 'profile_fault_bpom'],
    ['bpom', 'NA 123', 'profile_fault_bpom'],
    ['sni', '01-2973', 'profile_fault_sni'],
    ['trademark', '2026012345', 'profile_fault_trademark'],
    ['other', '---', 'kernel_field_wrong_kind'],
  ] as const)('%s is not %s', (kind, written, fault) => {
    expect(readPermitNumber(kind, written)).toEqual({ fault })
  })

  test('a number that was tidied is read as itself again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...permitKinds), fc.string({ maxLength: 40 }), (kind, written) => {
        const read = readPermitNumber(kind, written)
        if ('fault' in read) return
        expect(readPermitNumber(kind, read.number)).toEqual(read)
      }),
    )
  })

  test('a P-IRT number names the year of its end', () => {
    expect(pirtYear('2063372010123-29')).toBe(2029)
    expect(pirtYear('206337201012')).toBeUndefined()
  })
})
