import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { MobilePhone } from '#modules/identity/schema.ts'
import { NeighbourhoodNumber, RegionCode, VillageCode } from '#modules/region/schema.ts'
import { digitsOf, isKk, isNib, isNik, isNpwp } from './numbers.ts'
import { fieldsByKind, registrationStates, requiredByKind } from './rules.ts'

export const registrationKinds = ['business', 'street_trader', 'art_group', 'organisation'] as const
export const RegistrationKind = z.enum(registrationKinds)
export type RegistrationKind = z.infer<typeof RegistrationKind>

export const sectors = [
  'food',
  'drink',
  'craft',
  'fashion',
  'retail',
  'service',
  'farming',
  'creative',
  'other',
] as const
export const placeTypes = ['ground', 'tent', 'shelter', 'cart', 'motor', 'other'] as const
export const artForms = [
  'dance',
  'gamelan',
  'music',
  'theatre',
  'puppetry',
  'visual',
  'literature',
  'other',
] as const
export const organisationKinds = [
  'government_unit',
  'school',
  'clinic',
  'university',
  'company',
  'cooperative',
  'bank',
  'retailer',
  'ngo',
  'media',
  'pesantren',
  'other',
] as const

const number = (isRight: (digits: string) => boolean, message: string) =>
  z.string().max(40).overwrite(digitsOf).refine(isRight, message)

const line = (minimum: number, maximum: number) => z.string().trim().min(minimum).max(maximum)

/** Every question of a registration. */
export const questions = {
  kind: RegistrationKind,
  name: line(2, 120).describe('What it is called.'),
  sector: z.enum(sectors),
  description: line(3, 500).describe('What is sold, made or done.'),
  startedYear: z.number().int().min(1900, 'registry_field_year').max(2100, 'registry_field_year'),
  workers: z.number().int().min(0).max(100_000).describe('People who work there, the owner included.'),
  placeType: z.enum(placeTypes).describe('Of a street trader: kind of place.'),
  spot: line(3, 200).describe('Of a street trader: where exactly.'),
  hours: line(1, 100).describe('Of a street trader: when.'),
  artForm: z.enum(artForms),
  members: z.number().int().min(1).max(10_000),
  organisationKind: z.enum(organisationKinds),
  regionCode: VillageCode,
  address: line(3, 200).describe('Street and number, or a landmark.'),
  rt: NeighbourhoodNumber,
  rw: NeighbourhoodNumber,
  ownerName: line(1, 100).describe('Owner, leader or contact; a single name is a name.'),
  nik: number(isNik, 'registry_field_nik').describe('NIK of the owner; optional, kept encrypted.'),
  kk: number(isKk, 'registry_field_kk').describe('Number of the family card; optional, kept encrypted.'),
  nib: number(isNib, 'registry_field_nib').describe('NIB of the business, 13 digits; optional.'),
  npwp: number(isNpwp, 'registry_field_npwp').describe(
    'NPWP, 15, 16 or 22 digits; optional, kept encrypted.',
  ),
} as const

/** Everything a registration says. Which questions belong to which kind is a rule (`fieldsByKind`). */
const flat = z.object({
  kind: questions.kind,
  name: questions.name,
  sector: questions.sector.optional(),
  description: questions.description.optional(),
  startedYear: questions.startedYear.optional(),
  workers: questions.workers.optional(),
  placeType: questions.placeType.optional(),
  spot: questions.spot.optional(),
  hours: questions.hours.optional(),
  artForm: questions.artForm.optional(),
  members: questions.members.optional(),
  organisationKind: questions.organisationKind.optional(),
  regionCode: questions.regionCode,
  address: questions.address,
  rt: questions.rt.optional(),
  rw: questions.rw.optional(),
  ownerName: questions.ownerName,
  nik: questions.nik.optional(),
  kk: questions.kk.optional(),
  nib: questions.nib.optional(),
  npwp: questions.npwp.optional(),
})
export type Registration = z.output<typeof flat>

/** A fault at each required question of the kind that was left out; said together with all others. */
const requireByKind = z.check<Registration>(({ value, issues }) => {
  // Asked whatever else is wrong: the value may be anything at all, and the kind `__proto__`.
  if (typeof value !== 'object' || value === null || !Object.hasOwn(requiredByKind, value.kind)) return
  const told = new Set(issues.map((issue) => issue.path?.[0]))
  for (const field of requiredByKind[value.kind])
    if (value[field] === undefined && !told.has(field))
      issues.push({ code: 'custom', message: 'kernel_field_required', path: [field], input: value })
})
requireByKind._zod.def.when = () => true

