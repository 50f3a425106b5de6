import { describe, expect, test } from 'vitest'
import { requestBooking } from '../bookings/operations.server.ts'
import { refused, world } from '../testing/world.ts'
import { addRound, announce, confirm, draw } from './office-operations.server.ts'
import { answerPlaceOffer, applyForPlace, readApplication, readDraw } from './operations.server.ts'
import { after, closing, during, opens, rounds, until } from './testing/rounds.ts'
import { listZoneSectors, setZoneSectors } from './zones.server.ts'

const here = await world()
const { applicant, trader, close, market, work, system } = rounds(here)
const head = {
  ...here.colleague,
  grants: [{ role: 'head' as const, region: '33.72.05', organisationId: null }],
}
const times = { opensAt: opens, appliesUntil: until, closesAt: closing }
const term = { from: '2027-01-01', until: '2027-12-31' }

/** Market days of a space from a day on. */
const marketDays = async (spaceId: string, from = '2026-12-20', count = 2) =>
  (
    await here.owner.query<{ day: string }>(
      `select day::text from space.v_open_day where space_id = $1 and minutes > 0 and day >= $2::date order by day limit $3`,
      [spaceId, from, count],
    )
  ).rows.map(({ day }) => day)

const draft = (spaceId: string, unitIds: readonly string[], more: object = {}) =>
  here.run(addRound, here.manager, {
    spaceId,
    title: 'Lapak hari pasar',
    rule: 'first_come',
    unitIds,
    ...times,
    ...more,
  })

/** An announced round for single market days. */
async function daily(codes: readonly string[], days = 2) {
  const { space, unitIds } = await market(codes)
  const chosen = await marketDays(space.id, '2026-12-20', days)
  const made = await draft(space.id, unitIds, { kind: 'daily', days: chosen })
  const announced = await here.run(announce, here.manager, { roundId: made.id })
  return { space, unitIds, days: chosen, announced, id: made.id }
}

const book = (spaceId: string, unitId: string, day: string) =>
  here.resident().then((who) =>
    here.run(requestBooking, who, {
      spaceId,
      unitId,
      start: `${day}T03:00:00Z`,
      end: `${day}T05:00:00Z`,
      groupKind: 'person',
      name: 'Sri',
      purpose: 'meeting',
      attendees: 1,
    }),
  )

