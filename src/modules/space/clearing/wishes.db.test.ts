import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { readBooking, requestBooking } from '../bookings/operations.server.ts'
import { provisionSpace } from '../provision.server.ts'
import { at, now, refused, world } from '../testing/world.ts'
import { addParts } from '../units/operations.server.ts'
import { askForWhole, readWish, readWishes, ruleOnWish, takeWishBack } from './wish-operations.server.ts'

const here = await world()
let sri: Actor
let adi: Actor
beforeAll(async () => {
  sri = await here.resident()
  adi = await here.resident('Adi Nugroho')
})

const answers = { groupKind: 'person', name: 'Sri', purpose: 'meeting', attendees: 1 } as const
/** A co-working space of which Sri has two seats in the morning. */
async function coworking() {
  const { id } = await provisionSpace({ pool: here.app, actor: here.manager, at: now }, { kind: 'coworking' })
  const { items } = await here.run(addParts, here.manager, {
    spaceId: id,
    kind: 'seat',
    prefix: 'K',
    count: 3,
  })
  const seats = items.filter(({ kind }) => kind === 'seat').map((seat) => seat.id)
  const booked = []
  for (const unitId of seats.slice(0, 2))
    booked.push(await here.run(requestBooking, sri, { spaceId: id, unitId, ...at(9, 11), ...answers }))
  return { id, seats, booked, seen: booked.map((booking) => booking.id) }
}
const event = {
  title: 'Pelatihan kemasan',
  groupKind: 'community',
  purpose: 'training',
  attendees: 20,
} as const
const ask = (spaceId: string, who: Actor = adi, more: object = {}) =>
  here.run(askForWhole, who, { spaceId, ...at(8, 12), ...event, ...more })
const told = async (phone: string | null) =>
  (
    await here.owner.query(
      'select template from kernel.message where recipient = $1 order by created_at, id',
      [phone],
    )
  ).rows.map(({ template }) => template)

describe('a wish for all of a space', () => {
  test('changes nothing until staff, who see whom it would displace, let them make way', async () => {
    const { id, seen } = await coworking()
    const wish = await ask(id)
    expect(wish).toMatchObject({ state: 'asked', title: 'Pelatihan kemasan', inTheWay: null })
    expect((await here.run(readBooking, sri, { bookingId: seen[0] })).state).toBe('approved')
    const shown = await here.run(readWish, here.officer, { wishId: wish.id })
    expect(shown.inTheWay?.bookings.map((booking) => booking.id).sort()).toEqual([...seen].sort())
    const listed = await here.run(readWishes, here.officer, { spaceId: id })
    expect(listed.items.map((row) => row.id)).toEqual([wish.id])
    const blind = here.run(ruleOnWish, here.officer, { wishId: wish.id, decision: 'approve', seen: [] })
    expect((await refused(blind)).key).toBe('cowork_clear_unseen')
    const ruled = await here.run(ruleOnWish, here.officer, { wishId: wish.id, decision: 'approve', seen })
    expect(ruled).toMatchObject({ state: 'approved', inTheWay: null })
    expect(await here.run(readBooking, sri, { bookingId: seen[0] })).toMatchObject({
      state: 'cancelled',
      reason: 'Ruang dipakai untuk kegiatan: Pelatihan kemasan',
    })
    const token = new URL(`https://x${ruled.booking}`).searchParams.get('t') ?? ''
    const bookingId = /pesanan\/([0-9a-f-]+)/.exec(ruled.booking ?? '')?.[1]
    expect(await here.run(readBooking, adi, { bookingId })).toMatchObject({ state: 'approved', ...at(8, 12) })
    expect(token).not.toBe('')
    expect(await told(wish.bookerPhone)).toEqual(['space.clearing_wish_asked', 'space.booking_approved'])
  })

  test('is refused with the reason; everybody keeps what they have', async () => {
    const { id, seen } = await coworking()
    const wish = await ask(id)
    const silent = here.run(ruleOnWish, here.officer, { wishId: wish.id, decision: 'reject' })
    expect((await refused(silent)).info.fields?.[0]?.path).toBe('reason')
    const reason = 'Kursi sudah dipesan untuk kelas tetap.'
    const no = await here.run(ruleOnWish, here.officer, { wishId: wish.id, decision: 'reject', reason })
    expect(no).toMatchObject({ state: 'rejected', reason, booking: null })
    expect((await here.run(readBooking, sri, { bookingId: seen[0] })).state).toBe('approved')
    const again = here.run(ruleOnWish, here.officer, { wishId: wish.id, decision: 'approve', seen })
    expect((await refused(again)).key).toBe('cowork_wish_decided')
  })

  test('is not for what is free, what somebody has as a whole, a seat, or a time outside the hours; nor twice', async () => {
    const { id, seats } = await coworking()
    expect((await refused(ask(id, adi, at(13, 15)))).key).toBe('cowork_wish_free')
    expect((await refused(ask(id, adi, at(3, 5)))).info.details?.rule).toBe('outside_hours')
    expect((await refused(ask(id, adi, { unitId: seats[0] }))).key).toBe('cowork_clear_area')
    await ask(id)
    expect((await refused(ask(id))).key).toBe('cowork_wish_twice')
    await here.run(requestBooking, sri, { spaceId: id, ...at(15, 17), ...answers })
    expect((await refused(ask(id, adi, at(14, 17)))).info.details?.rule).toBe('taken')
    expect((await refused(ask(id, anonymous))).code).toBe('unauthenticated')
  })

  test('is taken back by its link, and nobody decides their own', async () => {
    const { id, seen } = await coworking()
    const wish = await ask(id)
    const own = { ...here.officer, accountId: adi.accountId }
    const ruling = here.run(ruleOnWish, own, { wishId: wish.id, decision: 'approve', seen })
    expect((await refused(ruling)).key).toBe('cowork_wish_own')
    expect((await refused(here.run(readWish, sri, { wishId: wish.id }))).code).toBe('not_found')
    const token = new URL(`https://x${wish.manage}`).searchParams.get('t') ?? ''
    const back = await here.run(takeWishBack, anonymous, { wishId: wish.id, token })
    expect(back.state).toBe('withdrawn')
  })

  test('decided by two at once, or while a seat is booked: one decision, never an overlap', async () => {
    for (let round = 0; round < 3; round++) {
      const { id, seen, seats } = await coworking()
      const wish = await ask(id)
      const yes = { wishId: wish.id, decision: 'approve', seen } as const
      const outcomes = await Promise.allSettled([
        here.run(ruleOnWish, here.officer, yes),
        here.run(ruleOnWish, here.colleague, yes),
        here.run(requestBooking, sri, { spaceId: id, unitId: seats[2], ...at(9, 11), ...answers }),
      ])
      const [one, two, seat] = outcomes.map(({ status }) => status === 'fulfilled')
      expect(Number(one) + Number(two)).toBe(seat ? 0 : 1)
      const { rows } = await here.owner.query(
        `select count(*)::int as n from space.booking a join space.booking b on a.space_id = b.space_id and a.id < b.id
           and a.span && b.span and a.blocked && b.blocked
         where a.space_id = $1 and a.state in ('requested', 'approved') and b.state in ('requested', 'approved')`,
        [id],
      )
      expect(rows).toEqual([{ n: 0 }])
    }
  })
})
