import { describe, expect, test } from 'vitest'
import { anonymous, systemActor } from '#kernel/actor.ts'
import { refused } from '../testing/world.ts'
import { readLease, readLeases } from './operations.server.ts'
import { pay, readCharges, readReceipt, sweepLeases, waive } from './paper-operations.server.ts'
import { grant, here, market, trader } from './testing/leases.ts'

const sweepAt = (date: string) =>
  here.run(sweepLeases, systemActor('jobs'), {}, { now: `${date}T17:10:00.000Z` })
const term = { from: '2026-12-01', until: '2027-02-28' }

async function rented(more: object = {}) {
  const { space, stalls } = await market()
  const darmi = await trader()
  const lease = await grant(stalls[0], darmi.businessId, { ...term, rent: 75_000, ...more })
  return { space, darmi, lease }
}

describe('retribusi', () => {
  test('becomes due month by month, once; nothing for a place that is free of charge', async () => {
    const { darmi, lease } = await rented()
    const free = await rented({ rent: 0 })
    await sweepAt('2027-01-01')
    await sweepAt('2027-01-02')
    const { charges } = await here.run(readLease, darmi.actor, { leaseId: lease.id })
    expect(charges).toMatchObject([
      { from: '2027-01-01', until: '2027-01-31', dueOn: '2027-01-11', amount: 75_000, state: 'due' },
      { from: '2026-12-01', until: '2026-12-31', dueOn: '2026-12-11', amount: 75_000, state: 'due' },
    ])
    expect((await here.run(readLease, here.officer, { leaseId: free.lease.id })).charges).toEqual([])
  })

  test('of a daily ticket becomes due on each day the market is open', async () => {
    const sundays = [{ weekday: 7, from: 360, to: 720 }]
    const { space, stalls } = await market(1, { openings: sundays })
    const { businessId } = await trader()
    const lease = await grant(stalls[0], businessId, { ...term, rent: 5_000, rentPer: 'day' })
    await sweepAt('2026-12-20')
    const { charges } = await here.run(readLease, here.officer, { leaseId: lease.id })
    expect(charges.map(({ from }) => from)).toEqual(['2026-12-20', '2026-12-13', '2026-12-06'])
    expect((await here.run(readCharges, here.officer, { spaceId: space.id })).items).toHaveLength(3)
  })

  test('paid once, of two who take the money at once, with a receipt that anybody can check', async () => {
    const { darmi, lease, space } = await rented()
    await sweepAt('2026-12-01')
    const due = (await here.run(readLease, here.officer, { leaseId: lease.id })).charges[0]
    const take = (actor = here.officer) => here.run(pay, actor, { chargeId: due?.id, method: 'qris' })
    const tries = await Promise.allSettled([take(), take(here.colleague)])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { charges } = await here.run(readLease, darmi.actor, { leaseId: lease.id })
    expect(charges[0]).toMatchObject({ state: 'paid', method: 'qris' })
    const receipt = await here.run(readReceipt, darmi.actor, { token: charges[0]?.token })
    expect(receipt).toMatchObject({
      amount: 75_000,
      unitCode: 'A-1',
      spaceName: space.name,
      paidBy: lease.holderName,
    })
    const stranger = await here.run(readReceipt, anonymous, { token: charges[0]?.token })
    expect(stranger.paidBy).toMatch(/^\p{L}•••/u)
    expect(receipt.receiptNumber).toMatch(/^KW\/\d{3}\/2026$/)
    expect((await refused(take(darmi.actor))).code).toBe('not_found')
  })

  test('late is arrears, and waived needs a reason', async () => {
    const { lease, space, darmi } = await rented()
    await sweepAt('2026-12-01')
    const later = { now: '2026-12-15T03:00:00.000Z' }
    const owing = async () =>
      (await here.run(readLeases, here.officer, { spaceId: space.id, show: 'arrears' }, later)).items
    expect(await owing()).toMatchObject([{ id: lease.id, arrears: 75_000 }])
    const due = (await here.run(readLease, here.officer, { leaseId: lease.id })).charges[0]
    const free = { chargeId: due?.id, reason: 'Pasar ditutup karena banjir.' }
    expect((await refused(here.run(waive, darmi.actor, free))).code).toBe('not_found')
    expect((await refused(here.run(waive, here.officer, { ...free, reason: '' }))).code).toBe('invalid_input')
    expect(await here.run(waive, here.officer, free)).toMatchObject({ state: 'waived' })
    expect(await owing()).toEqual([])
  })
})
