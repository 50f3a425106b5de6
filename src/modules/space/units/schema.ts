import { z } from 'zod'
import { Instant, SpaceKey } from '../schema.ts'
import { approvals, unitKinds } from '../words.ts'

/** Kinds that staff add; the whole comes with the space. */
export const partKinds = ['area', 'room', 'seat', 'stall', 'shelf'] as const

export const unitStates = ['free', 'held', 'waiting', 'taken', 'closed'] as const
export type UnitState = (typeof unitStates)[number]

const Minutes = z.number().int().min(15).max(1440)
const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9.-]{0,11}$/, 'cowork_field_code')
  .describe('What stands on its sign: capital letters, digits, hyphens.')

/** A part of a space, as it stands in a wanted time. */
export const Unit = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    kind: z.enum(unitKinds),
    code: z.string().nullable(),
    name: z.string(),
    capacity: z.number().int(),
    parentId: z.uuid().nullable().describe('The area it lies in.'),
    active: z.boolean(),
    bookable: z.boolean().describe('By the hour; otherwise for walking in, or hired for long.'),
    approval: z.enum(approvals).nullable().describe('Where it differs from the space.'),
    minMinutes: z.number().int().nullable(),
    maxMinutes: z.number().int().nullable(),
    position: z.number().int(),
    state: z
      .enum(unitStates)
      .describe('In the whole of the wanted time: `held` is being chosen, `waiting` is asked for.'),
  })
  .meta({ id: 'Unit' })
export type Unit = z.infer<typeof Unit>

export const UnitQuery = z
  .object({
    spaceId: SpaceKey,
    start: Instant.optional().describe('Now by default.'),
    end: Instant.optional().describe('A minute after the start by default; at most 31 days.'),
  })
  .refine(({ start, end }) => start === undefined || end === undefined || start < end, {
    path: ['end'],
    message: 'space_field_end',
  })
  .refine(
    ({ start, end }) =>
      end === undefined || (start !== undefined && Date.parse(end) - Date.parse(start) <= 31 * 86_400_000),
    { path: ['end'], message: 'space_field_end' },
  )

/** What staff say of a part. */
const Described = z.object({
  capacity: z.number().int().min(1).max(100_000).default(1).describe('People.'),
  bookable: z.boolean().default(true),
  approval: z.enum(approvals).optional(),
  minMinutes: Minutes.optional(),
  maxMinutes: Minutes.optional(),
})
const lengths = ({
  minMinutes,
  maxMinutes,
}: {
  minMinutes?: number | undefined
  maxMinutes?: number | undefined
}) => minMinutes === undefined || maxMinutes === undefined || minMinutes <= maxMinutes
const inOrder = { path: ['maxMinutes'], message: 'space_field_max_minutes' }

export const UnitsInput = Described.extend({
  kind: z.enum(partKinds),
  prefix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9.-]{0,7}$/, 'cowork_field_prefix')
    .describe('Of several, the codes are the prefix and a number: K-1, K-2. Of one, the prefix is its code.'),
  first: z.number().int().min(0).max(999).default(1).describe('Number of the first.'),
  count: z.number().int().min(1).max(200).default(1),
  name: z.string().trim().max(60).default('').describe('What people call it; the code when left out.'),
  parentId: z.uuid().optional().describe('The area they lie in.'),
}).refine(lengths, inOrder)
export type UnitsInput = z.output<typeof UnitsInput>

export const UnitChange = Described.extend({
  unitId: z.uuid(),
  name: z.string().trim().min(1).max(80),
  code: Code.optional(),
  position: z.number().int().min(0).max(32_000).default(0),
}).refine(lengths, inOrder)
export type UnitChange = z.output<typeof UnitChange>
