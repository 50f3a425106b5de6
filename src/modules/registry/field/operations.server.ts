import { z } from 'zod'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { PageQuery } from '#kernel/page.ts'
import { isStaffReader } from '../policy.ts'
import { recordEntry, reviseEntry } from './commands.server.ts'
import { getPhotoForUpdate, takePart } from './photos.server.ts'
import { mayFollow, mayGoOut, mayReadRecord, maySend } from './policy.ts'
import {
  findEntryForUpdate,
  getEntry,
  getReceipt,
  getRecord,
  listKitRegions,
  listOwnReceipts,
  listRecords,
} from './queries.server.ts'
import {
  FieldEntry,
  FieldKit,
  FieldReceipt,
  FieldRecord,
  FieldRecordPage,
  KitQuery,
  PhotoPart,
  PhotoProgress,
} from './schema.ts'
import { visitOperations } from './visits/operations.server.ts'
import { getVisit, listOwnVisits } from './visits/queries.server.ts'

export const readKit = operation({
  name: 'registry.get_field_kit',
  summary:
    'What a phone takes along to register without signal: villages, the office clock, visits, what was sent before.',
  http: 'GET /field/kit',
  input: KitQuery,
  output: FieldKit,
  can: (actor) => mayGoOut(actor),
  async run(ctx, { within, regions: wanted }) {
    const none = { regions: [], areas: [] }
    const [regions, entries, visits] = await Promise.all([
      wanted ? listKitRegions(ctx, within) : none,
      listOwnReceipts(ctx),
      listOwnVisits(ctx),
    ])
    const { accountId, name } = ctx.actor
    return { officerId: accountId ?? '', officerName: name, now: ctx.now, ...regions, entries, visits }
  },
})

/** Twice the same revision is one record: a lost answer costs nothing. */
export const sendFieldEntry = operation({
  name: 'registry.send_field_entry',
  summary: 'Send or change an entry that was written down in the field; another officer decides.',
  http: 'PUT /field/entries/{entryId}',
  input: FieldEntry,
  output: FieldReceipt,
  subject: async (ctx, { entryId, visitId }) => ({
    known: await findEntryForUpdate(ctx, entryId),
    visit: visitId ? await getVisit(ctx, visitId) : undefined,
  }),
  can: (actor, { known, visit }, entry) => maySend(actor, known, entry, visit),
  async run(ctx, entry, { known, visit }) {
    if (!known && visit) await reviseEntry(ctx, entry, { subjectId: visit.businessId })
    else if (!known) await recordEntry(ctx, entry)
    else if (entry.revision > known.revision) await reviseEntry(ctx, entry, known)
    else ctx.audit({ nothing: true })
    return getReceipt(ctx, entry.entryId)
  },
  constraints: {
    person_nik: () => fieldFault('nik', 'registry_nik_taken'),
    // Two tabs at once: whoever was second asks again and finds it.
    field_entry_key: () => new Fault('unavailable', 'field_entry_busy'),
    field_entry_visit: () => new Fault('conflict', 'field_visit_entry_taken'),
  },
})

export const readFieldEntry = operation({
  name: 'registry.get_field_entry',
  summary: 'What became of an entry you sent, and which parts of its photos have arrived.',
  http: 'GET /field/entries/{entryId}',
  input: z.object({ entryId: z.uuid() }),
  output: FieldReceipt,
  subject: (ctx, { entryId }) => getEntry(ctx, entryId),
  can: (actor, known) => mayFollow(actor, known),
  run: (ctx, { entryId }) => getReceipt(ctx, entryId),
})

export const sendPhotoPart = operation({
  name: 'registry.send_photo_part',
  summary: 'Send one part of a photo of a field entry; the last part makes it whole.',
  http: 'PUT /field/photos/{photoId}/parts/{part}',
  input: PhotoPart,
  output: PhotoProgress,
  subject: (ctx, { photoId }) => getPhotoForUpdate(ctx, photoId),
  can: (actor, photo) => mayFollow(actor, photo),
  async run(ctx, { part, data }, photo) {
    const progress = await takePart(ctx, photo, part, data)
    const about = { type: 'field_entry', id: photo.entryId }
    ctx.audit(
      progress.stored && photo.fileId === null
        ? { subject: about, region: photo.regionCode, changes: { photo: photo.id } }
        : { nothing: true },
    )
    return progress
  },
})

export const listFieldRecords = operation({
  name: 'registry.list_field_records',
  summary: 'What officers wrote down in the field of your regions: who, where and when; newest first.',
  http: 'GET /field/records',
  input: PageQuery,
  output: FieldRecordPage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, query) => listRecords(ctx, query),
})

export const readFieldRecord = operation({
  name: 'registry.get_field_record',
  summary: 'One entry from the field with its photos and place.',
  http: 'GET /field/records/{entryId}',
  input: z.object({ entryId: z.uuid() }),
  output: FieldRecord,
  subject: (ctx, { entryId }) => getEntry(ctx, entryId),
  can: (actor, known) => mayReadRecord(actor, known),
  run: (ctx, { entryId }) => getRecord(ctx, entryId),
})

export const fieldOperations = [
  readKit,
  sendFieldEntry,
  readFieldEntry,
  sendPhotoPart,
  listFieldRecords,
  readFieldRecord,
  ...visitOperations,
]
