import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { provisionRole } from '#modules/identity/provision.server.ts'
import { text } from '#platform/database/query.ts'
import type { NewMember, NewShare, NewUnit, OrganisationChange } from './schema.ts'

/** @throws Fault `stale` when somebody saved in between. */
export async function saveOrganisation(ctx: Context, change: OrganisationChange): Promise<void> {
  const changed = await ctx.db.exec(
    text(
      `update registry.organisation set name = $3, description = $4, address = $5, phone = $6, email = $7, website = $8,
         updated_at = $9, version = version + 1 where id = $1 and version = $2`,
      [
        change.organisationId,
        change.version,
        change.name,
        change.description ?? null,
        change.address ?? null,
        change.phone ?? null,
        change.email ?? null,
        change.website ?? null,
        ctx.now,
      ],
    ),
  )
  if (changed === 0) throw new Fault('stale', 'organisation_stale')
}

export async function insertUnit(ctx: Context, unit: NewUnit): Promise<string> {
  if (unit.parentId) {
    const parent = await ctx.db.maybe(
      text<{ id: string }>(
        `select id from registry.organisation_unit where id = $1 and organisation_id = $2 and closed_at is null for share`,
        [unit.parentId, unit.organisationId],
      ),
    )
    if (!parent) throw fieldFault('parentId', 'organisation_field_parent')
  }
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into registry.organisation_unit (id, organisation_id, parent_id, name, region_code, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, unit.organisationId, unit.parentId ?? null, unit.name, unit.regionCode ?? null, ctx.now],
    ),
  )
  return id
}

/** A unit is closed when nothing is under it and nobody works there any more. @throws Fault `conflict` */
export async function closeUnit(ctx: Context, unitId: string): Promise<void> {
  const { parts, people } = await ctx.db.one(
    text<{ parts: number; people: number }>(
      `select (select count(*) from registry.organisation_unit u where u.parent_id = $1 and u.closed_at is null) as parts,
         (select count(*) from registry.unit_member m join identity.members_of(m.organisation_id) a on a."assignmentId" = m.assignment_id
          where m.unit_id = $1) as people`,
      [unitId],
    ),
  )
  if (parts > 0 || people > 0) throw new Fault('conflict', 'organisation_unit_in_use')
  await ctx.db.exec(
    text(
      'update registry.organisation_unit set closed_at = $2, version = version + 1 where id = $1 and closed_at is null',
      [unitId, ctx.now],
    ),
  )
}

/** The role is identity's; where and as what they work is the register's. */
export async function insertMember(ctx: Context, accountId: string, member: NewMember): Promise<string> {
  const { id } = await provisionRole(ctx.db, {
    accountId,
    role: member.role,
    organisationId: member.organisationId,
    ...(member.startsOn && { startsOn: member.startsOn }),
    endsOn: member.endsOn ?? null,
    grantedBy: ctx.actor.accountId,
  })
  await ctx.db.exec(
    text(
      'insert into registry.unit_member (assignment_id, organisation_id, unit_id, title) values ($1, $2, $3, $4)',
      [id, member.organisationId, member.unitId ?? null, member.title ?? null],
    ),
  )
  return id
}

export async function insertShare(ctx: Context, share: NewShare): Promise<string> {
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into registry.business_share (id, business_id, organisation_id, purpose, with_contact, given_at, given_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        share.businessId,
        share.organisationId,
        share.purpose,
        share.withContact,
        ctx.now,
        ctx.actor.accountId,
      ],
    ),
  )
  return id
}
