import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { decodeCursor, toPage } from '#kernel/page.ts'
import { listInScope, regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { deciders } from '../../policy.ts'
import { regionsPerKit } from '../rules.ts'
import { todayOf } from './queries.server.ts'
import { oldAfterDays } from './rules.ts'
import type { Candidate, CandidateQuery } from './schema.ts'

type CandidateRow = Omit<Candidate, 'village' | 'visit'> & {
  day: string | null
  assignee: string | null
}

/** When its data was last known to be right: changed, or seen by an officer. */
const known = `greatest(b.updated_at, (select max(s.told_at) from registry.field_visit s where s.business_id = b.id and s.state = 'visited'))`

/** What makes a business worth a visit, and since when. */
const needs = {
  verification: {
    where: `b.state = 'submitted'`,
    since: 'r.submitted_at',
  },
  old: {
    where: `b.state = 'verified' and b.updated_at < $6::timestamptz and ${known} < $6::timestamptz`,
    since: known,
  },
} as const

/** Businesses of the actor's regions that are worth a visit, those that wait longest first. */
export async function listCandidates(ctx: Context, { need, region, ids, after, limit }: CandidateQuery) {
  const whole = scopeOf(ctx.actor, deciders)
  const scope = narrow(whole, region)
  const villages = await listInScope(ctx.db, whole, 4, regionsPerKit + 1)
  const wide = villages.length > regionsPerKit
  const places = wide ? await listInScope(ctx.db, whole, 2, regionsPerKit) : villages
  // Sorting a nation by age serves nobody: officers walk in one city.
  if (ids === undefined && scope.some((code) => code.length < 5))
    return { items: [], next: null, places, chooseFirst: true }
  const cursor = decodeCursor(after, 2)
  const { where, since } = ids ? { where: 'true', since: 'b.updated_at' } : needs[need]
  const rows = await ctx.db.many(
    text<CandidateRow>(
      `select * from (
         select b.id, b.kind, b.name, b.reference, b.state, b.region_code as "regionCode", b.address, ${since} as since,
           v.day::text as day, v.assignee_name as assignee
         from registry.business b
         join registry.registration r on r.business_id = b.id and r.latest
         left join registry.field_visit v on v.business_id = b.id and v.state = 'planned'
         where $6::timestamptz is not null and exists (select from unnest($1::text[]) s where starts_with(b.region_code, s))
           and ($7::uuid[] is not null or b.regency = any ($2::text[])) and ($7::uuid[] is null or b.id = any ($7)) and ${where}) found
       where $3::timestamptz is null or (since, id) > ($3, $4::uuid)
       order by since, id limit $5`,
      [
        scope,
        scope.map((code) => code.slice(0, 5)),
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        limit + 1,
        new Date(Date.parse(ctx.now) - oldAfterDays * 86_400_000).toISOString(),
        ids ?? null,
      ],
    ),
  )
  const page = toPage(rows, limit, (row) => [row.since, row.id])
  const names = await regionNames(
    ctx.db,
    page.items.map((row) => row.regionCode),
  )
  const today = todayOf(ctx)
  const items = page.items.map(({ day, assignee, ...row }) => ({
    ...row,
    village: names.get(row.regionCode)?.name ?? row.regionCode,
    visit: day === null ? null : { day, assignee: assignee ?? '', missed: day < today },
  }))
  return { items, next: page.next, places, chooseFirst: false }
}
