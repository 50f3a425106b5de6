import { describe, expect, it } from 'vitest'
import { type Actor, anonymous, type Role } from '#kernel/actor.ts'
import { officePagesOf } from './office-pages.ts'

const staff = (role: Role): Actor => ({
  ...anonymous,
  kind: 'account',
  accountId: '0190de00-0001-7000-8000-000000000001',
  grants: [{ role, region: '33.72.05.1010', organisationId: null }],
})

describe('the office menu', () => {
  const all = { inbox: true, spaces: true, registry: true, field: true, figures: true }

  it('shows an officer and a head everything', () => {
    expect(officePagesOf(staff('officer'))).toEqual(all)
    expect(officePagesOf(staff('head'))).toEqual(all)
  })

  it('keeps the registry from who only manages places', () => {
    expect(officePagesOf(staff('manager'))).toEqual({ ...all, registry: false, field: false })
  })

  it('shows an evaluator figures only', () => {
    const none = { inbox: false, spaces: false, registry: false, field: false }
    expect(officePagesOf(staff('evaluator'))).toEqual({ ...none, figures: true })
  })

  it('does not send an administrator out to register', () => {
    expect(officePagesOf(staff('administrator'))).toEqual({ ...all, field: false })
  })
})
