import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { pageOf } from '#kernel/page.ts'
import { openGate } from '#modules/identity/gate.server.ts'
import { revokeAssignment } from '#modules/identity/roles/commands.server.ts'
import { personBehind } from '#modules/identity/roles/operations.server.ts'
import { getAssignment } from '#modules/identity/roles/queries.server.ts'
import { findRegion } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { isStaffReader } from '../policy.ts'
import { closeUnit, insertMember, insertUnit, saveOrganisation } from './commands.server.ts'
import { mayAppoint, mayChangeOrganisation, mayReadOrganisation } from './policy.ts'
import {
  getOrganisation,
  getOrganisationDetail,
  listOrganisations,
  organisationsOf,
} from './queries.server.ts'
import {
  NewMember,
  NewUnit,
  OrganisationChange,
  OrganisationDetail,
  OrganisationFilter,
  OrganisationRow,
} from './schema.ts'
import { shareOperations } from './share.operations.server.ts'

const ofOrganisation = (ctx: Context, { organisationId }: { organisationId: string }) =>
  getOrganisation(ctx, organisationId, { forUpdate: true })

export const readOrganisations = operation({
  name: 'registry.list_organisations',
  summary: 'Organisations of one’s regions, and those one works in, by name.',
  http: 'GET /organisations',
  input: OrganisationFilter,
  output: pageOf(OrganisationRow),
  can: (actor) => allowIf(isStaffReader(actor) || organisationsOf(actor).length > 0 || isSignedIn(actor)),
  run: (ctx, filter) => listOrganisations(ctx, filter),
})

export const readOrganisation = operation({
  name: 'registry.get_organisation',
  summary: 'One organisation with its units and the people who work there.',
  http: 'GET /organisations/{organisationId}',
  input: z.object({ organisationId: z.uuid() }),
  output: OrganisationDetail,
  subject: (ctx, { organisationId }) => getOrganisation(ctx, organisationId),
  can: mayReadOrganisation,
  run: (ctx, _, subject) => getOrganisationDetail(ctx, subject),
})

export const changeOrganisation = operation({
  name: 'registry.change_organisation',
  summary: 'Correct what is said about an organisation.',
  http: 'PUT /organisations/{organisationId}',
  input: OrganisationChange,
  output: OrganisationDetail,
  subject: ofOrganisation,
  can: mayChangeOrganisation,
  async run(ctx, change, subject) {
    await saveOrganisation(ctx, change)
    ctx.audit({ subject: { type: 'organisation', id: subject.id }, region: subject.regionCode })
    return getOrganisationDetail(ctx, subject)
  },
})

export const addUnit = operation({
  name: 'registry.add_unit',
  summary: 'A part of an organisation, under another part or directly under it.',
  http: 'POST /organisations/{organisationId}/units',
  creates: true,
  input: NewUnit,
  output: z.object({ id: z.uuid() }),
  subject: ofOrganisation,
  can: mayChangeOrganisation,
  async run(ctx, unit, subject) {
    if (unit.regionCode && !(await findRegion(ctx.db, unit.regionCode)))
      throw fieldFault('regionCode', 'region_not_found')
    const id = await insertUnit(ctx, unit)
    ctx.audit({
      subject: { type: 'organisation', id: subject.id },
      region: subject.regionCode,
      changes: { unit: unit.name },
    })
    return { id }
  },
  constraints: { organisation_unit_once: () => fieldFault('name', 'organisation_field_unit_there') },
})

async function getUnit(ctx: Context, unitId: string) {
  const unit = await ctx.db.maybe(
    text<{ organisationId: string }>(
      'select organisation_id as "organisationId" from registry.organisation_unit where id = $1 and closed_at is null for update',
      [unitId],
    ),
  )
  if (!unit) throw new Fault('not_found', 'kernel_not_found')
  return ofOrganisation(ctx, unit)
}

export const endUnit = operation({
  name: 'registry.close_unit',
  summary: 'Close a unit that has no parts and no people any more.',
  http: 'POST /organisation-units/{unitId}/closure',
  input: z.object({ unitId: z.uuid() }),
  output: z.object({ organisationId: z.uuid() }),
  subject: (ctx, { unitId }) => getUnit(ctx, unitId),
  can: mayChangeOrganisation,
  async run(ctx, { unitId }, subject) {
    await closeUnit(ctx, unitId)
    ctx.audit({ subject: { type: 'organisation', id: subject.id }, region: subject.regionCode })
    return { organisationId: subject.id }
  },
})

export const addMember = operation({
  name: 'registry.add_member',
  summary: 'Give somebody a role in a verified organisation, in a unit, for a period.',
  http: 'POST /organisations/{organisationId}/members',
  creates: true,
  secondFactor: true,
  input: NewMember,
  output: z.object({ id: z.uuid() }),
  subject: ofOrganisation,
  can: mayAppoint,
  async run(ctx, member, subject) {
    if (subject.state !== 'verified') throw new Fault('conflict', 'organisation_not_verified')
    await openGate(ctx.db)
    const person = await personBehind(ctx, member.contact)
    const id = await insertMember(ctx, person.id, member)
    ctx.audit({
      subject: { type: 'organisation', id: subject.id },
      region: subject.regionCode,
      changes: { role: member.role, accountId: person.id },
    })
    return { id }
  },
  constraints: {
    role_assignment_once: () => fieldFault('role', 'identity_role_there'),
    role_assignment_period: () => fieldFault('endsOn', 'identity_field_period'),
    unit_member_unit: () => fieldFault('unitId', 'organisation_field_unit'),
  },
})

export const endMember = operation({
  name: 'registry.end_member',
  summary: 'End somebody’s role in an organisation, now.',
  http: 'POST /organisation-members/{assignmentId}/end',
  secondFactor: true,
  input: z.object({ assignmentId: z.uuid(), reason: z.string().trim().min(3).max(300) }),
  output: z.object({ organisationId: z.uuid() }),
  async subject(ctx, { assignmentId }) {
    await openGate(ctx.db)
    const { organisationId } = await getAssignment(ctx.db, assignmentId, true)
    if (!organisationId) throw new Fault('not_found', 'kernel_not_found')
    return getOrganisation(ctx, organisationId)
  },
  can: mayAppoint,
  async run(ctx, { assignmentId, reason }, subject) {
    const assignment = await getAssignment(ctx.db, assignmentId)
    if (assignment.revokedAt !== null) throw new Fault('conflict', 'identity_role_revoked')
    await revokeAssignment(ctx, assignment, reason)
    ctx.audit({
      subject: { type: 'organisation', id: subject.id },
      region: subject.regionCode,
      reason,
      changes: { role: assignment.role, accountId: assignment.accountId },
    })
    return { organisationId: subject.id }
  },
})

export const organisationOperations = [
  readOrganisations,
  readOrganisation,
  changeOrganisation,
  addUnit,
  endUnit,
  addMember,
  endMember,
  ...shareOperations,
]
