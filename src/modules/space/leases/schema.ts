import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { Phone } from '#modules/identity/schema.ts'
import {
  leaseKinds,
  leaseOrigins,
  leaseStates,
  payMethods,
  rentPeriods,
  reviewChecks,
  termKinds,
} from './states.ts'

export const Day = z.iso
  .date()
  .refine((date) => date >= '2000-01-01' && date <= '2099-12-31', 'market_field_day')
export const Reason = z.string().trim().min(3).max(500)

/** A long hire as its holder and the desk see it. Days are those of the place. */
export const Lease = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    spaceName: z.string(),
    spaceSlug: z.string(),
    zone: z.string(),
    unitId: z.uuid(),
    unitCode: z.string(),
    state: z.enum(leaseStates),
    kind: z.enum(leaseKinds),
    origin: z.enum(leaseOrigins),
    from: z.iso.date().describe('First day.'),
    until: z.iso.date().describe('Last day.'),
    number: z.string().nullable().describe('Of the permit letter.'),
    businessId: z.uuid().nullable(),
    holderName: z.string(),
    holderPhone: z.string().nullable(),
    trade: z.string(),
    rent: z.number().int().describe('Rupiah; 0 is free of charge (Gratis).'),
    rentPer: z.enum(rentPeriods),
    offeredUntil: z.iso.datetime().nullable(),
    endedOn: z.iso.date().nullable(),
    endReason: z.string().nullable(),
    appealUntil: z.iso.date().nullable(),
    handedBackOn: z.iso.date().nullable(),
    lastSeenOn: z.iso.date().nullable(),
    unused: z.boolean().describe('Nobody was seen there for a month or longer.'),
    endsSoon: z.boolean(),
    arrears: z.number().int().describe('Rupiah past their due day.'),
    reviewed: z.enum(['renewed', 'refused']).nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Lease' })
export type Lease = z.infer<typeof Lease>

export const leaseShows = ['current', 'ending', 'unused', 'arrears', 'past'] as const
export const LeaseQuery = PageQuery.extend({ show: z.enum(leaseShows).default('current') })
export const LeasePage = pageOf(Lease)

/** Whom a place is granted to: a verified business or group, or a person whose identity card was seen at the desk. */
export const GrantLease = z
  .object({
    unitId: z.uuid(),
    businessId: z.uuid().optional(),
    holderName: z.string().trim().min(2).max(120).optional(),
    holderPhone: Phone.optional(),
    identitySeen: z
      .boolean()
      .default(false)
      .describe('The identity card of a person without a business was seen.'),
    kind: z.enum(termKinds).default('permanent'),
    from: Day,
    until: Day.describe('Last day; a year at most.'),
    trade: z.string().trim().max(120).default(''),
    rent: z.number().int().min(0).max(1_000_000_000).default(0),
    rentPer: z.enum(rentPeriods).default('month'),
  })
  .check(({ value, issues }) => {
    const wrong = (path: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [path], message })
    if (value.businessId !== undefined) return
    if (value.holderName === undefined) wrong('holderName', 'market_field_holder')
    else if (!value.identitySeen) wrong('identitySeen', 'market_field_identity')
  })

export const ReviewInput = z.object({
  leaseId: z.uuid(),
  decision: z.enum(['renewed', 'refused']),
  complaints: z.number().int().min(0).max(1000).default(0),
  checks: z.array(z.enum(reviewChecks)).max(reviewChecks.length).default([]),
  reason: Reason,
  until: Day.optional().describe('Last day of the new term; as long as before when left out.'),
})

export const Letter = z.object({
  id: z.uuid(),
  kind: z.enum(['permit', 'revocation']),
  number: z.string(),
  dated: z.iso.date(),
  signing: z.enum(['wet', 'electronic']),
  state: z.enum(['valid', 'revoked']),
  token: z.string().describe('Opens the check page at `/surat/{token}`.'),
})

export const Charge = z
  .object({
    id: z.uuid(),
    leaseId: z.uuid(),
    unitCode: z.string(),
    holderName: z.string(),
    from: z.iso.date(),
    until: z.iso.date(),
    amount: z.number().int(),
    dueOn: z.iso.date(),
    state: z.enum(['due', 'paid', 'waived']),
    overdue: z.boolean(),
    paidOn: z.iso.date().nullable(),
    method: z.enum(payMethods).nullable(),
    receiptNumber: z.string().nullable(),
    token: z.string().nullable().describe('Opens the receipt at `/kuitansi/{token}`.'),
    waivedReason: z.string().nullable(),
  })
  .meta({ id: 'Charge' })
export type Charge = z.infer<typeof Charge>

export const Review = z.object({
  decision: z.enum(['renewed', 'refused']),
  presentDays: z.number().int().nullable(),
  marketDays: z.number().int(),
  arrears: z.number().int(),
  complaints: z.number().int(),
  checks: z.array(z.string()),
  reason: z.string(),
  reviewedAt: z.iso.datetime(),
  reviewedByName: z.string(),
})

