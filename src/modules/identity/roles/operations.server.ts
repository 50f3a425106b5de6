import { type Actor, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { findRegion } from '#modules/region/queries.server.ts'
import { findByContact } from '../accounts/queries.server.ts'
import { openGate } from '../gate.server.ts'
import { normalisePhone } from '../phone.ts'
import { withRegionName, withRegionNames } from '../places.server.ts'
import { isAdministrator, mayGrant } from '../policy.ts'
import { provisionRole } from '../provision.server.ts'
import type { Contact as Person } from '../schema.ts'
import { revokeAssignment } from './commands.server.ts'
import { getAssignment, listAssignments } from './queries.server.ts'
import { Assignment, AssignmentFilter, AssignmentPage, RoleGrant, RoleRevocation } from './schema.ts'

/** Organisations in which the actor is administrator. */
export const administeredOrganisations = (actor: Actor): string[] =>
  actor.grants.flatMap((grant) =>
    grant.role === 'administrator' && grant.organisationId ? [grant.organisationId] : [],
  )

/** The account somebody means by an address or a number. The gate must be open. @throws Fault at the field `contact`. */
export async function personBehind(ctx: Context, contact: string): Promise<Person> {
  const exact = contact.includes('@') ? contact : (normalisePhone(contact) ?? contact)
  const person = await findByContact(ctx.db, exact)
  if (!person) throw fieldFault('contact', 'identity_field_no_account')
  return person
}

export const listRoles = operation({
  name: 'identity.list_roles',
  summary: 'Roles held in what one administers, newest first.',
  http: 'GET /roles',
  secondFactor: true,
  input: AssignmentFilter,
  output: AssignmentPage,
  can: (actor) => allowIf(isAdministrator(actor)),
  async run(ctx, filter) {
    await openGate(ctx.db)
    const organisations = administeredOrganisations(ctx.actor)
    const page = await listAssignments(ctx.db, scopeOf(ctx.actor, ['administrator']), {
      ...filter,
      organisations,
    })
    return { ...page, items: await withRegionNames(ctx.db, page.items) }
  },
})

export const getRole = operation({
  name: 'identity.get_role',
  summary: 'One role that somebody holds or held.',
  http: 'GET /roles/{assignmentId}',
  secondFactor: true,
  input: RoleRevocation.pick({ assignmentId: true }),
  output: Assignment,
  async subject(ctx, { assignmentId }) {
    await openGate(ctx.db)
    return getAssignment(ctx.db, assignmentId)
  },
  can: (actor, assignment) =>
    allowIf(mayGrant(actor, assignment), isAdministrator(actor) ? 'hidden' : 'forbidden'),
  run: (ctx, _, assignment) => withRegionName(ctx.db, assignment),
})

export const grantRole = operation({
  name: 'identity.grant_role',
  summary:
    'Give an account a role over a region or in an organisation, for a period. Nobody gives more than they administer.',
  http: 'POST /roles',
  creates: true,
  secondFactor: true,
  input: RoleGrant,
  output: Assignment,
  can: (actor, _, grant) =>
    allowIf(mayGrant(actor, { region: grant.region ?? null, organisationId: grant.organisationId ?? null })),
  async run(ctx, { contact, role, region, organisationId, startsOn, endsOn, note }) {
    if (region && !(await findRegion(ctx.db, region))) throw fieldFault('region', 'region_not_found')
    await openGate(ctx.db)
    const person = await personBehind(ctx, contact)
    const place = organisationId === undefined ? { region: region ?? '' } : { organisationId }
    const { id } = await provisionRole(ctx.db, {
      accountId: person.id,
      role,
      startsOn,
      endsOn,
      note,
      grantedBy: ctx.actor.accountId,
      ...place,
    })
    ctx.audit({
      subject: { type: 'account', id: person.id },
      ...(region !== undefined && { region }),
      changes: { role, ...place, startsOn: startsOn ?? null, endsOn: endsOn ?? null },
    })
    return withRegionName(ctx.db, await getAssignment(ctx.db, id))
  },
  constraints: {
    role_assignment_once: () => fieldFault('role', 'identity_role_there'),
    role_assignment_period: () => fieldFault('endsOn', 'identity_field_period'),
  },
})

export const revokeRole = operation({
  name: 'identity.revoke_role',
  summary: 'Take a role away, now.',
  http: 'POST /roles/{assignmentId}/revocation',
  secondFactor: true,
  input: RoleRevocation,
  output: Assignment,
  async subject(ctx, { assignmentId }) {
    await openGate(ctx.db)
    return getAssignment(ctx.db, assignmentId, true)
  },
  can: (actor, assignment) =>
    allowIf(mayGrant(actor, assignment), isAdministrator(actor) ? 'hidden' : 'forbidden'),
  async run(ctx, { assignmentId, reason }, assignment) {
    if (assignment.revokedAt !== null) throw new Fault('conflict', 'identity_role_revoked')
    await revokeAssignment(ctx, assignment, reason)
    ctx.audit({
      subject: { type: 'account', id: assignment.accountId },
      ...(assignment.region !== null && { region: assignment.region }),
      reason,
      changes: {
        role: assignment.role,
        region: assignment.region,
        organisationId: assignment.organisationId,
      },
    })
    return withRegionName(ctx.db, await getAssignment(ctx.db, assignmentId))
  },
})

export const roleOperations = [listRoles, getRole, grantRole, revokeRole]
