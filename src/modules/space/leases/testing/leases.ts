/** Markets, traders and leases of the tests. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import {
  provisionDecision,
  provisionRegistration,
  sampleRegistration,
} from '#modules/registry/provision.server.ts'
import { openFiles } from '#platform/files.ts'
import { provisionSpace } from '../../provision.server.ts'
import { now, world } from '../../testing/world.ts'
import { addLease } from '../operations.server.ts'

export const here = await world()
const folder = mkdtempSync(join(tmpdir(), 'berdaya-files-'))
openFiles(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0

/** A published market with so many stalls, A-1 first. */
export async function market(stalls = 2, more: object = {}) {
  made += 1
  const space = await provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { name: `Pasar Uji ${made}`, kind: 'market', ...more },
  )
  const { rows } = await here.owner.query<{ id: string }>(
    `insert into space.unit (space_id, kind, name, code, capacity, position)
     select $1, 'stall', 'A-' || n, 'A-' || n, 4, n from generate_series(1, $2) n returning id`,
    [space.id, stalls],
  )
  return { space, stalls: rows.map(({ id }) => id) }
}

/** Somebody with a street trade that the register verified. */
export async function trader(name = 'Bu Darmi', verified = true) {
  const actor = await here.resident(name)
  const answers = sampleRegistration({ kind: 'street_trader', name: `Bakso ${name}`, ownerName: name })
  const receipt = await provisionRegistration({ pool: here.app, actor, at: now }, answers)
  if (verified)
    await provisionDecision({ pool: here.app, actor: here.officer, at: now }, receipt.id, {
      decision: 'approve',
    })
  return { actor, businessId: receipt.subjectId }
}

export const year = { from: '2026-12-01', until: '2027-11-30' }

/** Grant a stall directly, as an officer. */
export const grant = (
  unitId: string | undefined,
  businessId: string,
  more: object = {},
  actor: Actor = here.officer,
) => here.run(addLease, actor, { unitId, businessId, trade: 'Bakso', ...year, ...more })
