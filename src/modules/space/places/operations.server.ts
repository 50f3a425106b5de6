import { z } from 'zod'
import { type Actor, holds, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { assertVersion } from '../bookings/lifecycle.server.ts'
import { getRequested, toBooking } from '../bookings/queries.server.ts'
import { Booking } from '../bookings/schema.ts'
import { deskRoles, isDesk, keepers, mayKeep, mayRead } from '../policy.ts'
import { Instant, Opening, Space, SpaceInput, SpaceKey, Version } from '../schema.ts'
import { spaceStates } from '../words.ts'
import { clearBooking, closeSpace, planClosure, withdrawClosure } from './closures.server.ts'
import { createSpace, editSpace, replaceOpenings, setState } from './commands.server.ts'
import { getClosure, getSpace, listClosures, listSpaces } from './queries.server.ts'

const One = z.object({ spaceId: SpaceKey })
const keeper = (actor: Actor, space: Space) => mayKeep(actor, space)
const locked = (ctx: Context, { spaceId }: { spaceId: string }) => getSpace(ctx, spaceId, true)

export const readSpace = operation({
  name: 'space.get',
  summary: 'A space: what it is, its rules, hours, facilities and photos.',
  http: 'GET /spaces/{spaceId}',
  input: One,
  output: Space,
  can: () => 'allowed',
  run: (ctx, { spaceId }) => getSpace(ctx, spaceId),
})

export const listOwnSpaces = operation({
  name: 'space.list_kept',
  summary: 'Spaces of your regions, also those not published.',
  http: 'GET /my-spaces',
  input: PageQuery.extend({ q: z.string().trim().max(100).optional() }),
  output: pageOf(Space),
  can: (actor) => allowIf(scopeOf(actor, deskRoles).length > 0),
  run: (ctx, filter) => listSpaces(ctx, filter, scopeOf(ctx.actor, deskRoles)),
})

export const addSpace = operation({
  name: 'space.create',
  summary: 'Add a space, as a draft that only its staff see.',
  http: 'POST /spaces',
  creates: true,
  input: SpaceInput.safeExtend({
    openedOn: z.iso
      .date()
      .optional()
      .describe('First day it could be used; today by default. Figures count from then.'),
  }),
  output: Space,
  can: (actor, _, input) => mayKeep(actor, { regionCode: input.regionCode, state: 'published' }),
  async run(ctx, { openedOn, ...input }) {
    return getSpace(ctx, await createSpace(ctx, input, { openedOn }))
  },
})

export const changeSpace = operation({
  name: 'space.edit',
  summary: 'Change what a space is and the rules by which it is booked.',
  http: 'PUT /spaces/{spaceId}',
  input: SpaceInput.safeExtend({ spaceId: SpaceKey, version: Version }),
  output: Space,
  subject: locked,
  can(actor, space, input) {
    const here = mayKeep(actor, space)
    return here === 'allowed' ? mayKeep(actor, { ...space, regionCode: input.regionCode }) : here
  },
  async run(ctx, { spaceId: _, version, ...input }, space) {
    await editSpace(ctx, space, input, version)
    return getSpace(ctx, space.id)
  },
})

export const setHours = operation({
  name: 'space.set_hours',
  summary: 'Set the opening hours of the whole week. Bookings already made keep their times.',
  http: 'PUT /spaces/{spaceId}/hours',
  input: One.extend({ openings: z.array(Opening).max(28) }),
  output: Space,
  subject: locked,
  can: keeper,
  async run(ctx, { openings }, space) {
    await replaceOpenings(ctx, space, openings)
    return getSpace(ctx, space.id)
  },
  constraints: { opening_no_overlap: () => new Fault('conflict', 'space_hours_overlap') },
})

export const publish = operation({
  name: 'space.set_state',
  summary: 'Publish a space, take it back into preparation, or archive it.',
  http: 'POST /spaces/{spaceId}/state',
  input: One.extend({ state: z.enum(spaceStates) }),
  output: Space,
  subject: locked,
  can: keeper,
  async run(ctx, { state }, space) {
    await setState(ctx, space, state)
    return getSpace(ctx, space.id)
  },
})

const Closure = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    reason: z.string(),
    public: z.boolean(),
  })
  .meta({ id: 'Closure' })

