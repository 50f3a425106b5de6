import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { NeighbourhoodNumber, RegionCode, VillageCode } from '#modules/region/schema.ts'
import { questions } from '../schema.ts'
import { lists } from './lists.ts'
import { Moment } from './moment.ts'

const line = (minimum: number, maximum: number) => z.string().trim().min(minimum).max(maximum)
const Rupiah = z.number().int().min(0).max(100_000_000_000)
export const Reason = line(3, 500).describe('Why; kept in the history.')
const MemberId = z.uuid().describe('A member of the same household.')

/** What every dated record of a household carries besides its own fields. */
const Meta = z.object({
  id: z.uuid(),
  version: z.number().int(),
  until: z.string().optional().describe('Ended then.'),
  endReason: z.string().optional(),
  withdrawnAt: z.iso.datetime().optional().describe('Struck out: it never held.'),
  withdrawnReason: z.string().optional(),
  recordedAt: z.iso.datetime(),
  recordedByName: z.string(),
})

/** A section: what must be said, what may be; what is sealed in the database and masked in every answer but a logged one. */
function section<
  Required extends z.ZodRawShape,
  Optional extends z.ZodRawShape,
  Sealed extends z.ZodRawShape,
>(required: Required, optional: Optional, sealed: Sealed) {
  const known = z.object(required).extend(z.object(optional).partial().shape)
  const hidden = z.object(sealed)
  return {
    input: known.extend(hidden.shape),
    /** A correction that leaves a sealed field out leaves it as it is. */
    correction: known.extend(hidden.partial().shape),
    record: known.extend(hidden.partial().shape).extend(Meta.shape),
    fields: Object.keys(known.shape),
    sealed: Object.keys(sealed),
  }
}

/** The nine sections of a household's file. */
export const sections = {
  members: section(
    { relation: z.enum(lists.relation), dependant: z.boolean().default(false) },
    {
      personId: z.uuid().describe('A person of the register; their name is taken over.'),
      name: line(1, 100).describe('Needed when it is nobody of the register.'),
      birthYear: z.number().int().min(1900, 'household_field_year').max(2100, 'household_field_year'),
      sex: z.enum(lists.sex),
      since: Moment,
    },
    {},
  ),
  moves: section(
    { why: z.enum(lists.why), since: Moment },
    {
      fromRegion: RegionCode,
      fromPlace: line(2, 200).describe('A place without a code, abroad for instance.'),
    },
    {},
  ),
  housing: section(
    { tenure: z.enum(lists.tenure), since: Moment },
    {
      floor: z.enum(lists.floor),
      floorArea: z.number().int().min(1).max(10_000).describe('Square metres.'),
      wall: z.enum(lists.wall),
      water: z.enum(lists.water).describe('Water to drink.'),
      electricity: z.enum(lists.electricity),
      toilet: z.enum(lists.toilet),
      fuel: z.enum(lists.fuel).describe('To cook with.'),
    },
    {},
  ),
  work: section(
    {
      memberId: MemberId,
      occupation: line(2, 120),
      status: z.enum(lists.status).describe('Status in employment, Sakernas.'),
      since: Moment,
    },
    { place: line(2, 200), hours: z.number().int().min(1).max(120).describe('A usual week.') },
    {},
  ),
  money: section(
    { kind: z.enum(lists.money), amount: Rupiah.describe('Whole rupiah a month.'), since: Moment },
    { memberId: MemberId, note: line(1, 200) },
    {},
  ),
  assets: section(
    { kind: z.enum(lists.asset) },
    { description: line(2, 200), value: Rupiah.describe('What it would fetch today.'), since: Moment },
    {},
  ),
  debts: section(
    {
      lenderKind: z.enum(lists.lender),
      purpose: z.enum(lists.purpose),
      term: z.number().int().min(1).max(600).describe('Number of instalments.'),
      period: z.enum(lists.period).describe('One instalment each.'),
      since: Moment,
    },
    { memberId: MemberId, lenderName: line(2, 120) },
    {
      principal: Rupiah.min(1),
      received: Rupiah.min(1).optional().describe('After up-front cuts; the principal when left out.'),
      instalment: Rupiah.min(1),
    },
  ),
  aid: section(
    { kind: z.enum(lists.aid), since: Moment },
    {
      institution: line(2, 120).describe('Needed when it is no organisation of the register.'),
      organisationId: z.uuid().describe('An organisation of the register; its name is taken over.'),
      memberId: MemberId,
      what: line(2, 200),
      amount: Rupiah.describe('Worth, whole rupiah.'),
    },
    {},
  ),
  rungs: section(
    { source: z.enum(lists.source), since: Moment },
    {
      decile: z.number().int().min(1).max(10).describe('As DTSEN gave it; never computed here.'),
      rung: z
        .number()
        .int()
        .min(1)
        .max(6)
        .describe('An officer’s judgement: 1 very poor … 6 above lower middle.'),
      basis: line(3, 300).describe('Grounds of the judgement, or the document.'),
    },
    {},
  ),
} as const
export type SectionName = keyof typeof sections
export const sectionNames = Object.keys(sections) as SectionName[]
export const Section = z.enum(sectionNames)
/** Of these one can say that they ended; the others are facts of a day. */
export const endable = ['members', 'work', 'money', 'assets', 'debts'] as const satisfies SectionName[]

