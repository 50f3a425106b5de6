import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, anonymous, type Grant, roles, systemActor } from '#kernel/actor.ts'
import { mayDelegate, mayGrant, mayManageAccount, type Place } from './policy.ts'

const acting = (...grants: Grant[]): Actor => ({ ...anonymous, kind: 'account', accountId: 'a', grants })
const over = (region: string, role: Grant['role'] = 'administrator'): Grant => ({
  role,
  region,
  organisationId: null,
})
const within = (organisationId: string): Grant => ({ role: 'administrator', region: null, organisationId })
const region = (code: string): Place => ({ region: code, organisationId: null })
const organisation = (organisationId: string): Place => ({ region: null, organisationId })

describe('who may give a role', () => {
  test.each([
    ['an administrator in the region itself', acting(over('33.72')), region('33.72'), true],
    ['an administrator under it', acting(over('33.72')), region('33.72.05.1010'), true],
    ['an administrator above it', acting(over('33.72.05')), region('33.72'), false],
    ['an administrator beside it', acting(over('33.72')), region('33.73'), false],
    ['an administrator of a district for the nation', acting(over('33.72')), region(''), false],
    ['the nation’s administrator anywhere', acting(over('')), region('64.02'), true],
    ['the nation’s administrator in an organisation', acting(over('')), organisation('o-1'), true],
    ['a region’s administrator in an organisation', acting(over('33')), organisation('o-1'), false],
    ['an organisation’s administrator in it', acting(within('o-1')), organisation('o-1'), true],
    ['an organisation’s administrator in another', acting(within('o-1')), organisation('o-2'), false],
    ['an organisation’s administrator over a region', acting(within('o-1')), region('33'), false],
    ['a head', acting(over('33.72', 'head')), region('33.72'), false],
    ['an officer', acting(over('33.72', 'officer')), region('33.72'), false],
    ['a visitor', anonymous, region('33.72'), false],
    ['the system', systemActor('cli'), region(''), true],
  ])('%s: %o', (_, actor, place, allowed) => expect(mayGrant(actor, place)).toBe(allowed))

  test('what one holds for somebody else cannot be handed on', () => {
    const stand: Grant = { ...over('33.72'), onBehalfOf: { accountId: 'b', name: 'Lurah', kind: 'plh' } }
    expect(mayGrant(acting(stand), region('33.72'))).toBe(false)
  })

  const code = fc.constantFrom('', '33', '33.72', '33.72.05', '33.72.05.1010', '33.72.06', '64', '64.02')
  const someGrant = fc.record({
    role: fc.constantFrom(...roles),
    region: code,
    organisationId: fc.constant(null),
  })

  test('nobody gives a wider scope than their own', () => {
    fc.assert(
      fc.property(fc.array(someGrant, { maxLength: 4 }), code, (grants, wanted) => {
        const reached = grants.some(
          (grant) => grant.role === 'administrator' && wanted.startsWith(grant.region),
        )
        expect(mayGrant(acting(...grants), region(wanted))).toBe(reached)
      }),
    )
  })

  test('what one may give at a place, one may give everywhere under it', () => {
    fc.assert(
      fc.property(fc.array(someGrant, { maxLength: 4 }), code, code, (grants, outer, inner) => {
        const actor = acting(...grants)
        if (inner.startsWith(outer) && mayGrant(actor, region(outer)))
          expect(mayGrant(actor, region(inner))).toBe(true)
      }),
    )
  })
})

describe('who may name a stand-in', () => {
  const post = { ...region('33.72.05.1010'), accountId: 'a', role: 'head' as const }
  test.each([
    ['the head for the own post', acting(over('33.72.05.1010', 'head')), post, true],
    ['another head', { ...acting(over('33.72.05.1010', 'head')), accountId: 'b' }, post, false],
    ['the head whose term is over', acting(), post, false],
    [
      'an officer for the own role',
      acting(over('33.72.05.1010', 'officer')),
      { ...post, role: 'officer' as const },
      false,
    ],
    ['an administrator above', { ...acting(over('33.72')), accountId: 'b' }, post, true],
    ['an administrator elsewhere', { ...acting(over('33.73')), accountId: 'b' }, post, false],
  ])('%s', (_, actor, held, allowed) => expect(mayDelegate(actor, held)).toBe(allowed))
})

describe('who may look after an account', () => {
  test.each([
    ['every role lies in reach', acting(over('33.72')), [region('33.72.05'), region('33.72')], true],
    ['one role lies outside', acting(over('33.72')), [region('33.72.05'), region('33.73')], false],
    ['the account has more power', acting(over('33.72')), [region('33')], false],
    ['no role, and the administrator is the deployment’s', acting(over('33.72')), [], true],
    ['no role, and the administrator is of a part', acting(over('33.72.05')), [], false],
    ['no administrator', acting(over('33.72', 'head')), [region('33.72.05')], false],
  ])('%s', (_, actor, held, allowed) => expect(mayManageAccount(actor, held, '33.72')).toBe(allowed))
})
