import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { standingOf } from '#modules/registry/queries.server.ts'
import { containing, text } from '#platform/database/query.ts'
import { type Factors, partsOf, supportOf } from '../draw/weights.ts'
import { isApplicationToken } from './links.server.ts'
import { isApplicant } from './policy.ts'
import { type FoundRound, listPlaces } from './queries.server.ts'
import { type Eligibility, isLocal, judge } from './rules.ts'
import type { Application } from './schema.ts'

/** An application as stored, with what stands beside it. */
export type FoundApplication = Omit<Application, 'eligibility' | 'parts' | 'mine' | 'firstInLine'> & {
  regionCode: string
  accountId: string | null
  ownerId: string
  recordedBy: string | null
  locale: 'id' | 'en'
  unitId: string | null
  day: string | null
  firstInLine: string | null
  frozen: { eligibility: Eligibility; factors: Factors } | null
  linked: boolean
}

const columns = `a.id, a.round_id as "roundId", a.number, a.state, a.business_id as "businessId", a.business_name as "businessName",
  a.holder_name as "holderName", a.holder_phone as "holderPhone", a.sector, a.wishes, a.any_place as "anyPlace",
  a.received_at as "receivedAt", a.recorded_by is not null as "atDesk", a.recorded_by as "recordedBy", a.region_code as "regionCode",
  a.account_id as "accountId", a.owner_id as "ownerId", a.locale, a.unit_id as "unitId", a.day, a.first_in_line as "firstInLine", a.rank, a.version,
  (select p.code from space.round_place p where p.round_id = a.round_id and p.unit_id = a.unit_id and p.day is not distinct from a.day) as place,
  case when a.eligibility is not null then jsonb_build_object('eligibility', a.eligibility, 'factors', a.factors) end as frozen,
  (select coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'state', c.state, 'reason', c.reason) order by c.kind), '[]')
   from space.application_claim c where c.application_id = a.id and c.kind <> 'arrears') as claims,
  (select jsonb_build_object('id', o.id, 'state', o.state, 'expiresAt', to_char(o.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
   from space.place_offer o where o.application_id = a.id order by o.offered_at desc limit 1) as offer,
  (select jsonb_build_object('id', e.id, 'state', e.state, 'message', e.message, 'reason', e.reason,
     'deadline', to_char(e.deadline at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
   from space.appeal e where e.application_id = a.id) as appeal`

/** @throws Fault `not_found`, also to who may not see it */
export async function getApplication(
  ctx: Context,
  applicationId: string,
  { token, lock = false }: { token?: string | undefined; lock?: boolean } = {},
): Promise<FoundApplication> {
  const linked = isApplicationToken(applicationId, token)
  if (linked) await ctx.db.exec(text(`select set_config('app.space_links', $1, true)`, [applicationId]))
  const found = await ctx.db.maybe(
    text<Omit<FoundApplication, 'linked'>>(
      `select ${columns} from space.application a where a.id = $1 ${lock ? 'for update' : ''}`,
      [applicationId],
    ),
  )
  if (!found) throw new Fault('not_found', 'allotment_application_not_found')
  return { ...found, linked }
}

export async function listApplications(
  ctx: Context,
  round: FoundRound,
  filter: { after?: string | undefined; limit: number; show: string; q?: string | undefined },
): Promise<Page<FoundApplication>> {
  const cursor = decodeCursor(filter.after, 1)
  const rows = await ctx.db.many(
    text<Omit<FoundApplication, 'linked'>>(
      `select ${columns} from space.application a
       where a.round_id = $1 and ($2::int is null or a.number > $2)
         and ($3 <> 'to_check' or exists (select from space.application_claim c where c.application_id = a.id and c.state = 'told'))
         and ($3 <> 'winners' or a.state in ('placed', 'offered', 'accepted'))
         and ($3 <> 'line' or a.state = 'reserve')
         and ($4::text is null or a.business_name ilike $4 or a.holder_name ilike $4 or a.number::text = $5)
       order by a.number limit $6`,
      [
        round.id,
        numberIn(cursor),
        filter.show,
        filter.q ? containing(filter.q) : null,
        filter.q ?? null,
        filter.limit + 1,
      ],
    ),
  )
  const page = toPage(rows, filter.limit, (row) => [row.number])
  return { next: page.next, items: page.items.map((row) => ({ ...row, linked: false })) }
}

/** A cursor somebody made up says nothing: the list begins at its start. */
const numberIn = (cursor: (string | number)[] | undefined): number | null => {
  const [number] = cursor ?? []
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 2 ** 31
    ? number
    : null
}

export interface PlaceRecord {
  businessId: string
  hasLease: boolean
  wins: number
  lastWin: string | null
  absences: number
  owed: number
}

/**
 * What a space knows of businesses: places they had, have, and left empty in the year before, and what they owe in the city.
 * Places for long and places for a day are counted apart: one does not use up the turn of the other.
 */
