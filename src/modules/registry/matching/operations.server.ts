import { z } from 'zod'
import { holds, isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { readReference } from '../numbers.ts'
import { deciders, isStaffReader, mayRegisterFor } from '../policy.ts'
import { hashNumber } from '../secrets.server.ts'
import { close, decidePair, proposePair, refuse } from './commands.server.ts'
import { findSimilar, matchBusinesses } from './finding.server.ts'
import { findOwnSimilar } from './own.server.ts'
import { isOwnPair, mayDecidePair, mayReadPair } from './policy.ts'
import { getPair, listMatches, listMerges, listSides, type Pair } from './queries.server.ts'
import {
  DecideMatch,
  MatchCase,
  MatchDecided,
  MatchFilter,
  MatchPage,
  OwnSimilar,
  Similar,
  SimilarItem,
} from './schema.ts'
import { separateBusinesses } from './separating.server.ts'
import { keptOf } from './states.ts'

const One = z.object({ matchId: z.uuid() })
const locked = (ctx: Context, { matchId }: { matchId: string }) => getPair(ctx.db, matchId, true)

export const listPairs = operation({
  name: 'registry.list_matches',
  summary:
    'Businesses of your regions that may have been entered twice, likeliest first; or those already decided.',
  http: 'GET /matches',
  input: MatchFilter,
  output: MatchPage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, filter) => listMatches(ctx, filter),
})

export const readPair = operation({
  name: 'registry.get_match',
  summary: 'Two records that may be one business, beside each other, with what speaks for and against.',
  http: 'GET /matches/{matchId}',
  input: One,
  output: MatchCase,
  subject: (ctx, { matchId }) => getPair(ctx.db, matchId),
  can: (actor, pair) => mayReadPair(actor, pair),
  run: (ctx, _, pair) => describePair(ctx, pair),
})

async function describePair(ctx: Context, pair: Pair): Promise<z.input<typeof MatchCase>> {
  const [sides, merges] = await Promise.all([
    listSides(ctx.db, [pair.aId, pair.bId]),
    listMerges(ctx.db, pair.id),
  ])
  const [a, b] = [sides.get(pair.aId), sides.get(pair.bId)]
  if (!a || !b) throw new Fault('not_found', 'matching_not_found')
  const { id, score, reasons, state, foundAt, decidedAt, decidedBy, note, version } = pair
  const own = isOwnPair(ctx.actor, pair)
  const mayDecide = !own && mayDecidePair(ctx.actor, pair) === 'allowed'
  const keep = keptOf(a, b).businessId
  return {
    id,
    score,
    reasons,
    state,
    foundAt,
    decidedAt,
    decidedBy,
    note,
    version,
    a,
    b,
    merges,
    own,
    mayDecide,
    keep,
  }
}

const audited = (pair: Pair, changes: Record<string, unknown>, reason?: string) => ({
  subject: { type: 'match', id: pair.id },
  region: pair.regionA,
  changes,
  ...(reason && { reason }),
})

export const decideMatch = operation({
  name: 'registry.decide_match',
  summary:
    'Say whether two records are one business. The same: one record goes on, the other stays readable and points to it. Different: never asked again.',
  http: 'POST /matches/{matchId}/decision',
  secondFactor: true,
  input: DecideMatch,
  output: MatchDecided,
  subject: locked,
  can: (actor, pair) => mayDecidePair(actor, pair),
  run(ctx, ruling, pair) {
    const { verdict, keep, take, note } = ruling
    ctx.audit(audited(pair, verdict === 'same' ? { verdict, keep, take } : { verdict }, note))
    return decidePair(ctx, pair, ruling)
  },
})

export const separateMatch = operation({
  name: 'registry.separate_match',
  summary:
    'Take two merged records apart again: each is what it was before. The pair counts as different from then on.',
  http: 'POST /matches/{matchId}/separation',
  secondFactor: true,
  input: One.extend({ reason: z.string().trim().min(3, 'matching_reason_needed').max(500) }),
  output: MatchDecided,
  subject: locked,
  can: (actor, pair) => mayDecidePair(actor, pair),
  async run(ctx, { reason }, pair) {
    ctx.audit(audited(pair, { separated: true }, reason))
    refuse(ctx, pair, 'different')
    await separateBusinesses(ctx, pair, reason)
    return close(ctx, pair, 'different', reason)
  },
})

