import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { getSpace } from '../places/queries.server.ts'
import { isDesk, mayKeep } from '../policy.ts'
import { type Space, SpaceKey } from '../schema.ts'
import { dateAt, localDay, millis } from '../time.ts'
import { decideDay, letAbsentGo, recordOwn, recordRound, writeRule } from './commands.server.ts'
import {
  findByPermit,
  getLease,
  getRule,
  getStall,
  isOpenDay,
  type LeaseSubject,
  listDueRules,
  listFlags,
  listOwnStalls,
  listStalls,
} from './queries.server.ts'
import { writeSales } from './sales.server.ts'
import {
  Band,
  Day,
  Flag,
  OwnStall,
  PresenceDay,
  PresenceRule,
  Sight,
  SightOutcome,
  StallDay,
} from './schema.ts'

const One = z.object({ spaceId: SpaceKey })
const space = (ctx: Context, { spaceId }: { spaceId: string }) => getSpace(ctx, spaceId)
/** Staff of the region. To others a draft does not exist. */
const desk = (actor: Actor, found: Space): Verdict =>
  isDesk(actor, found.regionCode) ? 'allowed' : found.state === 'draft' ? 'hidden' : 'forbidden'
const taken = () => new Fault('conflict', 'presence_day_taken', { details: { rule: 'taken' } })

export const readPresence = operation({
  name: 'space.list_presence',
  summary: 'The stalls of a market on a day, in the order of its plan: who is expected, and what was seen.',
  http: 'GET /spaces/{spaceId}/stall-days',
  input: One.extend({ day: Day.optional().describe('Today when left out.') }),
  output: PresenceDay,
  subject: space,
  can: desk,
  async run(ctx, { day = '' }, found) {
    const on = day === '' ? dateAt(millis(ctx.now), found.zone) : day
    const [open, stalls] = await Promise.all([isOpenDay(ctx, found.id, on), listStalls(ctx, found.id, on)])
    return { day: on, open, items: stalls.map((stall) => StallDay.parse(stall)) }
  },
})

export const recordPresence = operation({
  name: 'space.record_presence',
  summary:
    'Record what was seen at stalls on a round. Sights may come late and twice: the latest of each stall counts.',
  http: 'POST /spaces/{spaceId}/stall-days',
  input: One.extend({ day: Day, sights: z.array(Sight).min(1).max(300) }),
  output: z.object({ items: z.array(SightOutcome) }),
  subject: space,
  can: desk,
  run: async (ctx, { day, sights }, found) => ({
    items: await recordRound(ctx, found, { day, sights, how: 'round' }),
  }),
  constraints: { lease_day_taken: taken },
})

export const recordPermit = operation({
  name: 'space.record_permit',
  summary: 'A holder shows the permit and is recorded as present today.',
  http: 'POST /spaces/{spaceId}/stall-days/permits',
  input: One.extend({
    permit: z.string().trim().min(3).max(60).describe('Number of the permit, or the id of the lease.'),
  }),
  output: SightOutcome.extend({ stall: z.string(), name: z.string() }),
  subject: space,
  can: desk,
  async run(ctx, { permit }, found) {
    const lease = await findByPermit(ctx, found.id, permit)
    if (lease?.state !== 'active') throw new Fault('not_found', 'presence_permit_not_found')
    const day = dateAt(millis(ctx.now), found.zone)
    const sights = [{ unitId: lease.unitId, state: 'present' as const }]
    const [outcome] = await recordRound(ctx, found, { day, sights, how: 'permit' })
    return {
      unitId: lease.unitId,
      outcome: outcome?.outcome ?? 'unknown',
      stall: lease.code,
      name: lease.holderName,
    }
  },
  constraints: { lease_day_taken: taken },
})

export const readFlags = operation({
  name: 'space.list_presence_flags',
  summary: 'Stalls to look into: where somebody else traded, and those whose holder has not come for long.',
  http: 'GET /spaces/{spaceId}/stall-days/flags',
  input: One,
  output: z.object({ rule: PresenceRule, items: z.array(Flag) }),
  subject: space,
  can: desk,
  async run(ctx, _, found) {
    const rule = await getRule(ctx, found.id)
    return { rule, items: await listFlags(ctx, found, rule) }
  },
})

export const setPresenceRule = operation({
  name: 'space.set_presence_rule',
  summary:
    'From what hour the stall of an absent holder is free for others, and when an empty stall is flagged.',
  http: 'PUT /spaces/{spaceId}/stall-days/rule',
  input: One.extend(PresenceRule.shape),
  output: PresenceRule,
  subject: space,
  can: (actor, found) => mayKeep(actor, found),
  async run(ctx, { spaceId: _, ...rule }, found) {
    await writeRule(ctx, found, rule)
    return rule
  },
})

