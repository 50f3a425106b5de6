import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, type PageQuery, toPage } from '#kernel/page.ts'
import { listInScope, regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { deciders, readers } from '../policy.ts'
import { entriesPerKit, regionsPerKit } from './rules.ts'
import type { FieldKit, FieldReceipt, FieldRecord, PhotoProgress } from './schema.ts'

/** An entry as the operations about it need it. */
export interface KnownEntry {
  id: string
  accountId: string
  subjectId: string
  regionCode: string
  revision: number
}

const known = `e.id, e.account_id as "accountId", coalesce(e.business_id, e.organisation_id) as "subjectId",
  e.region_code as "regionCode", e.revision`

/** Locked: of two tabs that send the same entry the second finds what the first made of it. */
export const findEntryForUpdate = (ctx: Context, id: string): Promise<KnownEntry | undefined> =>
  ctx.db.maybe(
    text<KnownEntry>(`select ${known} from registry.field_entry e where e.id = $1 for update`, [id]),
  )

/** @throws Fault `not_found` */
export async function getEntry(ctx: Context, id: string): Promise<KnownEntry> {
  const found = await ctx.db.maybe(
    text<KnownEntry>(`select ${known} from registry.field_entry e where e.id = $1`, [id]),
  )
  if (!found) throw new Fault('not_found', 'field_entry_not_found')
  return found
}

const subjectTables = `registry.field_entry e
  left join registry.business b on b.id = e.business_id
  left join registry.organisation o on o.id = e.organisation_id
  join registry.registration r on coalesce(r.business_id, r.organisation_id) = coalesce(e.business_id, e.organisation_id) and r.latest
    and (r.business_id = e.business_id or r.organisation_id = e.organisation_id)`

const receiptColumns = `e.id as "entryId", e.revision, coalesce(b.version, o.version) as version, r.id as "registrationId",
  r.reference, r.name, r.state, r.reason, e.received_at as "receivedAt"`

/** Photos that have arrived, and those that the last revision still names. */
const awaitedPhotos = `registry.field_photo p
  join registry.field_entry e on e.id = p.entry_id and (p.file_id is not null or p.declared_at >= e.changed_at)`

type ReceiptRow = Omit<FieldReceipt, 'photos'>

async function withPhotos(db: Database, rows: readonly ReceiptRow[]): Promise<FieldReceipt[]> {
  const photos = await db.many(
    text<PhotoProgress & { entryId: string }>(
      `select p.id, p.entry_id as "entryId", p.file_id is not null as stored,
         array(select t.part::int from registry.field_photo_part t where t.photo_id = p.id order by t.part) as received
       from ${awaitedPhotos} where p.entry_id = any ($1::uuid[]) order by p.position, p.id`,
      [rows.map((row) => row.entryId)],
    ),
  )
  return rows.map((row) => ({
    ...row,
    photos: photos
      .filter((photo) => photo.entryId === row.entryId)
      .map(({ id, received, stored }) => ({ id, received, stored })),
  }))
}

/** What became of an entry. @throws Fault `not_found` */
export async function getReceipt(ctx: Context, entryId: string): Promise<FieldReceipt> {
  const rows = await ctx.db.many(
    text<ReceiptRow>(`select ${receiptColumns} from ${subjectTables} where e.id = $1`, [entryId]),
  )
  const [receipt] = await withPhotos(ctx.db, rows)
  if (!receipt) throw new Fault('not_found', 'field_entry_not_found')
  return receipt
}

/** What this account sent, newest first. */
export async function listOwnReceipts(ctx: Context): Promise<FieldReceipt[]> {
  const rows = await ctx.db.many(
    text<ReceiptRow>(
      `select ${receiptColumns} from ${subjectTables} where e.account_id = $1
       order by e.received_at desc, e.id desc limit $2`,
      [ctx.actor.accountId, entriesPerKit],
    ),
  )
  return withPhotos(ctx.db, rows)
}

/** The villages an officer may register in; of a scope with too many, the parts to choose from. */
export async function listKitRegions(
  ctx: Context,
  within: string | undefined,
): Promise<Pick<FieldKit, 'regions' | 'areas'>> {
  const scope = narrow(scopeOf(ctx.actor, deciders), within)
  const regions = await listInScope(ctx.db, scope, 4, regionsPerKit + 1)
  if (regions.length <= regionsPerKit) return { regions, areas: [] }
  return { regions: [], areas: await listInScope(ctx.db, scope, 2, regionsPerKit) }
}

type RecordRow = Omit<FieldRecord, 'place' | 'photos'>

const recordColumns = `e.id as "entryId", r.id as "registrationId", r.reference, r.kind, r.name, r.state,
  e.region_code as "regionCode", e.officer_name as officer, e.captured_at as "capturedAt", e.received_at as "receivedAt",
  e.clock_doubtful as "clockDoubtful", e.latitude, e.longitude, e.accuracy_m as accuracy`

async function described(db: Database, rows: readonly RecordRow[]): Promise<FieldRecord[]> {
  const [names, photos] = await Promise.all([
    regionNames(
      db,
      rows.map((row) => row.regionCode),
    ),
    db.many(
      text<{ id: string; entryId: string; fileId: string | null }>(
        `select p.id, p.entry_id as "entryId", p.file_id as "fileId" from ${awaitedPhotos}
         where p.entry_id = any ($1::uuid[]) order by p.position, p.id`,
        [rows.map((row) => row.entryId)],
      ),
    ),
  ])
  return rows.map((row) => ({
    ...row,
    place: names.get(row.regionCode)?.fullName ?? row.regionCode,
    photos: photos.filter((photo) => photo.entryId === row.entryId).map(({ id, fileId }) => ({ id, fileId })),
  }))
}

/** Everything from the field in the actor's regions, newest first. */
export async function listRecords(ctx: Context, query: PageQuery): Promise<Page<FieldRecord>> {
  const cursor = decodeCursor(query.after, 2)
  const rows = await ctx.db.many(
    text<RecordRow>(
      `select ${recordColumns} from ${subjectTables}
       where exists (select from unnest($1::text[]) s where starts_with(e.region_code, s))
         and ($2::timestamptz is null or (e.received_at, e.id) < ($2, $3::uuid))
       order by e.received_at desc, e.id desc limit $4`,
      [scopeOf(ctx.actor, readers), cursor?.[0] ?? null, cursor?.[1] ?? null, query.limit + 1],
    ),
  )
  const page = toPage(rows, query.limit, (row) => [row.receivedAt, row.entryId])
  return { next: page.next, items: await described(ctx.db, page.items) }
}

/** One entry as the office sees it. @throws Fault `not_found` */
export async function getRecord(ctx: Context, entryId: string): Promise<FieldRecord> {
  const rows = await ctx.db.many(
    text<RecordRow>(`select ${recordColumns} from ${subjectTables} where e.id = $1`, [entryId]),
  )
  const [record] = await described(ctx.db, rows)
  if (!record) throw new Fault('not_found', 'field_entry_not_found')
  return record
}

/** What last came from the field about a business or organisation, if it did; for whoever decides about it. */
export async function findRecordOf(db: Database, subjectId: string): Promise<FieldRecord | null> {
  const rows = await db.many(
    text<RecordRow>(
      `select ${recordColumns} from ${subjectTables} where e.business_id = $1 or e.organisation_id = $1`,
      [subjectId],
    ),
  )
  const [record] = await described(db, rows)
  return record ?? null
}
