import { z } from 'zod'
import { type Actor, holds, isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { deciders, isStaffReader, readers } from '../../policy.ts'
import { addMembers, changeCohort, openCohort, removeMember } from './commands.server.ts'
import { type CohortRow, describeCohort, getCohortRow, listCohorts, listMembers } from './queries.server.ts'
import { Cohort, CohortChange, CohortFile, CohortQuery, Joined, NewCohort, NewMembers } from './schema.ts'

const One = z.object({ cohortId: z.uuid() })
const Id = z.object({ id: z.uuid() })

const mayRead = (actor: Actor, cohort: CohortRow): Verdict =>
  allowIf(holds(actor, readers, cohort.regionCode), 'hidden')

const mayChange = (actor: Actor, cohort: CohortRow): Verdict =>
  holds(actor, deciders, cohort.regionCode)
    ? 'allowed'
    : mayRead(actor, cohort) === 'allowed'
      ? 'forbidden'
      : 'hidden'

const found = (ctx: Context, { cohortId }: { cohortId: string }) => getCohortRow(ctx, cohortId)
const locked = (ctx: Context, { cohortId }: { cohortId: string }) => getCohortRow(ctx, cohortId, true)

export const readCohorts = operation({
  name: 'registry.list_cohorts',
  summary: 'Lists of businesses that report together, in your regions.',
  http: 'GET /cohorts',
  input: z.object({}),
  output: z.object({ items: z.array(Cohort) }),
  can: (actor) => allowIf(isSignedIn(actor) && isStaffReader(actor)),
  run: async (ctx) => ({ items: await listCohorts(ctx) }),
})

export const readCohort = operation({
  name: 'registry.get_cohort',
  summary: 'A list with its members, and who told of the newest month asked about.',
  http: 'GET /cohorts/{cohortId}',
  input: CohortQuery,
  output: CohortFile,
  subject: found,
  can: mayRead,
  async run(ctx, query, row) {
    const [cohort, page] = await Promise.all([describeCohort(ctx, row), listMembers(ctx, row, query)])
    return { ...cohort, page }
  },
})

export const addCohort = operation({
  name: 'registry.open_cohort',
  summary: 'Open a list of businesses that report together.',
  http: 'POST /cohorts',
  creates: true,
  input: NewCohort,
  output: Id,
  can: (actor, _, { regionCode }) => allowIf(holds(actor, deciders, regionCode)),
  run: async (ctx, cohort) => ({ id: await openCohort(ctx, cohort) }),
})

export const editCohort = operation({
  name: 'registry.change_cohort',
  summary: 'Change a list: its name, how often it is asked, whether it is asked at all.',
  http: 'PUT /cohorts/{cohortId}',
  input: CohortChange,
  output: Id,
  subject: locked,
  can: mayChange,
  async run(ctx, change, row) {
    await changeCohort(ctx, row, change)
    return { id: row.id }
  },
})

export const joinCohort = operation({
  name: 'registry.add_cohort_members',
  summary: 'Put businesses on a list, by reference or all of a region and sector.',
  http: 'POST /cohorts/{cohortId}/members',
  input: NewMembers,
  output: Joined,
  subject: locked,
  can: mayChange,
  run: (ctx, wanted, row) => addMembers(ctx, row, wanted),
})

export const leaveCohort = operation({
  name: 'registry.remove_cohort_member',
  summary: 'Take a business off a list. What it told stays.',
  http: 'POST /cohorts/{cohortId}/members/{businessId}/leave',
  input: One.extend({ businessId: z.uuid() }),
  output: Id,
  subject: locked,
  can: mayChange,
  async run(ctx, { businessId }, row) {
    await removeMember(ctx, row, businessId)
    return { id: row.id }
  },
})

export const cohortOperations = [readCohorts, readCohort, addCohort, editCohort, joinCohort, leaveCohort]