/** A record of a section as it is read. Debts carry the rate; their amounts only where they were unsealed. */
const Debt = sections.debts.record.extend({
  effectiveRate: z
    .number()
    .optional()
    .describe('A year; 0.06 is 6 %. Absent when no rate explains the figures.'),
})
export const Records = z.object({
  members: z.array(sections.members.record),
  moves: z.array(sections.moves.record.extend({ fromName: z.string().optional() })),
  housing: z.array(sections.housing.record),
  work: z.array(sections.work.record),
  money: z.array(sections.money.record),
  assets: z.array(sections.assets.record),
  debts: z.array(Debt),
  aid: z.array(sections.aid.record),
  rungs: z.array(sections.rungs.record),
})
export type Records = z.output<typeof Records>
export type RecordOf<Name extends SectionName> = Records[Name][number]

const profile = {
  address: line(3, 200).optional(),
  rt: NeighbourhoodNumber.optional(),
  rw: NeighbourhoodNumber.optional(),
  origin: z.enum(lists.origin).optional().describe('What the family says; moves say more.'),
  note: line(1, 500).optional(),
}

/** A household is recorded with its head; everything else follows. */
export const NewHousehold = z.object({
  regionCode: VillageCode,
  ...profile,
  kk: questions.kk.optional(),
  headName: line(1, 100).describe('A single name is a name.'),
  headPersonId: z.uuid().optional().describe('The head, when the register knows them.'),
  headBirthYear: sections.members.input.shape.birthYear,
  headSex: sections.members.input.shape.sex,
})
export const ProfileChange = z.object({
  ...profile,
  kk: questions.kk.optional().describe('Left out, the number stays.'),
  reason: Reason,
  version: z.number().int(),
})

export const Profile = z.object({
  id: z.uuid(),
  reference: z.string(),
  name: z.string().describe('Of the head.'),
  regionCode: z.string(),
  place: z.string(),
  address: z.string().nullable(),
  rt: z.string().nullable(),
  rw: z.string().nullable(),
  kk: z.string().nullable().describe('Masked.'),
  origin: z.enum(lists.origin).nullable(),
  note: z.string().nullable(),
  state: z.enum(lists.state),
  stateReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime().nullable(),
  version: z.number().int(),
})
export type Profile = z.output<typeof Profile>

const Known = z.object({ id: z.uuid(), name: z.string(), nik: z.string().nullable().describe('Masked.') })
export type Known = z.output<typeof Known>
/** What the nation or the region calls poor: rupiah a head and month. */
export const PovertyLine = z.object({
  scope: z.string().describe('Regency or province; empty is the nation.'),
  validFrom: z.iso.date(),
  amount: z.number().int(),
  source: z.string(),
})
export type PovertyLine = z.output<typeof PovertyLine>

/** Somebody looked at what the family owes. */
const Opening = z.object({
  id: z.uuid(),
  name: z.string(),
  reason: z.string(),
  at: z.iso.datetime(),
})
export type Opening = z.output<typeof Opening>

/** Everything about a household. */
export const HouseholdFile = z.object({
  profile: Profile,
  records: Records,
  unplaced: z.array(Known).describe('On the family card, not yet a member.'),
  line: PovertyLine.nullable(),
  mayChange: z.boolean(),
  own: z.boolean().describe('The reader lives there.'),
  opened: z.boolean().describe('Amounts of debts are shown.'),
  openings: z.array(Opening).describe('Who opened the amounts, newest first; at most 50.'),
})
export type HouseholdFile = z.output<typeof HouseholdFile>

export const HouseholdFilter = PageQuery.extend({
  search: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe('Name of anybody who lives there, or the reference.'),
  region: RegionCode.optional(),
  state: z.enum(lists.state).optional(),
  rung: z.number().int().min(1).max(6).optional(),
  moneylender: z.boolean().optional().describe('Owes a moneylender now.'),
})
export type HouseholdFilter = z.output<typeof HouseholdFilter>
export const HouseholdItem = z.object({
  id: z.uuid(),
  reference: z.string(),
  name: z.string(),
  memberCount: z.number().int(),
  regionCode: z.string(),
  place: z.string(),
  state: z.enum(lists.state),
  rung: z.number().int().nullable(),
  moneylender: z.boolean(),
  createdAt: z.iso.datetime(),
})
export const HouseholdPage = pageOf(HouseholdItem)

/** One change, with what it said before and after; sealed fields are named and never shown. */
export const Change = z.object({
  id: z.uuid(),
  section: z.enum(['profile', ...sectionNames]),
  recordId: z.uuid(),
  act: z.enum(['recorded', 'added', 'corrected', 'ended', 'withdrawn', 'closed', 'reopened']),
  fields: z.array(
    z.object({
      name: z.string(),
      before: z.union([z.string(), z.number(), z.boolean()]).nullable(),
      after: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    }),
  ),
  reason: z.string().nullable(),
  byName: z.string(),
  at: z.iso.datetime(),
})
export type Change = z.output<typeof Change>
export const ChangePage = pageOf(Change)

export const People = z.object({
  items: z.array(Known.extend({ householdId: z.uuid().nullable(), place: z.string() })),
})
