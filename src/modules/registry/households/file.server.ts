import type { Context } from '#kernel/context.ts'
import { todayAt } from './commands.server.ts'
import { livesThere, mayChangeHousehold, mayOpenDebts } from './policy.ts'
import {
  describeProfile,
  findPovertyLine,
  type Household,
  hasOpened,
  listOpenings,
  listRecords,
  listUnplaced,
} from './queries.server.ts'
import type { HouseholdFile } from './schema.ts'

/** The whole file as the reader may see it: amounts of debts for those who live there, and for who opened them just now. */
export async function describeFile(ctx: Context, household: Household): Promise<HouseholdFile> {
  const own = livesThere(ctx.actor, household)
  const opened =
    own ||
    (mayOpenDebts(ctx.actor, household) === 'allowed' &&
      ctx.actor.accountId !== null &&
      (await hasOpened(ctx, household.id)))
  const mayChange = mayChangeHousehold(ctx.actor, household) === 'allowed'
  const [profile, records, unplaced, line, openings] = await Promise.all([
    describeProfile(ctx.db, household),
    listRecords(ctx.db, household.id, opened),
    mayChange ? listUnplaced(ctx.db, household.id) : [],
    findPovertyLine(ctx.db, household.regionCode, todayAt(ctx, household.regionCode)),
    listOpenings(ctx.db, household.id),
  ])
  return { profile, records, unplaced, line: line ?? null, mayChange, own, opened, openings }
}
