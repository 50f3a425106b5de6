import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { getSpace } from '../places/queries.server.ts'
import { mayKeep } from '../policy.ts'
import { SpaceKey } from '../schema.ts'
import { addUnits, changeUnit, setUnitActive } from './commands.server.ts'
import { type FoundUnit, getUnit, listUnits } from './queries.server.ts'
import { Unit, UnitChange, UnitQuery, UnitsInput } from './schema.ts'

const Listing = z.object({ start: z.iso.datetime(), end: z.iso.datetime(), items: z.array(Unit) })
const keepsUnit = (actor: Actor, unit: FoundUnit) =>
  mayKeep(actor, { regionCode: unit.regionCode, state: unit.spaceState })
const sameCode = { unit_code: () => new Fault('conflict', 'cowork_unit_same_code') }

export const readUnits = operation({
  name: 'space.list_units',
  summary: 'The parts of a space (seats, rooms, stalls) and whether each is free in a wanted time.',
  http: 'GET /spaces/{spaceId}/units',
  input: UnitQuery,
  output: Listing,
  can: () => 'allowed',
  async run(ctx, { spaceId, ...wanted }) {
    const { start, end, items } = await listUnits(ctx, spaceId, wanted)
    return { start, end, items }
  },
})

export const addParts = operation({
  name: 'space.add_units',
  summary: 'Add parts to a space, several of a kind at once.',
  http: 'POST /spaces/{spaceId}/units',
  creates: true,
  input: UnitsInput.safeExtend({ spaceId: SpaceKey }),
  output: Listing,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId, true),
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { spaceId: _, ...wanted }, space) {
    await addUnits(ctx, space, wanted)
    const { start, end, items } = await listUnits(ctx, space.id, {})
    return { start, end, items }
  },
  constraints: {
    ...sameCode,
    unit_too_many: () => new Fault('conflict', 'cowork_unit_too_many'),
  },
})

const one = (unit: FoundUnit) => ({ unitId: unit.id, spaceId: unit.spaceId })
const Done = z.object({ unitId: z.uuid(), spaceId: z.uuid() })

export const changePart = operation({
  name: 'space.edit_unit',
  summary: 'Change what a part of a space is called and how it is booked.',
  http: 'PUT /units/{unitId}',
  input: UnitChange,
  output: Done,
  subject: (ctx, { unitId }) => getUnit(ctx, unitId),
  can: keepsUnit,
  async run(ctx, wanted, unit) {
    await changeUnit(ctx, unit, wanted)
    return one(unit)
  },
  constraints: sameCode,
})

export const retirePart = operation({
  name: 'space.set_unit_active',
  summary: 'Take a part of a space out of use, or back into use. Refused while somebody has it.',
  http: 'POST /units/{unitId}/state',
  input: z.object({ unitId: z.uuid(), active: z.boolean() }),
  output: Done,
  subject: (ctx, { unitId }) => getUnit(ctx, unitId),
  can: keepsUnit,
  async run(ctx, { active }, unit) {
    await setUnitActive(ctx, unit, active)
    return one(unit)
  },
})

export const unitOperations = [readUnits, addParts, changePart, retirePart]
