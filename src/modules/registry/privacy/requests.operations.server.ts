import { z } from 'zod'
import { type Actor, holds, isSignedIn, type Role, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { pageOf } from '#kernel/page.ts'
import { translate } from '#kernel/problem.ts'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import {
  closeRequest,
  getRequest,
  insertRequest,
  listOwnRequests,
  listRequests,
  type RequestSubject,
} from './requests.queries.server.ts'
import { requestTransitions } from './rules.ts'
import { DataRequest, HandledRequest, NewDataRequest, RequestFilter } from './schema.ts'

/** Requests of people about their own data are answered by administrators of their region. */
export const handlers: readonly Role[] = ['administrator']

/** Nobody answers their own request. */
export function mayHandle(actor: Actor, request: RequestSubject): Verdict {
  if (!holds(actor, handlers, request.regionCode))
    return allowIf(false, isSignedIn(actor) && actor.accountId === request.accountId ? 'forbidden' : 'hidden')
  return allowIf(actor.accountId !== request.accountId)
}

export const requestData = operation({
  name: 'registry.request_data_change',
  summary:
    'Ask that something about oneself be corrected, or that one’s data be erased. Answered within 3 × 24 hours.',
  http: 'POST /me/data-requests',
  creates: true,
  input: z.object({ request: NewDataRequest }),
  output: DataRequest,
  can: (actor) => allowIf(isSignedIn(actor) && actor.kind === 'account'),
  async run(ctx, { request }) {
    const id = await insertRequest(ctx, ctx.actor.accountId ?? '', request)
    const made = await getRequest(ctx.db, id)
    ctx.audit({
      subject: { type: 'data_request', id },
      region: made.regionCode,
      changes: { kind: request.kind, ...(request.kind === 'correction' && { about: request.about }) },
    })
    return made
  },
  constraints: { data_request_one_open: () => new Fault('conflict', 'privacy_request_open') },
})

export const readOwnRequests = operation({
  name: 'registry.list_my_data_requests',
  summary: 'What one asked for about one’s own data, and the answers.',
  http: 'GET /me/data-requests',
  input: z.object({}),
  output: z.object({ items: z.array(DataRequest) }),
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx) => ({ items: await listOwnRequests(ctx.db, ctx.actor.accountId ?? '') }),
})

export const withdrawRequest = operation({
  name: 'registry.withdraw_data_request',
  summary: 'Take back a request that was not answered yet.',
  http: 'POST /me/data-requests/{requestId}/withdrawal',
  input: z.object({ requestId: z.uuid() }),
  output: DataRequest,
  subject: (ctx, { requestId }) => getRequest(ctx.db, requestId, { forUpdate: true }),
  can: (actor, request) => allowIf(isSignedIn(actor) && actor.accountId === request.accountId, 'hidden'),
  async run(ctx, { requestId }, request) {
    mustBeOpen(request, 'withdrawn')
    await closeRequest(ctx, request, { state: 'withdrawn', answer: null })
    ctx.audit({ subject: { type: 'data_request', id: requestId }, region: request.regionCode })
    return getRequest(ctx.db, requestId)
  },
})

/** @throws Fault `conflict` when it was answered before. */
export function mustBeOpen(request: RequestSubject, to: 'done' | 'refused' | 'withdrawn'): void {
  if (!requestTransitions.may(request.state, to)) throw new Fault('conflict', 'privacy_request_answered')
}

export const listDataRequests = operation({
  name: 'registry.list_data_requests',
  summary: 'Requests of people about their own data, in the regions one administers, by deadline.',
  http: 'GET /data-requests',
  secondFactor: true,
  input: RequestFilter,
  output: pageOf(HandledRequest),
  can: (actor) => allowIf(scopeOf(actor, handlers).length > 0),
  run: (ctx, filter) => listRequests(ctx.db, scopeOf(ctx.actor, handlers), filter),
})

export const readDataRequest = operation({
  name: 'registry.get_data_request',
  summary: 'One request of a person about their own data.',
  http: 'GET /data-requests/{requestId}',
  secondFactor: true,
  input: z.object({ requestId: z.uuid() }),
  output: HandledRequest,
  subject: (ctx, { requestId }) => getRequest(ctx.db, requestId),
  can: mayHandle,
  async run(ctx, _, request) {
    const contact = await whomToTell(ctx, request)
    return { ...request, guest: request.accountId === null, personName: contact.name, phone: contact.phone }
  },
})

/** Who asked, by the account or by what somebody without one wrote. */
async function whomToTell(ctx: Context, request: RequestSubject) {
  const none = {
    name: request.guestName ?? '',
    phone: request.guestPhone,
    email: null,
    locale: 'id' as const,
  }
  if (request.accountId === null) return none
  return (await contactOf(ctx.db, request.accountId)) ?? none
}

/** Somebody without an account has no page of their own: the answer is read out at the office. */
const messageKey = (request: RequestSubject, erased: boolean) =>
  erased
    ? 'privacy_message_erased'
    : request.accountId === null
      ? 'privacy_message_guest_answered'
      : 'privacy_message_answered'

/** The answer by message: what it says stands on the person's own page; the message only says that it is there. */
export async function tellAnswered(ctx: Context, request: RequestSubject, erased: boolean): Promise<void> {
  const contact = await whomToTell(ctx, request)
  const to = contact.phone ? { phone: contact.phone } : contact.email ? { email: contact.email } : undefined
  if (!to) return
  const params = { reference: request.reference }
  ctx.send({
    to,
    locale: contact.locale,
    template: erased ? 'registry.data_erased' : 'registry.data_answered',
    subject: translate('privacy_message_subject', params, contact.locale),
    body: translate(messageKey(request, erased), params, contact.locale),
    about: { type: 'data_request', id: request.id },
    region: request.regionCode,
  })
}

export const requestOperations = [
  requestData,
  readOwnRequests,
  withdrawRequest,
  listDataRequests,
  readDataRequest,
]