describe('single market days', () => {
  test('each stall and day is a place; one may wish for a day; the winner gets a lease of that day', async () => {
    const { id, days, announced } = await daily(['A-1', 'A-2'])
    const [first = '', second = ''] = days
    expect(announced.places.map(({ code, zone, day }) => [code, zone, day])).toEqual([
      [`A-1/${first}`, first, first],
      [`A-2/${first}`, first, first],
      [`A-1/${second}`, second, second],
      [`A-2/${second}`, second, second],
    ])
    expect(announced).toMatchObject({ from: first, until: second })
    const one = await applicant(id, { wishes: [`zone:${second}`], anyPlace: false })
    const two = await applicant(id, { wishes: [`place:A-1/${second}`] })
    await close(id)
    const drawn = await here.run(draw, here.manager, { roundId: id }, { now: after })
    const file = await here.run(readDraw, system, { roundId: id })
    expect(file.places).toEqual([
      { place: `A-1/${second}`, number: 1 },
      { place: `A-1/${first}`, number: 2 },
    ])
    const confirmedAt = new Date(Date.parse(drawn.appealsUntil ?? '') + 1000).toISOString()
    await here.run(confirm, head, { roundId: id }, { now: confirmedAt })
    await work(confirmedAt)
    for (const { owner, application } of [one, two])
      await here.run(
        answerPlaceOffer,
        owner,
        { applicationId: application.id, accept: true },
        { now: confirmedAt },
      )
    await work(confirmedAt)
    const { rows } = await here.owner.query(
      `select l.state, l.kind, l.rent_per, lower(l.term)::text as day, upper(l.term) - lower(l.term) as days, l.number is not null as numbered
       from space.lease l join space.place_offer o on o.lease_id = l.id where o.round_id = $1 order by lower(l.term) desc`,
      [id],
    )
    expect(rows).toEqual([
      { state: 'active', kind: 'daily', rent_per: 'day', day: second, days: 1, numbered: true },
      { state: 'active', kind: 'daily', rent_per: 'day', day: first, days: 1, numbered: true },
    ])
  })

  test('are market days after the list is closed', async () => {
    const { space, unitIds } = await market(['A-1'])
    const [day = ''] = await marketDays(space.id)
    const field = async (more: object) =>
      (await refused(draft(space.id, unitIds, { kind: 'daily', ...more }))).info.fields?.[0]
    expect(await field({ days: [] })).toMatchObject({ path: 'days' })
    expect(await field({ days: [closing.slice(0, 10), day] })).toMatchObject({ path: 'days' })
    await here.owner.query(
      `insert into space.closure (space_id, region_code, during, reason, created_at) select $1, '33.72.05.1010', tstzrange($2::date - interval '1 day', $2::date + interval '2 days'), 'Libur', now()`,
      [space.id, day],
    )
    expect(await field({ days: [day] })).toMatchObject({ path: 'days', key: 'allotment_field_market_day' })
  })

  test('an offer ends before its day begins, and a day that is over goes to nobody', async () => {
    const { id, days } = await daily(['A-1'], 1)
    const one = await applicant(id)
    const two = await applicant(id)
    await close(id)
    await here.run(draw, here.manager, { roundId: id }, { now: after })
    const eve = new Date(Date.parse(`${days[0]}T00:00:00+07:00`) - 3_600_000).toISOString()
    await here.run(confirm, head, { roundId: id }, { now: eve })
    await work(eve)
    const read = async (who: typeof one) =>
      (await here.run(readApplication, who.owner, { applicationId: who.application.id })).application
    expect((await read(one)).offer?.expiresAt).toBe(
      new Date(Date.parse(`${days[0]}T00:00:00+07:00`)).toISOString().replace('.000Z', 'Z'),
    )
    await here.run(
      answerPlaceOffer,
      one.owner,
      { applicationId: one.application.id, accept: false },
      { now: eve },
    )
    await work(new Date(Date.parse(eve) + 2 * 3_600_000).toISOString())
    expect((await read(two)).state).toBe('reserve')
  })
})

