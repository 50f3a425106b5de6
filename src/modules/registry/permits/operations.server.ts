import { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { findBusiness } from '../business.server.ts'
import { isStaffReader, mayChangeBusiness, mayReadBusiness } from '../policy.ts'
import { assertKept, assertReason } from '../profile/commands.server.ts'
import { readFields } from '../profile/queries.server.ts'
import { checkPermit, insertPermit, recordPermit, updatePermit } from './commands.server.ts'
import { fileOperations } from './files.server.ts'
import { getPermit, listDue, listPermits, todayIn } from './queries.server.ts'
import { remindPermits } from './reminders.server.ts'
import { DuePage, DueQuery, Permit, PermitAnswers, PermitKindName, Reason } from './schema.ts'

const Kept = z.object({ id: z.uuid() })
const constraints = { permit_number: () => new Fault('conflict', 'profile_fault_known') }

export const readPermits = operation({
  name: 'registry.list_permits',
  summary: 'Permits and certificates of a business, with what has ended or ends soon.',
  http: 'GET /businesses/{businessId}/permits',
  input: z.object({ businessId: z.uuid() }),
  output: z.object({
    items: z.array(Permit),
    nib: z.string().nullable().describe('As registered; there may be no certificate of it yet.'),
  }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) => mayReadBusiness(actor, business),
  async run(ctx, _, business) {
    const { nib } = await readFields(ctx.db, business.id)
    return { items: await listPermits(ctx, business), nib: typeof nib === 'string' ? nib : null }
  },
})

export const addPermit = operation({
  name: 'registry.add_permit',
  summary: 'A permit or certificate of a business; its number is checked by its kind.',
  http: 'POST /businesses/{businessId}/permits',
  creates: true,
  input: PermitAnswers.extend({ businessId: z.uuid(), kind: PermitKindName, reason: Reason }),
  output: Kept,
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { kind, reason, businessId: _, ...answers }, business) {
    assertKept(business)
    assertReason(ctx, business, reason)
    const after = await checkPermit(ctx, business, kind, answers)
    const id = newId()
    await insertPermit(ctx, business, id, after)
    await recordPermit(ctx, business, { kind, after, reason })
    return { id }
  },
  constraints,
})

export const changePermit = operation({
  name: 'registry.change_permit',
  summary: 'Mend or renew a permit; with another end its reminders begin anew.',
  http: 'PUT /permits/{permitId}',
  input: PermitAnswers.extend({ permitId: z.uuid(), reason: Reason }),
  output: Kept,
  subject: (ctx, { permitId }) => getPermit(ctx, permitId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { reason, permitId, ...answers }, { permit, ...business }) {
    assertKept(business)
    assertReason(ctx, business, reason)
    const after = await checkPermit(ctx, business, permit.kind, answers)
    await updatePermit(ctx, permitId, after, todayIn(ctx, business.regionCode))
    await recordPermit(ctx, business, { kind: permit.kind, before: permit, after, reason })
    return { id: permitId }
  },
  constraints,
})

export const removePermit = operation({
  name: 'registry.remove_permit',
  summary: 'Take a permit off the list: entered by mistake, or no longer held.',
  http: 'POST /permits/{permitId}/removal',
  input: z.object({ permitId: z.uuid(), reason: Reason }),
  output: Kept,
  subject: (ctx, { permitId }) => getPermit(ctx, permitId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { permitId, reason }, { permit, ...business }) {
    assertKept(business)
    assertReason(ctx, business, reason)
    await ctx.db.exec(text('update registry.permit set removed_at = $2 where id = $1', [permitId, ctx.now]))
    await recordPermit(ctx, business, { kind: permit.kind, before: permit, reason })
    return { id: permitId }
  },
})

export const readDue = operation({
  name: 'registry.list_expiring_permits',
  summary: 'Permits in your regions that end soon, or have ended.',
  http: 'GET /permits',
  input: DueQuery,
  output: DuePage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, query) => listDue(ctx, query),
})

export const permitOperations = [
  readPermits,
  addPermit,
  changePermit,
  removePermit,
  readDue,
  ...fileOperations,
  remindPermits,
]
