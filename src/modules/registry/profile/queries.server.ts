import type { Context } from '#kernel/context.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { BusinessSubject } from '../business.server.ts'
import { isOwner, mayChangeBusiness } from '../policy.ts'
import { allFields } from './fields.ts'
import {
  dayOfFigures,
  type FieldValue,
  formalBecause,
  mainShare,
  ownerWork,
  type SizeRule,
  sizeOf,
} from './rules.ts'
import type { BusinessChange, BusinessHead, BusinessProfile, Owner, ShownSizing } from './schema.ts'

/** The head of a business that was found for the actor. */
export async function headOf(ctx: Context, business: BusinessSubject): Promise<BusinessHead> {
  const { accountId: _, ...facts } = business
  const [owner, names] = await Promise.all([
    ctx.db.maybe(
      text<{ name: string }>(
        `select p.name from registry.business b join registry.person p on p.id = b.owner_id where b.id = $1`,
        [business.id],
      ),
    ),
    regionNames(ctx.db, [business.regionCode]),
  ])
  return {
    ...facts,
    place: names.get(business.regionCode)?.fullName ?? business.regionCode,
    ownerName: owner?.name ?? '',
    own: isOwner(ctx.actor, business),
    mayChange: mayChangeBusiness(ctx.actor, business) === 'allowed',
  }
}

const aliases = { business: 'b', business_profile: 'f', street_trader: 't', art_group: 'a' } as const
const columns = Object.entries(allFields).map(([field, { table, column, decimal }]) => {
  const value = `${aliases[table]}.${column}${decimal ? '::double precision' : ''}`
  return `${column === 'santri' || column === 'channels' ? `coalesce(${value}, ${column === 'santri' ? 'false' : `'{}'`})` : value} as "${field}"`
})
const tables = `registry.business b
  left join registry.business_profile f on f.business_id = b.id
  left join registry.street_trader t on t.business_id = b.id
  left join registry.art_group a on a.business_id = b.id`

/** Every field of a business by its name; of no other table than those of the spec. */
export const readFields = (db: Database, businessId: string): Promise<Record<string, FieldValue>> =>
  db.one(
    text<Record<string, FieldValue>>(`select ${columns.join(', ')} from ${tables} where b.id = $1`, [
      businessId,
    ]),
  )

/** Bounds of the size classes, of all times. */
export const sizeRules = (db: Database): Promise<SizeRule[]> =>
  db.many(
    text<SizeRule>(
      `select size_class as "sizeClass", measure, up_to as "upTo", valid_from as "validFrom", valid_to as "validTo",
         legal_basis as "legalBasis" from registry.size_rule`,
    ),
  )

/** Owners beside the main one. */
export const listOwners = (db: Database, businessId: string): Promise<Owner[]> =>
  db.many(
    text<Owner>(
      `select id, name, sex, phone, share::double precision as share from registry.business_owner
       where business_id = $1 and left_at is null order by share desc, id`,
      [businessId],
    ),
  )

type Row = Omit<BusinessProfile, 'owners' | 'mainShare' | 'sizing' | 'formal' | 'ownerWork'>

/** Everything known of a business that was found for the actor. */
export async function profileOf(ctx: Context, businessId: string): Promise<BusinessProfile> {
  const [row, owners, rules] = await Promise.all([
    ctx.db.one(
      text<Row>(
        `select b.id, b.version, ${columns.join(', ')}, k.title as "kbliTitle", k.successor as "kbliSuccessor",
           b.npwp_mask as npwp, p.phone
         from ${tables}
         left join registry.kbli k on k.version = b.kbli_version and k.code = b.kbli_code
         left join registry.person p on p.id = b.owner_id
         where b.id = $1`,
        [businessId],
      ),
    ),
    listOwners(ctx.db, businessId),
    sizeRules(ctx.db),
  ])
  return {
    ...row,
    owners,
    mainShare: mainShare(owners),
    sizing: sizingOf(row, rules, ctx.now),
    formal: formalBecause(row.nib, row.legalForm),
    ownerWork: ownerWork(row),
  }
}

function sizingOf(row: Row, rules: readonly SizeRule[], now: string): ShownSizing {
  const thisYear = Number(now.slice(0, 4))
  const year = row.figuresYear
  const sizing = sizeOf(row, rules, dayOfFigures(year, now))
  const outdated = sizing.sizeClass !== null && year !== null && year < thisYear - 1
  if (sizing.sizeClass === null)
    return { ...sizing, amount: null, above: null, upTo: null, legalBasis: null, outdated }
  return { ...sizing, missing: null, outdated }
}

/** What changed, newest first. */
export async function listChanges(
  ctx: Context,
  { businessId, after, limit }: { businessId: string; after?: string | undefined; limit: number },
): Promise<Page<BusinessChange>> {
  const cursor = decodeCursor(after, 2)
  const rows = await ctx.db.many(
    text<BusinessChange>(
      `select id, version, section, at, by_name as by, on_behalf_of as "onBehalfOf", reason, changes
       from registry.business_change
       where business_id = $1 and ($2::timestamptz is null or (at, id) < ($2, $3::uuid))
       order by at desc, id desc limit $4`,
      [businessId, cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
    ),
  )
  return toPage(rows, limit, (row) => [row.at, row.id])
}
