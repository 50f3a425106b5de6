import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noticeOf } from './decisions/notices.ts'
import { answersOfKind, firstOpenStep, isReachable, steps } from './drafts/draft.ts'
import { labelOf, optionsOf } from './labels.ts'
import { formatNpwp, isKk, isNib, isNik, isNpwp, mask, readReference } from './numbers.ts'
import { mayUndo, missingOf, registrationStates } from './rules.ts'
import {
  aboutQuestions,
  artForms,
  DeskRegistration,
  OwnRegistration,
  organisationKinds,
  placeTypes,
  Registration,
  registrationKinds,
  sectors,
} from './schema.ts'

const two = (value: number) => String(value).padStart(2, '0')
/** A NIK that could be somebody's: region of first issue, day (41–71 for women), month, year, serial. */
const nik = fc
  .record({
    region: fc.integer({ min: 110_000, max: 969_999 }),
    woman: fc.boolean(),
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 0, max: 99 }),
    serial: fc.integer({ min: 1, max: 9999 }),
  })
  .map(({ region, woman, day, month, year, serial }) =>
    [region, two(day + (woman ? 40 : 0)), two(month), two(year), String(serial).padStart(4, '0')].join(''),
  )

describe('NIK', () => {
  test.each([
    ['3372055507850001', true, 'a woman: day 55'],
    ['3372051507850001', true, 'a man'],
    ['9999991507850001', true, 'a region that does not exist any more'],
    ['3372052902000001', true, '29 February: the century is not known'],
    ['3372053002000001', false, '30 February'],
    ['3372053507850001', false, 'day 35'],
    ['3372057207850001', false, 'day 72'],
    ['3372051513850001', false, 'month 13'],
    ['3372051507850000', false, 'serial 0000'],
    ['337205150785001', false, '15 digits'],
    ['33720515078500012', false, '17 digits'],
    ['3372O51507850001', false, 'the letter O'],
    ['3,37E+15', false, 'mangled by a spreadsheet'],
  ])('%s: %s (%s)', (value, expected) => {
    expect(isNik(value)).toBe(expected)
  })

  test('every possible NIK passes, and fails when one digit is lost', () => {
    fc.assert(
      fc.property(nik, fc.integer({ min: 0, max: 15 }), (value, lost) => {
        expect(isNik(value)).toBe(true)
        expect(isNik(value.slice(0, lost) + value.slice(lost + 1))).toBe(false)
      }),
    )
  })

  test('a family card carries its date of issue without the 40', () => {
    expect(isKk('3372051507850001')).toBe(true)
    expect(isKk('3372055507850001')).toBe(false)
  })

  test('screens show the beginning and the end only', () => {
    fc.assert(
      fc.property(nik, (value) => {
        expect(mask(value)).toBe(`${value.slice(0, 4)}••••••••${value.slice(12)}`)
      }),
    )
  })
})

describe('NIB and NPWP', () => {
  test('a NIB has 13 digits', () => {
    expect(isNib('1234567890123')).toBe(true)
    expect(isNib('123456789012')).toBe(false)
  })

  test.each([
    ['013000666123000', true, 'old, check digit fits'],
    ['013000667123000', false, 'old, check digit wrong'],
    ['0013000666123000', true, '0 and the old number'],
    ['3372055507850001', true, 'a NIK'],
    ['3372055507850001000000', true, 'NITKU of the head office'],
    ['12345', false, 'too short'],
  ])('%s: %s (%s)', (value, expected) => {
    expect(isNpwp(value)).toBe(expected)
  })

  test('any single wrong digit among the first nine of an old NPWP is noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (place, more) => {
        const right = '013000666123000'
        const wrong = `${right.slice(0, place)}${(Number(right[place]) + more) % 10}${right.slice(place + 1)}`
        expect(isNpwp(wrong)).toBe(false)
      }),
    )
  })

  test('is read in the old notation', () => {
    expect(formatNpwp('013000666123000')).toBe('01.300.066.6-123.000')
  })
})

describe('the reference', () => {
  test('is understood in any case, without dashes, and with O for 0 and I for 1', () => {
    expect(readReference('brd7k3m9q')).toBe('BRD-7K3M-9Q')
    expect(readReference(' BRD-7K3M-9Q ')).toBe('BRD-7K3M-9Q')
    expect(readReference('7K3M-9Q')).toBe('BRD-7K3M-9Q')
    expect(readReference('BRD-OIL3-9Q')).toBe('BRD-0113-9Q')
  })

  test('nothing else is', () => {
    for (const text of ['', 'dapur bu sri', 'BRD-7K3M', 'BRD-7K3M-9U'])
      expect(readReference(text)).toBeUndefined()
  })
})