const listRecords = (
  ctx: Context,
  round: FoundRound,
  businessIds: readonly string[],
): Promise<PlaceRecord[]> =>
  ctx.db.many(
    text<PlaceRecord>(
      `select b.id as "businessId",
         coalesce(bool_or(l.state in ('offered', 'active') and exists (
           select from space.round_place p where p.round_id = $3 and l.term && case when p.day is null then daterange($4::date, $5::date, '[]') else daterange(p.day, p.day + 1) end)), false) as "hasLease",
         (count(*) filter (where l.origin = 'allotment' and (l.kind = 'daily') = $7 and l.state in ('active', 'ended', 'surrendered', 'revoked')))::int as wins,
         max(lower(l.term)) filter (where l.origin = 'allotment' and (l.kind = 'daily') = $7 and l.state in ('active', 'ended', 'surrendered', 'revoked')) as "lastWin",
         coalesce(sum((select count(*) from space.lease_day d where d.lease_id = l.id and d.reason = 'absent' and d.taken_back_at is null
           and d.day > $6::timestamptz::date - 365 and d.day <= $6::timestamptz::date)), 0)::int as absences,
         coalesce(max(w.amount), 0) as owed
       from unnest($1::uuid[]) b (id)
       left join space.lease l on l.business_id = b.id and l.space_id = $2 and l.state <> 'declined'
       left join space.owed($1, left($8, 5), $6::timestamptz::date) w on w.business_id = b.id
       group by b.id`,
      [
        businessIds,
        round.spaceId,
        round.id,
        round.from,
        round.until,
        ctx.now,
        round.kind === 'daily',
        round.regionCode,
      ],
    ),
  )

export interface Assessed {
  eligibility: Eligibility
  factors: Factors
}

/** Judge applications by what register and space know now. Claims count once an officer confirmed them. */
export async function assess(
  ctx: Context,
  round: FoundRound,
  applications: readonly Pick<FoundApplication, 'id' | 'businessId' | 'sector' | 'claims'>[],
  withTold = false,
): Promise<Map<string, Assessed>> {
  const ids = applications.map(({ businessId }) => businessId)
  const [records, standings, places] = await Promise.all([
    listRecords(ctx, round, ids),
    standingOf(ctx.db, ids),
    listPlaces(ctx, round.id),
  ])
  const conditions = { ...round, places }
  const recordOf = new Map(records.map((record) => [record.businessId, record]))
  const registered = new Map(standings.map((standing) => [standing.id, standing]))
  return new Map(
    applications.map((one) => {
      const record = recordOf.get(one.businessId)
      const known = registered.get(one.businessId)
      const counts = (state: string) => state === 'confirmed' || (withTold && state === 'told')
      const kinds = one.claims.filter(({ state }) => counts(state)).map(({ kind }) => kind)
      const standing = {
        verified: known?.state === 'verified',
        sector: one.sector,
        regionCode: known?.regionCode ?? '',
        hasLease: record?.hasLease ?? false,
        arrears: record?.owed ?? 0,
      }
      const factors: Factors = {
        local: known !== undefined && isLocal(known.regionCode, round.regionCode),
        support: supportOf(round.weights, kinds),
        wins: record?.wins ?? 0,
        absences: record?.absences ?? 0,
        lastWin: record?.lastWin ?? null,
      }
      return [one.id, { eligibility: judge(standing, conditions), factors }]
    }),
  )
}

/** Applications as people see them; those of an open round as they stand now. */
export async function toApplications(
  ctx: Context,
  round: FoundRound,
  found: readonly FoundApplication[],
): Promise<Application[]> {
  const open = found.filter(({ frozen }) => frozen === null)
  const assessed = open.length > 0 ? await assess(ctx, round, open) : new Map<string, Assessed>()
  return found.map((one) => {
    const {
      regionCode,
      accountId,
      ownerId,
      recordedBy,
      locale,
      unitId,
      day,
      firstInLine,
      frozen,
      linked,
      ...shown
    } = one
    const known = frozen ?? assessed.get(one.id)
    const factors = known?.factors ?? { local: false, support: 0, wins: 0, absences: 0, lastWin: null }
    return {
      ...shown,
      eligibility: known?.eligibility ?? [],
      parts: partsOf(round.weights, factors),
      firstInLine: firstInLine !== null,
      mine: isApplicant(ctx.actor, { accountId }),
    }
  })
}

export const listOwn = (ctx: Context) =>
  ctx.db.many(
    text<{
      id: string
      roundId: string
      number: number
      state: Application['state']
      businessName: string
      place: string | null
      round: string
      spaceName: string
      zone: string
      closesAt: string
      expiresAt: string | null
    }>(
      `select a.id, a.round_id as "roundId", a.number, a.state, a.business_name as "businessName", r.title as round,
         s.name as "spaceName", s.zone, r.closes_at as "closesAt",
         (select p.code from space.round_place p where p.round_id = a.round_id and p.unit_id = a.unit_id and p.day is not distinct from a.day) as place,
         (select o.expires_at from space.place_offer o where o.application_id = a.id and o.state = 'open') as "expiresAt"
       from space.application a join space.round r on r.id = a.round_id join space.space s on s.id = r.space_id
       where a.account_id = $1 order by a.received_at desc limit 50`,
      [ctx.actor.accountId],
    ),
  )
