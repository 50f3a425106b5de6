import { z } from 'zod'

const Points = z.number().int().min(0).max(1000)

/** The weights of a round, published before anybody applies. One point is one ticket in the drum. */
export const Weights = z
  .strictObject({
    base: z.number().int().min(1).max(1000).default(10).describe('Tickets that everyone has.'),
    local: Points.default(5).describe('More for a business of the region.'),
    need: Points.default(5).describe('More for a family in need, checked.'),
    women: Points.default(3).describe('More for a business led by a woman, checked.'),
    disability: Points.default(5).describe('More for somebody with a disability, checked.'),
    supportCap: Points.default(8).describe('Most for need, women and disability together.'),
    win: Points.default(3).describe('Fewer for each place got before in this space.'),
    winCap: Points.default(6).describe('Most that earlier places take away.'),
    absence: Points.default(1).describe('Fewer for each day a place stood empty without a word.'),
    absenceCap: Points.default(5).describe('Most that absences take away.'),
    minimum: z.number().int().min(1).max(1000).default(2).describe('Nobody has fewer.'),
    maximum: z.number().int().min(1).max(1000).default(25).describe('Nobody has more.'),
  })
  .refine(({ minimum, maximum }) => minimum <= maximum, {
    path: ['maximum'],
    message: 'allotment_field_maximum',
  })
export type Weights = z.infer<typeof Weights>

/** What an applicant's weight is made of. Need, women and disability are one sum, so that the public list tells nobody which. */
export const Factors = z.strictObject({
  local: z.boolean(),
  support: Points.describe('Points for need, women and disability together, capped.'),
  wins: z.number().int().min(0).max(10_000).describe('Places got before in this space.'),
  absences: z
    .number()
    .int()
    .min(0)
    .max(10_000)
    .describe('Days in the last year on which a place stood empty.'),
  lastWin: z.iso.date().nullable().describe('When the newest of these places began.'),
})
export type Factors = z.infer<typeof Factors>

export const supportKinds = ['need', 'women', 'disability'] as const
export type SupportKind = (typeof supportKinds)[number]

/** Points for what was claimed and checked, capped. */
export const supportOf = (weights: Weights, kinds: readonly SupportKind[]): number =>
  Math.min(
    kinds.reduce((sum, kind) => sum + weights[kind], 0),
    weights.supportCap,
  )

/** Each part of a weight in points, in the order in which it is told; the last is what the bounds add or take. */
export function partsOf(weights: Weights, factors: Factors) {
  const parts = {
    base: weights.base,
    local: factors.local ? weights.local : 0,
    support: Math.min(factors.support, weights.supportCap),
    wins: -Math.min(factors.wins * weights.win, weights.winCap),
    absences: -Math.min(factors.absences * weights.absence, weights.absenceCap),
  }
  const sum = parts.base + parts.local + parts.support + parts.wins + parts.absences
  const weight = Math.min(Math.max(sum, weights.minimum), weights.maximum)
  return { ...parts, bounds: weight - sum, weight }
}

export const weightOf = (weights: Weights, factors: Factors): number => partsOf(weights, factors).weight
