import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { translate } from '#kernel/problem.ts'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import { findRegion, regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import type { BusinessSubject } from '../business.server.ts'
import { recordChange } from '../profile/commands.server.ts'
import { readFields } from '../profile/queries.server.ts'
import { changesBetween, type FieldValue } from '../profile/rules.ts'
import type { MoveRow } from './queries.server.ts'
import type { MoveState } from './rules.ts'

export interface Wanted {
  regionCode: string
  address: string
  rt?: string | undefined
  rw?: string | undefined
  reason?: string | undefined
}

/** Write down where a verified business wants to go. @throws Fault at the village, or `conflict` */
export async function insertMove(ctx: Context, business: BusinessSubject, wanted: Wanted): Promise<string> {
  if (business.state !== 'verified') throw new Fault('conflict', 'registry_move_unverified')
  if (wanted.regionCode === business.regionCode) throw fieldFault('regionCode', 'registry_move_same')
  if (!(await findRegion(ctx.db, wanted.regionCode))) throw fieldFault('regionCode', 'registry_field_region')
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into registry.business_move (id, business_id, account_id, name, reference, kind, from_region, to_region, address, rt, rw,
         reason, asked_at, asked_by, asked_by_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        id,
        business.id,
        business.accountId,
        business.name,
        business.reference,
        business.kind,
        business.regionCode,
        wanted.regionCode,
        wanted.address,
        wanted.rt ?? null,
        wanted.rw ?? null,
        wanted.reason ?? null,
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
      ],
    ),
  )
  return id
}

/** Say how a move ended. The database has refused a second end already: the row is locked. */
export const endMove = (
  ctx: Context,
  moveId: string,
  state: Exclude<MoveState, 'waiting'>,
  answer?: string | undefined,
): Promise<number> =>
  ctx.db.exec(
    text(
      `update registry.business_move set state = $2, decided_at = $3, decided_by_name = $4, answer = $5 where id = $1`,
      [moveId, state, ctx.now, ctx.actor.name, answer ?? null],
    ),
  )

const placeFields = ['address', 'rt', 'rw', 'stall', 'zone', 'latitude', 'longitude'] as const
type Place = Record<string, FieldValue>

/** What the record says of its place now; nothing when it lies where the actor may not look. */
const placeOf = async (ctx: Context, businessId: string): Promise<Place | undefined> => {
  const seen = await ctx.db.maybe(text('select id from registry.business where id = $1', [businessId]))
  if (!seen) return undefined
  const fields = await readFields(ctx.db, businessId)
  return Object.fromEntries(placeFields.map((field) => [field, fields[field] ?? null]))
}

/**
 * Carry the record over: village, address, permits, the case; what told the old place (point on the map, stall, zone) is cleared.
 * Its history says from where to where.
 * @throws Fault `conflict` when the record changed its place or state since it was asked for
 */
export async function settleMove(ctx: Context, move: MoveRow): Promise<void> {
  const before = await placeOf(ctx, move.businessId)
  const { done } = await ctx.db.one(
    text<{ done: boolean }>('select registry.settle_move($1) as done', [move.id]),
  )
  if (!done) throw new Fault('conflict', 'registry_move_outdated')
  await endMove(ctx, move.id, 'accepted')
  const names = await regionNames(ctx.db, [move.fromRegion, move.toRegion])
  const village = (code: string) => names.get(code)?.fullName ?? code
  const after = (await placeOf(ctx, move.businessId)) ?? {}
  const changes = [
    { field: 'region', before: village(move.fromRegion), after: village(move.toRegion) },
    ...changesBetween(before ?? {}, after),
  ]
  await recordChange(
    ctx,
    { id: move.businessId, regionCode: move.toRegion },
    { section: 'move', changes, ...(move.reason !== null && { reason: move.reason }) },
  )
}

/** The owner hears how it ended. */
export async function tellOwner(ctx: Context, move: MoveRow, accepted: boolean): Promise<void> {
  if (!move.accountId || move.accountId === ctx.actor.accountId) return
  const contact = await contactOf(ctx.db, move.accountId)
  const to = contact?.phone ? { phone: contact.phone } : contact?.email ? { email: contact.email } : undefined
  if (!contact || !to) return
  const names = await regionNames(ctx.db, [move.toRegion])
  const params = { name: move.name, place: names.get(move.toRegion)?.name ?? move.toRegion }
  const key = accepted ? 'registry_move_message_accepted' : 'registry_move_message_refused'
  ctx.send({
    to,
    locale: contact.locale,
    template: accepted ? 'registry.move_accepted' : 'registry.move_refused',
    subject: translate('registry_move_message_subject', params, contact.locale),
    body: translate(key, params, contact.locale),
    about: { type: 'business', id: move.businessId },
    region: move.toRegion,
  })
}
