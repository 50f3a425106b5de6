import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { SpaceKey } from '../schema.ts'
import { faultNatures, faultThings } from './rules.ts'
import { faultStates } from './states.ts'

const states = faultStates.states as [string, ...string[]] & typeof faultStates.states

/** What everyone may read of a fault. */
export const Fault = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    spaceSlug: z.string(),
    spaceName: z.string(),
    zone: z.string(),
    unitId: z.uuid().nullable(),
    unitName: z.string().nullable(),
    thing: z.enum(faultThings),
    nature: z.enum(faultNatures),
    state: z.enum(states),
    asked: z.number().int().describe('How many people said so.'),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
    days: z.number().int().describe('Since the first report, until it was done.'),
    promisedOn: z.iso.date().nullable(),
    overdue: z.boolean(),
    closedAt: z.iso.datetime().nullable(),
    note: z.string().describe('What was done, or why nothing will be.'),
    fileId: z.uuid().nullable().describe('A photo of it mended.'),
  })
  .meta({ id: 'SpaceFault' })
export type Fault = z.infer<typeof Fault>

/** For staff: also who sees to it, and what people wrote. */
export const FaultCase = Fault.extend({
  regionCode: z.string(),
  assignedTo: z.string(),
  closedByName: z.string().nullable(),
  version: z.number().int(),
}).meta({ id: 'SpaceFaultCase' })
export type FaultCase = z.infer<typeof FaultCase>

export const FaultReport = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  source: z.enum(['page', 'pass', 'staff', 'api']),
  note: z.string(),
  fileId: z.uuid().nullable(),
})

export const ReportInput = z.object({
  spaceId: SpaceKey,
  thing: z.enum(faultThings),
  nature: z.enum(faultNatures),
  unitId: z.uuid().optional(),
  note: z.string().trim().max(500).default('').describe('Only staff read it.'),
  visitor: z
    .string()
    .regex(/^[\w-]{16,64}$/)
    .optional()
    .describe('Random mark of the browser, so that one person counts once.'),
  source: z.enum(['page', 'pass']).optional(),
})

export const Reported = z.object({
  fault: Fault,
  reportId: z.uuid().nullable().describe('Null: this person had said so already.'),
  joined: z.boolean().describe('Others had said so before; this one counts with them.'),
})

export const FaultQuery = PageQuery.extend({
  spaceId: SpaceKey.optional(),
  state: z.enum(['running', 'closed']).default('running').describe('`running`: open or assigned.'),
})
export const FaultPage = pageOf(FaultCase)

export const Handling = z.object({
  faultId: z.uuid(),
  act: z.enum(['assign', 'done', 'decline', 'reopen']),
  assignedTo: z.string().trim().max(120).optional().describe('To assign: who sees to it.'),
  promisedOn: z.iso.date().optional().describe('By when.'),
  note: z.string().trim().max(500).optional().describe('What was done, or why nothing will be; public.'),
  version: z.number().int().min(1).optional(),
})
