import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { VillageCode } from '#modules/region/schema.ts'
import { questions, registrationKinds } from '../schema.ts'
import { moveStates } from './rules.ts'

export const NewMove = z.object({
  businessId: z.uuid(),
  version: z.number().int().min(1).max(1_000_000_000).describe('Of the business as it was read.'),
  regionCode: VillageCode.describe('The village it moves to.'),
  address: questions.address,
  rt: questions.rt.optional(),
  rw: questions.rw.optional(),
  reason: z.string().trim().min(3, 'profile_reason_needed').max(300).optional(),
})

export const Move = z.object({
  id: z.uuid(),
  businessId: z.uuid(),
  name: z.string(),
  reference: z.string(),
  kind: z.enum(registrationKinds),
  state: z.enum(moveStates),
  fromRegion: z.string(),
  toRegion: z.string(),
  from: z.string().describe('Village it leaves, in full.'),
  to: z.string().describe('Village it moves to, in full.'),
  address: z.string(),
  rt: z.string().nullable(),
  rw: z.string().nullable(),
  reason: z.string().nullable(),
  askedAt: z.iso.datetime(),
  askedBy: z.string(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  answer: z.string().nullable(),
  mayDecide: z.boolean(),
  mayCancel: z.boolean(),
})
export type Move = z.infer<typeof Move>

export const MoveQuery = PageQuery.extend({
  way: z.enum(['in', 'out']).default('in').describe('Moving into your regions, or out of them.'),
  state: z.enum(['waiting', 'all']).default('waiting'),
})
export type MoveQuery = z.infer<typeof MoveQuery>
export const MovePage = pageOf(Move)

export const MoveDecision = z.object({
  moveId: z.uuid(),
  decision: z.enum(['accepted', 'refused']),
  answer: z.string().trim().min(3).max(300).optional().describe('Why it is refused.'),
})
