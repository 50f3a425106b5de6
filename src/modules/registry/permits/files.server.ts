import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { fieldFault } from '#kernel/fault.ts'
import { addPicture } from '#kernel/file.server.ts'
import { newId } from '#kernel/id.ts'
import { operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { pictureLimit, readPicture } from '#platform/files.ts'
import { readSealedWhole, storeSealed } from '#platform/sealed-files.ts'
import { mayChangeBusiness, mayReadBusiness } from '../policy.ts'
import { assertKept, assertReason, recordChange } from '../profile/commands.server.ts'
import { getPermit } from './queries.server.ts'
import { Reason } from './schema.ts'

const purpose = 'registry.permit_document'
const keyOf = (id: string) => `${id.slice(-2)}/${id}/document`

/** `%PDF-`: what a file is called or says of itself is not believed. */
const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const Document = z
  .instanceof(File, { error: 'kernel_field_required' })
  .refine((file) => file.size > 0, 'kernel_field_required')
  .refine((file) => file.size <= pictureLimit, 'kernel_field_picture_size')

/** A photo without its place and device, or a PDF as it came, sealed. */
async function store(ctx: Context, bytes: Uint8Array, about: { id: string; regionCode: string }) {
  if (isPdf(bytes)) {
    const id = newId()
    await storeSealed(keyOf(id), purpose, once(bytes), pictureLimit)
    return { id, type: 'application/pdf' }
  }
  const picture = await addPicture(ctx, bytes, { type: 'permit', public: false, ...about }).catch((fault) => {
    throw fault?.code === 'invalid_input' ? fieldFault('document', 'profile_fault_file_kind') : fault
  })
  return { id: picture.id, type: picture.mediaType }
}

/** Comes by a form: a photograph is no JSON. */
export const attachFile = operation({
  name: 'registry.attach_permit_file',
  summary: 'A photo or PDF of a permit; an earlier one is replaced.',
  input: z.object({ permitId: z.uuid(), document: Document, reason: Reason }),
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { permitId }) => getPermit(ctx, permitId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { permitId, document, reason }, { permit, ...business }) {
    assertKept(business)
    assertReason(ctx, business, reason)
    const bytes = new Uint8Array(await document.arrayBuffer())
    const file = await store(ctx, bytes, { id: permitId, regionCode: business.regionCode })
    await ctx.db.exec(
      text('update registry.permit set file_id = $2, file_type = $3 where id = $1', [
        permitId,
        file.id,
        file.type,
      ]),
    )
    const changes = [
      { field: 'permitKind', before: permit.kind, after: permit.kind },
      { field: 'permitFile', before: permit.fileType, after: file.type },
    ]
    await recordChange(ctx, business, { section: 'permits', changes, reason })
    return { id: permitId }
  },
})

export const readFileOf = operation({
  name: 'registry.get_permit_file',
  summary: 'Where the photo or PDF of a permit lies.',
  reads: true,
  input: z.object({ permitId: z.uuid() }),
  output: z.object({ fileId: z.uuid().nullable(), fileType: z.string().nullable() }),
  subject: (ctx, { permitId }) => getPermit(ctx, permitId),
  can: (actor, business) => mayReadBusiness(actor, business),
  run: async (_, __, { permit }) => ({ fileId: permit.fileId, fileType: permit.fileType }),
})

/** The bytes, for whom `readFileOf` let through. */
export async function fileBytes(
  fileId: string,
  fileType: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (fileType !== 'application/pdf') return readPicture(fileId, 1600)
  return new Uint8Array(await readSealedWhole(keyOf(fileId), purpose))
}

export const fileOperations = [attachFile, readFileOf]
