import { describe, expect, test } from 'vitest'
import { anonymous, systemActor } from '#kernel/actor.ts'
import { cancel, readBooking, requestBooking, reschedule } from '../bookings/operations.server.ts'
import { setFairRules } from '../fairness/operations.server.ts'
import { provisionSpace, sampleAnswers } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, later, now, refused, world } from '../testing/world.ts'
import { offerFreed, waitForTime } from '../waiting/operations.server.ts'
import {
  agree,
  askToSwap,
  offerBooking,
  readExchange,
  readExchanges,
  refuseExchange,
  takeBack,
} from './operations.server.ts'

const here = await world()
type Person = Awaited<ReturnType<typeof here.resident>>

const provide = (more: Parameters<typeof provisionSpace>[1] = {}) =>
  provisionSpace({ pool: here.app, actor: here.manager, at: now }, more)
const book = (space: Space, who: Person, time: { start: string; end: string }, more: object = {}) =>
  here.run(requestBooking, who, { ...sampleAnswers, ...time, spaceId: space.id, ...more })
const onlyOne = (space: Space) =>
  here.run(setFairRules, here.manager, {
    spaceId: space.id,
    limits: [{ subject: 'person', period: 'week', measure: 'bookings', amount: 1 }],
    attendance: null,
  })
const rows = async (space: Space) =>
  (
    await here.owner.query<{
      id: string
      state: string
      account: string
      from: string
      quota: number | null
    }>(
      `select id, state, account_id as account, to_char(lower(during) at time zone 'Asia/Jakarta', 'HH24:MI') as from, quota_no as quota
       from space.booking where space_id = $1 and state in ('held', 'requested', 'approved') order by lower(during)`,
      [space.id],
    )
  ).rows
const overlaps = async (space: Space) =>
  (
    await here.owner.query(
      `select from space.booking a join space.booking b on a.id < b.id and a.space_id = b.space_id
         and a.blocked && b.blocked and a.span && b.span
       where a.space_id = $1 and a.state in ('held', 'requested', 'approved') and b.state in ('held', 'requested', 'approved')`,
      [space.id],
    )
  ).rowCount
/** States of the bookings that figures count. */
const counted = async ({ id }: Space) =>
  (await here.owner.query('select state from space.v_booking_fact where space_id = $1', [id])).rows.map(
    ({ state }) => state,
  )
const tokenSent = async (phone: string) => {
  const found = await here.owner.query<{ body: string }>(
    `select body from kernel.message where recipient = $1 and template = 'space.exchange_offered' order by created_at desc limit 1`,
    [phone],
  )
  return /\?t=(\S+)/.exec(found.rows[0]?.body ?? '')?.[1] ?? ''
}
const told = async (phone: string) =>
  (
    await here.owner.query<{ template: string }>(
      `select template from kernel.message where recipient = $1 and template like 'space.exchange%' order by created_at, id`,
      [phone],
    )
  ).rows.map(({ template }) => template)

/** The proposer gives their time back, or the other moves theirs. */
const rival = (
  round: number,
  who: { ani: Person; budi: Person; morning: { id: string }; evening: { id: string } },
) =>
  round % 2
    ? here.run(cancel, who.ani, { bookingId: who.morning.id })
    : here.run(reschedule, who.budi, { bookingId: who.evening.id, ...at(19, 20) })

/** Two with a time each, and the first's proposal. */
async function pair(more: Parameters<typeof provide>[0] = {}, limit?: (space: Space) => Promise<unknown>) {
  const space = await provide(more)
  const [ani, budi] = [await here.resident('Ani'), await here.resident('Budi')]
  const morning = await book(space, ani, at(9, 11))
  const evening = await book(space, budi, at(17, 18), { name: 'Sanggar Senja' })
  await limit?.(space)
  const { id } = await here.run(askToSwap, ani, { bookingId: morning.id, reference: evening.reference })
  return { space, ani, budi, morning, evening, exchangeId: id }
}

