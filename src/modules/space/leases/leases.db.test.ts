import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { systemActor } from '#kernel/actor.ts'
import { readPaper } from '#platform/papers.ts'
import { requestBooking } from '../bookings/operations.server.ts'
import { clearForEvent, previewClearing } from '../clearing/operations.server.ts'
import { at, day, now, refused } from '../testing/world.ts'
import {
  handBack,
  listMyLeases,
  readLease,
  readLeases,
  review,
  revoke,
  surrender,
} from './operations.server.ts'
import { makeLetter, readLetter, sweepLeases } from './paper-operations.server.ts'
import { grant, here, market, trader, year } from './testing/leases.ts'

const system = systemActor('jobs')
const letter = (leaseId: string, kind = 'permit') => here.run(makeLetter, system, { leaseId, kind })

describe('granting a place', () => {
  test('gives it a term, a number and a holder who sees it', async () => {
    const { stalls } = await market()
    const darmi = await trader()
    const lease = await grant(stalls[0], darmi.businessId)
    expect(lease).toMatchObject({ state: 'active', unitCode: 'A-1', holderName: 'Bu Darmi', ...year })
    expect(lease.number).toMatch(/^500\.2\.1\/\d{3}\/LAPAK\/XI\/2026$/)
    expect((await here.run(listMyLeases, darmi.actor, {})).items).toHaveLength(1)
    const other = await trader('Pak Joko')
    expect((await here.run(listMyLeases, other.actor, {})).items).toEqual([])
    expect((await refused(here.run(readLease, other.actor, { leaseId: lease.id }))).code).toBe('not_found')
  })

  test('of two officers who grant it at once, one does', async () => {
    const { stalls } = await market(1)
    const [darmi, joko] = await Promise.all([trader('Bu Darmi'), trader('Pak Joko')])
    const tries = await Promise.allSettled([
      grant(stalls[0], darmi.businessId, {}, here.officer),
      grant(stalls[0], joko.businessId, { from: '2027-01-01' }, here.colleague),
    ])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = tries.find((one) => one.status === 'rejected')
    expect(lost).toMatchObject({ reason: { code: 'conflict', key: 'market_lease_taken' } })
  })

  test('numbers of letters given at once are all different', async () => {
    const { stalls } = await market(6)
    const darmi = await trader()
    const leases = await Promise.all(stalls.map((unitId) => grant(unitId, darmi.businessId)))
    expect(new Set(leases.map(({ number }) => number)).size).toBe(6)
  })

  test('a booking and a lease for the same days: never both', async () => {
    const { space, stalls } = await market(1)
    const darmi = await trader()
    const sri = await here.resident()
    const answers = { groupKind: 'person', name: 'Sri', purpose: 'meeting', attendees: 1 }
    const [booked, leased] = await Promise.allSettled([
      here.run(requestBooking, sri, { spaceId: space.id, unitId: stalls[0], ...at(9, 11), ...answers }),
      grant(stalls[0], darmi.businessId, { from: day, until: '2027-01-31' }),
    ])
    expect([booked.status, leased.status].sort()).toEqual(['fulfilled', 'rejected'])
    if (leased.status === 'rejected')
      expect(leased.reason).toMatchObject({ key: 'market_lease_over_booking' })
    else expect(booked).toMatchObject({ reason: { key: 'space_refuse_taken' } })
  })

  test('a hired shelf stands in nobody’s way: the whole space is booked, and an event leaves the shelf alone', async () => {
    const { space } = await market(1)
    const { rows } = await here.owner.query<{ id: string; kind: string }>(
      `insert into space.unit (space_id, kind, name, code, capacity) values ($1, 'shelf', 'Rak 1', 'R-1', 1), ($1, 'shelf', 'Rak 2', 'R-2', 1)
       returning id, kind`,
      [space.id],
    )
    const [darmi, joko] = [await trader(), await trader('Pak Joko')]
    const lease = await grant(rows[0]?.id, darmi.businessId, { from: day, until: '2027-01-31' })
    const sri = await here.resident()
    const whole = { spaceId: space.id, ...at(9, 11) }
    const answers = { groupKind: 'person', name: 'Sri', purpose: 'meeting', attendees: 1 } as const
    expect((await here.run(requestBooking, sri, { ...whole, ...answers })).state).not.toBe('rejected')
    const event = { spaceId: space.id, ...at(13, 17) }
    expect(await here.run(previewClearing, here.manager, event)).toEqual({ bookings: [], leases: [] })
    await here.run(clearForEvent, here.manager, {
      ...event,
      title: 'Bazar UMKM',
      groupKind: 'government',
      purpose: 'market',
      attendees: 10,
      booker: { name: 'Dinas Koperasi' },
      seen: [],
    })
    expect((await here.run(readLease, darmi.actor, { leaseId: lease.id })).lease.state).toBe('active')
    expect((await grant(rows[1]?.id, joko.businessId, { from: day, until: '2027-01-31' })).state).toBe(
      'active',
    )
    expect((await refused(grant(rows[0]?.id, joko.businessId, { from: day, until: '2027-01-31' }))).key).toBe(
      'market_lease_taken',
    )
  })

  test('is refused to who is not verified, too long, to oneself, and by who may not', async () => {
    const { stalls } = await market(1)
    const [unit] = stalls
    const fresh = await trader('Baru', false)
    expect((await refused(grant(unit, fresh.businessId))).info.fields?.[0]?.key).toBe(
      'market_business_not_verified',
    )
    const darmi = await trader()
    const long = refused(grant(unit, darmi.businessId, { until: '2027-12-31' }))
    expect((await long).info.fields?.[0]?.key).toBe('market_term_long')
    expect((await refused(grant(unit, darmi.businessId, {}, here.foreigner))).code).toBe('not_found')
    expect((await refused(grant(unit, darmi.businessId, {}, darmi.actor))).code).toBe('not_found')
    const own = { ...here.officer, accountId: darmi.actor.accountId }
    expect((await refused(grant(unit, darmi.businessId, {}, own))).key).toBe('market_own_lease')
    const person = { businessId: undefined, holderName: 'Bu Siti' }
    expect((await refused(grant(unit, darmi.businessId, person))).code).toBe('invalid_input')
    expect(await grant(unit, darmi.businessId, { ...person, identitySeen: true })).toMatchObject({
      businessId: null,
      holderName: 'Bu Siti',
    })
  })
})

