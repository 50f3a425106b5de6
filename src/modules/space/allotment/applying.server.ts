import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import { businessHolder, findReference, listBusinessesOf } from '#modules/registry/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { keysOf } from '../draw/assign.ts'
import type { FoundApplication } from './applications.server.ts'
import { tell } from './notices.server.ts'
import { type FoundRound, listPlaces } from './queries.server.ts'
import { isFor, phaseOf } from './rules.ts'
import type { ApplicationInput } from './schema.ts'
import type { ClaimKind } from './states.ts'

type Business = NonNullable<Awaited<ReturnType<typeof businessHolder>>>

const audit = (
  ctx: Context,
  one: { id: string; regionCode: string },
  changes: Record<string, unknown>,
  reason?: string,
) =>
  ctx.audit({
    subject: { type: 'application', id: one.id },
    region: one.regionCode,
    changes,
    ...(reason !== undefined && { reason }),
  })

/** Why a round takes no applications now. */
function closedFault(round: FoundRound, now: string): Fault {
  const phase = phaseOf(round, now)
  if (phase === 'announced')
    return new Fault('conflict', 'allotment_not_open_yet', { details: { opensAt: round.opensAt } })
  return new Fault('conflict', 'allotment_applications_over', {
    details: { appliesUntil: round.appliesUntil },
  })
}

/** A business of the actor's own. */
export async function ownBusiness(ctx: Context, businessId: string): Promise<Business> {
  const own = await listBusinessesOf(ctx.db, ctx.actor.accountId ?? '')
  const business = own.some(({ id }) => id === businessId)
    ? await businessHolder(ctx.db, businessId)
    : undefined
  if (!business) throw fieldFault('businessId', 'kernel_field_choose')
  return business
}

/** The business of somebody at the desk, by its number. */
export async function businessAtDesk(ctx: Context, reference: string): Promise<Business> {
  const found = await findReference(ctx.db, reference)
  const business = found && (await businessHolder(ctx.db, found.id))
  if (!business) throw fieldFault('reference', 'allotment_field_reference')
  if (business.accountId !== null && business.accountId === ctx.actor.accountId)
    throw new Fault('forbidden', 'allotment_desk_for_oneself')
  return business
}

/** Wishes name places and parts of this round, nothing else. */
async function checkWishes(
  ctx: Context,
  round: FoundRound,
  wishes: readonly string[],
  sector: string,
): Promise<void> {
  const places = await listPlaces(ctx, round.id)
  const known = new Set(places.flatMap(keysOf))
  if (wishes.some((wish) => !known.has(wish))) throw fieldFault('wishes', 'allotment_field_wish')
  const fitting = new Set(places.filter((place) => isFor(place.sectors, sector)).flatMap(keysOf))
  if (wishes.some((wish) => !fitting.has(wish))) throw fieldFault('wishes', 'allotment_field_wish_sector')
}

/**
 * Write an application. Its number is taken in the statement that locks the round: applications arrive one after the other, and
 * none after the last instant or behind the closed list.
 */
export async function apply(
  ctx: Context,
  round: FoundRound,
  business: Business,
  input: ApplicationInput,
  atDesk: boolean,
): Promise<string> {
  await checkWishes(ctx, round, input.wishes, business.sector ?? '')
  const { number } = await ctx.db.one(
    text<{ number: number | null }>('select space.next_application($1, $2) as number', [round.id, ctx.now]),
  )
  if (number === null) throw closedFault(round, ctx.now)
  const contact = business.accountId === null ? undefined : await contactOf(ctx.db, business.accountId)
  const id = newId()
  const phone = contact?.phone ?? business.ownerPhone
  const locale = contact?.locale ?? 'id'
  await ctx.db.exec(
    text(
      `insert into space.application (id, round_id, number, region_code, business_id, business_name, owner_id, account_id, holder_name,
         holder_phone, locale, sector, wishes, any_place, state, consent_at, received_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'applied', $15, $16, $17)`,
      [
        id,
        round.id,
        number,
        round.regionCode,
        business.id,
        business.name,
        business.ownerId,
        business.accountId,
        business.ownerName,
        phone,
        locale,
        business.sector ?? '',
        input.wishes,
        input.anyPlace,
        input.claims.length > 0 ? ctx.now : null,
        ctx.now,
        atDesk ? ctx.actor.accountId : null,
      ],
    ),
  )
  await addClaims(ctx, id, input.claims)
  tell(ctx, 'received', round, { id, number, phone, locale }, { until: round.closesAt })
  audit(ctx, { id, regionCode: round.regionCode }, { number, wishes: input.wishes, anyPlace: input.anyPlace })
  return id
}

const addClaims = (ctx: Context, applicationId: string, claims: readonly ClaimKind[]) =>
  ctx.db.exec(
    text(
      `insert into space.application_claim (application_id, kind, state)
       select $1, kind, 'told' from unnest($2::text[]) kind`,
      [applicationId, [...new Set(claims)]],
    ),
  )

/** Take an application back before the list closes. */
export async function withdraw(ctx: Context, round: FoundRound, found: FoundApplication): Promise<void> {
  if (found.state !== 'applied' || round.state !== 'announced')
    throw new Fault('conflict', 'allotment_list_closed')
  await ctx.db.exec(
    text(
      `update space.application set state = 'withdrawn', ended_at = $2, version = version + 1 where id = $1`,
      [found.id, ctx.now],
    ),
  )
  tell(ctx, 'withdrawn', round, { ...found, phone: found.holderPhone })
  audit(ctx, found, { withdrawn: true })
}

/** An officer saw proof of what was told, or did not. Only until the list closes. */
export async function checkClaim(
  ctx: Context,
  round: FoundRound,
  found: FoundApplication,
  verdict: { kind: ClaimKind; confirmed: boolean; reason?: string | undefined },
): Promise<void> {
  if (round.state !== 'announced' || found.state !== 'applied')
    throw new Fault('conflict', 'allotment_list_closed')
  if (found.accountId !== null && found.accountId === ctx.actor.accountId)
    throw new Fault('forbidden', 'allotment_own_application')
  const { kind, confirmed, reason } = verdict
  const told = found.claims.some((claim) => claim.kind === kind)
  if (!told) throw new Fault('conflict', 'allotment_not_told')
  if (!confirmed && reason === undefined) throw fieldFault('reason', 'kernel_field_required')
  await ctx.db.exec(
    text(
      `insert into space.application_claim (application_id, kind, state, reason, checked_by, checked_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (application_id, kind) do update set state = excluded.state, reason = excluded.reason,
         checked_by = excluded.checked_by, checked_at = excluded.checked_at`,
      [found.id, kind, confirmed ? 'confirmed' : 'refused', reason ?? null, ctx.actor.accountId, ctx.now],
    ),
  )
  audit(ctx, found, { claim: kind, confirmed }, reason)
}