describe('a swap', () => {
  test('is asked by code, seen by link, and gives each the time of the other with a new code', async () => {
    const { space, ani, budi, morning, evening, exchangeId } = await pair({ quota: 1 }, onlyOne)
    const token = await tokenSent(budi.phone)
    const seen = await here.run(readExchange, anonymous, { exchangeId, token })
    expect(seen).toMatchObject({ side: 'recipient', state: 'proposed', proposer: morning.groupName })
    expect([seen.time.start, seen.otherTime?.start]).toEqual([morning.start, evening.start])
    expect((await here.run(readExchange, ani, { exchangeId })).answer).toBeNull()
    const swapped = await here.run(agree, anonymous, { exchangeId, token })
    expect(swapped).toMatchObject({ start: morning.start, end: morning.end, groupName: 'Sanggar Senja' })
    expect(swapped.state).toBe('approved')
    expect(swapped.reference).not.toBe(evening.reference)
    expect(await rows(space)).toMatchObject([
      { account: budi.accountId, from: '09:00', quota: 1 },
      { account: ani.accountId, from: '17:00', quota: 1 },
    ])
    expect(await told(ani.phone)).toEqual(['space.exchange_accepted'])
    // What the old link opens is over, and nothing of the other's.
    expect((await here.run(readBooking, ani, { bookingId: morning.id })).state).toBe('cancelled')
    expect((await refused(here.run(readBooking, ani, { bookingId: swapped.id }))).code).toBe('not_found')
    expect((await refused(here.run(agree, budi, { exchangeId }))).info.details?.state).toBe('accepted')
    const { items } = await here.run(readExchanges, here.officer, { bookingId: swapped.id })
    expect(items[0]?.references).toHaveLength(4)
    expect(items[0]?.references).toContain(swapped.reference)
    expect(await counted(space)).toEqual(['approved', 'approved'])
  })

  test('keeps nothing for the line: the times never were free', async () => {
    const { space, budi, morning, exchangeId } = await pair()
    const waiting = await here.resident()
    await here.run(waitForTime, waiting, {
      ...sampleAnswers,
      spaceId: space.id,
      start: morning.start,
      end: morning.end,
    })
    await here.run(agree, budi, { exchangeId })
    expect(await rows(space)).toHaveLength(2)
    const offered = await here.run(offerFreed, systemActor('jobs'), { spaceId: space.id }, { now: later(60) })
    expect(offered).toEqual({ offered: 0 })
  })

  test('is not asked of oneself, of an unknown code or another space, nor twice at a time', async () => {
    const { space, ani, morning, evening } = await pair()
    const field = async (reference: string) => {
      const fault = await refused(here.run(askToSwap, ani, { bookingId: morning.id, reference }))
      return fault.info.fields?.[0]?.key
    }
    const own = await book(space, ani, at(12, 13))
    const away = await book(await provide(), await here.resident(), at(9, 11))
    expect(await field(own.reference)).toBe('series_swap_own')
    expect(await field('22222222')).toBe('series_swap_unknown')
    expect(await field(away.reference)).toBe('series_swap_unfit')
    const second = { bookingId: morning.id, reference: evening.reference }
    expect((await refused(here.run(askToSwap, ani, second))).key).toBe('series_exchange_twice')
    await here.run(takeBack, ani, { bookingId: morning.id })
    for (let count = 0; count < 4; count++) {
      await here.run(askToSwap, ani, second)
      await here.run(takeBack, ani, { bookingId: morning.id })
    }
    expect((await refused(here.run(askToSwap, ani, second))).key).toBe('series_exchange_many')
  })

  test('ends by itself, and when a time was moved; declined, it changes nothing', async () => {
    const { ani, budi, morning, exchangeId } = await pair()
    const late = later(49 * 3600)
    const fault = await refused(here.run(agree, budi, { exchangeId }, { now: late }))
    expect(fault.info.details?.state).toBe('expired')
    await here.run(reschedule, ani, { bookingId: morning.id, ...at(13, 15) })
    expect((await here.run(readExchange, budi, { exchangeId })).state).toBe('over')
    expect((await refused(here.run(agree, budi, { exchangeId }))).info.details?.state).toBe('over')
    const other = await pair()
    await here.run(refuseExchange, other.budi, { exchangeId: other.exchangeId })
    expect(await told(other.ani.phone)).toEqual(['space.exchange_declined'])
    expect((await rows(other.space)).map(({ account }) => account)).toEqual([
      other.ani.accountId,
      other.budi.accountId,
    ])
  })

  test('is judged for both: what one may not have stops it, and tells the other nothing', async () => {
    const space = await provide()
    const [ani, budi] = [await here.resident(), await here.resident()]
    const first = await book(space, ani, at(9, 11))
    await book(space, ani, at(9, 10, '2026-12-01'))
    const second = await book(space, budi, at(9, 11, '2026-12-02'))
    await onlyOne(space)
    const wish = { bookingId: first.id, reference: second.reference }
    expect((await refused(here.run(askToSwap, ani, wish))).info.details?.rule).toBe('person_bookings')
    const back = { bookingId: second.id, reference: first.reference }
    const { id } = await here.run(askToSwap, budi, back)
    expect((await refused(here.run(agree, ani, { exchangeId: id }))).info.details?.rule).toBe(
      'person_bookings',
    )
    expect(await rows(space)).toHaveLength(3)
  })

  test('where an officer decides, both are decided again', async () => {
    const { space, budi, exchangeId } = await pair({ approval: 'approved' })
    expect((await here.run(agree, budi, { exchangeId })).state).toBe('requested')
    expect((await rows(space)).map(({ state }) => state)).toEqual(['requested', 'requested'])
  })

  test('at once with a cancellation, a move and another swap: never an overlap, never a lost booking', async () => {
    for (let round = 0; round < 6; round++) {
      const { space, ani, budi, morning, evening, exchangeId } = await pair()
      const cici = await here.resident('Cici')
      const noon = await book(space, cici, at(13, 14))
      const crossing = await here.run(askToSwap, cici, {
        bookingId: noon.id,
        reference: morning.reference,
      })
      const back = await here.run(askToSwap, budi, { bookingId: evening.id, reference: morning.reference })
      const acts = await Promise.allSettled([
        here.run(agree, budi, { exchangeId }),
        here.run(agree, ani, { exchangeId: back.id }),
        here.run(agree, ani, { exchangeId: crossing.id }),
        rival(round, { ani, budi, morning, evening }),
      ])
      expect(acts.every((act) => act.status === 'fulfilled' || act.reason.code === 'conflict')).toBe(true)
      const [swap, same, cross, other] = acts.map(({ status }) => status === 'fulfilled')
      // The morning goes to one of them, once.
      expect([swap, same, cross, round % 2 ? other : false].filter(Boolean)).toHaveLength(1)
      expect(await overlaps(space)).toBe(0)
      const left = await rows(space)
      expect(left).toHaveLength(round % 2 && other ? 2 : 3)
      expect(new Set(left.map(({ account }) => account)).size).toBe(left.length)
    }
  })
})

