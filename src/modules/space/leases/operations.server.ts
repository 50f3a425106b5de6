import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { getSpace } from '../places/queries.server.ts'
import { isDesk } from '../policy.ts'
import { SpaceKey } from '../schema.ts'
import { endEarly, recordHandBack, reviewLease } from './acts.server.ts'
import { listChargesOf } from './charges.server.ts'
import { grantConstraints, grantLease } from './grant.server.ts'
import { listLetters, tradingPermits } from './letters.server.ts'
import { isHolder, mayDecideLease, mayReadLease, mayServeLease } from './policy.ts'
import {
  countLeases,
  getLease,
  listLeases,
  listOwnLeases,
  readReview,
  readUse,
  unitSubject,
} from './queries.server.ts'
import {
  GrantLease,
  Lease,
  LeaseFile,
  LeasePage,
  LeaseQuery,
  leaseShows,
  Reason,
  ReviewInput,
} from './schema.ts'

const One = z.object({ leaseId: z.uuid() })
const read = (ctx: Context, { leaseId }: { leaseId: string }) => getLease(ctx, leaseId)
const locked = (ctx: Context, { leaseId }: { leaseId: string }) => getLease(ctx, leaseId, true)

export const readLeases = operation({
  name: 'space.list_leases',
  summary:
    'Long hires of the places of a space: present ones, those that end soon, unused ones, those in arrears, past ones.',
  http: 'GET /spaces/{spaceId}/leases',
  input: LeaseQuery.extend({ spaceId: SpaceKey }),
  output: LeasePage.extend({ counts: z.record(z.enum(leaseShows), z.number().int()) }),
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  async run(ctx, filter, space) {
    const [page, counts] = await Promise.all([listLeases(ctx, space.id, filter), countLeases(ctx, space.id)])
    return { ...page, counts }
  },
})

export const listMyLeases = operation({
  name: 'space.list_my_leases',
  summary: 'Your own long hires: stalls and shelves, present ones first.',
  http: 'GET /my-leases',
  input: z.object({}),
  output: z.object({ items: z.array(Lease) }),
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx) => ({ items: await listOwnLeases(ctx, ctx.actor.accountId ?? '') }),
})

export const readLease = operation({
  name: 'space.get_lease',
  summary: 'A long hire with its letters, charges, review and the trading registration of its holder.',
  http: 'GET /leases/{leaseId}',
  input: One,
  output: LeaseFile,
  subject: read,
  can: (actor, it) => mayReadLease(actor, it),
  async run(ctx, _, lease) {
    const [letters, charges, review, permits, use] = await Promise.all([
      listLetters(ctx, lease.id),
      listChargesOf(ctx, lease.id),
      readReview(ctx, lease.id),
      tradingPermits(ctx, lease.businessId),
      readUse(ctx, lease),
    ])
    return { lease, letters, charges, review, permits, ...use, mine: isHolder(ctx.actor, lease) }
  },
})

export const addLease = operation({
  name: 'space.grant_lease',
  summary: 'Grant a place for a term of at most a year. The permit letter is made at once.',
  http: 'POST /leases',
  creates: true,
  input: GrantLease,
  output: Lease,
  subject: (ctx, { unitId }) => unitSubject(ctx, unitId),
  can: (actor, unit) => mayDecideLease(actor, { ...unit, accountId: null }),
  async run(ctx, { businessId, holderName, holderPhone, identitySeen, ...grant }, unit) {
    const holder =
      businessId === undefined
        ? { name: holderName ?? '', phone: holderPhone ?? null, accountId: null }
        : { businessId }
    const { id, number } = await grantLease(ctx, { ...grant, holder, origin: 'direct' })
    ctx.audit({
      subject: { type: 'lease', id },
      region: unit.regionCode,
      changes: { number, unit: unit.code, businessId, identitySeen, from: grant.from, until: grant.until },
    })
    return getLease(ctx, id)
  },
  constraints: grantConstraints,
})

export const surrender = operation({
  name: 'space.surrender_lease',
  summary: 'Give a place back before its term ends. It is free from the next day on.',
  http: 'POST /leases/{leaseId}/surrender',
  input: One.extend({ reason: Reason }),
  output: Lease,
  subject: locked,
  can: (actor, it) => mayReadLease(actor, it),
  async run(ctx, { reason }, lease) {
    await endEarly(ctx, lease, 'surrendered', reason)
    return getLease(ctx, lease.id)
  },
})

export const revoke = operation({
  name: 'space.revoke_lease',
  summary:
    'Revoke a permit, with the reason. A letter that says how to object is made, and the holder is told.',
  http: 'POST /leases/{leaseId}/revocation',
  input: One.extend({ reason: Reason }),
  output: Lease,
  subject: locked,
  can: (actor, it) => mayDecideLease(actor, it),
  async run(ctx, { reason }, lease) {
    await endEarly(ctx, lease, 'revoked', reason)
    return getLease(ctx, lease.id)
  },
})

export const handBack = operation({
  name: 'space.hand_back_lease',
  summary: 'Record that the place of an ended hire was handed back, and how it was.',
  http: 'POST /leases/{leaseId}/hand-back',
  input: One.extend({ note: Reason }),
  output: Lease,
  subject: locked,
  can: (actor, it) => mayServeLease(actor, it),
  async run(ctx, { note }, lease) {
    await recordHandBack(ctx, lease, note)
    return getLease(ctx, lease.id)
  },
})

export const review = operation({
  name: 'space.review_lease',
  summary:
    'Look back on a hire (presence, arrears, complaints) and renew it for the next term, or not, with the reason.',
  http: 'POST /leases/{leaseId}/review',
  input: ReviewInput,
  output: Lease.extend({ renewedAs: z.uuid().nullable() }),
  subject: locked,
  can: (actor, it) => mayDecideLease(actor, it),
  async run(ctx, { leaseId: _, ...outcome }, lease) {
    const { leaseId } = await reviewLease(ctx, lease, outcome)
    return { ...(await getLease(ctx, lease.id)), renewedAs: leaseId }
  },
  constraints: {
    ...grantConstraints,
    lease_review_once: () => new Fault('conflict', 'market_review_done'),
  },
})

export const leaseOperations = [
  readLeases,
  listMyLeases,
  readLease,
  addLease,
  surrender,
  revoke,
  handBack,
  review,
]
