import { z } from 'zod'
import { holds, isSignedIn } from '#kernel/actor.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { findRegion, regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { handlers, mayHandle, mustBeOpen } from './requests.operations.server.ts'
import { getRequest, type RequestSubject, sealWish } from './requests.queries.server.ts'
import { deadlineOf, maskPhone } from './rules.ts'
import { Candidate, GuestDataRequest, IdentityCheck } from './schema.ts'

export const requestAsGuest = operation({
  name: 'registry.request_data_change_as_guest',
  summary:
    'Somebody without an account asks that their data be corrected or erased. They show who they are at the office.',
  http: 'POST /data-requests',
  creates: true,
  input: GuestDataRequest,
  output: z.object({
    reference: z.string(),
    deadline: z.string(),
    office: z.string().describe('Village whose office answers.'),
  }),
  can: () => 'allowed',
  async run(ctx, { request, name, phone, regionCode }) {
    const region = await findRegion(ctx.db, regionCode)
    if (!region) throw fieldFault('regionCode', 'registry_field_region')
    const id = newId()
    const deadline = deadlineOf(ctx.now)
    const { reference } = await ctx.db.one(
      text<{ reference: string | null }>(
        'select registry.take_guest_request($1, $2, $3, $4, $5, $6, $7, $8, $9) as reference',
        [
          id,
          request.kind,
          request.kind === 'correction' ? request.about : null,
          regionCode,
          sealWish(request.wish),
          name,
          phone ?? null,
          ctx.now,
          deadline,
        ],
      ),
    )
    if (reference === null) throw new Fault('rate_limited', 'privacy_guest_busy')
    ctx.audit({
      subject: { type: 'data_request', id },
      region: regionCode,
      changes: { kind: request.kind, guest: true },
    })
    return { reference, deadline, office: region.fullName }
  },
})

/** Only requests without an account have somebody to be found. */
function mayCheck(actor: Parameters<typeof mayHandle>[0], request: RequestSubject): Verdict {
  if (request.accountId !== null)
    return allowIf(false, holds(actor, handlers, request.regionCode) ? 'forbidden' : 'hidden')
  return isSignedIn(actor) ? mayHandle(actor, request) : 'hidden'
}

export const listCandidates = operation({
  name: 'registry.list_data_request_people',
  summary:
    'People of the register who may be the one who asks without an account: same phone, or a name much like it.',
  http: 'GET /data-requests/{requestId}/people',
  secondFactor: true,
  input: z.object({ requestId: z.uuid() }),
  output: z.object({ items: z.array(Candidate) }),
  subject: (ctx, { requestId }) => getRequest(ctx.db, requestId),
  can: mayCheck,
  async run(ctx, _, request) {
    const regency = request.regionCode.slice(0, 5)
    const rows = await ctx.db.many(
      text<Omit<Candidate, 'place'> & { regionCode: string }>(
        `select p.id, p.name, p.nik_mask as nik, p.phone, p.region_code as "regionCode",
           array(select b.name from registry.business b where b.owner_id = p.id order by b.created_at limit 5) as businesses
         from registry.person p
         where p.account_id is null and p.region_code >= $1 and p.region_code < $1 || '/'
           and (p.phone = $2 or lower(p.name) = lower($3) or similarity(lower(p.name), lower($3)) >= 0.4)
         order by (p.phone = $2) desc nulls last, similarity(lower(p.name), lower($3)) desc, p.id limit 10`,
        [regency, request.guestPhone, request.guestName],
      ),
    )
    const names = await regionNames(
      ctx.db,
      rows.map(({ regionCode }) => regionCode),
    )
    const items = rows.map(({ regionCode, ...row }) => ({
      ...row,
      phone: maskPhone(row.phone),
      place: names.get(regionCode)?.fullName ?? regionCode,
    }))
    return { items }
  },
})

export const checkIdentity = operation({
  name: 'registry.check_data_request_identity',
  summary: 'Say which person of the register asks without an account, after seeing their paper.',
  http: 'POST /data-requests/{requestId}/identity',
  secondFactor: true,
  input: IdentityCheck,
  output: z.object({ proof: IdentityCheck.shape.proof }),
  subject: (ctx, { requestId }) => getRequest(ctx.db, requestId, { forUpdate: true }),
  can: mayCheck,
  async run(ctx, { requestId, personId, proof }, request) {
    mustBeOpen(request, 'done')
    const person = await ctx.db.maybe(
      text<{ accountId: string | null }>(
        'select account_id as "accountId" from registry.person where id = $1 and starts_with(region_code, $2)',
        [personId, request.regionCode.slice(0, 5)],
      ),
    )
    if (!person) throw fieldFault('personId', 'kernel_not_found')
    if (person.accountId !== null) throw fieldFault('personId', 'privacy_guest_has_account')
    await ctx.db.exec(
      text(
        `update registry.data_request set person_id = $2, proof = $3, proven_at = $4, proven_by_name = $5, version = version + 1
         where id = $1`,
        [requestId, personId, proof, ctx.now, ctx.actor.name],
      ),
    )
    ctx.audit({
      subject: { type: 'data_request', id: requestId },
      region: request.regionCode,
      changes: { proof },
    })
    return { proof }
  },
})

export const guestRequestOperations = [requestAsGuest, listCandidates, checkIdentity]
