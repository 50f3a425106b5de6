import { z } from 'zod'
import { pageOf } from '#kernel/page.ts'
import { MobilePhone } from '#modules/identity/schema.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { registrationStates } from '../rules.ts'
import { Consent, Registration, RegistrationKind } from '../schema.ts'
import { ClockOffset, DeviceInstant } from './instant.ts'
import { partBytes, photoBytes, photosPerEntry } from './rules.ts'
import { KitVisit } from './visits/schema.ts'

/** Where the phone was, if its holder let it say so. */
export const Position = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(100_000).describe('Radius in metres, as the device says.'),
  at: DeviceInstant,
})
export type Position = z.infer<typeof Position>

/** A photo announced; its bytes follow in parts. */
export const AnnouncedPhoto = z.object({
  id: z.uuid(),
  bytes: z.number().int().min(1).max(photoBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'kernel_field_wrong_format'),
})
export type AnnouncedPhoto = z.infer<typeof AnnouncedPhoto>

/** One entry of a device, new or changed. Sending it twice is harmless: id and revision say what it is. */
export const FieldEntry = z.object({
  entryId: z.uuid().describe('Made on the device.'),
  officerId: z.uuid().describe('Who wrote it down; nobody else may send it.'),
  visitId: z
    .uuid()
    .optional()
    .describe(
      'The planned visit it was written on: then it changes that business. Of a verified one the owner, numbers and village stay.',
    ),
  revision: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .describe('One more each time the entry is finished again.'),
  baseVersion: z
    .number()
    .int()
    .min(1)
    .max(1_000_000_000)
    .nullable()
    .default(null)
    .describe(
      'Version of the record that was changed; another one is refused as stale. None for a new entry.',
    ),
  capturedAt: DeviceInstant.describe('When it was written down, by the clock of the device.'),
  clockOffset: ClockOffset,
  position: Position.nullable().default(null),
  photos: z.array(AnnouncedPhoto).max(photosPerEntry).default([]),
  answers: Registration,
  phone: MobilePhone.optional(),
  consent: Consent,
})
export type FieldEntry = z.output<typeof FieldEntry>

/** How much of a photo has arrived. */
export const PhotoProgress = z.object({
  id: z.uuid(),
  received: z.array(z.number().int()).describe('Parts that need not be sent again.'),
  stored: z.boolean(),
})
export type PhotoProgress = z.infer<typeof PhotoProgress>

/** What the office knows of an entry: the device keeps this instead of what it sent. */
export const FieldReceipt = z.object({
  entryId: z.uuid(),
  revision: z.number().int(),
  version: z.number().int().describe('Of the record; a later change says it was made from this one.'),
  registrationId: z.uuid(),
  reference: z.string(),
  name: z.string(),
  state: z.enum(registrationStates.states),
  reason: z.string().nullable().describe('Why it was returned or rejected.'),
  receivedAt: z.iso.datetime(),
  photos: z.array(PhotoProgress),
})
export type FieldReceipt = z.infer<typeof FieldReceipt>

/** One part of a photo. */
export const PhotoPart = z.object({
  photoId: z.uuid(),
  part: z.number().int().min(0).max(63),
  data: z
    .string()
    .max(Math.ceil(partBytes / 3) * 4)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'kernel_field_wrong_format')
    .describe('Base64.'),
})

/** A village one may choose without signal. */
export const KitRegion = z.object({ code: z.string(), name: z.string(), parent: z.string() })
export type KitRegion = z.infer<typeof KitRegion>

/** What a phone takes along. */
export const FieldKit = z.object({
  officerId: z.uuid(),
  officerName: z.string(),
  now: z.iso.datetime().describe('The clock of the office.'),
  regions: z.array(KitRegion).describe('Villages of the scope, or of the part of it that was asked for.'),
  areas: z.array(KitRegion).describe('Parts to choose from when the scope holds too many villages.'),
  entries: z.array(FieldReceipt).describe('What this officer sent, newest first.'),
  visits: z.array(KitVisit).default([]).describe('Where this officer is to go, and what was told of it.'),
})
export type FieldKit = z.infer<typeof FieldKit>

export const KitQuery = z.object({
  within: RegionCode.optional(),
  regions: z.boolean().default(true).describe('False asks only for the clock and what became of entries.'),
})

/** An entry as the office sees it: who, where, when. */
export const FieldRecord = z.object({
  entryId: z.uuid(),
  registrationId: z.uuid(),
  reference: z.string(),
  kind: RegistrationKind,
  name: z.string(),
  state: FieldReceipt.shape.state,
  regionCode: z.string(),
  place: z.string(),
  officer: z.string(),
  capturedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  clockDoubtful: z.boolean(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  accuracy: z.number().nullable(),
  photos: z.array(z.object({ id: z.uuid(), fileId: z.uuid().nullable() })),
})
export type FieldRecord = z.infer<typeof FieldRecord>
export const FieldRecordPage = pageOf(FieldRecord)