describe('the permit letter', () => {
  test('is made once, and its paper can be checked by who holds it', async () => {
    const { stalls } = await market()
    const darmi = await trader()
    const lease = await grant(stalls[0], darmi.businessId, { rent: 75_000 })
    const made = await letter(lease.id)
    expect(await letter(lease.id)).toEqual(made)
    const file = await here.run(readLease, darmi.actor, { leaseId: lease.id })
    const token = file.letters[0]?.token ?? ''
    const pdf = await readPaper(made.id)
    const check = await here.run(readLetter, await here.resident(), { token })
    expect(check).toMatchObject({ number: lease.number, state: 'valid', unitCode: 'A-1', signing: 'wet' })
    expect(check.sha256).toBe(
      createHash('sha256')
        .update(pdf ?? '')
        .digest('hex'),
    )
    expect(JSON.stringify(check)).not.toContain('Darmi')
  })

  test('says revoked from the moment of the revocation, with a letter on how to object', async () => {
    const { stalls, space } = await market()
    const darmi = await trader()
    const lease = await grant(stalls[0], darmi.businessId, { from: '2026-11-20', until: '2027-10-31' })
    await letter(lease.id)
    const reason = 'Tempat disewakan kepada orang lain.'
    expect((await refused(here.run(revoke, darmi.actor, { leaseId: lease.id, reason }))).code).toBe(
      'forbidden',
    )
    const ended = await here.run(revoke, here.officer, { leaseId: lease.id, reason })
    expect(ended).toMatchObject({ state: 'revoked', endedOn: '2026-11-20', appealUntil: '2026-12-20' })
    await letter(lease.id, 'revocation')
    const { letters } = await here.run(readLease, here.officer, { leaseId: lease.id })
    expect(letters.map(({ kind, state }) => [kind, state])).toEqual([
      ['permit', 'revoked'],
      ['revocation', 'valid'],
    ])
    expect((await here.run(readLetter, darmi.actor, { token: letters[0]?.token })).state).toBe('revoked')
    await here.run(handBack, here.officer, { leaseId: lease.id, note: 'Bersih, kunci kembali.' })
    // The place is free for the next from tomorrow on.
    expect(await grant(stalls[0], (await trader('Pak Joko')).businessId)).toMatchObject({ state: 'active' })
    const past = await here.run(readLeases, here.officer, { spaceId: space.id, show: 'past' })
    expect(past).toMatchObject({ counts: { past: 1, current: 1 }, items: [{ id: lease.id }] })
  })
})

