import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { getSpace } from '../places/queries.server.ts'
import { isDesk, mayKeep } from '../policy.ts'
import { Instant, SpaceKey } from '../schema.ts'
import { closeBook, getDoor, setGuestBook, signIn, signOut } from './commands.server.ts'
import { type FoundGuest, getGuest, guestToken, listGuests, readPresence, toGuest } from './queries.server.ts'
import { Guest, GuestEntry, GuestKey, GuestPage, GuestQuery, Presence } from './schema.ts'

const hostOrGuest = (actor: Actor, guest: FoundGuest): Verdict =>
  allowIf(guest.linked || isDesk(actor, guest.regionCode), 'hidden')

export const signGuestIn = operation({
  name: 'space.sign_guest_in',
  summary: 'Sign the guest book of a space: walk in without an account, with a seat if one is wished.',
  http: 'POST /spaces/{spaceId}/guests',
  creates: true,
  input: GuestEntry,
  output: Guest.extend({ token: z.string().describe('With it the guest signs out on their own phone.') }),
  subject: (ctx, { spaceId, at }) => getDoor(ctx, spaceId, at),
  can: (actor, { space }, { how, at }) =>
    allowIf((how === 'door' && at === undefined) || isDesk(actor, space.regionCode)),
  async run(ctx, entry, door) {
    const guestId = await signIn(ctx, door, entry)
    const token = guestToken(guestId)
    return { ...toGuest(await getGuest(ctx, { guestId, token })), token }
  },
})

export const signGuestOut = operation({
  name: 'space.sign_guest_out',
  summary: 'A guest leaves; their seat is free at once. Whoever has left already has left.',
  http: 'POST /guests/{guestId}/departure',
  input: GuestKey.extend({ at: Instant.optional().describe('When they left, of an entry sent later.') }),
  output: Guest,
  subject: (ctx, key) => getGuest(ctx, key, true),
  can: hostOrGuest,
  async run(ctx, { at, ...key }, guest) {
    await signOut(ctx, guest, at)
    return toGuest(await getGuest(ctx, key))
  },
})

export const readGuest = operation({
  name: 'space.get_guest',
  summary: 'An entry of the guest book, for its guest and for staff.',
  http: 'GET /guests/{guestId}',
  input: GuestKey,
  output: Guest,
  subject: (ctx, key) => getGuest(ctx, key),
  can: hostOrGuest,
  run: async (_, __, guest) => toGuest(guest),
})

export const readGuestBook = operation({
  name: 'space.list_guests',
  summary: 'The guest book of a day, for staff.',
  http: 'GET /spaces/{spaceId}/guests',
  input: GuestQuery,
  output: GuestPage,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  run: (ctx, { spaceId: _, ...filter }, space) => listGuests(ctx, space, filter),
})

export const getPresence = operation({
  name: 'space.get_presence',
  summary: 'How many people are in a space now, and how many are usually, by weekday and hour.',
  http: 'GET /spaces/{spaceId}/presence',
  input: z.object({ spaceId: SpaceKey, usual: z.boolean().default(true) }),
  output: Presence,
  can: () => 'allowed',
  async run(ctx, { spaceId, usual }) {
    const { spaceId: _, ...presence } = await readPresence(ctx, spaceId, usual)
    return presence
  },
})

export const openGuestBook = operation({
  name: 'space.set_guest_book',
  summary: 'Say whether people may walk into a space and sign its guest book.',
  http: 'PUT /spaces/{spaceId}/guest-book',
  input: z.object({ spaceId: SpaceKey, open: z.boolean() }),
  output: z.object({ open: z.boolean() }),
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId, true),
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { open }, space) {
    await setGuestBook(ctx, space, open)
    return { open }
  },
})

export const closeGuestBooks = operation({
  name: 'space.close_guest_books',
  summary: 'Sign out guests of spaces that have closed.',
  input: z.object({}),
  output: z.object({ left: z.number().int() }),
  can: (actor) => allowIf(actor.kind === 'system', 'hidden'),
  async run(ctx) {
    const left = await closeBook(ctx)
    ctx.audit({ changes: { left }, nothing: left === 0 })
    return { left }
  },
})

export const guestOperations = [
  signGuestIn,
  signGuestOut,
  readGuest,
  readGuestBook,
  getPresence,
  openGuestBook,
  closeGuestBooks,
]