describe('what is announced is kept', () => {
  test('nobody books it, no other round gives it, no officer grants it', async () => {
    const { space, unitIds, days } = await daily(['A-1', 'A-2'])
    const [unitId = ''] = unitIds
    expect((await refused(book(space.id, unitId, days[0] ?? ''))).code).toBe('conflict')
    const rival = await draft(space.id, [unitId], { kind: 'daily', days: days.slice(0, 1) })
    expect((await refused(here.run(announce, here.manager, { roundId: rival.id }))).key).toBe(
      'allotment_place_promised',
    )
    await expect(
      here.owner.query(
        `insert into space.lease (space_id, unit_id, span, region_code, state, kind, origin, term, holder_name, created_at, updated_at)
         select u.space_id, u.id, u.span, '33.72.05.1010', 'active', 'permanent', 'direct', daterange($2::date, $2::date + 30), 'Bu Darmi', now(), now()
         from space.unit u where u.id = $1`,
        [unitId, days[0]],
      ),
    ).rejects.toMatchObject({ constraint: 'lease_promised' })
  })

  test('of two rounds announced at once for one place one is', async () => {
    const { space, unitIds } = await market(['A-1'])
    const two = [await draft(space.id, unitIds, term), await draft(space.id, unitIds, term)]
    const done = await Promise.allSettled(
      two.map(({ id }) => here.run(announce, here.manager, { roundId: id })),
    )
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('of a booking and an announcement at once one is', async () => {
    for (let turn = 0; turn < 4; turn++) {
      const { space, unitIds } = await market(['A-1'])
      const [day = ''] = await marketDays(space.id)
      const made = await draft(space.id, unitIds, { kind: 'daily', days: [day] })
      const done = await Promise.allSettled([
        here.run(announce, here.manager, { roundId: made.id }),
        book(space.id, unitIds[0] ?? '', day),
      ])
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    }
  })

  test('of two owners who take up their days at once each has their own', async () => {
    const { id } = await daily(['A-1'], 2)
    const all = [await applicant(id), await applicant(id)]
    await close(id)
    const drawn = await here.run(draw, here.manager, { roundId: id }, { now: after })
    const at = new Date(Date.parse(drawn.appealsUntil ?? '') + 1000).toISOString()
    await here.run(confirm, head, { roundId: id }, { now: at })
    await work(at)
    await Promise.all(
      all.map(({ owner, application }) =>
        here.run(answerPlaceOffer, owner, { applicationId: application.id, accept: true }, { now: at }),
      ),
    )
    await work(at)
    const { rows } = await here.owner.query(
      `select count(*)::int as leases, count(distinct lower(term))::int as days from space.lease l
       join space.place_offer o on o.lease_id = l.id where o.round_id = $1 and l.state = 'active'`,
      [id],
    )
    expect(rows).toEqual([{ leases: 2, days: 2 }])
  })
})

describe('trades of a part', () => {
  test('places take the trades of their part; a wish for another trade is refused, and who fits nowhere does not take part', async () => {
    const { space, unitIds } = await market(['A-1', 'B-1'])
    const { rows } = await here.owner.query<{ id: string }>(
      `insert into space.unit (space_id, kind, name, capacity) values ($1, 'area', 'Kuliner', 10) returning id`,
      [space.id],
    )
    const area = rows[0]?.id ?? ''
    const { rows: stalls } = await here.owner.query<{ id: string }>(
      `insert into space.unit (space_id, kind, name, code, capacity, parent_id) values ($1, 'stall', 'K-1', 'K-1', 1, $2) returning id`,
      [space.id, area],
    )
    await here.run(setZoneSectors, here.manager, {
      spaceId: space.id,
      zones: [{ zone: area, sectors: ['food', 'drink'] }],
    })
    const { items } = await here.run(listZoneSectors, here.officer, { spaceId: space.id })
    expect(items).toEqual([{ zone: area, name: 'Kuliner', places: 1, sectors: ['food', 'drink'] }])
    const made = await draft(space.id, [unitIds[0] ?? '', stalls[0]?.id ?? ''], term)
    expect(made.places.map(({ code, zone, sectors }) => [code, zone, sectors.length])).toEqual([
      ['A-1', '', 0],
      ['K-1', 'Kuliner', 2],
    ])
    await here.run(announce, here.manager, { roundId: made.id })
    const crafts = await trader({ sector: 'craft' })
    const asked = (wishes: string[]) =>
      here.run(
        applyForPlace,
        crafts.owner,
        { roundId: made.id, businessId: crafts.businessId, wishes },
        { now: during },
      )
    expect((await refused(asked(['place:K-1']))).info.fields?.[0]).toMatchObject({
      path: 'wishes',
      key: 'allotment_field_wish_sector',
    })
    expect((await asked(['place:A-1'])).eligibility).toContainEqual({ rule: 'place', ok: true })

    const only = await draft(space.id, [stalls[0]?.id ?? ''], { from: '2028-01-01', until: '2028-06-30' })
    await here.run(announce, here.manager, { roundId: only.id })
    const applied = await here.run(
      applyForPlace,
      crafts.owner,
      { roundId: only.id, businessId: crafts.businessId },
      { now: during },
    )
    expect(applied.eligibility).toContainEqual({ rule: 'place', ok: false })
    const cook = await trader({ sector: 'food' })
    await here.run(
      applyForPlace,
      cook.owner,
      { roundId: only.id, businessId: cook.businessId },
      { now: during },
    )
    await close(only.id)
    await here.run(draw, here.manager, { roundId: only.id }, { now: after })
    const file = await here.run(readDraw, system, { roundId: only.id })
    expect(file.places).toEqual([{ place: 'K-1', number: 2 }])
    expect(file.list.applicants.map(({ number }) => number)).toEqual([2])
  })
})
