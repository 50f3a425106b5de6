import { z } from 'zod'
import { type Actor, holds, isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import { findBusiness } from '../business.server.ts'
import { deciders, mayReadBusiness, readers } from '../policy.ts'
import { isStillShown, shownMinutes, unmaskingsPerHour } from './rules.ts'
import { MaskedNumber, NumberKind, Unmasking, UnmaskRequest } from './schema.ts'
import {
  countRecent,
  getSealedNumber,
  getUnmasking,
  listNumbersOf,
  listUnmaskingsOf,
  listUnmaskingsOfBusiness,
  openNumber,
  type SealedNumber,
} from './unmask.queries.server.ts'

/** Officers and heads of the region, as people: a program never reads a number in full. */
function mayUnmask(actor: Actor, subject: Pick<SealedNumber, 'regionCode' | 'accountId'>): Verdict {
  if (actor.kind === 'account' && holds(actor, deciders, subject.regionCode)) return 'allowed'
  const sees = holds(actor, readers, subject.regionCode) || actor.accountId === subject.accountId
  return allowIf(false, isSignedIn(actor) && sees ? 'forbidden' : 'hidden')
}

const recordUnmasking = (ctx: Context, request: UnmaskRequest, found: SealedNumber, id: string) =>
  ctx.db.exec(
    text(
      `insert into registry.unmasking (id, at, account_id, account_name, subject_type, subject_id, number_kind, person_id,
         region_code, reason_code, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
        found.subjectType,
        found.subjectId,
        request.number,
        found.personId,
        found.regionCode,
        request.reasonCode,
        request.reason,
      ],
    ),
  )

/** The answer carries no number: answers are kept for repeated requests. It is read with `read_unmasked_number`. */
export const unmaskNumber = operation({
  name: 'registry.unmask_number',
  summary:
    'Ask to see one number in full, with a reason. It is logged, and the person can read who looked and why.',
  http: 'POST /unmaskings',
  creates: true,
  secondFactor: true,
  input: UnmaskRequest,
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { number, recordId }) => getSealedNumber(ctx.db, number, recordId),
  can: (actor, found) => mayUnmask(actor, found),
  async run(ctx, request, found) {
    if ((await countRecent(ctx.db, ctx.actor.accountId ?? '', ctx.now)) >= unmaskingsPerHour)
      throw new Fault('rate_limited', 'privacy_too_many_unmaskings', { params: { most: unmaskingsPerHour } })
    const id = newId()
    await recordUnmasking(ctx, request, found, id)
    ctx.audit({
      subject: { type: found.subjectType, id: found.subjectId },
      region: found.regionCode,
      reason: request.reason,
      changes: { number: request.number, reasonCode: request.reasonCode },
    })
    return { id }
  },
})

export const readUnmaskedNumber = operation({
  name: 'registry.read_unmasked_number',
  summary: `The number one has just unmasked; for ${shownMinutes} minutes.`,
  http: 'GET /unmaskings/{unmaskingId}',
  secondFactor: true,
  input: z.object({ unmaskingId: z.uuid() }),
  output: z.object({ number: NumberKind, value: z.string() }),
  subject: (ctx, { unmaskingId }) => getUnmasking(ctx.db, unmaskingId),
  can: (actor, found) => allowIf(actor.kind === 'account' && actor.accountId === found.accountId, 'hidden'),
  async run(ctx, _, { at, number, recordId }) {
    if (!isStillShown(at, ctx.now)) throw new Fault('not_found', 'privacy_unmasking_over')
    const { sealed } = await getSealedNumber(ctx.db, number, recordId)
    return { number, value: openNumber(number, sealed) }
  },
})

export const readNumbers = operation({
  name: 'registry.list_numbers',
  summary: 'The numbers on the record of a business and its owner, masked, and who looked at them in full.',
  http: 'GET /businesses/{businessId}/numbers',
  input: z.object({ businessId: z.uuid() }),
  output: z.object({ numbers: z.array(MaskedNumber), seen: z.array(Unmasking) }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: mayReadBusiness,
  async run(ctx, { businessId }) {
    const [numbers, seen] = await Promise.all([
      listNumbersOf(ctx.db, businessId),
      listUnmaskingsOfBusiness(ctx.db, businessId),
    ])
    return { numbers, seen }
  },
})

export const listWhoLooked = operation({
  name: 'registry.list_who_looked',
  summary: 'Who looked at one’s own numbers in full, when and why.',
  http: 'GET /me/unmaskings',
  input: PageQuery,
  output: pageOf(Unmasking),
  can: (actor) => allowIf(isSignedIn(actor)),
  run: (ctx, page) => listUnmaskingsOf(ctx.db, ctx.actor.accountId ?? '', page),
})

export const unmaskOperations = [unmaskNumber, readUnmaskedNumber, readNumbers, listWhoLooked]
