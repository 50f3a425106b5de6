import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import { canonical } from '../draw/canonical.ts'
import { type DrawList, format } from '../draw/document.ts'
import { sha256 } from '../draw/order.server.ts'
import { weightOf } from '../draw/weights.ts'
import { millis } from '../time.ts'
import { type Assessed, assess, type FoundApplication } from './applications.server.ts'
import { refusalWords } from './labels.ts'
import { tell } from './notices.server.ts'
import { type FoundRound, listPlaces } from './queries.server.ts'
import { auditRound } from './rounds.server.ts'
import { isEligible } from './rules.ts'

type Applied = Pick<
  FoundApplication,
  'id' | 'number' | 'businessId' | 'sector' | 'claims' | 'wishes' | 'anyPlace' | 'holderPhone' | 'locale'
>

const listApplied = (ctx: Context, roundId: string) =>
  ctx.db.many(
    text<Applied>(
      `select a.id, a.number, a.business_id as "businessId", a.sector, a.wishes, a.any_place as "anyPlace",
         a.holder_phone as "holderPhone", a.locale,
         (select coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'state', c.state, 'reason', c.reason)), '[]')
          from space.application_claim c where c.application_id = a.id and c.kind <> 'arrears') as claims
       from space.application a where a.round_id = $1 and a.state = 'applied' order by a.number`,
      [roundId],
    ),
  )

/**
 * Close the list: each application is judged for the last time, its weight is fixed, and the list becomes one text whose hash is
 * published. The round is locked by the caller, so that nobody comes or goes meanwhile.
 * @returns false when there is nothing to close yet, or no more
 */
export async function closeRound(ctx: Context, round: FoundRound): Promise<boolean> {
  if (round.state !== 'announced' || millis(round.closesAt) > millis(ctx.now)) return false
  const [applied, places] = await Promise.all([listApplied(ctx, round.id), listPlaces(ctx, round.id)])
  const assessed = await assess(ctx, round, applied)
  const judged = applied.flatMap((one) => {
    const known = assessed.get(one.id)
    return known
      ? [
          {
            one,
            known,
            weight: weightOf(round.weights, known.factors),
            eligible: isEligible(known.eligibility),
          },
        ]
      : []
  })
  await ctx.db.exec(
    text(
      `update space.application a set state = x.state, eligibility = x.eligibility, factors = x.factors, weight = x.weight, version = a.version + 1
       from jsonb_to_recordset($1::jsonb) as x (id uuid, state text, eligibility jsonb, factors jsonb, weight int) where a.id = x.id`,
      [
        JSON.stringify(
          judged.map(({ one, known, weight, eligible }) => ({
            id: one.id,
            state: eligible ? 'eligible' : 'ineligible',
            ...known,
            weight,
          })),
        ),
      ],
    ),
  )
  const listed = judged.filter(({ eligible }) => eligible)
  const list = listOf(round, places, listed)
  const document = canonical(list)
  await ctx.db.exec(
    text(
      `update space.round set state = 'closed', closed_at = $2, list = $3, list_hash = $4, updated_at = $2, version = version + 1
       where id = $1`,
      [round.id, ctx.now, document, sha256(document)],
    ),
  )
  for (const { one, known, eligible } of judged) {
    const reason = known.eligibility
      .filter(({ ok }) => !ok)
      .map(({ rule }) => refusalWords[rule](undefined, { locale: one.locale }))
      .join(' ')
    tell(ctx, eligible ? 'eligible' : 'ineligible', round, { ...one, phone: one.holderPhone }, { reason })
  }
  auditRound(ctx, round, {
    closed: true,
    applied: applied.length,
    eligible: listed.length,
    listHash: sha256(document),
  })
  return true
}

function listOf(
  round: FoundRound,
  places: readonly { code: string; zone: string; sectors: string[] }[],
  listed: readonly { one: Applied; known: Assessed; weight: number }[],
): DrawList {
  return {
    format,
    round: round.id,
    title: round.title,
    space: round.spaceName,
    rule: round.rule,
    weights: round.weights,
    places: places.map(({ code, zone, sectors }) => ({ code, zone, sectors })),
    applicants: listed.map(({ one, known, weight }) => ({
      number: one.number,
      sector: one.sector,
      wishes: one.wishes,
      any: one.anyPlace,
      factors: known.factors,
      weight,
    })),
  }
}
