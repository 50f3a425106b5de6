import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous, systemActor } from '#kernel/actor.ts'
import { bookingToken } from '../bookings/links.server.ts'
import { here, trader } from '../leases/testing/leases.ts'
import { provisionBooking, provisionSpace } from '../provision.server.ts'
import { readMonthReport } from '../report/operations.server.ts'
import { at, day, now, refused } from '../testing/world.ts'
import { sweep } from '../upkeep/operations.server.ts'
import { checkInByCode, complete } from '../visits/operations.server.ts'
import { jobToken } from './links.server.ts'
import {
  answer,
  askMember,
  listSpaceOffers,
  readBookingJobs,
  readJob,
  readOwnJobs,
  readUnsettled,
  saveOffer,
  setReciprocity,
  waiveReciprocity,
} from './operations.server.ts'

let sri: Actor
let cook: { actor: Actor; businessId: string; offerId: string }
let singer: typeof cook

/** A member with an offer that may be listed. */
async function member(name: string, service: string) {
  const made = await trader(name)
  const phone = '081234567890'
  const input = {
    businessId: made.businessId,
    service,
    what: 'Nasi liwet 100 porsi',
    priceFrom: 15_000,
    phone,
  }
  const { items } = await here.run(saveOffer, made.actor, input)
  return { ...made, offerId: items[0]?.id ?? '' }
}

beforeAll(async () => {
  sri = await here.resident()
  cook = await member('Bu Catering', 'catering')
  singer = await member('Pak Sound', 'sound')
})

let hour = 8
/** A booking of a hall that asks for it, already checked in when `came`. */
async function event(came = false) {
  const hall = await provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { name: `Balai ${++hour}` },
  )
  await here.run(setReciprocity, here.manager, { spaceId: hall.id, on: true })
  const time = at(9, 11)
  const booking = await provisionBooking(
    { pool: here.app, actor: sri, at: now },
    { spaceId: hall.id, ...time },
  )
  if (came) await here.run(checkInByCode, here.officer, { code: booking.reference }, { now: time.start })
  return { hall, booking, time }
}
const ask = async (bookingId: string, who = cook) => {
  const { jobs } = await here.run(askMember, sri, { bookingId, offerId: who.offerId })
  return jobs.find(({ offerId }) => offerId === who.offerId)?.id ?? ''
}
const confirm = (jobId: string, amount: number, who = cook.actor, more: object = {}) =>
  here.run(answer, who, { jobId, answer: 'confirm', amount, ...more })
const close = (bookingId: string, when: string) =>
  here.run(complete, here.officer, { bookingId }, { now: when })

describe('offers', () => {
  test('are listed while the owner agrees and the business is registered', async () => {
    const { hall } = await event()
    const own = await member('Bu Rias', 'makeup')
    const listed = async () =>
      (await here.run(listSpaceOffers, anonymous, { spaceId: hall.id })).items.map(({ id }) => id)
    expect(await listed()).toContain(own.offerId)
    const again = {
      businessId: own.businessId,
      service: 'makeup',
      what: 'Rias',
      priceFrom: 0,
      phone: '081234567891',
    }
    await here.run(saveOffer, own.actor, { ...again, listed: false })
    expect(await listed()).not.toContain(own.offerId)
    await here.run(saveOffer, own.actor, again)
    await here.owner.query(`update registry.business set state = 'inactive' where id = $1`, [own.businessId])
    expect(await listed()).not.toContain(own.offerId)
  })

  test('are made only for one’s own registered business', async () => {
    const input = { service: 'sound', what: 'Sound', priceFrom: 1, phone: '081234567890' }
    const waiting = await trader('Pak Belum', false)
    expect(
      (await refused(here.run(saveOffer, waiting.actor, { ...input, businessId: waiting.businessId }))).info
        .fields,
    ).toMatchObject([{ key: 'keeper_offer_business' }])
    expect((await refused(here.run(saveOffer, sri, { ...input, businessId: cook.businessId }))).code).toBe(
      'invalid_input',
    )
  })
})

