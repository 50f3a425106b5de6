import { z } from 'zod'
import { RegistrationKind, registrationKinds } from '../schema.ts'

/** An item of the checklist, for those who keep it. */
export const CheckItem = z.object({
  code: z.string(),
  position: z.number().int(),
  kinds: z.array(RegistrationKind),
  textId: z.string(),
  textEn: z.string(),
  hintId: z.string(),
  hintEn: z.string(),
  required: z.boolean(),
  requiredSince: z.iso.datetime().nullable(),
  active: z.boolean(),
  version: z.number().int(),
})
export type CheckItem = z.infer<typeof CheckItem>

/** Short name of an item; chosen once, never changed. */
export const ItemCode = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_]{1,39}$/, 'verification_code_format')

export const SaveCheckItem = z.object({
  code: ItemCode,
  position: z.number().int().min(0).max(9999).default(100),
  kinds: z.array(RegistrationKind).min(1, 'verification_kinds_needed').max(registrationKinds.length),
  textId: z.string().trim().min(3).max(200),
  textEn: z.string().trim().min(3).max(200),
  hintId: z.string().trim().max(300).default(''),
  hintEn: z.string().trim().max(300).default(''),
  required: z
    .boolean()
    .default(false)
    .describe('Registrations sent from now on are not approved without it; earlier ones stay decidable.'),
  active: z.boolean().default(true),
  version: z.number().int().min(1).optional().describe('Version that was read; left out for a new item.'),
})
export type SaveCheckItem = z.output<typeof SaveCheckItem>

/** One thing to look at, with what was said of it. */
export const CheckLine = z.object({
  code: z.string(),
  text: z.string(),
  hint: z.string(),
  required: z.boolean().describe('Of this registration: without it there is no approval.'),
  done: z.boolean(),
  note: z.string(),
  at: z.iso.datetime().nullable(),
  by: z.string().nullable(),
})
export type CheckLine = z.infer<typeof CheckLine>

export const Evidence = z.object({
  id: z.uuid(),
  itemCode: z.string().nullable(),
  caption: z.string(),
  mediaType: z.enum(['image/webp', 'application/pdf']),
  bytes: z.number().int(),
  at: z.iso.datetime(),
  by: z.string(),
})
export type Evidence = z.infer<typeof Evidence>

export const Checklist = z.object({
  registrationId: z.uuid(),
  lines: z.array(CheckLine),
  evidence: z.array(Evidence),
  mayCheck: z.boolean(),
})
export type Checklist = z.infer<typeof Checklist>

export const SaveChecklist = z.object({
  registrationId: z.uuid(),
  items: z
    .array(z.object({ code: ItemCode, done: z.boolean(), note: z.string().trim().max(300).default('') }))
    .max(60)
    .describe('Those that are left out stay as they are.'),
})
export type SaveChecklist = z.output<typeof SaveChecklist>

/** What a case shows of its checklist. */
export const Checks = z.object({
  lines: z.array(CheckLine.pick({ code: true, text: true, required: true, done: true })),
  missing: z.number().int().describe('Required items that nobody ticked: no approval until then.'),
  evidence: z.number().int(),
  open: z.boolean().describe('The reader may open the checklist: everyone who reads the case but its owner.'),
})
export type Checks = z.infer<typeof Checks>