/** A registration as one document: what the API takes, and what a finished draft is read by. */
export const Registration = flat.check(requireByKind)

/** The person agrees to the processing of what they wrote (UU 27/2022 art. 20–22); without it nothing is kept. */
export const Consent = z.boolean('registry_field_consent').refine((given) => given, 'registry_field_consent')

/** A registration by somebody for themselves. */
export const OwnRegistration = flat.extend({ consent: Consent }).check(requireByKind)

/** A registration that staff enter at the desk. */
export const DeskRegistration = flat
  .extend({
    phone: MobilePhone.optional(),
    consent: Consent,
    differentFrom: z
      .array(z.uuid())
      .max(10)
      .default([])
      .describe('Businesses that look like this one; the officer saw them and says that they are others.'),
  })
  .check(requireByKind)

/** The page of questions about what is registered: those of its kind. */
export const aboutQuestions = (kind: RegistrationKind) =>
  z.object({
    name: questions.name,
    ...Object.fromEntries(
      fieldsByKind[kind].map((field) => {
        const required = (requiredByKind[kind] as readonly string[]).includes(field)
        return [field, required ? questions[field] : questions[field].optional()]
      }),
    ),
  })
export const placeQuestions = z.object({
  regionCode: questions.regionCode,
  address: questions.address,
  rt: questions.rt.optional(),
  rw: questions.rw.optional(),
})
export const ownerQuestions = z.object({
  ownerName: questions.ownerName,
  nik: questions.nik.optional(),
  kk: questions.kk.optional(),
  nib: questions.nib.optional(),
  npwp: questions.npwp.optional(),
})

/** What the sender gets back: the number to quote, and until when an answer comes. */
export const Receipt = z.object({
  id: z.uuid().describe('The registration.'),
  subjectId: z.uuid().describe('The business or organisation.'),
  reference: z.string(),
  state: z.enum(registrationStates.states),
  deadline: z.iso.datetime(),
  link: z.string().describe('Path of a page that shows the state without signing in.'),
})
export type Receipt = z.infer<typeof Receipt>

/** One sending of a registration and what became of it. */
export const Round = z.object({
  id: z.uuid(),
  round: z.number().int(),
  submittedAt: z.iso.datetime(),
  deadline: z.iso.datetime(),
  decision: z.enum(['approved', 'returned', 'rejected']).nullable(),
  decidedAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
})
export type Round = z.infer<typeof Round>

/** A business or organisation in short. */
export const Entry = z.object({
  id: z.uuid().describe('The registration that was sent last.'),
  subjectId: z.uuid(),
  reference: z.string(),
  kind: RegistrationKind,
  name: z.string(),
  state: z.enum(registrationStates.states),
  regionCode: z.string(),
  place: z.string().describe('Full name of the region.'),
  submittedAt: z.iso.datetime(),
  deadline: z.iso.datetime(),
})
export type Entry = z.infer<typeof Entry>

/** A person's own entry, with what happened to it. */
export const OwnEntry = Entry.extend({
  rounds: z.array(Round),
  link: z.string().describe('Path of the page where a returned registration is mended.'),
})

/** Everything recorded about one entry, as its owner and the officers of its region see it. Long numbers are masked. */
export const EntryDetail = Entry.extend({
  description: z.string().nullable(),
  sector: z.enum(sectors).nullable(),
  startedYear: z.number().int().nullable(),
  workers: z.number().int().nullable(),
  placeType: z.enum(placeTypes).nullable(),
  spot: z.string().nullable(),
  hours: z.string().nullable(),
  artForm: z.enum(artForms).nullable(),
  members: z.number().int().nullable(),
  organisationKind: z.enum(organisationKinds).nullable(),
  address: z.string().nullable(),
  rt: z.string().nullable(),
  rw: z.string().nullable(),
  nib: z.string().nullable(),
  npwp: z.string().nullable().describe('Masked.'),
  ownerName: z.string(),
  phone: z.string().nullable(),
  nik: z.string().nullable().describe('Masked.'),
  hasHousehold: z.boolean(),
  version: z.number().int(),
})
export type EntryDetail = z.infer<typeof EntryDetail>

/** The office's list of everything registered in its regions. */
export const EntryFilter = PageQuery.extend({
  search: z.string().trim().max(100).optional().describe('Part of the name, or the reference.'),
  kind: RegistrationKind.optional(),
  state: z.enum(['submitted', 'verified', 'returned', 'rejected', 'inactive', 'merged']).optional(),
  region: RegionCode.optional(),
})
export type EntryFilter = z.infer<typeof EntryFilter>
export const EntryPage = pageOf(Entry)
