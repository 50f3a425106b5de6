import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { assertVersion } from '../bookings/lifecycle.server.ts'
import { readReference } from '../bookings/links.server.ts'
import { getByReference, getRequested, toBooking } from '../bookings/queries.server.ts'
import { Booking } from '../bookings/schema.ts'
import { mayServe } from '../policy.ts'
import { Version } from '../schema.ts'
import { checkIn, completeBooking, markNoShow } from './commands.server.ts'
import { getPass } from './pass.server.ts'
import { Pass } from './schema.ts'

const Code = z
  .string()
  .max(40)
  .transform(readReference)
  .pipe(z.string().length(8, 'space_field_code'))
  .describe('Eight characters of the pass; spaces and hyphens do not matter.')
const People = z.number().int().min(1).max(100_000)

export const readPass = operation({
  name: 'space.get_pass',
  summary: 'The pass of a booking by its code: place, time, name, and whether it is valid now.',
  http: 'GET /passes/{code}',
  input: z.object({ code: Code }),
  output: Pass,
  can: () => 'allowed',
  run: (ctx, { code }) => getPass(ctx, code),
})

/** An event of a space that asks for it closes only when it bought from local members. */
const openJobs = { booking_reciprocity: () => new Fault('conflict', 'keeper_job_open') }

export const checkInByCode = operation({
  name: 'space.check_in',
  summary: 'Record that the people of a pass came, by its code.',
  http: 'POST /check-ins',
  creates: true,
  input: z.object({
    code: Code,
    how: z.enum(['qr', 'code', 'desk']).default('code'),
    people: People.optional().describe('People who came; those expected when left out.'),
    spaceId: z
      .uuid()
      .optional()
      .describe('The space at whose door this is; a pass of another one is refused.'),
  }),
  output: Booking,
  subject: (ctx, { code }) => getByReference(ctx, code, true),
  can: (actor, found) => mayServe(actor, found),
  async run(ctx, { spaceId, how, people }, found) {
    if (spaceId !== undefined && spaceId !== found.spaceId)
      throw new Fault('conflict', 'space_arrival_elsewhere', {
        params: { space: found.spaceName },
        details: { rule: 'elsewhere' },
      })
    await checkIn(ctx, found, { how, people })
    return toBooking(await getRequested(ctx, { bookingId: found.id }), ctx.locale)
  },
  constraints: {
    // A missed booking whose time somebody else then took cannot also have been used.
    booking_no_overlap: () => new Fault('conflict', 'space_arrival_taken'),
    check_in_once: () => new Fault('conflict', 'space_wrong_state'),
    ...openJobs,
  },
})

const One = z.object({ bookingId: z.uuid(), version: Version.optional() })
const locked = (ctx: Context, { bookingId }: { bookingId: string }) => getRequested(ctx, { bookingId }, true)
const byWhom = (ctx: Context) => (ctx.actor.kind === 'system' ? ('system' as const) : ('staff' as const))

export const complete = operation({
  name: 'space.complete_booking',
  summary: 'The visit is over; the number of people may be put right.',
  http: 'POST /bookings/{bookingId}/completion',
  input: One.extend({ people: People.optional() }),
  output: Booking,
  subject: locked,
  can: (actor, found) => mayServe(actor, found),
  async run(ctx, { people, version, bookingId }, found) {
    assertVersion(found, version)
    await completeBooking(ctx, found, people, byWhom(ctx))
    return toBooking(await getRequested(ctx, { bookingId }), ctx.locale)
  },
  constraints: openJobs,
})

export const missed = operation({
  name: 'space.mark_no_show',
  summary: 'Nobody came; the rest of the time is free for others.',
  http: 'POST /bookings/{bookingId}/no-show',
  input: One,
  output: Booking,
  subject: locked,
  can: (actor, found) => mayServe(actor, found),
  async run(ctx, { version, bookingId }, found) {
    assertVersion(found, version)
    await markNoShow(ctx, found, byWhom(ctx))
    return toBooking(await getRequested(ctx, { bookingId }), ctx.locale)
  },
})

export const visitOperations = [readPass, checkInByCode, complete, missed]