export const readStall = operation({
  name: 'space.get_stall',
  summary: 'The stall whose code somebody scanned, and whether it is theirs.',
  http: 'GET /stalls/{unitId}',
  input: z.object({ unitId: z.uuid() }),
  output: z.object({
    unitId: z.uuid(),
    code: z.string(),
    spaceName: z.string(),
    spaceSlug: z.string(),
    open: z.boolean().describe('Is today a market day?'),
    mine: OwnStall.nullable(),
  }),
  can: () => 'allowed',
  async run(ctx, { unitId }) {
    const stall = await getStall(ctx, unitId)
    if (!stall) throw new Fault('not_found', 'presence_stall_not_found')
    const { spaceId, zone, ...shown } = stall
    const own = isSignedIn(ctx.actor) ? await listOwnStalls(ctx, null) : []
    return {
      ...shown,
      open: await isOpenDay(ctx, spaceId, dateAt(millis(ctx.now), zone)),
      mine: own.find((one) => one.unitId === unitId) ?? null,
    }
  },
})

export const listMyStalls = operation({
  name: 'space.list_my_stalls',
  summary: 'The stalls you hold, with the next market days and what you said you sold.',
  http: 'GET /my-stalls',
  input: z.object({}),
  output: z.object({ items: z.array(OwnStall) }),
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx) => ({ items: await listOwnStalls(ctx, null) }),
})

const Lease = z.object({ leaseId: z.uuid() })
const lease = (ctx: Context, { leaseId }: { leaseId: string }) => getLease(ctx, leaseId)
const isHolder = (actor: Actor, { accountId }: LeaseSubject) =>
  isSignedIn(actor) && accountId !== null && actor.accountId === accountId
/** What only the holder does. Staff see the lease, so they are told that it is not theirs. */
const holder = (actor: Actor, found: LeaseSubject): Verdict =>
  isHolder(actor, found) ? 'allowed' : isDesk(actor, found.regionCode) ? 'forbidden' : 'hidden'
const holderOrDesk = (actor: Actor, found: LeaseSubject): Verdict =>
  allowIf(isHolder(actor, found) || isDesk(actor, found.regionCode), 'hidden')

export const comeToStall = operation({
  name: 'space.come_to_stall',
  summary: 'You are at your stall and sell today.',
  http: 'POST /leases/{leaseId}/presence',
  input: Lease,
  output: z.object({ day: z.iso.date() }),
  subject: lease,
  can: holder,
  async run(ctx, _, found) {
    if (found.state !== 'active') throw new Fault('conflict', 'presence_day_not_yours')
    await recordOwn(ctx, await getSpace(ctx, found.spaceId), found)
    return { day: dateAt(millis(ctx.now), found.zone) }
  },
  constraints: { lease_day_taken: taken },
})

export const decideStallDay = operation({
  name: 'space.decide_stall_day',
  summary:
    'Say that you do not sell on a market day, so that others may; or take it back while nobody has it.',
  http: 'PUT /leases/{leaseId}/days/{day}',
  input: Lease.extend({ day: Day, free: z.boolean().describe('Free for others?') }),
  output: z.object({ day: z.iso.date(), free: z.boolean() }),
  subject: lease,
  can: holderOrDesk,
  async run(ctx, { day, free }, found) {
    await decideDay(ctx, found, { day, free })
    return { day, free }
  },
  constraints: { lease_day_taken: taken },
})

export const saySales = operation({
  name: 'space.say_sales',
  summary: 'What you sold on a market day: a band, or the exact amount, which only you see.',
  http: 'PUT /leases/{leaseId}/sales/{day}',
  input: Lease.extend({
    day: Day,
    band: Band.optional(),
    amount: z.number().int().min(0).max(1_000_000_000).optional().describe('Whole rupiah.'),
  }),
  output: z.object({ day: z.iso.date(), band: Band }),
  subject: lease,
  can: holder,
  async run(ctx, { day, band, amount }, found) {
    if (band === undefined && amount === undefined)
      throw new Fault('invalid_input', 'kernel_invalid_input', {
        fields: [{ path: 'amount', key: 'kernel_field_required' }],
      })
    return { day, band: await writeSales(ctx, found, { day, band, amount }) }
  },
})

export const letGoAbsent = operation({
  name: 'space.let_absent_go',
  summary: 'Free the stalls of absent holders once the hour of their market has come.',
  input: z.object({}),
  output: z.object({ days: z.number().int() }),
  can: (actor) => allowIf(actor.kind === 'system'),
  async run(ctx) {
    let days = 0
    for (const due of await listDueRules(ctx)) {
      const found = await getSpace(ctx, due.spaceId)
      days += await letAbsentGo(ctx, found, localDay(due.day, found.zone).date)
    }
    ctx.audit({ changes: { days }, nothing: days === 0 })
    return { days }
  },
})

export const presenceOperations = [
  readPresence,
  recordPresence,
  recordPermit,
  readFlags,
  setPresenceRule,
  readStall,
  listMyStalls,
  comeToStall,
  decideStallDay,
  saySales,
  letGoAbsent,
]
