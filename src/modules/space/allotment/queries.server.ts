import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import type { ListedPlace } from '../draw/document.ts'
import { phaseOf } from './rules.ts'
import type { Round, RoundSummary } from './schema.ts'

const roundColumns = `r.id, r.space_id as "spaceId", s.name as "spaceName", s.slug as "spaceSlug", r.region_code as "regionCode",
  s.zone, r.state, r.title, r.info, r.rule, r.weights, r.kind, r.sectors, r.local_only as "localOnly", lower(r.term) as "from",
  upper(r.term) - 1 as until, r.rent, r.opens_at as "opensAt", r.applies_until as "appliesUntil", r.closes_at as "closesAt",
  r.meeting_at as "meetingAt", r.meeting_place as "meetingPlace", r.appeal_days as "appealDays", r.offer_days as "offerDays",
  r.announced_at as "announcedAt", r.commitment, r.public_key as "publicKey", r.last_number as received, r.list_hash as "listHash",
  r.closed_at as "closedAt", r.word, r.word_source as "wordSource", r.drawn_at as "drawnAt", r.drawn_by as "drawnBy",
  r.appeals_until as "appealsUntil", r.confirmed_at as "confirmedAt", r.cancel_reason as "cancelReason", r.version`

/** A round as stored; `drawnBy` is for policies only. */
export type FoundRound = Omit<Round, 'phase' | 'places'> & { drawnBy: string | null }

/** @param lock waits for whoever changes the round, and keeps others out @throws Fault `not_found` */
export async function getRound(ctx: Context, roundId: string, lock = false): Promise<FoundRound> {
  const found = await ctx.db.maybe(
    text<FoundRound>(
      `select ${roundColumns} from space.round r join space.space s on s.id = r.space_id where r.id = $1
       ${lock ? 'for update of r' : ''}`,
      [roundId],
    ),
  )
  if (!found) throw new Fault('not_found', 'allotment_round_not_found')
  return found
}

export type FoundPlace = ListedPlace & { unitId: string; day: string | null }

/** In the order in which they are offered. */
export const listPlaces = (ctx: Context, roundId: string): Promise<FoundPlace[]> =>
  ctx.db.many(
    text<FoundPlace>(
      `select unit_id as "unitId", day, code, zone, sectors from space.round_place where round_id = $1 order by position`,
      [roundId],
    ),
  )

export async function toRound(ctx: Context, { drawnBy: _, ...found }: FoundRound): Promise<Round> {
  return { ...found, phase: phaseOf(found, ctx.now), places: await listPlaces(ctx, found.id) }
}

export const toHead = (ctx: Context, { drawnBy: _, ...found }: FoundRound): Omit<Round, 'places'> => ({
  ...found,
  phase: phaseOf(found, ctx.now),
})

type SummaryRow = Omit<RoundSummary, 'phase'>
const summaryColumns = `r.id, s.name as "spaceName", s.zone, r.state, r.title, r.rule, lower(r.term) as "from", upper(r.term) - 1 as until,
  r.opens_at as "opensAt", r.applies_until as "appliesUntil", r.closes_at as "closesAt", r.drawn_at as "drawnAt",
  r.last_number as received, (select count(*)::int from space.round_place p where p.round_id = r.id) as "placeCount"`

/** Announced rounds, or all of one space for its desk, newest first. */
export async function listRounds(
  ctx: Context,
  filter: { after?: string | undefined; limit: number; spaceId?: string | undefined; drafts: boolean },
): Promise<Page<RoundSummary>> {
  const cursor = decodeCursor(filter.after, 2)
  const rows = await ctx.db.many(
    text<SummaryRow>(
      `select ${summaryColumns} from space.round r join space.space s on s.id = r.space_id
       where ($1::text is null or s.id::text = $1 or s.slug = $1) and ($2 or r.state <> 'draft')
         and ($3::timestamptz is null or (r.opens_at, r.id) < ($3, $4::uuid))
       order by r.opens_at desc, r.id desc limit $5`,
      [filter.spaceId ?? null, filter.drafts, cursor?.[0] ?? null, cursor?.[1] ?? null, filter.limit + 1],
    ),
  )
  const page = toPage(rows, filter.limit, (row) => [row.opensAt, row.id])
  return { next: page.next, items: page.items.map((row) => ({ ...row, phase: phaseOf(row, ctx.now) })) }
}

/** What is published of a round, as text: the closed list, or the signed result. */
export const readDocument = async (ctx: Context, roundId: string, which: 'list' | 'result') => {
  const row = await ctx.db.one(
    text<{ document: string | null }>(`select ${which} as document from space.round where id = $1`, [
      roundId,
    ]),
  )
  return row.document === null ? null : (JSON.parse(row.document) as unknown)
}

/** Units of a space that a round may give: every bookable or leasable part, with the area it lies in. */
export const listUnitsToGive = (ctx: Context, spaceId: string) =>
  ctx.db.many(
    text<{ id: string; code: string; kind: string; zone: string; taken: string | null }>(
      `select u.id, coalesce(u.code, u.name) as code, u.kind, coalesce(p.name, '') as zone,
         (select max(upper(l.term) - 1) from space.lease l
          where l.space_id = u.space_id and l.span && u.span and l.state in ('offered', 'active') and upper(l.term) > $2::timestamptz::date) as taken
       from space.unit u join space.unit_zone p on p.unit_id = u.id
       where u.space_id = $1 and u.active and u.kind in ('stall', 'shelf', 'seat', 'room')
       order by u.position, lower(u.span) limit 2000`,
      [spaceId, ctx.now],
    ),
  )
