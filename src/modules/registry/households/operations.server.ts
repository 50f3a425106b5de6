import { z } from 'zod'
import { isSignedIn, narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { PageQuery } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import { deciders, isStaffReader, mayRegisterFor, readers } from '../policy.ts'
import { hashNumber } from '../secrets.server.ts'
import { describeFile } from './file.server.ts'
import { listChanges } from './history.server.ts'
import { lists } from './lists.ts'
import { livesThere, mayChangeHousehold, mayOpenDebts, mayReadHousehold } from './policy.ts'
import { poverty } from './poverty.server.ts'
import { changeProfile, openDebts, recordHousehold, setState } from './profile-commands.server.ts'
import {
  findHouseholdOf,
  findPeople,
  getHousehold,
  type Household,
  listHouseholds,
} from './queries.server.ts'
import { recordOperations } from './record-operations.server.ts'
import {
  ChangePage,
  HouseholdFile,
  HouseholdFilter,
  HouseholdPage,
  NewHousehold,
  People,
  ProfileChange,
  Reason,
} from './schema.ts'

const One = z.object({ householdId: z.uuid() })
const Id = z.object({ id: z.uuid() })
const loaded = (ctx: Context, { householdId }: { householdId: string }) => getHousehold(ctx, householdId)
const locked = (ctx: Context, { householdId }: { householdId: string }) =>
  getHousehold(ctx, householdId, { forUpdate: true })

/** The same family card: which household has it, if the actor may see that one. */
async function cardTaken(ctx: Context, { kk }: { kk?: string | undefined }): Promise<Fault> {
  const found = kk
    ? await ctx.db.maybe(
        text<{ id: string }>('select id from registry.household where kk_hash = $1', [hashNumber('kk', kk)]),
      )
    : undefined
  return new Fault('conflict', 'household_kk_taken', { ...(found && { details: { householdId: found.id } }) })
}

export const listFamilies = operation({
  name: 'registry.list_households',
  summary:
    'Households of your regions, newest first; by name of anybody who lives there, reference, welfare rung and debt.',
  http: 'GET /households',
  input: HouseholdFilter,
  output: HouseholdPage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, filter) => listHouseholds(ctx, filter),
})

export const recordFamily = operation({
  name: 'registry.record_household',
  summary: 'Record a household with its head.',
  http: 'POST /households',
  creates: true,
  input: NewHousehold,
  output: Id,
  can: (actor, _, { regionCode }) => mayRegisterFor(actor, regionCode),
  async run(ctx, answers) {
    const id = await recordHousehold(ctx, answers)
    ctx.audit({ subject: { type: 'household', id }, region: answers.regionCode })
    return { id }
  },
  constraints: {
    household_kk: cardTaken,
    household_region: () => new Fault('invalid_input', 'region_field_village'),
    household_member_person: () => new Fault('conflict', 'household_person_twice'),
  },
})

export const readFamily = operation({
  name: 'registry.get_household',
  summary:
    'Everything recorded about a household; amounts of debts only within a quarter of an hour after opening them.',
  http: 'GET /households/{householdId}',
  input: One,
  output: HouseholdFile,
  subject: loaded,
  can: (actor, household) => mayReadHousehold(actor, household),
  run: (ctx, _, household) => describeFile(ctx, household),
})

export const readOwnFamily = operation({
  name: 'registry.get_own_household',
  summary: 'Your own household, if the register knows it.',
  http: 'GET /my-household',
  input: z.object({}),
  output: z.object({ file: HouseholdFile.nullable() }),
  can: (actor) => allowIf(isSignedIn(actor)),
  async run(ctx) {
    const id = await findHouseholdOf(ctx.db, ctx.actor.accountId ?? '')
    const household = id ? await getHousehold(ctx, id) : undefined
    return {
      file: household && livesThere(ctx.actor, household) ? await describeFile(ctx, household) : null,
    }
  },
})

