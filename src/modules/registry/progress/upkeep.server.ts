import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { remindDue } from './cohorts/reminders.server.ts'
import { publishCells, publishedMonth } from './peers.server.ts'

const system = (actor: Actor) => allowIf(actor.kind === 'system', 'hidden')

/** Twice a day the clock asks; every business and month is asked about once. */
export const remindProgress = operation({
  name: 'registry.remind_progress',
  summary: 'Remind businesses of lists that are due and did not tell of the month.',
  input: z.object({}),
  output: z.object({ reminded: z.number().int() }),
  can: system,
  async run(ctx) {
    const reminded = await remindDue(ctx)
    ctx.audit({ changes: { reminded }, nothing: reminded === 0 })
    return { reminded }
  },
})

/** Daily: the month that is due is published once, whichever day the machine was on. */
export const publishPeers = operation({
  name: 'registry.publish_peers',
  summary: 'Publish the cells with which businesses compare themselves.',
  input: z.object({}),
  output: z.object({ cells: z.number().int() }),
  can: system,
  async run(ctx) {
    // By the clock of the westernmost zone: where it is the fifteenth last.
    const month = publishedMonth(ctx.now, '11')
    const cells = await publishCells(ctx.db, month, ctx.now)
    ctx.audit({ changes: { month, cells }, nothing: cells === 0 })
    return { cells }
  },
})

export const upkeepOperations = [remindProgress, publishPeers]
