import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { findBusiness } from '../business.server.ts'
import { isOwner, isStaffReader, mayChangeBusiness, mayReadBusiness } from '../policy.ts'
import { cohortOperations } from './cohorts/operations.server.ts'
import { chooseReminders, recordProgress } from './commands.server.ts'
import { compare } from './peers.server.ts'
import { getProgress, listDebts } from './queries.server.ts'
import { Month, Peers, Progress, ProgressReport, SheetPage, SheetQuery } from './schema.ts'
import { listSheet } from './sheet.server.ts'
import { upkeepOperations } from './upkeep.server.ts'

const One = z.object({ businessId: z.uuid() })
const found = (ctx: Context, { businessId }: { businessId: string }) => findBusiness(ctx, businessId)

export const readProgress = operation({
  name: 'registry.get_progress',
  summary: 'What a business told of its months, newest first, with every correction.',
  http: 'GET /businesses/{businessId}/progress',
  input: One,
  output: Progress,
  subject: found,
  can: (actor, business) => mayReadBusiness(actor, business),
  run: (ctx, _, business) => getProgress(ctx, business),
})

export const record = operation({
  name: 'registry.record_progress',
  summary:
    'Tell of a month, or correct it with `replaces`. Unlikely figures are asked about (409 with `questions`) and taken once confirmed.',
  http: 'POST /businesses/{businessId}/progress',
  creates: true,
  input: ProgressReport,
  output: z.object({ id: z.uuid(), revision: z.number().int() }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  run: (ctx, report, business) => recordProgress(ctx, business, report),
})

export const readPeers = operation({
  name: 'registry.compare_with_peers',
  summary:
    'A business beside those of its sector, regency and size; only where five others told of the month.',
  http: 'GET /businesses/{businessId}/peers',
  input: One,
  output: Peers,
  subject: found,
  can: (actor, business) => mayReadBusiness(actor, business),
  run: (ctx, _, business) => compare(ctx, business),
})

export const revealDebts = operation({
  name: 'registry.reveal_debts',
  summary: 'The debts a business told of, in clear. The reason is kept in the audit log.',
  http: 'POST /businesses/{businessId}/debts',
  secondFactor: true,
  input: One.extend({
    reason: z.string().trim().min(5).max(300).describe('Why you need to see them.'),
  }),
  output: z.object({ debts: z.array(z.object({ month: Month, debt: z.number().int() })) }),
  subject: found,
  can: (actor, business) => (isOwner(actor, business) ? 'forbidden' : mayChangeBusiness(actor, business)),
  async run(ctx, { reason }, business) {
    const debts = await listDebts(ctx.db, business.id)
    ctx.audit({
      subject: { type: 'business', id: business.id },
      region: business.regionCode,
      reason,
      changes: { unmasked: 'debt', months: debts.length },
    })
    return { debts }
  },
})

export const setReminders = operation({
  name: 'registry.choose_reminders',
  summary: 'Whether the business is reminded to tell of its months.',
  http: 'PUT /businesses/{businessId}/reminders',
  input: One.extend({ reminders: z.boolean() }),
  output: z.object({ reminders: z.boolean() }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { reminders }, business) {
    await chooseReminders(ctx, business, reminders)
    return { reminders }
  },
})

export const readSheet = operation({
  name: 'registry.list_progress',
  summary: 'Verified businesses of your regions with what they told of a month; for entering many by hand.',
  http: 'GET /progress',
  input: SheetQuery,
  output: SheetPage,
  can: (actor) => allowIf(isSignedIn(actor) && isStaffReader(actor)),
  run: (ctx, query) => listSheet(ctx, query),
})

export const progressOperations = [
  readProgress,
  record,
  readPeers,
  revealDebts,
  setReminders,
  readSheet,
  ...cohortOperations,
  ...upkeepOperations,
]
