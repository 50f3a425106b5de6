import { randomBytes } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { seal, unseal } from '#platform/sign.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { sha256 } from '../draw/order.server.ts'
import { newSigningKey } from '../draw/signature.server.ts'
import { millis } from '../time.ts'
import { placeWords } from './labels.ts'
import { tellAll } from './notices.server.ts'
import { listHeld, setPlaces } from './places.server.ts'
import { type FoundRound, getRound, listPlaces } from './queries.server.ts'
import type { RoundInput } from './schema.ts'
import { type RoundState, roundMoves } from './states.ts'

export const seedPurpose = 'space.round_seed'
export const signingPurpose = 'space.signing_key'

export function assertMoves(round: FoundRound, to: RoundState): void {
  if (!roundMoves.may(round.state, to))
    throw new Fault('conflict', 'allotment_wrong_state', { details: { state: round.state } })
}

export const auditRound = (
  ctx: Context,
  round: { id: string; regionCode: string },
  changes: Record<string, unknown>,
) => ctx.audit({ subject: { type: 'round', id: round.id }, region: round.regionCode, changes })

/** From the first to the last day; of daily places from the first to the last of their days. */
function termOf({ kind, days, from, until }: RoundInput): string {
  const [first, last] = kind === 'daily' ? [[...days].sort()[0], [...days].sort().at(-1)] : [from, until]
  return `[${first},${last}]`
}

const valuesOf = (input: RoundInput) => [
  input.title,
  input.info,
  input.rule,
  JSON.stringify(input.weights),
  input.kind,
  input.sectors,
  input.localOnly,
  termOf(input),
  input.rent,
  input.opensAt,
  input.appliesUntil,
  input.closesAt,
  input.meetingAt ?? null,
  input.meetingPlace,
  input.appealDays,
  input.offerDays,
]
const written = `title, info, rule, weights, kind, sectors, local_only, term, rent, opens_at, applies_until, closes_at, meeting_at,
  meeting_place, appeal_days, offer_days`

/** What stands in the way of a place that is announced, said also to whoever announces at the same moment. */
export const announceConstraints = {
  round_place_promised: () => new Fault('conflict', 'allotment_place_promised'),
  round_place_leased: () => new Fault('conflict', 'allotment_place_leased'),
  round_place_booked: () => new Fault('conflict', 'allotment_place_booked'),
}

/** A round in preparation, which only its staff see. */
export async function createRound(
  ctx: Context,
  space: { id: string; regionCode: string },
  input: RoundInput,
): Promise<string> {
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into space.round (${written}, id, space_id, region_code, state, created_at, created_by, updated_at)
       values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8::daterange, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'draft', $20, $21, $20)`,
      [...valuesOf(input), id, space.id, space.regionCode, ctx.now, ctx.actor.accountId],
    ),
  )
  await setPlaces(ctx, { id, spaceId: space.id }, input)
  auditRound(ctx, { id, regionCode: space.regionCode }, { ...input })
  return id
}

export async function editRound(
  ctx: Context,
  round: FoundRound,
  input: RoundInput,
  version: number,
): Promise<void> {
  if (round.state !== 'draft') throw new Fault('conflict', 'allotment_already_announced')
  if (round.version !== version) throw new Fault('stale', 'kernel_stale')
  await ctx.db.exec(
    text(
      `update space.round set (${written}) = ($1, $2, $3, $4::jsonb, $5, $6, $7, $8::daterange, $9, $10, $11, $12, $13, $14, $15, $16),
         updated_at = $17, version = version + 1 where id = $18`,
      [...valuesOf(input), ctx.now, round.id],
    ),
  )
  await ctx.db.exec(text('delete from space.round_place where round_id = $1', [round.id]))
  await setPlaces(ctx, round, input)
  auditRound(ctx, round, { ...input })
}

/**
 * Tell the public: from now on rule, weights, dates and places are fixed. Of the seed only the hash is told; nobody sees the seed
 * itself before the draw.
 */
export async function announceRound(ctx: Context, round: FoundRound): Promise<void> {
  assertMoves(round, 'announced')
  if (millis(round.appliesUntil) <= millis(ctx.now)) throw fieldFault('appliesUntil', 'allotment_field_past')
  if ((await listPlaces(ctx, round.id)).length === 0) throw fieldFault('unitIds', 'kernel_field_choose')
  const held = await listHeld(ctx, round)
  if (held.length > 0)
    throw new Fault('conflict', 'allotment_places_held', {
      params: { places: held.map((place) => placeWords(place, ctx.locale)).join('; ') },
    })
  const seed = round.rule === 'draw' ? randomBytes(32).toString('hex') : null
  const publicKey = await signingKey(ctx)
  await ctx.db.exec(
    text(
      `update space.round set state = 'announced', announced_at = $2, announced_by = $3, commitment = $4, seed_sealed = $5,
         public_key = $6, updated_at = $2, version = version + 1 where id = $1`,
      [
        round.id,
        ctx.now,
        ctx.actor.accountId,
        seed === null ? null : sha256(seed),
        seed === null ? null : seal(seedPurpose, seed),
        publicKey,
      ],
    ),
  )
  touchSpace(ctx, round.spaceId)
  auditRound(ctx, round, { announced: true, commitment: seed === null ? null : sha256(seed), publicKey })
}

/** The key of this deployment; made when the first round is announced. */
async function signingKey(ctx: Context): Promise<string> {
  const newest = () =>
    ctx.db.maybe(
      text<{ publicKey: string }>(
        'select public_key as "publicKey" from space.signing_key order by created_at desc, id desc limit 1',
      ),
    )
  const known = await newest()
  if (known) return known.publicKey
  const { publicKey, privateKey } = newSigningKey()
  await ctx.db.exec(
    text('insert into space.signing_key (public_key, private_sealed, created_at) values ($1, $2, $3)', [
      publicKey,
      seal(signingPurpose, privateKey),
      ctx.now,
    ]),
  )
  return publicKey
}

/** @throws Fault `internal` when the deployment lost the key it announced */
export async function openSigningKey(ctx: Context, publicKey: string) {
  const { sealed } = await ctx.db.one(
    text<{ sealed: Buffer }>('select private_sealed as sealed from space.signing_key where public_key = $1', [
      publicKey,
    ]),
  )
  return { publicKey, privateKey: unseal(signingPurpose, sealed) }
}

/** Stop a round before it is confirmed; everyone who applied is told why. */
export async function cancelRound(ctx: Context, found: FoundRound, reason: string): Promise<void> {
  const round = await getRound(ctx, found.id, true)
  assertMoves(round, 'cancelled')
  await ctx.db.exec(
    text(
      `update space.round set state = 'cancelled', cancelled_at = $2, cancel_reason = $3, updated_at = $2, version = version + 1
       where id = $1`,
      [round.id, ctx.now, reason],
    ),
  )
  touchSpace(ctx, round.spaceId)
  if (round.state !== 'draft') await tellAll(ctx, round, 'cancelled', { reason })
  ctx.audit({
    subject: { type: 'round', id: round.id },
    region: round.regionCode,
    reason,
    changes: { from: round.state, to: 'cancelled' },
  })
}
