import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { containing, text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { readReference } from './numbers.ts'
import { readers } from './policy.ts'
import type { Entry, EntryDetail, EntryFilter, RegistrationKind, Round } from './schema.ts'
import { isLinkToken } from './secrets.server.ts'

/** A business as other modules see it: who books, who is coached. */
export interface BusinessSummary {
  id: string
  reference: string
  kind: Exclude<RegistrationKind, 'organisation'>
  name: string
  state: Entry['state']
  regionCode: string
}

const summary = `id, reference, kind, name, state, region_code as "regionCode"`

/** The businesses and groups of an account, newest first. */
export const listBusinessesOf = (db: Database, accountId: string): Promise<BusinessSummary[]> =>
  db.many(
    text<BusinessSummary>(
      `select ${summary} from registry.business where account_id = $1 order by created_at desc, id desc limit 50`,
      [accountId],
    ),
  )

/** Who stands behind a business, for those who grant it a place or pay it; undefined to who may not see it. */
export const businessHolder = (
  db: Database,
  businessId: string,
): Promise<
  | (BusinessSummary & {
      accountId: string | null
      ownerId: string
      ownerName: string
      ownerPhone: string | null
      sector: string | null
    })
  | undefined
> =>
  db.maybe(
    text(
      `select b.id, b.reference, b.kind, b.name, b.state, b.region_code as "regionCode", b.account_id as "accountId",
        b.owner_id as "ownerId", p.name as "ownerName", p.phone as "ownerPhone", b.sector
       from registry.business b join registry.person p on p.id = b.owner_id where b.id = $1`,
      [businessId],
    ),
  )

/** Trading registrations (TDU) of a business, newest first; none to who may not see them. */
export const listTradingPermits = (
  db: Database,
  businessId: string,
): Promise<{ id: string; kind: string; number: string; expiresOn: string | null }[]> =>
  db.many(
    text(
      `select id, kind, number, expires_on as "expiresOn" from registry.permit
       where business_id = $1 and kind = 'tdu' and removed_at is null order by expires_on desc nulls last, id limit 5`,
      [businessId],
    ),
  )

/** The business that somebody at the desk shows the number of; undefined to who may not see it. */
export const findReference = (db: Database, typed: string): Promise<{ id: string } | undefined> =>
  db.maybe(
    text<{ id: string }>('select id from registry.business where reference = $1', [readReference(typed)]),
  )

/** What the register says now of businesses that compete for a place. */
export const standingOf = (
  db: Database,
  ids: readonly string[],
): Promise<Pick<BusinessSummary, 'id' | 'state' | 'regionCode'>[]> =>
  db.many(
    text('select id, state, region_code as "regionCode" from registry.business where id = any ($1::uuid[])', [
      ids,
    ]),
  )

type EntryRow = Omit<Entry, 'place'>

const entryColumns = `r.id, coalesce(r.business_id, r.organisation_id) as "subjectId", r.reference, r.kind, r.name, r.state,
  r.region_code as "regionCode", r.submitted_at as "submittedAt", r.deadline`

async function withPlaces<Row extends { regionCode: string }>(db: Database, rows: readonly Row[]) {
  const names = await regionNames(
    db,
    rows.map((row) => row.regionCode),
  )
  return rows.map((row) => ({ ...row, place: names.get(row.regionCode)?.fullName ?? row.regionCode }))
}

/** Everything registered in the actor's regions, newest first. */
export async function listEntries(ctx: Context, filter: EntryFilter): Promise<Page<Entry>> {
  const scopes = narrow(scopeOf(ctx.actor, readers), filter.region)
  const cursor = decodeCursor(filter.after, 2)
  const reference = filter.search ? readReference(filter.search) : undefined
  const pattern = filter.search && reference === undefined ? containing(filter.search) : null
  const rows = await ctx.db.many(
    text<EntryRow>(
      `select ${entryColumns}
       from registry.find_registrations($1, $2, $3, $4, $5, $6, $7, $8) found(id)
       join registry.registration r on r.id = found.id
       order by r.submitted_at desc, r.id desc limit $8`,
      [
        scopes,
        pattern,
        reference ?? null,
        filter.kind ? [filter.kind] : null,
        filter.state ? [filter.state] : null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
      ],
    ),
  )
  const page = toPage(rows, filter.limit, (row) => [row.submittedAt, row.id])
  return { next: page.next, items: await withPlaces(ctx.db, page.items) }
}

/** What an account registered, newest first, with everything that happened to each. */
export async function listOwnEntries(
  db: Database,
  accountId: string,
): Promise<(Entry & { rounds: Round[] })[]> {
  const rows = await db.many(
    text<EntryRow>(
      `select ${entryColumns} from registry.registration r
       where r.account_id = $1 and r.latest order by r.submitted_at desc, r.id desc limit 50`,
      [accountId],
    ),
  )
  const [entries, rounds] = await Promise.all([
    withPlaces(db, rows),
    listRounds(
      db,
      rows.map((row) => row.subjectId),
    ),
  ])
  return entries.map((entry) => ({ ...entry, rounds: rounds.get(entry.subjectId) ?? [] }))
}

/** Every sending of these businesses or organisations, newest first. */
export async function listRounds(db: Database, subjectIds: readonly string[]): Promise<Map<string, Round[]>> {
  const rows = await db.many(
    text<Round & { subjectId: string }>(
      `select r.id, r.round, r.submitted_at as "submittedAt", r.deadline, r.decision, r.decided_at as "decidedAt", r.reason,
         coalesce(r.business_id, r.organisation_id) as "subjectId"
       from registry.registration r
       where r.business_id = any ($1::uuid[]) or r.organisation_id = any ($1::uuid[])
       order by r.round desc`,
      [subjectIds],
    ),
  )
  const bySubject = new Map<string, Round[]>()
  for (const { subjectId, ...round } of rows)
    bySubject.set(subjectId, [...(bySubject.get(subjectId) ?? []), round])
  return bySubject
}

/**
 * The person behind a business `b` or an organisation `o`. Not `coalesce`: under row-level security PostgreSQL looks for a person
 * by index only where nothing in the condition could tell a secret, and of that it knows `case` and not `coalesce`.
 */
export const joinPerson = `left join registry.person p
  on p.id = case when b.owner_id is null then o.contact_id else b.owner_id end`

/** Everything recorded about the entries of these registrations, in no order; those the actor may not see are left out. */
export async function listEntryDetails(
  db: Database,
  registrationIds: readonly string[],
): Promise<EntryDetail[]> {
  const rows = await db.many(
    text<Omit<EntryDetail, 'place'>>(
      `select ${entryColumns}, coalesce(b.description, o.description) as description, b.sector,
         b.started_year as "startedYear", b.workers, t.place_type as "placeType", t.spot, t.hours,
         a.art_form as "artForm", a.members, o.kind as "organisationKind", coalesce(b.address, o.address) as address,
         coalesce(b.rt, o.rt) as rt, coalesce(b.rw, o.rw) as rw, b.nib, b.npwp_mask as npwp,
         coalesce(p.name, '') as "ownerName", p.phone, p.nik_mask as nik, p.household_id is not null as "hasHousehold",
         coalesce(b.version, o.version) as version
       from registry.registration r
       left join registry.business b on b.id = r.business_id
       left join registry.organisation o on o.id = r.organisation_id
       left join registry.street_trader t on t.business_id = b.id
       left join registry.art_group a on a.business_id = b.id
       ${joinPerson}
       where r.id = any ($1::uuid[])`,
      [registrationIds],
    ),
  )
  return withPlaces(db, rows)
}

/** Everything recorded about the entry of a registration. @throws Fault `not_found` */
export async function getEntryDetail(db: Database, registrationId: string): Promise<EntryDetail> {
  const [detail] = await listEntryDetails(db, [registrationId])
  if (!detail) throw new Fault('not_found', 'registry_case_not_found')
  return detail
}

/** Name and phone of the person behind an account, if the register knows them: asked once. */
export const findOwnPerson = (
  db: Database,
  accountId: string,
): Promise<{ name: string; nik: string | null; hasHousehold: boolean } | undefined> =>
  db.maybe(
    text(
      `select name, nik_mask as nik, household_id is not null as "hasHousehold" from registry.person where account_id = $1`,
      [accountId],
    ),
  )

/** Registered at the desk with this phone, not yet claimed by anybody. The caller knows that the phone is the actor's. */
export const listClaimable = (
  db: Database,
  phone: string,
): Promise<{ id: string; name: string; kind: RegistrationKind; reference: string }[]> =>
  db.many(
    text('select id, name, kind, reference from registry.claimable($1) order by reference limit 20', [phone]),
  )

/**
 * Whoever was sent the link of a business or organisation may see and mend it in this transaction.
 * @throws Fault `not_found` when the token is not its own
 */
export async function openLink(db: Database, subjectId: string, token: string): Promise<void> {
  if (!isLinkToken(subjectId, token)) throw new Fault('not_found', 'registry_link_wrong')
  await holdLink(db, subjectId)
}

/** Let this transaction see one business or organisation; only for callers that have proof. */
export const holdLink = (db: Database, subjectId: string): Promise<number> =>
  db.exec(text(`select set_config('app.registry_link', $1, true)`, [subjectId]))
