import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { workingDeadline } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { unseal } from '#platform/sign.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { canonical } from '../draw/canonical.ts'
import { drawFile } from '../draw/compute.server.ts'
import { DrawList, spoken } from '../draw/document.ts'
import { sha256 } from '../draw/order.server.ts'
import { instant, millis } from '../time.ts'
import { type Addressee, tell } from './notices.server.ts'
import { type FoundRound, getRound } from './queries.server.ts'
import { assertMoves, auditRound, openSigningKey, seedPurpose } from './rounds.server.ts'

/** What was kept of a closed round; both are checked against what was published. */
async function openSealed(ctx: Context, round: FoundRound) {
  const kept = await ctx.db.one(
    text<{ list: string; seed: Buffer | null }>(
      'select list, seed_sealed as seed from space.round where id = $1',
      [round.id],
    ),
  )
  const seed = kept.seed === null ? null : unseal(seedPurpose, kept.seed)
  if (sha256(kept.list) !== round.listHash) throw new Error('the list is not the one that was published')
  if (seed !== null && sha256(seed) !== round.commitment)
    throw new Error('the seed is not the one that was committed')
  return { list: DrawList.parse(JSON.parse(kept.list)), seed }
}

/** @returns the word as it counts; null where the rule needs none */
function wordOf(round: FoundRound, word: string | undefined): string | null {
  if (round.rule !== 'draw') return null
  const counted = spoken(word ?? '')
  if (counted.length < 4 || counted.length > 80) throw fieldFault('word', 'allotment_field_word')
  return counted
}

/** Draw a closed round with the word spoken at the meeting. It can be done once: the result stands as it is signed. */
export async function drawRound(
  ctx: Context,
  found: FoundRound,
  said: { word?: string | undefined; wordSource?: string | undefined },
): Promise<void> {
  const round = await getRound(ctx, found.id, true)
  assertMoves(round, 'drawn')
  const word = wordOf(round, said.word)
  if (word !== null && said.wordSource === undefined) throw fieldFault('wordSource', 'kernel_field_required')
  if (round.publicKey === null || round.closedAt === null)
    throw new Fault('conflict', 'allotment_wrong_state')
  const { list, seed } = await openSealed(ctx, round)
  const drawnAt = instant(millis(ctx.now))
  const commitment =
    round.commitment === null || round.announcedAt === null
      ? null
      : { hash: round.commitment, at: round.announcedAt }
  const file = drawFile(
    list,
    { commitment, closedAt: round.closedAt, seed, word, drawnAt },
    await openSigningKey(ctx, round.publicKey),
  )
  const appealsUntil = await workingDeadline(ctx.db, ctx.now, round.appealDays, round.regionCode)
  await ctx.db.exec(
    text(
      `update space.application a set rank = x.rank, unit_id = p.unit_id, day = p.day, version = a.version + 1,
         state = case when p.unit_id is null then 'reserve' else 'placed' end
       from unnest($2::int[]) with ordinality as x (number, rank)
       left join jsonb_to_recordset($3::jsonb) as w (place text, number int) on w.number = x.number
       left join space.round_place p on p.round_id = $1 and p.code = w.place
       where a.round_id = $1 and a.number = x.number`,
      [round.id, file.order, JSON.stringify(file.places)],
    ),
  )
  await ctx.db.exec(
    text(
      `update space.round set state = 'drawn', word = $2, word_source = $3, result = $4, drawn_at = $5, drawn_by = $6,
         appeals_until = $7, updated_at = $5, version = version + 1 where id = $1`,
      [round.id, word, said.wordSource ?? null, canonical(file), drawnAt, ctx.actor.accountId, appealsUntil],
    ),
  )
  // What nobody took is free for booking again.
  touchSpace(ctx, round.spaceId)
  await tellResults(ctx, round, appealsUntil)
  auditRound(ctx, round, { drawn: true, word, places: file.places.length, signature: file.signature })
}

async function tellResults(ctx: Context, round: FoundRound, until: string): Promise<void> {
  const all = await ctx.db.many(
    text<Addressee & { state: string }>(
      `select a.id, a.number, a.holder_phone as phone, a.locale, a.state, p.code as place
       from space.application a left join space.round_place p on p.round_id = a.round_id and p.unit_id = a.unit_id
         and p.day is not distinct from a.day
       where a.round_id = $1 and a.state in ('placed', 'reserve')`,
      [round.id],
    ),
  )
  for (const one of all) tell(ctx, one.state === 'placed' ? 'placed' : 'reserve', round, one, { until })
}

/** The result holds: places are offered. By somebody else than who drew, once appeals are decided. */
export async function confirmRound(ctx: Context, found: FoundRound): Promise<void> {
  const round = await getRound(ctx, found.id, true)
  assertMoves(round, 'confirmed')
  if (round.appealsUntil !== null && millis(round.appealsUntil) > millis(ctx.now))
    throw new Fault('conflict', 'allotment_appeals_open_until', { details: { until: round.appealsUntil } })
  if (round.drawnBy === ctx.actor.accountId) throw new Fault('forbidden', 'allotment_confirm_another')
  const { open } = await ctx.db.one(
    text<{ open: number }>(
      `select count(*) as open from space.appeal where round_id = $1 and state = 'open'`,
      [round.id],
    ),
  )
  if (open > 0) throw new Fault('conflict', 'allotment_appeals_undecided', { params: { count: open } })
  await ctx.db.exec(
    text(
      `update space.round set state = 'confirmed', confirmed_at = $2, confirmed_by = $3, updated_at = $2, version = version + 1 where id = $1`,
      [round.id, ctx.now, ctx.actor.accountId],
    ),
  )
  const placed = await ctx.db.many(
    text<{ id: string }>(
      `select id from space.application where round_id = $1 and state = 'placed' order by rank`,
      [round.id],
    ),
  )
  for (const { id } of placed)
    ctx.emit('space_offer_place', { applicationId: id }, { key: `space_offer_place:${id}` })
  auditRound(ctx, round, { confirmed: true, offers: placed.length })
}