describe('the end of a term', () => {
  test('comes by itself, after a reminder, and only a review renews', async () => {
    const { stalls } = await market()
    const darmi = await trader()
    const { id: leaseId } = await grant(stalls[0], darmi.businessId)
    const sweep = (date: string) => here.run(sweepLeases, system, {}, { now: `${date}T17:10:00.000Z` })
    expect(await sweep('2027-09-01')).toMatchObject({ reminded: 0 })
    expect((await sweep('2027-10-02')).reminded).toBeGreaterThan(0)
    const outcome = {
      leaseId,
      decision: 'renewed',
      complaints: 1,
      checks: ['own_use'],
      reason: 'Hadir teratur.',
    }
    const renewed = await here.run(review, here.officer, outcome, { now: '2027-11-01T03:00:00.000Z' })
    const next = await here.run(readLease, here.officer, { leaseId: renewed.renewedAs })
    expect(next.lease).toMatchObject({
      from: '2027-12-01',
      until: '2028-11-30',
      origin: 'renewal',
      state: 'active',
    })
    expect((await refused(here.run(review, here.officer, outcome))).key).toBe('market_review_done')
    expect((await sweep('2027-11-30')).ended).toBeGreaterThan(0)
    const file = await here.run(readLease, here.officer, { leaseId })
    expect(file.lease).toMatchObject({ state: 'ended', endedOn: '2027-11-30', reviewed: 'renewed' })
    expect(file.review).toMatchObject({ complaints: 1, presentDays: null, reason: 'Hadir teratur.' })
  })

  test('a holder gives the place back; the refused one is told why', async () => {
    const { stalls } = await market()
    const darmi = await trader()
    const lease = await grant(stalls[0], darmi.businessId)
    const given = await here.run(surrender, darmi.actor, { leaseId: lease.id, reason: 'Pindah rumah.' })
    expect(given).toMatchObject({ state: 'surrendered', endedOn: '2026-12-01' })
    const second = await grant(stalls[1], darmi.businessId, { from: '2026-11-01', until: '2026-11-30' })
    const refusal = { leaseId: second.id, decision: 'refused', reason: 'Tempat kosong tiga bulan.' }
    expect(await here.run(review, here.officer, refusal)).toMatchObject({
      reviewed: 'refused',
      renewedAs: null,
    })
    const { rows } = await here.owner.query(
      `select body from kernel.message where template = 'space.lease_refused'`,
    )
    expect(rows[0].body).toContain('Tempat kosong tiga bulan.')
  })

  test('a place nobody was seen at for a month is flagged', async () => {
    const { space, stalls } = await market()
    const darmi = await trader()
    const lease = await grant(stalls[0], darmi.businessId, { from: '2026-11-01', until: '2027-10-31' })
    const unused = async (when: string) =>
      (await here.run(readLeases, here.officer, { spaceId: space.id, show: 'unused' }, { now: when })).items
        .length
    expect(await unused(now)).toBe(0)
    expect(await unused('2026-12-01T03:00:00.000Z')).toBe(1)
    await here.owner.query(`update space.lease set last_seen_on = '2026-11-30' where id = $1`, [lease.id])
    expect(await unused('2026-12-01T03:00:00.000Z')).toBe(0)
  })
})
