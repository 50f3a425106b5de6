import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import type { CasePage, CaseQuery, Decision, InboxItem } from '#kernel/inbox.ts'
import { cancelMessages } from '#kernel/outbox.server.ts'
import { decodeCursor, toPage } from '#kernel/page.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { workingDeadline } from '#modules/region/queries.server.ts'
import { containing, text } from '#platform/database/query.ts'
import { undoSeconds } from '../bookings/states.ts'
import { deciders } from '../policy.ts'
import { instant, millis } from '../time.ts'
import type { FoundApplication } from './applications.server.ts'
import { tell, templateOf } from './notices.server.ts'
import { isInvolved } from './policy.ts'
import { type FoundRound, getRound } from './queries.server.ts'

export interface FoundAppeal {
  id: string
  roundId: string
  applicationId: string
  regionCode: string
  accountId: string | null
  message: string
  state: 'open' | 'upheld' | 'dismissed'
  submittedAt: string
  deadline: string
  decidedAt: string | null
  decidedBy: string | null
  decidedByName: string | null
  reason: string | null
  version: number
  number: number
  businessName: string
  holderPhone: string | null
  locale: 'id' | 'en'
  applicationState: FoundApplication['state']
  eligible: boolean
  round: string
  spaceId: string
  spaceName: string
  /** Who drew, recorded or checked: they do not decide. */
  involved: (string | null)[]
}

const columns = `e.id, e.round_id as "roundId", e.application_id as "applicationId", e.region_code as "regionCode",
  e.account_id as "accountId", e.message, e.state, e.submitted_at as "submittedAt", e.deadline, e.decided_at as "decidedAt",
  e.decided_by as "decidedBy", e.decided_by_name as "decidedByName", e.reason, e.version, a.number, a.business_name as "businessName",
  a.holder_phone as "holderPhone", a.locale, a.state as "applicationState", a.rank is not null as eligible, r.title as round, r.space_id as "spaceId",
  s.name as "spaceName",
  array[r.drawn_by, e.recorded_by, a.recorded_by] || array(select c.checked_by from space.application_claim c
    where c.application_id = a.id and c.checked_by is not null) as involved`
const tables = `space.appeal e join space.application a on a.id = e.application_id join space.round r on r.id = e.round_id
  join space.space s on s.id = r.space_id`

/** @throws Fault `not_found` */
export async function getAppeal(ctx: Context, appealId: string, lock = false): Promise<FoundAppeal> {
  const found = await ctx.db.maybe(
    text<FoundAppeal>(`select ${columns} from ${tables} where e.id = $1 ${lock ? 'for update of e' : ''}`, [
      appealId,
    ]),
  )
  if (!found) throw new Fault('not_found', 'allotment_appeal_not_found')
  return found
}

/** Say that a result is wrong, while appeals are taken; once for each application. */
export async function fileAppeal(
  ctx: Context,
  round: FoundRound,
  found: FoundApplication,
  message: string,
): Promise<void> {
  if (round.state !== 'drawn' || round.appealsUntil === null)
    throw new Fault('conflict', 'allotment_no_appeals_now')
  if (millis(round.appealsUntil) <= millis(ctx.now)) throw new Fault('conflict', 'allotment_appeals_over')
  if (found.state === 'withdrawn') throw new Fault('conflict', 'allotment_no_appeals_now')
  const { bookingDays } = await getSettings(ctx.db, 'standards')
  const deadline = await workingDeadline(ctx.db, ctx.now, bookingDays, round.regionCode)
  const id = newId()
  const own = ctx.actor.accountId === found.accountId
  await ctx.db.exec(
    text(
      `insert into space.appeal (id, round_id, application_id, region_code, account_id, message, state, submitted_at, recorded_by, deadline)
       values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9)`,
      [
        id,
        round.id,
        found.id,
        found.regionCode,
        found.accountId,
        message,
        ctx.now,
        own ? null : ctx.actor.accountId,
        deadline,
      ],
    ),
  )
  ctx.audit({ subject: { type: 'appeal', id }, region: found.regionCode, changes: { number: found.number } })
}

export const toItem = (row: FoundAppeal): InboxItem => ({
  kind: 'space.appeal',
  id: row.id,
  title: row.businessName,
  detail: `${row.round} · ${row.spaceName} · ${row.number}`,
  regionCode: row.regionCode,
  submittedAt: row.submittedAt,
  deadline: row.deadline,
  missing: [],
  href: `/kantor/ruang/${row.spaceId}/undian/${row.roundId}/${row.applicationId}`,
})

