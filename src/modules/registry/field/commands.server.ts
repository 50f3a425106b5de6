import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { findBusiness } from '../business.server.ts'
import {
  checkPlace,
  mendPerson,
  resubmitRegistration,
  type Sender,
  submitRegistration,
  updateBusiness,
  updateOrganisation,
} from '../commands.server.ts'
import { findLatestCase, getCaseForUpdate, type LockedCase } from '../decisions/queries.server.ts'
import { answersOfKind } from '../drafts/draft.ts'
import { recordChange, writeFields } from '../profile/commands.server.ts'
import { readFields } from '../profile/queries.server.ts'
import { changesBetween } from '../profile/rules.ts'
import { sectionSchemas } from '../profile/schema.ts'
import { getEntryDetail } from '../queries.server.ts'
import { missingOf } from '../rules.ts'
import type { Registration } from '../schema.ts'
import { currentAnswers } from './answers.ts'
import type { KnownEntry } from './queries.server.ts'
import { capturedAt } from './rules.ts'
import type { FieldEntry } from './schema.ts'
import { updateSeen } from './visits/update.server.ts'

/** The person has no account here and is answered at the phone they gave, in Indonesian, as at the desk. */
const sender = (entry: FieldEntry): Sender => ({
  accountId: null,
  phone: entry.phone ?? null,
  locale: 'id',
  desk: true,
})

const answersOf = (entry: FieldEntry) => answersOfKind(entry.answers) as Registration

/** A new entry: registered as at the desk, with who wrote it down, where and when. */
export async function recordEntry(ctx: Context, entry: FieldEntry): Promise<void> {
  const { subjectId } = await submitRegistration(ctx, answersOf(entry), sender(entry))
  await insertEntry(ctx, entry, subjectId)
  if (entry.answers.kind !== 'organisation') await keepPosition(ctx, subjectId, entry)
  await announcePhotos(ctx, entry)
}

async function insertEntry(ctx: Context, entry: FieldEntry, subjectId: string): Promise<void> {
  const time = capturedAt(entry.capturedAt, entry.clockOffset, ctx.now)
  const isOrganisation = entry.answers.kind === 'organisation'
  await ctx.db.exec(
    text(
      `insert into registry.field_entry (id, account_id, officer_name, business_id, organisation_id, region_code, revision, captured_at,
         clock_offset_seconds, clock_doubtful, received_at, changed_at, latitude, longitude, accuracy_m, located_at, visit_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, $16)`,
      [
        entry.entryId,
        ctx.actor.accountId,
        ctx.actor.name,
        isOrganisation ? null : subjectId,
        isOrganisation ? subjectId : null,
        entry.answers.regionCode,
        entry.revision,
        time.at,
        entry.clockOffset,
        time.doubtful,
        ctx.now,
        ...positionOf(entry),
        entry.visitId ?? null,
      ],
    ),
  )
}

const positionOf = ({ position }: FieldEntry) => [
  position?.latitude ?? null,
  position?.longitude ?? null,
  position?.accuracy ?? null,
  position?.at ?? null,
]

/** The business stands where the phone stood; a phone that believes itself outside Indonesia is not believed. */
async function keepPosition(ctx: Context, businessId: string, { position }: FieldEntry): Promise<void> {
  if (!position) return
  const { latitude, longitude, accuracy } = position
  const here = sectionSchemas.place.safeParse({ latitude, longitude, accuracy: Math.round(accuracy) })
  if (!here.success) return
  const said = { ...here.data, locatedBy: 'phone' }
  const changes = Object.entries(said).map(([field, after]) => ({ field, before: null, after }))
  await writeFields(ctx, businessId, changes)
}

/**
 * A later version of an entry: mends what still waits, sends a returned one again. What changed at the office meanwhile is told
 * as `stale` with the record as it is; the device shows both, field by field.
 */