/** A lease with everything that belongs to it. */
export const LeaseFile = z.object({
  lease: Lease,
  letters: z.array(Letter),
  charges: z.array(Charge),
  review: Review.nullable(),
  permits: z
    .array(
      z.object({ id: z.uuid(), kind: z.string(), number: z.string(), expiresOn: z.iso.date().nullable() }),
    )
    .describe('Trading registrations (TDU) of the business, from the register.'),
  marketDays: z.number().int().describe('Days of the term so far on which the place was open.'),
  presentDays: z
    .number()
    .int()
    .nullable()
    .describe('Days on which the holder was seen there; null where it is not recorded.'),
  mine: z.boolean(),
})

export const Token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/, 'market_letter_not_found')
  .describe('From the QR code on the paper.')

export const LetterCheck = z.object({
  kind: z.enum(['permit', 'revocation']),
  number: z.string(),
  dated: z.iso.date(),
  agency: z.string(),
  signerName: z.string(),
  signerPosition: z.string(),
  signing: z.enum(['wet', 'electronic']),
  state: z.enum(['valid', 'revoked', 'ended']),
  revokedAt: z.iso.datetime().nullable(),
  sha256: z.string().describe('Of the PDF as it was issued.'),
  spaceName: z.string(),
  unitCode: z.string(),
  from: z.iso.date(),
  until: z.iso.date(),
})

export const ReceiptCheck = z.object({
  receiptNumber: z.string(),
  amount: z.number().int(),
  from: z.iso.date(),
  until: z.iso.date(),
  paidOn: z.iso.date(),
  method: z.enum(payMethods),
  paidBy: z.string(),
  receivedBy: z.string().nullable(),
  spaceName: z.string(),
  unitCode: z.string(),
  legalBasis: z.string(),
  head: z.object({
    government: z.string(),
    agency: z.string(),
    unit: z.string(),
    address: z.string(),
    contact: z.string(),
    place: z.string(),
  }),
})

const text = (maximum: number) => z.string().trim().max(maximum)

/** Head, texts, numbering and signer of an agency's letters. Blanks like `{nama}` are filled for each letter. */
export const LetterTemplate = z.object({
  government: text(80).default(''),
  agency: text(80).default(''),
  unit: text(80).default(''),
  address: text(160).default(''),
  contact: text(160).default(''),
  pattern: text(60)
    .regex(/\{n\}.*\{tahun\}|\{tahun\}.*\{n\}/, 'market_field_pattern')
    .default('500.2.1/{n}/LAPAK/{bulan}/{tahun}'),
  receiptPattern: text(60)
    .regex(/\{n\}.*\{tahun\}|\{tahun\}.*\{n\}/, 'market_field_pattern')
    .default('KW/{n}/{tahun}'),
  nature: text(40).default('Biasa').describe('Sifat.'),
  attachment: text(40).default('-').describe('Lampiran.'),
  subject: text(160).default('Izin pemakaian tempat usaha'),
  basis: text(600).default(''),
  opening: text(1200).default(
    'Dengan ini diberikan izin pemakaian tempat usaha di {tempat} kepada pemegang izin di bawah ini.',
  ),
  conditions: text(3000)
    .default(
      [
        'Tempat dipakai sendiri dan tidak boleh dijual, disewakan, atau dialihkan kepada orang lain.',
        'Tempat dipakai untuk jenis usaha yang tertulis di surat ini.',
        'Pemegang izin menjaga kebersihan, ketertiban, dan jam buka.',
        'Tempat yang tidak dipakai satu bulan atau lebih dapat diambil kembali.',
        'Izin berakhir dengan sendirinya pada akhir masa berlaku dan hanya diperpanjang sesudah peninjauan.',
      ].join('\n'),
    )
    .describe('One a line.'),
  closing: text(600).default('Surat izin ini dibuat untuk dipergunakan sebagaimana mestinya.'),
  revocation: text(1200).default(
    'Izin pemakaian tempat usaha nomor {nomorizin} atas nama {nama} untuk {lapak} di {tempat} dicabut sejak {akhir} karena: {alasan}',
  ),
  appeal: text(600).default(
    'Pemegang izin yang berkeberatan dapat mengajukan keberatan tertulis kepada kantor kami paling lambat {keberatan}.',
  ),
  place: text(60).default('').describe('Where letters are dated: Surakarta.'),
  signerPosition: text(160).default('Kepala'),
  signerName: text(120).default(''),
  signerRank: text(80).default(''),
  signerNip: text(30).default(''),
  copies: text(600).default('').describe('Tembusan, one a line.'),
  signing: z.enum(['wet', 'electronic']).default('wet'),
  paper: z.enum(['a4', 'f4']).default('a4'),
})
export type LetterTemplate = z.infer<typeof LetterTemplate>
