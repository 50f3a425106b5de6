/** Halls and people of the tests about bookings; each file of tests has a database of its own. */
import { beforeAll } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { provisionSpace, sampleAnswers } from '../../provision.server.ts'
import type { Space } from '../../schema.ts'
import { now, refused, world } from '../../testing/world.ts'
import { requestBooking } from '../operations.server.ts'

export const here = await world()
export let hall: Space
export let decided: Space
export let sri: Actor & { phone: string }

beforeAll(async () => {
  hall = await provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { minDaysAhead: 1, maxDaysAhead: 60 },
  )
  decided = await provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { name: 'Ruang Rapat', approval: 'approved', bufferMinutes: 30, quota: 2 },
  )
  sri = await here.resident()
})

export const ask = (
  actor: Actor,
  time: { start: string; end: string },
  more: object = {},
  space: Space = hall,
) => here.run(requestBooking, actor, { ...sampleAnswers, ...time, spaceId: space.id, ...more })
export const rule = async (attempt: Promise<unknown>) => (await refused(attempt)).info.details?.rule
export const stored = async (id: string) =>
  (await here.owner.query('select * from space.booking where id = $1', [id])).rows[0]
