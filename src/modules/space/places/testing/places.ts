/** Spaces of the tests about places. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openFiles } from '#platform/files.ts'
import { provisionBooking, provisionSpace } from '../../provision.server.ts'
import { now, world } from '../../testing/world.ts'

export const here = await world()
export const folder = mkdtempSync(join(tmpdir(), 'berdaya-files-'))
openFiles(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

export let sri: Actor
beforeAll(async () => {
  sri = await here.resident()
})
export let made = 0
export const space = (more: object = {}) => {
  made += 1
  return provisionSpace({ pool: here.app, actor: here.manager, at: now }, { name: `Ruang ${made}`, ...more })
}
export const book = (id: string, time: object, actor = sri, more: object = {}) =>
  provisionBooking(
    { pool: here.app, actor, at: now },
    { spaceId: id, ...(time as { start: string; end: string }), ...more },
  )
