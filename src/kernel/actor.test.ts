import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Actor,
  anonymous,
  type Grant,
  holds,
  holdsIn,
  inRegion,
  narrow,
  type Role,
  roles,
  scopeOf,
  systemActor,
} from './actor.ts'

const actor = (grants: Grant[]): Actor => ({ ...anonymous, kind: 'account', accountId: 'a', grants })
const grant = (role: Role, region: string | null, organisationId: string | null = null): Grant => ({
  role,
  region,
  organisationId,
})

/** Codes as the ministry writes them: two digits, two, two, four. */
const code = fc
  .tuple(
    fc.integer({ min: 31, max: 34 }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1001, max: 1003 }),
    fc.nat(4),
  )
  .map(([a, b, c, d, level]) =>
    [String(a), String(b).padStart(2, '0'), String(c).padStart(2, '0'), String(d)].slice(0, level).join('.'),
  )
const role = fc.constantFrom(...roles)
const grants = fc.array(
  fc.tuple(role, code).map(([held, region]) => grant(held, region)),
  { maxLength: 5 },
)

test('a region holds itself and what lies under it, the nation everything', () => {
  expect(inRegion('33.72.05.1003', '33.72')).toBe(true)
  expect(inRegion('33.72', '33.72')).toBe(true)
  expect(inRegion('33.72', '33.72.05')).toBe(false)
  expect(inRegion('33.73', '33.72')).toBe(false)
  expect(inRegion('33', '')).toBe(true)
})

describe('a role', () => {
  test('holds in its region and below, not above or beside, and only where it was given', () => {
    const officer = actor([grant('officer', '33.72.05')])
    expect(holds(officer, ['officer'], '33.72.05.1003')).toBe(true)
    expect(holds(officer, ['officer'], '33.72')).toBe(false)
    expect(holds(officer, ['officer'], '33.72.06')).toBe(false)
    expect(holds(officer, ['head'], '33.72.05')).toBe(false)
    expect(holds(systemActor('x'), ['head'], '33')).toBe(true)
    expect(holds(anonymous, roles, '')).toBe(false)
  })

  test('in an organisation says nothing about a region, nor the other way', () => {
    const member = actor([grant('administrator', null, 'o1')])
    expect(holdsIn(member, ['administrator'], 'o1')).toBe(true)
    expect(holdsIn(member, ['administrator'], 'o2')).toBe(false)
    expect(holds(member, ['administrator'], '')).toBe(false)
    expect(scopeOf(member)).toEqual([])
    expect(holdsIn(actor([grant('administrator', '')]), ['administrator'], 'o1')).toBe(false)
  })
})

describe('a scope', () => {
  test('covers exactly the regions in which one of the roles holds, and names none twice', () => {
    fc.assert(
      fc.property(grants, fc.subarray([...roles], { minLength: 1 }), code, (held, wanted, region) => {
        const scope = scopeOf(actor(held), wanted)
        expect(scope.some((prefix) => inRegion(region, prefix))).toBe(holds(actor(held), wanted, region))
        for (const [index, prefix] of scope.entries())
          for (const [other, second] of scope.entries())
            if (index !== other) expect(inRegion(prefix, second)).toBe(false)
      }),
    )
  })

  test('narrowed to a region covers what was covered there, and nothing outside', () => {
    fc.assert(
      fc.property(grants, code, code, (held, filter, region) => {
        const scope = scopeOf(actor(held))
        const narrowed = narrow(scope, filter)
        const covered = scope.some((prefix) => inRegion(region, prefix)) && inRegion(region, filter)
        expect(narrowed.some((prefix) => inRegion(region, prefix))).toBe(covered)
      }),
    )
  })
})