describe('a registration', () => {
  const whole = {
    kind: 'business',
    name: 'Dapur Bu Sri',
    sector: 'food',
    description: 'Nasi liwet',
    regionCode: '33.72.05.1010',
    address: 'Jl. Gajah Mada 12',
    ownerName: 'Sri',
  }
  const faults = (input: object) =>
    Registration.safeParse(input).error?.issues.map((issue) => issue.path.join('.'))

  test('needs what its kind needs', () => {
    expect(faults(whole)).toBeUndefined()
    expect(faults({ ...whole, kind: 'street_trader' })).toEqual(['placeType', 'spot'])
    expect(faults({ ...whole, kind: 'art_group' })).toEqual(['artForm', 'members'])
    expect(faults({ ...whole, kind: 'organisation' })).toEqual(['organisationKind'])
    expect(faults({})).toEqual(['kind', 'name', 'regionCode', 'address', 'ownerName'])
  })

  test('names the field that is wrong', () => {
    const wrong = {
      name: 'x'.repeat(121),
      rt: '12a',
      regionCode: '33.72.05',
      nik: '123',
      startedYear: 1500,
      workers: -1,
    }
    for (const [field, value] of Object.entries(wrong))
      expect(faults({ ...whole, [field]: value }), field).toEqual([field])
  })

  test('forgives how numbers are typed', () => {
    const parsed = Registration.parse({
      ...whole,
      nik: '3372 0555 0785 0001',
      npwp: '01.300.066.6-123.000',
      rt: '3',
    })
    expect(parsed).toMatchObject({ nik: '3372055507850001', npwp: '013000666123000', rt: '003' })
  })

  test('is kept only with consent', () => {
    expect(OwnRegistration.safeParse(whole).success).toBe(false)
    expect(OwnRegistration.safeParse({ ...whole, consent: false }).success).toBe(false)
    expect(OwnRegistration.safeParse({ ...whole, consent: true }).success).toBe(true)
    expect(DeskRegistration.parse({ ...whole, consent: true, phone: '0812-3456-7890' }).phone).toBe(
      '+6281234567890',
    )
  })

  test('tells what an officer will miss', () => {
    expect(missingOf(Registration.parse(whole), '+6281234567890')).toEqual([])
    expect(missingOf({ kind: 'business' }, null)).toEqual([
      'registry_missing_phone',
      'registry_missing_address',
      'registry_missing_description',
    ])
  })
})

describe('states', () => {
  const migration = readFileSync(new URL('../../../db/migrations/0030_registry.sql', import.meta.url), 'utf8')

  test('are the same in the database', () => {
    const lists = [
      ...migration.matchAll(/constraint (?:business|organisation)_state\s+check \(state in \(([^)]*)\)/g),
    ]
    expect(lists).toHaveLength(2)
    for (const [, list = ''] of lists)
      expect(list.split(', ').map((state) => state.replaceAll("'", ''))).toEqual([
        'draft',
        'submitted',
        'verified',
        'returned',
        'rejected',
        'inactive',
      ])
    expect([...registrationStates.states].sort()).toEqual(
      ['draft', 'submitted', 'verified', 'returned', 'rejected', 'inactive', 'merged'].sort(),
    )
  })

  test('are left only as the table says', () => {
    expect(registrationStates.may('submitted', 'verified')).toBe(true)
    expect(registrationStates.may('returned', 'submitted')).toBe(true)
    expect(registrationStates.may('rejected', 'submitted')).toBe(false)
    expect(registrationStates.isFinal('rejected')).toBe(true)
  })

  test('a decision can be taken back for ten seconds', () => {
    const decided = '2026-11-21T03:00:00.000Z'
    expect(mayUndo(decided, '2026-11-21T03:00:10.500Z')).toBe(true)
    expect(mayUndo(decided, '2026-11-21T03:00:11.500Z')).toBe(false)
  })
})

describe('drafts', () => {
  test('lead to the first page without an answer, and no further', () => {
    expect(firstOpenStep({})).toBe('kind')
    expect(firstOpenStep({ kind: 'business' })).toBe('about')
    expect(firstOpenStep({ kind: 'business', name: 'x', regionCode: '33', address: 'y' })).toBe('owner')
    const open = steps.filter((step) => isReachable(step, { kind: 'business', name: 'x' }))
    expect(open).toEqual(['kind', 'about', 'place'])
  })

  test('after a change of mind only the answers of the new kind are sent', () => {
    const answers = {
      kind: 'art_group',
      name: 'Sanggar',
      sector: 'food',
      artForm: 'dance',
      ownerName: 'Sri',
    } as const
    expect(answersOfKind(answers)).toEqual({
      kind: 'art_group',
      name: 'Sanggar',
      artForm: 'dance',
      ownerName: 'Sri',
    })
  })

  test('each kind asks its own questions', () => {
    for (const kind of registrationKinds)
      expect(aboutQuestions(kind).safeParse({ name: 'Nama' }).success, kind).toBe(false)
  })
})

describe('words', () => {
  test('every value of every list has them, in both languages', () => {
    const lists = {
      kind: registrationKinds,
      sector: sectors,
      place: placeTypes,
      art: artForms,
      organisation: organisationKinds,
    }
    for (const [list, values] of Object.entries(lists))
      for (const value of values)
        for (const locale of ['id', 'en'] as const)
          expect(labelOf(list as keyof typeof lists, value, locale)).not.toMatch(/^registry_/)
    for (const option of optionsOf('kind', 'id', true)) expect(option.hint).not.toMatch(/^registry_/)
  })

  test('a notice tells the reason on one line, and never breaks out of it', () => {
    const facts = { name: 'Dapur Bu Sri', reference: 'BRD-7K3M-9Q', link: 'https://contoh.id/x' }
    const notice = noticeOf('return', facts, 'Alamat\n\nbelum   jelas', 'id')
    expect(notice).toContain('perlu diperbaiki: Alamat belum jelas Perbaiki')
    expect(noticeOf('approve', facts, '', 'en')).toContain('is verified')
  })
})
