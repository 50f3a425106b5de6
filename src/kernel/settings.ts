import { z } from 'zod'

/**
 * What one deployment sets for itself. Each group is one row of `kernel.setting`; what was never set has a default,
 * so that a fresh installation works and a later version may add a member.
 */
export const SiteSettings = z.object({
  name: z
    .string()
    .trim()
    .min(2)
    .max(60)
    .default('Berdaya')
    .describe('Name of the site, in its head and in messages.'),
  accentHue: z
    .number()
    .int()
    .min(0)
    .max(360)
    .default(195)
    .describe('Hue of the accent colour in degrees; lightness and contrast stay.'),
  region: z
    .string()
    .regex(/^(\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?)?$/, 'admin_field_region')
    .default('')
    .describe('Region this deployment serves; its administrators keep the settings. Empty is the nation.'),
  zone: z
    .enum(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'])
    .default('Asia/Jakarta')
    .describe('Time zone of what belongs to no place.'),
})

/** Head of letters (kop surat), in the order it is printed. */
export const LetterheadSettings = z.object({
  government: z.string().trim().max(80).default('').describe('`PEMERINTAH KOTA SURAKARTA`'),
  agency: z.string().trim().max(80).default('').describe('`KECAMATAN BANJARSARI`'),
  unit: z.string().trim().max(80).default('').describe('`KELURAHAN MANGKUBUMEN`'),
  address: z.string().trim().max(160).default(''),
  contact: z.string().trim().max(160).default('').describe('Telephone, e-mail, web.'),
})

/** Service standards: how long a decision may take. */
export const StandardSettings = z.object({
  registrationDays: z
    .number()
    .int()
    .min(1)
    .max(30)
    .default(3)
    .describe('Working days to decide a registration.'),
  bookingDays: z.number().int().min(1).max(30).default(1).describe('Working days to decide a booking.'),
})

const TemplateName = z
  .string()
  .trim()
  .regex(/^[a-z0-9_]{0,60}$/, 'admin_field_template')

/** How messages are dressed for their gateways. WhatsApp sends approved templates only. */
export const MessageSettings = z.object({
  signature: z
    .string()
    .trim()
    .max(80)
    .default('')
    .describe('Last line of every SMS and e-mail; the site name when empty.'),
  whatsappTemplate: TemplateName.default('berdaya_pemberitahuan').describe(
    'Approved UTILITY template; {{1}} is the text.',
  ),
  whatsappCodeTemplate: TemplateName.default('berdaya_kode').describe(
    'Approved AUTHENTICATION template for codes.',
  ),
})

export const settingGroups = {
  site: SiteSettings,
  letterhead: LetterheadSettings,
  standards: StandardSettings,
  messages: MessageSettings,
} as const
export type SettingGroup = keyof typeof settingGroups

export type Settings = { [Group in SettingGroup]: z.output<(typeof settingGroups)[Group]> }

/** A stored value as its group's settings; what an older or newer version wrote and we cannot read becomes the default. */
export function readSettings<Group extends SettingGroup>(group: Group, stored: unknown): Settings[Group] {
  const schema: z.ZodType = settingGroups[group]
  const parsed = schema.safeParse(stored ?? {})
  return (parsed.success ? parsed.data : schema.parse({})) as Settings[Group]
}