describe('a job', () => {
  test('is asked once, told with a link, and confirmed by it; the booker is told', async () => {
    const { booking } = await event()
    const jobId = await ask(booking.id)
    expect((await refused(ask(booking.id))).key).toBe('keeper_job_asked_before')
    expect((await refused(here.run(readJob, anonymous, { jobId }))).code).toBe('not_found')
    const token = jobToken(jobId)
    const seen = await here.run(readJob, anonymous, { jobId, token })
    expect(seen).toMatchObject({ state: 'asked', mine: true, group: 'Sanggar Mekar Sari' })
    await confirm(jobId, 1_500_000, anonymous as Actor, { token })
    const standing = await here.run(readBookingJobs, anonymous, {
      bookingId: booking.id,
      token: bookingToken(booking.id),
    })
    expect(standing).toMatchObject({ settled: true, jobs: [{ state: 'confirmed', amount: 1_500_000 }] })
    const { rows } = await here.owner.query(
      `select template from kernel.message where about_id in ($1, $2) order by id`,
      [booking.id, jobId],
    )
    expect(rows.map(({ template }) => template)).toEqual(
      expect.arrayContaining(['space.job_asked', 'space.job_answered']),
    )
    expect((await here.run(readOwnJobs, cook.actor, {})).items.map(({ id }) => id)).toContain(jobId)
  })

  test('of somebody else is nobody’s business', async () => {
    const { booking } = await event()
    const jobId = await ask(booking.id)
    expect((await refused(confirm(jobId, 5, singer.actor))).code).toBe('not_found')
    expect((await refused(confirm(jobId, 5, here.officer))).code).toBe('forbidden')
    expect((await refused(here.run(answer, cook.actor, { jobId, answer: 'confirm' }))).code).toBe(
      'invalid_input',
    )
    expect((await here.run(readOwnJobs, singer.actor, {})).items.map(({ id }) => id)).not.toContain(jobId)
  })

  test('confirmed twice at once counts once; two members at once both count', async () => {
    const { booking } = await event()
    const one = await ask(booking.id)
    const two = await ask(booking.id, singer)
    const outcomes = await Promise.allSettled([
      confirm(one, 1_000_000, cook.actor, { version: 1 }),
      confirm(one, 2_000_000, cook.actor, { version: 1 }),
      confirm(two, 400_000, singer.actor, { version: 1 }),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(outcomes[2].status).toBe('fulfilled')
    const { jobs } = await here.run(readBookingJobs, sri, { bookingId: booking.id })
    expect(jobs.map(({ state, version }) => [state, version])).toEqual([
      ['confirmed', 2],
      ['confirmed', 2],
    ])
  })
})

describe('a booking', () => {
  test('asked for before is not bound; nor is one of a space that stopped asking', async () => {
    const { hall, booking, time } = await event(true)
    await here.run(setReciprocity, here.manager, { spaceId: hall.id, on: false })
    expect((await refused(ask(booking.id))).key).toBe('keeper_job_not_bound')
    await here.run(setReciprocity, here.manager, { spaceId: hall.id, on: true }, { now: time.start })
    expect(await here.run(readBookingJobs, sri, { bookingId: booking.id })).toMatchObject({
      reciprocity: false,
      offers: [],
    })
    expect(await close(booking.id, time.end)).toMatchObject({ state: 'completed' })
  })

  test('closes only with a job confirmed and none open; the sweep passes it over and staff see it', async () => {
    const { hall, booking, time } = await event(true)
    const due = async () => {
      await here.owner.query('delete from graphile_worker._private_jobs')
      await here.run(sweep, systemActor('jobs'), {}, { now: time.end, via: 'job' })
      const { rows } = await here.owner.query(
        `select from graphile_worker._private_jobs where payload ->> 'bookingId' = $1`,
        [booking.id],
      )
      return rows.length
    }
    expect((await refused(close(booking.id, time.end))).key).toBe('keeper_job_open')
    expect(await due()).toBe(0)
    const open = await here.run(readUnsettled, here.officer, { spaceId: hall.id }, { now: time.end })
    expect(open.items).toMatchObject([{ bookingId: booking.id, over: true, confirmed: 0 }])
    const jobId = await ask(booking.id)
    const other = await ask(booking.id, singer)
    await confirm(jobId, 750_000)
    expect((await refused(close(booking.id, time.end))).key).toBe('keeper_job_open')
    await here.run(answer, singer.actor, { jobId: other, answer: 'decline' })
    expect(await due()).toBe(1)
    await close(booking.id, time.end)
    expect((await refused(confirm(jobId, 1))).key).toBe('keeper_job_over')
    expect((await refused(ask(booking.id, singer))).code).toBe('conflict')
    const report = await here.run(
      readMonthReport,
      here.officer,
      { spaceId: hall.id, month: day.slice(0, 7) },
      { now: time.end },
    )
    expect(report.bought).toEqual({ jobs: 1, amount: 750_000 })
  })

  test('closed while the member declines: one of the two waits, and is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const { booking, time } = await event(true)
      const jobId = await ask(booking.id)
      await confirm(jobId, 750_000)
      const outcomes = await Promise.allSettled([
        close(booking.id, time.end),
        here.run(answer, cook.actor, { jobId, answer: 'decline' }),
      ])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  test('closes with a waiver of staff, who say why; not of the booker, nor of their own', async () => {
    const { booking, time } = await event(true)
    const waive = (who: Actor, reason = 'Rapat RT tanpa konsumsi') =>
      here.run(waiveReciprocity, who, { bookingId: booking.id, reason })
    expect((await refused(waive(sri))).code).toBe('forbidden')
    expect((await refused(waive(here.foreigner))).code).toBe('not_found')
    expect((await refused(waive(here.officer, ''))).code).toBe('invalid_input')
    const done = await Promise.allSettled([waive(here.officer), waive(here.colleague)])
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const standing = await here.run(readBookingJobs, sri, { bookingId: booking.id })
    expect(standing).toMatchObject({ settled: true, waiver: { reason: 'Rapat RT tanpa konsumsi' } })
    expect(await close(booking.id, time.end)).toMatchObject({ state: 'completed' })
  })
})
