import { z } from 'zod'
import { type Actor, scopeOf } from '#kernel/actor.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { openGate } from '../gate.server.ts'
import { withRegionName, withRegionNames } from '../places.server.ts'
import { mayDelegate, mayUseDelegations } from '../policy.ts'
import { administeredOrganisations, personBehind } from '../roles/operations.server.ts'
import { getAssignment } from '../roles/queries.server.ts'
import { insertDelegation, revokeDelegation } from './commands.server.ts'
import { getDelegation, listDelegations, listPosts } from './queries.server.ts'
import { DelegablePost, Delegation, DelegationFilter, DelegationPage, NewDelegation } from './schema.ts'

const reachOf = (actor: Actor) => ({
  scope: scopeOf(actor, ['administrator']),
  organisations: administeredOrganisations(actor),
  accountId: actor.accountId,
})

export const readDelegations = operation({
  name: 'identity.list_delegations',
  summary: 'Who stands in for whom (Plt., Plh.), newest first: one’s own and those in what one administers.',
  http: 'GET /delegations',
  secondFactor: true,
  input: DelegationFilter,
  output: DelegationPage,
  can: mayUseDelegations,
  async run(ctx, filter) {
    await openGate(ctx.db)
    const page = await listDelegations(ctx.db, reachOf(ctx.actor), filter)
    return { ...page, items: await withRegionNames(ctx.db, page.items) }
  },
})

export const readPosts = operation({
  name: 'identity.list_posts',
  summary: 'Posts for which one may name a stand-in.',
  http: 'GET /posts',
  secondFactor: true,
  input: z.object({}),
  output: z.object({ items: z.array(DelegablePost) }),
  can: mayUseDelegations,
  async run(ctx) {
    await openGate(ctx.db)
    return { items: await withRegionNames(ctx.db, await listPosts(ctx.db, reachOf(ctx.actor))) }
  },
})

export const delegate = operation({
  name: 'identity.delegate',
  summary:
    'Let somebody exercise a role in another’s place between two days. The audit then shows both names.',
  http: 'POST /delegations',
  creates: true,
  secondFactor: true,
  input: NewDelegation,
  output: Delegation,
  async subject(ctx, { assignmentId }) {
    await openGate(ctx.db)
    return getAssignment(ctx.db, assignmentId, true)
  },
  can: (actor, post) =>
    allowIf(mayDelegate(actor, post), mayUseDelegations(actor) === 'allowed' ? 'hidden' : 'forbidden'),
  async run(ctx, { contact, ...delegation }, post) {
    if (post.revokedAt !== null) throw new Fault('conflict', 'identity_role_revoked')
    const person = await personBehind(ctx, contact)
    if (person.id === post.accountId) throw fieldFault('contact', 'identity_field_delegate_self')
    const { id } = await insertDelegation(ctx, { ...delegation, delegateId: person.id })
    const { kind, startsOn, endsOn } = delegation
    ctx.audit({
      subject: { type: 'account', id: person.id },
      ...(post.region !== null && { region: post.region }),
      changes: { kind, role: post.role, principal: post.accountId, startsOn, endsOn },
    })
    return withRegionName(ctx.db, await getDelegation(ctx.db, id))
  },
  constraints: { delegation_once: () => fieldFault('startsOn', 'identity_delegation_there') },
})

export const endDelegation = operation({
  name: 'identity.revoke_delegation',
  summary: 'End a delegation, now.',
  http: 'POST /delegations/{delegationId}/revocation',
  secondFactor: true,
  input: z.object({ delegationId: z.uuid() }),
  output: Delegation,
  async subject(ctx, { delegationId }) {
    await openGate(ctx.db)
    return getDelegation(ctx.db, delegationId, true)
  },
  can(actor, { principalId, ...post }) {
    const known = mayUseDelegations(actor) === 'allowed'
    return allowIf(mayDelegate(actor, { ...post, accountId: principalId }), known ? 'hidden' : 'forbidden')
  },
  async run(ctx, { delegationId }, before) {
    await revokeDelegation(ctx, before)
    ctx.audit({
      subject: { type: 'account', id: before.delegateId },
      ...(before.region !== null && { region: before.region }),
      changes: { kind: before.kind, role: before.role, principal: before.principalId },
    })
    return withRegionName(ctx.db, await getDelegation(ctx.db, delegationId))
  },
})

export const delegationOperations = [readDelegations, readPosts, delegate, endDelegation]