describe('a booking given to somebody', () => {
  async function given(more: Parameters<typeof provide>[0] = {}) {
    const space = await provide(more)
    const [ani, dewi] = [await here.resident('Ani'), await here.resident('Dewi')]
    const booking = await book(space, ani, at(9, 11))
    const { id } = await here.run(offerBooking, ani, {
      bookingId: booking.id,
      name: 'Dewi Lestari',
      phone: dewi.phone,
    })
    return { space, ani, dewi, booking, exchangeId: id, token: await tokenSent(dewi.phone) }
  }

  test('is theirs once they signed in with that number; the giver has it no more', async () => {
    const { space, ani, dewi, booking, exchangeId, token } = await given()
    expect((await refused(here.run(agree, anonymous, { exchangeId, token }))).code).toBe('unauthenticated')
    const stranger = await here.resident()
    expect((await refused(here.run(agree, stranger, { exchangeId, token }))).key).toBe('series_hand_phone')
    expect((await refused(here.run(agree, stranger, { exchangeId }))).code).toBe('not_found')
    expect((await refused(here.run(agree, ani, { exchangeId }))).code).toBe('forbidden')
    expect((await refused(here.run(agree, here.officer, { exchangeId }))).code).toBe('forbidden')
    const taken = await here.run(agree, dewi, { exchangeId, token })
    expect(taken).toMatchObject({ state: 'approved', bookerPhone: dewi.phone, groupName: booking.groupName })
    expect(taken.reference).not.toBe(booking.reference)
    expect((await refused(here.run(readBooking, ani, { bookingId: taken.id }))).code).toBe('not_found')
    expect((await refused(here.run(cancel, ani, { bookingId: booking.id }))).code).toBe('conflict')
    expect(await rows(space)).toMatchObject([{ account: dewi.accountId }])
    expect(await told(ani.phone)).toEqual(['space.exchange_given'])
    expect(await told(dewi.phone)).toEqual(['space.exchange_offered', 'space.exchange_accepted'])
    expect(await counted(space)).toEqual(['approved'])
  })

  test('is judged for them: their quota and their share', async () => {
    const { space, dewi, exchangeId, token } = await given({ quota: 1 })
    const own = await book(space, dewi, at(13, 14))
    const fault = await refused(here.run(agree, dewi, { exchangeId, token }))
    expect(fault.info.details?.rule).toBe('quota')
    await here.run(cancel, dewi, { bookingId: own.id })
    expect((await here.run(agree, dewi, { exchangeId, token })).state).toBe('approved')
    const shared = await given()
    await book(shared.space, shared.dewi, at(13, 14))
    await onlyOne(shared.space)
    const { exchangeId: id, token: link } = shared
    const unfair = await refused(here.run(agree, shared.dewi, { exchangeId: id, token: link }))
    expect(unfair.info.details?.rule).toBe('person_bookings')
  })

  test('accepted twice at once, or against a cancellation, is one booking or none', async () => {
    for (let round = 0; round < 4; round++) {
      const { space, ani, dewi, booking, exchangeId, token } = await given()
      const acts = await Promise.allSettled([
        here.run(agree, dewi, { exchangeId, token }),
        here.run(agree, dewi, { exchangeId, token }),
        ...(round % 2 ? [here.run(cancel, ani, { bookingId: booking.id })] : []),
      ])
      expect(acts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const left = await rows(space)
      expect(left.length).toBeLessThanOrEqual(1)
      expect(left.every(({ account }) => account === dewi.accountId)).toBe(true)
    }
  })

  test('is nobody else’s to see, nor is a forged link', async () => {
    const { exchangeId, booking, dewi } = await given()
    const stranger = await here.resident()
    expect((await refused(here.run(readExchange, stranger, { exchangeId }))).code).toBe('not_found')
    const forged = { exchangeId, token: 'x'.repeat(43) }
    expect((await refused(here.run(readExchange, anonymous, forged))).code).toBe('not_found')
    expect((await refused(here.run(readExchanges, stranger, { bookingId: booking.id }))).code).toBe(
      'not_found',
    )
    expect((await refused(here.run(takeBack, dewi, { bookingId: booking.id }))).code).toBe('not_found')
    expect((await refused(here.run(readExchange, here.foreigner, { exchangeId }))).code).toBe('not_found')
  })
})