const Reference = z.string().trim().min(4).max(40)

export const proposeMatch = operation({
  name: 'registry.add_match',
  summary: 'Put two businesses beside each other that nobody found alike, by their references.',
  http: 'POST /matches',
  input: z.object({
    first: Reference.describe('Reference: BRD-7K3M-9Q.'),
    second: Reference.describe('Another reference.'),
  }),
  output: z.object({ id: z.uuid() }),
  can: (actor) => allowIf(isStaffReader(actor)),
  async run(ctx, { first, second }) {
    const [one, other] = [await businessBy(ctx, 'first', first), await businessBy(ctx, 'second', second)]
    if (one.id === other.id) throw fieldFault('second', 'matching_same_reference')
    const id = await proposePair(ctx, one, other)
    ctx.audit({ subject: { type: 'match', id }, region: one.regionCode })
    return { id }
  },
})

/** Only where the actor decides: whoever proposes a pair may also answer it. */
async function businessBy(ctx: Context, field: string, reference: string) {
  const known = readReference(reference)
  const found =
    known === undefined
      ? undefined
      : await ctx.db.maybe(
          text<{ id: string; regionCode: string }>(
            'select id, region_code as "regionCode" from registry.business where reference = $1',
            [known],
          ),
        )
  if (!found || !holds(ctx.actor, deciders, found.regionCode))
    throw fieldFault(field, 'matching_reference_unknown')
  return found
}

export const findSimilarOnes = operation({
  name: 'registry.find_similar',
  summary: 'Before somebody is registered at the desk: businesses of your regions that may be the same one.',
  http: 'POST /registrations/similar',
  reads: true,
  input: Similar,
  output: z.object({ items: z.array(SimilarItem) }),
  can: (actor, _, { regionCode }) => mayRegisterFor(actor, regionCode),
  async run(ctx, { nik, ...asked }) {
    const found = await findSimilar(ctx.db, {
      ...asked,
      sector: asked.sector ?? null,
      phone: asked.phone ?? null,
      address: asked.address ?? null,
      rt: asked.rt ?? null,
      rw: asked.rw ?? null,
      nik: nik ? hashNumber('nik', nik).toString('hex') : null,
      latitude: null,
      longitude: null,
    })
    const sides = await listSides(
      ctx.db,
      found.map(({ id }) => id),
    )
    const items = found.flatMap(({ id, score, reasons }) => {
      const side = sides.get(id)
      // What the officer may not decide stays unseen, though a wider role may read it elsewhere.
      return side && mayRegisterFor(ctx.actor, side.regionCode) === 'allowed'
        ? [{ ...side, score, reasons }]
        : []
    })
    return { items }
  },
})

export const isThisYou = operation({
  name: 'registry.is_this_you',
  summary:
    'Before you register: your own businesses that may be the same one, and what the desk registered with your phone.',
  http: 'POST /my-registrations/similar',
  reads: true,
  input: Similar.omit({ phone: true }),
  output: z.object({ items: z.array(OwnSimilar) }),
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx, asked) => ({ items: await findOwnSimilar(ctx, asked) }),
})

export const matchWaiting = operation({
  name: 'registry.match_waiting',
  summary: 'Compare businesses that are new or changed with all others.',
  input: z.object({}),
  output: z.object({ compared: z.number().int(), found: z.number().int() }),
  can: (actor) => allowIf(actor.kind === 'system'),
  async run(ctx) {
    // One at a time: two that run beside each other would each miss what the other one adds.
    await ctx.db.exec(text('select pg_advisory_xact_lock($1)', [matchLock]))
    const ids = await ctx.db.many(text<{ id: string }>('select registry.take_match_work($1) as id', [batch]))
    const found =
      ids.length === 0
        ? 0
        : await matchBusinesses(
            ctx,
            ids.map(({ id }) => id),
          )
    if (ids.length === 0) ctx.audit({ nothing: true })
    else ctx.emit('registry.match_waiting', {}, { key: 'registry.match_waiting' })
    return { compared: ids.length, found }
  },
})

/** Businesses compared in one transaction: enough to spread its cost, few enough to be over in a second. */
const batch = 300
const matchLock = 0x6d61746368

export const matchingOperations = [
  listPairs,
  readPair,
  decideMatch,
  separateMatch,
  proposeMatch,
  findSimilarOnes,
  isThisYou,
  matchWaiting,
]