const about = (household: Pick<Household, 'id' | 'regionCode'>, reason?: string) => ({
  subject: { type: 'household', id: household.id },
  region: household.regionCode,
  ...(reason && { reason }),
})

export const changeFamily = operation({
  name: 'registry.change_household',
  summary: 'Change address, origin or family card of a household, with a reason.',
  http: 'PUT /households/{householdId}',
  input: One.extend(ProfileChange.shape),
  output: Id,
  subject: locked,
  can: (actor, household) => mayChangeHousehold(actor, household),
  async run(ctx, change, household) {
    ctx.audit(about(household, change.reason))
    await changeProfile(ctx, household, change)
    return { id: household.id }
  },
  constraints: { household_kk: cardTaken },
})

export const setFamilyState = operation({
  name: 'registry.set_household_state',
  summary: 'Say that a household moved away or fell apart, or follow it again.',
  http: 'POST /households/{householdId}/state',
  input: One.extend({ state: z.enum(lists.state), reason: Reason, version: z.number().int() }),
  output: Id,
  subject: locked,
  can: (actor, household) => mayChangeHousehold(actor, household),
  async run(ctx, { state, reason, version }, household) {
    ctx.audit({ ...about(household, reason), changes: { state } })
    await setState(ctx, household, { state, reason, version })
    return { id: household.id }
  },
})

export const openFamilyDebts = operation({
  name: 'registry.open_household_debts',
  summary:
    'Open the amounts of what a household owes, for a quarter of an hour; the reason is kept and the family can read it.',
  http: 'POST /households/{householdId}/debts/opening',
  secondFactor: true,
  input: One.extend({ reason: Reason }),
  output: Id,
  subject: loaded,
  can: (actor, household) => mayOpenDebts(actor, household),
  async run(ctx, { reason }, household) {
    ctx.audit(about(household, reason))
    if (!livesThere(ctx.actor, household)) await openDebts(ctx, household.id, reason)
    return { id: household.id }
  },
})

export const listFamilyChanges = operation({
  name: 'registry.list_household_changes',
  summary: 'Every change of a household: who, when, why, what it said before.',
  http: 'GET /households/{householdId}/changes',
  input: One.extend(PageQuery.shape),
  output: ChangePage,
  subject: loaded,
  can: (actor, household) => mayReadHousehold(actor, household),
  run: (ctx, page, household) => listChanges(ctx, household.id, page),
})

export const findMembers = operation({
  name: 'registry.find_household_people',
  summary:
    'People of the register who may live in a village: by phone in your regions, by name in the same village.',
  http: 'GET /household-people',
  input: z.object({
    regionCode: NewHousehold.shape.regionCode,
    search: z.string().trim().min(3).max(60),
  }),
  output: People,
  can: (actor, _, { regionCode }) => mayRegisterFor(actor, regionCode),
  run: async (ctx, { search, regionCode }) => ({ items: await findPeople(ctx, search, regionCode) }),
})

/** Organisations of the actor's regions, for naming who helped. */
export const listHelpers = operation({
  name: 'registry.list_household_helpers',
  summary: 'Verified organisations that you can name as the giver of aid.',
  http: 'GET /household-helpers',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
  can: (actor) => allowIf(scopeOf(actor, deciders).length > 0),
  async run(ctx) {
    const items = await ctx.db.many(
      text<{ id: string; name: string }>(
        `select id, name from registry.organisation where state = 'verified' and region_code ^@ any ($1::text[])
         order by name, id limit 100`,
        [narrow(scopeOf(ctx.actor, readers), undefined)],
      ),
    )
    return { items }
  },
})

export const householdOperations = [
  listFamilies,
  recordFamily,
  readFamily,
  readOwnFamily,
  changeFamily,
  setFamilyState,
  openFamilyDebts,
  listFamilyChanges,
  findMembers,
  listHelpers,
  ...poverty,
  ...recordOperations,
]
