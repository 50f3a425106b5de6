import { type Actor, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { containing, text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { readers } from '../policy.ts'
import { mayAppoint, mayChangeOrganisation, maySeeShared, type OrganisationSubject } from './policy.ts'
import { asTree } from './rules.ts'
import type { Member, OrganisationDetail, OrganisationFilter, OrganisationRow, Unit } from './schema.ts'

/** @throws Fault `not_found`; row-level security has the last word. */
export async function getOrganisation(
  ctx: Context,
  organisationId: string,
  { forUpdate = false }: { forUpdate?: boolean } = {},
): Promise<OrganisationSubject & { version: number }> {
  const found = await ctx.db.maybe(
    text<OrganisationSubject & { version: number }>(
      `select id, region_code as "regionCode", account_id as "accountId", state, version from registry.organisation
       where id = $1 ${forUpdate ? 'for update' : ''}`,
      [organisationId],
    ),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  return found
}

/** Rows with the name of their region in full. */
export async function withPlaces<Row extends { regionCode: string }>(
  db: Database,
  rows: readonly Row[],
): Promise<(Row & { place: string })[]> {
  const names = await regionNames(
    db,
    rows.map(({ regionCode }) => regionCode),
  )
  return rows.map((row) => ({ ...row, place: names.get(row.regionCode)?.fullName ?? row.regionCode }))
}

const rowColumns = `o.id, o.reference, o.name, o.kind, o.state, o.region_code as "regionCode"`

/** Organisations of one's regions and those one works in or registered, by name. */
export async function listOrganisations(
  ctx: Context,
  { search, kind, after, limit }: OrganisationFilter,
): Promise<Page<OrganisationRow>> {
  const [name, id] = decodeCursor(after, 2) ?? [null, null]
  const rows = await ctx.db.many(
    text<Omit<OrganisationRow, 'place'>>(
      `select ${rowColumns} from registry.organisation o
       where (exists (select from unnest($1::text[]) scope where starts_with(o.region_code, scope))
           or o.id = any ($2::uuid[]) or o.account_id = $3)
         and ($4::text is null or o.name ilike $4) and ($5::text is null or o.kind = $5)
         and ($6::text is null or (lower(o.name), o.id) > ($6, $7::uuid))
       order by lower(o.name), o.id limit $8`,
      [
        scopeOf(ctx.actor, readers),
        organisationsOf(ctx.actor),
        ctx.actor.accountId,
        search ? containing(search) : null,
        kind ?? null,
        name,
        id,
        limit + 1,
      ],
    ),
  )
  const page = toPage(rows, limit, (row) => [row.name.toLowerCase(), row.id])
  return { ...page, items: await withPlaces(ctx.db, page.items) }
}

export const organisationsOf = (actor: Actor): string[] =>
  actor.grants.flatMap(({ organisationId }) => (organisationId === null ? [] : [organisationId]))

const listUnits = (db: Database, organisationId: string) =>
  db.many(
    text<Omit<Unit, 'depth'>>(
      `select u.id, u.parent_id as "parentId", u.name, r.full_name as place, u.version
       from registry.organisation_unit u left join region.region r on r.code = u.region_code
       where u.organisation_id = $1 and u.closed_at is null`,
      [organisationId],
    ),
  )

/** Everybody who holds a role there now or soon. */
const listMembers = (db: Database, organisationId: string) =>
  db.many(
    text<Member>(
      `select m."assignmentId", m.name, m.role, u.name as unit, w.title, m."startsOn", m."endsOn"
       from identity.members_of($1) m
       left join registry.unit_member w on w.assignment_id = m."assignmentId"
       left join registry.organisation_unit u on u.id = w.unit_id
       order by u.name nulls first, m.name, m."assignmentId"`,
      [organisationId],
    ),
  )

export async function getOrganisationDetail(
  ctx: Context,
  subject: OrganisationSubject,
): Promise<OrganisationDetail> {
  const [row, units, members] = await Promise.all([
    ctx.db.one(
      text<Omit<OrganisationDetail, 'units' | 'members' | 'may' | 'place'>>(
        `select ${rowColumns}, o.description, o.address, o.phone, o.email, o.website, o.version
         from registry.organisation o where o.id = $1`,
        [subject.id],
      ),
    ),
    listUnits(ctx.db, subject.id),
    listMembers(ctx.db, subject.id),
  ])
  const [placed] = await withPlaces(ctx.db, [row])
  return {
    ...row,
    place: placed?.place ?? '',
    units: asTree(units),
    members,
    may: {
      change: mayChangeOrganisation(ctx.actor, subject) === 'allowed',
      appoint: mayAppoint(ctx.actor, subject) === 'allowed' && subject.state === 'verified',
      partner: maySeeShared(ctx.actor, subject) === 'allowed',
    },
  }
}
