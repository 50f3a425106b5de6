import { systemActor } from '#kernel/actor.ts'
import { publishFigures } from '#modules/impact/publication/operations.server.ts'
import { setTarget } from '#modules/impact/targets/commands.server.ts'
import type { Database } from '#platform/database/transaction.ts'
import { actorOf } from './actors.ts'
import type { DemoCalendar } from './calendar.ts'
import { mayor, surabaya, surakarta } from './cast.ts'
import { actAs } from './context.ts'
import { past } from './timetable.ts'

/** What the city wants to reach, in the unit of each indicator. */
const targets = [
  { indicator: 'visits', value: 60 },
  { indicator: 'utilisation', value: 0.3 },
  { indicator: 'waiting', value: 4 },
  { indicator: 'refusals', value: 0.1 },
] as const

/** Targets of the city, and the public figures of the months that are over. */
export async function writeFigures(db: Database, calendar: DemoCalendar): Promise<void> {
  const validFrom = calendar.day(-past)
  const who = { actor: actorOf(mayor), now: calendar.at(validFrom, 9 * 60), operation: 'impact.set_target' }
  for (const { indicator, value } of targets)
    await actAs(db, who, (ctx) => setTarget(ctx, { indicator, region: surakarta, validFrom, value }))
  for (const { month, published } of closedMonths(calendar))
    for (const region of [surakarta, surabaya]) {
      const job = {
        actor: systemActor('jobs'),
        now: published,
        operation: publishFigures.name,
      }
      await actAs(db, job, (ctx) => publishFigures.run(ctx, { region, month }, undefined))
    }
}

/** Whole months since the demo began, each published early on the first day of the next. */
function closedMonths(calendar: DemoCalendar): { month: string; published: string }[] {
  const firsts = Array.from({ length: past }, (_, index) => calendar.day(-past + 1 + index)).filter((date) =>
    date.endsWith('-01'),
  )
  return firsts
    .slice(1)
    .map((first, index) => ({
      month: (firsts[index] ?? first).slice(0, 7),
      published: calendar.at(first, 90),
    }))
    .filter(({ published }) => published < calendar.now)
}