export async function reviseEntry(
  ctx: Context,
  entry: FieldEntry,
  known: Pick<KnownEntry, 'subjectId'> & { id?: string },
): Promise<void> {
  const latest = await findLatestCase(ctx.db, known.subjectId)
  if (!latest) throw new Fault('not_found', 'field_entry_not_found')
  const found = await getCaseForUpdate(ctx.db, latest.id)
  // Of a verified business the record itself is changed: locked against whoever saves a page of it.
  const business = entry.visitId ? await findBusiness(ctx, known.subjectId, { forUpdate: true }) : undefined
  const detail = await getEntryDetail(ctx.db, found.id)
  const { reason, state } = found
  const seen = business?.state === 'verified'
  if (!seen && found.state !== 'submitted' && found.state !== 'returned')
    throw new Fault('conflict', 'field_entry_closed', { details: { state, version: detail.version, reason } })
  if (entry.baseVersion !== detail.version) {
    const details = { current: currentAnswers(detail), version: detail.version, state, reason }
    throw new Fault('stale', 'field_entry_stale', { details })
  }
  if (seen) await updateSeen(ctx, entry, business)
  else await mendCase(ctx, entry, found)
  if (known.id === undefined) await insertEntry(ctx, entry, known.subjectId)
  else await renewEntry(ctx, entry)
  await announcePhotos(ctx, entry)
}

/** What waits is mended, what was returned is sent again. */
async function mendCase(ctx: Context, entry: FieldEntry, found: LockedCase): Promise<void> {
  if (found.state !== 'returned') return amendCase(ctx, entry, found)
  const { subjectId, round, kind, accountId } = found
  await resubmitRegistration(
    ctx,
    answersOf(entry),
    { ...sender(entry), accountId },
    { subjectId, round, kind },
  )
  if (kind !== 'organisation') await keepPosition(ctx, subjectId, entry)
}

async function renewEntry(ctx: Context, entry: FieldEntry): Promise<void> {
  await ctx.db.exec(
    text(
      `update registry.field_entry set revision = $2, region_code = $3, changed_at = $4,
         latitude = coalesce($5, latitude), longitude = coalesce($6, longitude), accuracy_m = coalesce($7, accuracy_m),
         located_at = coalesce($8, located_at) where id = $1`,
      [entry.entryId, entry.revision, entry.answers.regionCode, ctx.now, ...positionOf(entry)],
    ),
  )
}

/** Mend what nobody decided yet; whoever has the old version open cannot decide it. */
async function amendCase(ctx: Context, entry: FieldEntry, found: LockedCase): Promise<void> {
  const answers = answersOf(entry)
  const subject = { subjectId: found.subjectId, round: found.round, kind: found.kind }
  if (answers.kind !== found.kind) throw new Fault('conflict', 'registry_kind_fixed')
  await checkPlace(ctx, answers)
  await mendPerson(ctx, answers, subject)
  if (answers.kind === 'organisation') await updateOrganisation(ctx, found.subjectId, answers)
  else await amendBusiness(ctx, entry, found)
  await ctx.db.exec(
    text(
      `update registry.registration set name = $2, region_code = $3, missing = $4, version = version + 1 where id = $1`,
      [found.id, answers.name, answers.regionCode, missingOf(answers, entry.phone ?? found.phone)],
    ),
  )
  ctx.audit({
    subject: { type: 'registration', id: found.id },
    region: answers.regionCode,
    changes: { amended: true },
  })
  ctx.touch('registrations')
}

/** The business as it is said now, told to its history. */
async function amendBusiness(ctx: Context, entry: FieldEntry, found: LockedCase): Promise<void> {
  const answers = answersOf(entry)
  const before = await readFields(ctx.db, found.subjectId)
  await updateBusiness(ctx, found.subjectId, answers)
  await keepPosition(ctx, found.subjectId, entry)
  const changes = changesBetween(before, await readFields(ctx.db, found.subjectId))
  const business = { id: found.subjectId, regionCode: answers.regionCode }
  if (changes.length > 0) await recordChange(ctx, business, { section: 'identity', changes })
}

/** Photos the entry names; those known already stay. One that is named no more and never arrived is not waited for. */
async function announcePhotos(ctx: Context, entry: FieldEntry): Promise<void> {
  for (const [position, photo] of entry.photos.entries())
    await ctx.db.exec(
      text(
        `insert into registry.field_photo (id, entry_id, position, bytes, sha256, declared_at)
         values ($1, $2, $3, $4, decode($5, 'hex'), $6) on conflict on constraint field_photo_key do nothing`,
        [photo.id, entry.entryId, position, photo.bytes, photo.sha256, ctx.now],
      ),
    )
  await ctx.db.exec(
    text('update registry.field_photo set declared_at = $3 where entry_id = $1 and id = any ($2::uuid[])', [
      entry.entryId,
      entry.photos.map(({ id }) => id),
      ctx.now,
    ]),
  )
}
