import { z } from 'zod'
import { holds, isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { getRequested } from '../bookings/queries.server.ts'
import { getBookable } from '../calendar/queries.server.ts'
import { newRules } from '../places/commands.server.ts'
import { getSpace } from '../places/queries.server.ts'
import { deciders, isDesk, isOwnCase, mayKeep } from '../policy.ts'
import { SpaceKey } from '../schema.ts'
import { dateAt, instant, localDay, millis } from '../time.ts'
import { saveFairRules } from './commands.server.ts'
import { getFairRules, listAbsentees, loadFairUse } from './queries.server.ts'
import { coolingUntil, recentlyMissed, usedOf } from './rules.ts'
import { Absentee, FairRules, FairRulesInput, Standing } from './schema.ts'

const One = z.object({ spaceId: SpaceKey })

export const readFairRules = operation({
  name: 'space.get_fair_rules',
  summary: 'How much of a space a person or a group may use, and what follows when people do not come.',
  http: 'GET /spaces/{spaceId}/fair-rules',
  input: One,
  output: FairRules,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: () => 'allowed',
  run: (ctx, _, space) => getFairRules(ctx.db, space.id),
})

export const setFairRules = operation({
  name: 'space.set_fair_rules',
  summary: 'Set the limits of a space and what follows when people do not come. Bookings already made stay.',
  http: 'PUT /spaces/{spaceId}/fair-rules',
  input: FairRulesInput,
  output: FairRules,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId, true),
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { limits, attendance }, space) {
    const before = await getFairRules(ctx.db, space.id)
    await newRules(ctx, space.id)
    await saveFairRules(ctx, space.id, { limits, attendance })
    ctx.audit({
      subject: { type: 'space', id: space.id },
      region: space.regionCode,
      changes: { before, after: { limits, attendance } },
    })
    return getFairRules(ctx.db, space.id)
  },
})

const iso = (milliseconds: number | undefined) => (milliseconds === undefined ? null : instant(milliseconds))

async function standingOf(ctx: Context, spaceId: string, day: string | undefined): Promise<Standing> {
  const { accountId } = ctx.actor
  const space = await getBookable(ctx.db, spaceId, { from: ctx.now, to: ctx.now, now: ctx.now, accountId })
  const { zone } = space.rules
  const date = day ?? dateAt(millis(ctx.now), zone)
  const { start } = localDay(date, zone)
  const contact = accountId === null ? undefined : await contactOf(ctx.db, accountId)
  const party = { accountId, phone: contact?.phone ?? null }
  const use = await loadFairUse(ctx.db, space.id, party, {
    spans: [{ start, end: start }],
    now: ctx.now,
    lock: false,
  })
  return {
    quota: space.quota === null ? null : { used: space.quotaUsed.length, amount: space.quota },
    limits: use.limits.map((limit) => ({
      ...limit,
      used: limit.subject === 'person' ? usedOf(limit, date, use, zone) : 0,
    })),
    attendance: use.attendance,
    missed: recentlyMissed(use, millis(ctx.now)),
    coolingUntil: iso(coolingUntil(use, millis(ctx.now))),
  }
}

export const readStanding = operation({
  name: 'space.get_standing',
  summary:
    'How you stand with a space: what you have used of your share, what you missed, and whether you must wait.',
  http: 'GET /spaces/{spaceId}/standing',
  input: One.extend({
    date: z.iso.date().optional().describe('The week and month of this date; today by default.'),
  }),
  output: Standing,
  can: (actor) => allowIf(isSignedIn(actor)),
  run: (ctx, { spaceId, date }) => standingOf(ctx, spaceId, date),
})

export const readAbsentees = operation({
  name: 'space.list_absentees',
  summary: 'People who did not come to bookings of a space within the days that count, for its staff.',
  http: 'GET /spaces/{spaceId}/absentees',
  input: One,
  output: z.object({ items: z.array(Absentee) }),
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  async run(ctx, _, space) {
    const { attendance } = await getFairRules(ctx.db, space.id)
    const days = Math.max(attendance?.withinDays ?? 90, attendance?.coolDays ?? 0)
    const since = instant(millis(ctx.now) - days * 86_400_000)
    const found = await listAbsentees(ctx.db, space.id, since)
    return {
      items: found.map(({ missed, name, phone, lastBookingId }) => ({
        bookingId: lastBookingId,
        name,
        phone,
        missed: missed.length,
        lastAt: instant(missed.at(-1) ?? 0),
        coolingUntil: iso(coolingUntil({ attendance, missed }, millis(ctx.now))),
      })),
    }
  },
})

export const liftCooling = operation({
  name: 'space.lift_cooling_off',
  summary: 'Forgive what somebody missed so far: they may book again. Says why; nobody forgives themselves.',
  http: 'POST /bookings/{bookingId}/forgiveness',
  creates: true,
  input: z.object({
    bookingId: z.uuid().describe('One they missed.'),
    reason: z.string().trim().min(3).max(500),
  }),
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { bookingId }) => getRequested(ctx, { bookingId }),
  can: (actor, found) => allowIf(holds(actor, deciders, found.regionCode), 'hidden'),
  async run(ctx, { reason }, found) {
    if (isOwnCase(ctx.actor, { accountId: found.accountId, recordedBy: null }))
      throw new Fault('forbidden', 'space_own_case')
    if (found.state !== 'no_show' || (found.accountId === null && found.bookerPhone === null))
      throw new Fault('conflict', 'series_nothing_to_lift', { details: { state: found.state } })
    const id = newId()
    await ctx.db.exec(
      text(
        `insert into space.lift (id, space_id, region_code, account_id, phone, reason, lifted_at, lifted_by, lifted_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          found.spaceId,
          found.regionCode,
          found.accountId,
          found.bookerPhone,
          reason,
          ctx.now,
          ctx.actor.accountId,
          ctx.actor.name,
        ],
      ),
    )
    ctx.audit({
      subject: { type: 'booking', id: found.id },
      region: found.regionCode,
      reason,
      changes: { lifted: true },
    })
    return { id }
  },
})

export const fairnessOperations = [readFairRules, setFairRules, readStanding, readAbsentees, liftCooling]