const ClosureTime = One.extend({ start: Instant, end: Instant })
const inOrder = (time: { start: string; end: string }) => time.start < time.end
const endAfterStart = { path: ['end'], message: 'space_field_end' }

const Conflicts = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      start: z.iso.datetime(),
      end: z.iso.datetime(),
      bookerName: z.string(),
      groupName: z.string().nullable(),
      attendees: z.number().int(),
      unitName: z.string(),
      version: z.number().int(),
      nearest: z
        .object({ start: z.iso.datetime(), end: z.iso.datetime() })
        .nullable()
        .describe('Where it could go; two bookings are never sent to one time.'),
    }),
  ),
})

export const previewClosure = operation({
  name: 'space.preview_closure',
  summary:
    'Bookings in the way if the space were closed at that time, each with the free time nearest to it.',
  http: 'GET /spaces/{spaceId}/closure-conflicts',
  input: ClosureTime.refine(inOrder, endAfterStart),
  output: Conflicts,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: keeper,
  run: async (ctx, time, space) => ({ items: await planClosure(ctx, space, time) }),
})

export const makeWay = operation({
  name: 'space.make_way',
  summary:
    'Take one booking out of the way of a closure that is about to be set: move it, or cancel it with or without other times offered.',
  http: 'POST /bookings/{bookingId}/clearance',
  input: z
    .object({
      bookingId: z.uuid(),
      version: Version.optional(),
      how: z.enum(['move', 'offer', 'cancel']),
      closure: z.object({ start: Instant, end: Instant }),
      to: z.object({ start: Instant, end: Instant }).optional().describe('Only to move: the new time.'),
      reason: z.string().trim().min(3).max(200),
    })
    .refine(({ closure }) => inOrder(closure), { path: ['closure', 'end'], message: 'space_field_end' })
    .refine(({ to }) => to === undefined || inOrder(to), { path: ['to', 'end'], message: 'space_field_end' }),
  output: Booking,
  subject: (ctx, { bookingId }) => getRequested(ctx, { bookingId }, true),
  can: (actor, found) =>
    holds(actor, keepers, found.regionCode)
      ? 'allowed'
      : mayRead(actor, found) === 'allowed'
        ? 'forbidden'
        : 'hidden',
  async run(ctx, { bookingId, version, ...clearance }, found) {
    assertVersion(found, version)
    await clearBooking(ctx, found, clearance)
    return toBooking(await getRequested(ctx, { bookingId }), ctx.locale)
  },
  constraints: { booking_no_overlap: () => new Fault('conflict', 'space_refuse_taken') },
})

export const addClosure = operation({
  name: 'space.close',
  summary:
    'Close a space for a time. Bookings in it must be named in `cancel`; they are cancelled and their people told.',
  http: 'POST /spaces/{spaceId}/closures',
  creates: true,
  input: ClosureTime.extend({
    reason: z.string().trim().min(3).max(200),
    public: z.boolean().default(true).describe('Show the reason to everyone.'),
    cancel: z.array(z.uuid()).max(200).default([]),
  }).refine(inOrder, endAfterStart),
  output: Closure,
  subject: locked,
  can: keeper,
  run: (ctx, { spaceId: _, ...closure }, space) => closeSpace(ctx, space, closure),
})

export const readClosures = operation({
  name: 'space.list_closures',
  summary: 'Closures of a space that are not over.',
  http: 'GET /spaces/{spaceId}/closures',
  input: One,
  output: z.object({ items: z.array(Closure) }),
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  run: async (ctx, _, space) => ({ items: await listClosures(ctx, space.id) }),
})

export const removeClosure = operation({
  name: 'space.withdraw_closure',
  summary: 'Withdraw a closure: the space is open again at that time.',
  http: 'POST /closures/{closureId}/withdrawal',
  input: z.object({ closureId: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { closureId }) => getClosure(ctx, closureId),
  can: (actor, closure) =>
    allowIf(scopeOf(actor, keepers).some((scope) => closure.regionCode.startsWith(scope))),
  async run(ctx, { closureId }, closure) {
    await withdrawClosure(ctx, closure)
    return { id: closureId }
  },
})

export const placeOperations = [
  readSpace,
  listOwnSpaces,
  addSpace,
  changeSpace,
  setHours,
  publish,
  previewClosure,
  makeWay,
  addClosure,
  readClosures,
  removeClosure,
]
