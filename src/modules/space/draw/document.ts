import { z } from 'zod'
import { Factors, Weights } from './weights.ts'

/** Names the algorithm and the form of its files; another algorithm is another name. */
export const format = 'berdaya-draw-1'

export const rules = ['draw', 'rotation', 'first_come'] as const
export type Rule = (typeof rules)[number]

const Hex = z.string().regex(/^[0-9a-f]{64}$/)
const Code = z.string().min(1).max(40)

export const ListedPlace = z.strictObject({
  code: Code,
  zone: z.string().max(80).describe('Part of the place; empty for none.'),
  sectors: z.array(z.string().max(40)).max(20).describe('Who may trade there; empty is everyone.'),
})
export type ListedPlace = z.infer<typeof ListedPlace>

export const ListedApplicant = z.strictObject({
  number: z.number().int().min(1).max(1_000_000).describe('Of the application: it stands for the name.'),
  sector: z.string().max(40),
  wishes: z.array(z.string().max(130)).max(10).describe('`place:A-12` or `zone:Kuliner`, the dearest first.'),
  any: z.boolean().describe('Takes any other place as well.'),
  factors: Factors,
  weight: z.number().int().min(1).max(1000).describe('Tickets in the drum.'),
})
export type ListedApplicant = z.infer<typeof ListedApplicant>

/** What is fixed when a round closes: its SHA-256 is published before the draw. */
export const DrawList = z
  .strictObject({
    format: z.literal(format),
    round: z.uuid(),
    title: z.string().max(200),
    space: z.string().max(200),
    rule: z.enum(rules),
    weights: Weights,
    places: z.array(ListedPlace).max(5000),
    applicants: z.array(ListedApplicant).max(100_000).describe('By number.'),
  })
  .meta({ id: 'DrawList' })
export type DrawList = z.infer<typeof DrawList>

export const DrawFile = z
  .strictObject({
    format: z.literal(format),
    list: DrawList,
    listHash: Hex.describe('SHA-256 of the list as canonical JSON.'),
    commitment: z
      .object({ hash: Hex, at: z.iso.datetime() })
      .nullable()
      .describe('SHA-256 of the seed, published when the round was announced.'),
    closedAt: z.iso.datetime(),
    seed: Hex.nullable(),
    word: z
      .string()
      .regex(/^[A-Z0-9]{4,80}$/)
      .nullable()
      .describe('Spoken at the public meeting.'),
    drawnAt: z.iso.datetime(),
    order: z.array(z.number().int()).max(100_000).describe('Numbers, first to last.'),
    places: z.array(z.strictObject({ place: Code, number: z.number().int() })).max(5000),
    publicKey: z.string().length(44).describe('Ed25519, base64.'),
    signature: z.string().length(88).describe('Of all members but this, as canonical JSON; base64.'),
  })
  .meta({ id: 'DrawFile' })
export type DrawFile = z.infer<typeof DrawFile>

/** The word as everyone writes it alike: capital letters and digits, nothing else. */
export const spoken = (word: string): string => word.toUpperCase().replace(/[^A-Z0-9]/g, '')