/** Undecided appeals of the actor's regions, by deadline. */
export async function listAppeals(ctx: Context, filter: CaseQuery): Promise<CasePage> {
  const scopes = narrow(scopeOf(ctx.actor, deciders), filter.region)
  const cursor = decodeCursor(filter.after, 2)
  const where = `e.state = 'open' and e.region_code ^@ any ($1::text[]) and ($2::text is null or a.business_name ilike $2 or r.title ilike $2)
    and ($3::boolean is null or (e.deadline < $4::timestamptz) = $3) and ($5::boolean is null or $5)`
  const values = [
    scopes,
    filter.search ? containing(filter.search) : null,
    filter.overdue ?? null,
    ctx.now,
    filter.complete ?? null,
  ]
  const [rows, counts] = await Promise.all([
    ctx.db.many(
      text<FoundAppeal>(
        `select ${columns} from ${tables} where ${where} and ($6::timestamptz is null or (e.deadline, e.id) > ($6, $7::uuid))
         order by e.deadline, e.id limit $8`,
        [...values, cursor?.[0] ?? null, cursor?.[1] ?? null, filter.limit + 1],
      ),
    ),
    ctx.db.one(
      text<{ waiting: number; overdue: number }>(
        `select count(*) as waiting, count(*) filter (where e.deadline < $4::timestamptz) as overdue from ${tables} where ${where}`,
        values,
      ),
    ),
  ])
  const page = toPage(rows, filter.limit, (row) => [row.deadline, row.id])
  return { next: page.next, items: page.items.map(toItem), ...counts }
}

/** Upheld: the applicant comes first in line for the next place. The list and the draw stay as published. */
export async function decideAppeal(
  ctx: Context,
  found: FoundAppeal,
  ruling: Decision & { version?: number | undefined },
): Promise<{ undoUntil: string }> {
  if (isInvolved(ctx.actor, found)) throw new Fault('forbidden', 'allotment_appeal_another')
  if (ruling.decision === 'return') throw fieldFault('decision', 'allotment_no_return')
  if (found.state !== 'open')
    throw new Fault('conflict', 'allotment_appeal_decided', { params: { name: found.decidedByName ?? '' } })
  if (ruling.version !== undefined && ruling.version !== found.version)
    throw new Fault('stale', 'kernel_stale')
  const round = await getRound(ctx, found.roundId, true)
  if (round.state !== 'drawn') throw new Fault('conflict', 'allotment_wrong_state')
  const upheld = ruling.decision === 'approve'
  const reason = ruling.reason?.trim() || null
  await ctx.db.exec(
    text(
      `update space.appeal set state = $2, decided_at = $3, decided_by = $4, decided_by_name = $5, reason = $6, version = version + 1
       where id = $1`,
      [found.id, upheld ? 'upheld' : 'dismissed', ctx.now, ctx.actor.accountId, ctx.actor.name, reason],
    ),
  )
  if (upheld)
    await ctx.db.exec(
      text(
        `update space.application set first_in_line = $2, version = version + 1,
           state = case state when 'ineligible' then 'reserve' else state end where id = $1`,
        [found.applicationId, ctx.now],
      ),
    )
  const to = { id: found.applicationId, number: found.number, phone: found.holderPhone, locale: found.locale }
  tell(ctx, upheld ? 'upheld' : 'dismissed', round, to, { reason: reason ?? '', holdSeconds: undoSeconds })
  ctx.audit({
    subject: { type: 'appeal', id: found.id },
    region: found.regionCode,
    ...(reason && { reason }),
    changes: { decision: ruling.decision },
  })
  return { undoUntil: instant(millis(ctx.now) + undoSeconds * 1000) }
}

/** Take a decision back within ten seconds; only by who made it. */
export async function undoAppeal(ctx: Context, found: FoundAppeal): Promise<void> {
  if (found.state === 'open' || found.decidedAt === null) throw new Fault('conflict', 'space_nothing_to_undo')
  if (found.decidedBy !== ctx.actor.accountId) throw new Fault('forbidden', 'space_undo_not_yours')
  if (millis(ctx.now) > millis(found.decidedAt) + undoSeconds * 1000)
    throw new Fault('conflict', 'space_undo_too_late')
  const round = await getRound(ctx, found.roundId, true)
  if (round.state !== 'drawn') throw new Fault('conflict', 'allotment_wrong_state')
  await ctx.db.exec(
    text(
      `update space.appeal set state = 'open', decided_at = null, decided_by = null, decided_by_name = null, reason = null,
         version = version + 1 where id = $1`,
      [found.id],
    ),
  )
  await ctx.db.exec(
    text(
      `update space.application set first_in_line = null, version = version + 1,
         state = case when state = 'reserve' and rank is null then 'ineligible' else state end where id = $1`,
      [found.applicationId],
    ),
  )
  await ctx.db.exec(
    cancelMessages(
      { type: 'application', id: found.applicationId },
      templateOf(found.state === 'upheld' ? 'upheld' : 'dismissed'),
    ),
  )
  ctx.audit({
    subject: { type: 'appeal', id: found.id },
    region: found.regionCode,
    changes: { undone: found.state },
  })
}
