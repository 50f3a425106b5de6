import type { z } from 'zod'
import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { containing, text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { unseal } from '#platform/sign.ts'
import { digitsOf, mask, readReference } from '../numbers.ts'
import { readers } from '../policy.ts'
import type { HouseholdSubject } from './policy.ts'
import type {
  HouseholdFilter,
  HouseholdItem,
  Known,
  Opening,
  People,
  PovertyLine,
  Profile,
  Records,
  SectionName,
} from './schema.ts'
import { sectionNames } from './schema.ts'
import { selectionOf, tables } from './stored.ts'

/** A household as every operation about one of its parts needs it. */
export interface Household extends HouseholdSubject, Omit<Profile, 'place' | 'kk'> {
  kkSealed: Buffer | null
}

/**
 * The household an operation is about, locked against other writers when `forUpdate`. Row-level security has the last word.
 * @throws Fault `not_found`
 */
export async function getHousehold(
  ctx: Context,
  householdId: string,
  { forUpdate = false }: { forUpdate?: boolean } = {},
): Promise<Household> {
  const found = await ctx.db.maybe(
    text<Household>(
      `select h.id, h.reference, coalesce(h.name, '') as name, h.region_code as "regionCode", h.address, h.rt, h.rw,
         h.kk_sealed as "kkSealed", h.origin, h.note, h.state, h.state_reason as "stateReason", h.created_at as "createdAt",
         h.updated_at as "updatedAt", h.version,
         array(select p.account_id from registry.person p where p.household_id = h.id and p.account_id is not null) as accounts
       from registry.household h where h.id = $1 ${forUpdate ? 'for update' : ''}`,
      [householdId],
    ),
  )
  if (!found) throw new Fault('not_found', 'household_not_found')
  return found
}

/** The household of an account, if the register knows it. */
export const findHouseholdOf = async (db: Database, accountId: string): Promise<string | undefined> =>
  (
    await db.maybe(
      text<{ id: string }>(
        `select h.id from registry.person p join registry.household h on h.id = p.household_id where p.account_id = $1`,
        [accountId],
      ),
    )
  )?.id

export async function describeProfile(db: Database, household: Household): Promise<Profile> {
  const names = await regionNames(db, [household.regionCode])
  const { kkSealed, accounts: _, ...profile } = household
  return {
    ...profile,
    place: names.get(household.regionCode)?.fullName ?? household.regionCode,
    kk: kkSealed ? mask(unseal('registry.kk', kkSealed)) : null,
  }
}

interface Stored {
  id: string
  amountsSealed?: Buffer
  fromRegion?: string
  [field: string]: unknown
}

/** A row without its empty fields; amounts only where the reader may see them. */
function opened(row: Stored, withAmounts: boolean): Stored {
  const { amountsSealed, ...rest } = row
  const amounts = amountsSealed && withAmounts ? unsealAmounts(amountsSealed) : {}
  return Object.fromEntries(
    Object.entries({ ...rest, ...amounts }).filter(([, value]) => value !== null),
  ) as Stored
}

export const debtPurpose = 'registry.household_debt'
export const unsealAmounts = (box: Buffer): Record<string, number> =>
  JSON.parse(unseal(debtPurpose, box)) as Record<string, number>

/** Everything recorded, also what ended or was struck out; newest first. */
export async function listRecords(db: Database, householdId: string, withAmounts: boolean): Promise<Records> {
  const lists = await Promise.all(
    sectionNames.map((section) =>
      db.many(
        text<Stored>(
          `select ${selectionOf(section)} from ${tables[section]} where household_id = $1
           order by ${section === 'members' ? 'id' : 'since desc nulls last, id desc'} limit 500`,
          [householdId],
        ),
      ),
    ),
  )
  const bySection = Object.fromEntries(
    sectionNames.map((section, index) => [
      section,
      (lists[index] ?? []).map((row) => opened(row, withAmounts)),
    ]),
  ) as Record<SectionName, Stored[]>
  const names = await regionNames(
    db,
    bySection.moves.flatMap(({ fromRegion }) => (fromRegion ? [fromRegion] : [])),
  )
  const moves = bySection.moves.map((move) => ({
    ...move,
    ...(move.fromRegion && { fromName: names.get(move.fromRegion)?.fullName }),
  }))
  // The output schema of the operation reads every row: what does not fit undoes the answer.
  return { ...bySection, moves } as unknown as Records
}

/** One record, locked. @throws Fault `not_found` */
export async function getRecord(
  ctx: Context,
  section: SectionName,
  key: { householdId: string; recordId: string },
): Promise<Stored & { version: number; until?: string; withdrawnAt?: string; since?: string }> {
  const row = await ctx.db.maybe(
    text<Stored>(
      `select ${selectionOf(section)} from ${tables[section]} where id = $1 and household_id = $2 for update`,
      [key.recordId, key.householdId],
    ),
  )
  if (!row) throw new Fault('not_found', 'household_record_not_found')
  return opened(row, true) as Awaited<ReturnType<typeof getRecord>>
}

/** People who named this household's family card and are no members yet. */
export const listUnplaced = (db: Database, householdId: string): Promise<Known[]> =>
  db.many(
    text(
      `select p.id, p.name, p.nik_mask as nik from registry.person p
       where p.household_id = $1 and not exists (select from registry.household_member m
         where m.person_id = p.id and m.until is null and m.withdrawn_at is null)
       order by p.id limit 30`,
      [householdId],
    ),
  )

/** The line that holds for a region on a day: of the closest region, the newest. */
export const findPovertyLine = (
  db: Database,
  regionCode: string,
  today: string,
): Promise<PovertyLine | undefined> =>
  db.maybe(
    text(
      `select scope, valid_from as "validFrom", amount, source from registry.poverty_line
       where starts_with($1, scope) and valid_from <= $2::date order by length(scope) desc, valid_from desc limit 1`,
      [regionCode, today],
    ),
  )

/** How long an opening shows the amounts: long enough for one talk with the family. */
const openMinutes = 15

/** Did the actor open this family's debts just now? */
export async function hasOpened(ctx: Context, householdId: string): Promise<boolean> {
  const since = new Date(Date.parse(ctx.now) - openMinutes * 60_000).toISOString()
  const found = await ctx.db.maybe(
    text(
      'select 1 as yes from registry.household_opening where household_id = $1 and account_id = $2 and at > $3 limit 1',
      [householdId, ctx.actor.accountId, since],
    ),
  )
  return found !== undefined
}

/** Who opened the amounts of this family's debts, and why. */
export const listOpenings = (db: Database, householdId: string): Promise<Opening[]> =>
  db.many(
    text(
      `select id, account_name as name, reason, at from registry.household_opening where household_id = $1
       order by at desc, id desc limit 50`,
      [householdId],
    ),
  )

/** Households of the actor's regions, newest first. */
export async function listHouseholds(
  ctx: Context,
  filter: HouseholdFilter,
): Promise<Page<z.output<typeof HouseholdItem>>> {
  const cursor = decodeCursor(filter.after, 2)
  const rows = await ctx.db.many(
    text<Omit<z.output<typeof HouseholdItem>, 'place'>>(
      `select h.id, h.reference, coalesce(h.name, '') as name, h.member_count as "memberCount", h.region_code as "regionCode",
         h.state, h.rung, h.moneylender, h.created_at as "createdAt"
       from registry.find_households($1, $2, $3, $4, $5, $6, $7, $8, $9) found(id)
       join registry.household h on h.id = found.id order by h.created_at desc, h.id desc`,
      [
        narrow(scopeOf(ctx.actor, readers), filter.region),
        filter.search ? containing(filter.search) : null,
        filter.search ? (readReference(filter.search) ?? null) : null,
        filter.state ?? null,
        filter.rung ?? null,
        filter.moneylender ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
      ],
    ),
  )
  const page = toPage(rows, filter.limit, (row) => [row.createdAt, row.id])
  const names = await regionNames(
    ctx.db,
    page.items.map((row) => row.regionCode),
  )
  return {
    next: page.next,
    items: page.items.map((row) => ({
      ...row,
      place: names.get(row.regionCode)?.fullName ?? row.regionCode,
    })),
  }
}

/** People of the register whom a member may be: by phone anywhere in the actor's regions, by name in the same village. No NIK: it would stand in an address. */
export async function findPeople(
  ctx: Context,
  search: string,
  regionCode: string,
): Promise<z.output<typeof People>['items']> {
  const digits = digitsOf(search).replace(/^(\+62|62|0)/, '+62')
  const [condition, values]: [string, unknown[]] = /^\+62\d{7,13}$/.test(digits)
    ? ['p.phone = $1', [digits]]
    : ['p.region_code = $1 and p.name ilike $2', [regionCode, containing(search)]]
  const rows = await ctx.db.many(
    text<Known & { householdId: string | null; regionCode: string }>(
      `select p.id, p.name, p.nik_mask as nik, p.household_id as "householdId", p.region_code as "regionCode"
       from registry.person p where ${condition} order by p.name, p.id limit 20`,
      values,
    ),
  )
  const names = await regionNames(
    ctx.db,
    rows.map((row) => row.regionCode),
  )
  return rows.map((row) => ({ ...row, place: names.get(row.regionCode)?.fullName ?? row.regionCode }))
}
