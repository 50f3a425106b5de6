import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { operation } from '#kernel/operation.ts'
import { MobilePhone } from '#modules/identity/schema.ts'
import { text } from '#platform/database/query.ts'
import { type BusinessSubject, findBusiness } from '../business.server.ts'
import { mayChangeBusiness } from '../policy.ts'
import { assertKept, assertReason, recordChange } from './commands.server.ts'
import { listOwners } from './queries.server.ts'
import { changesBetween, type FieldValue, mainShare } from './rules.ts'
import { OwnerAnswers } from './schema.ts'

const Reason = z.string().trim().min(3).max(300).optional()
const Held = z.object({ id: z.uuid(), mainShare: z.number().describe('Per cent left to the main owner.') })

/** A co-owner and the business, locked, so that two who add owners at once never share out more than there is. */
async function getOwner(ctx: Context, ownerId: string) {
  const found = await ctx.db.maybe(
    text<{ businessId: string }>(
      'select business_id as "businessId" from registry.business_owner where id = $1 and left_at is null',
      [ownerId],
    ),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  return findBusiness(ctx, found.businessId, { forUpdate: true })
}

interface Held {
  name: string
  sex: string | null
  phone: string | null
  share: number
}
const told = (owner: Held | undefined): Record<string, FieldValue> => ({
  ownerName: owner?.name ?? null,
  ownerSex: owner?.sex ?? null,
  ownerPhone: owner?.phone ?? null,
  ownerShare: owner?.share ?? null,
})

/** Check the shares, tell the history, answer what is left to the main owner. */
async function finish(
  ctx: Context,
  business: BusinessSubject,
  { before, after, reason }: { before?: Held; after?: Held; reason?: string | undefined },
): Promise<number> {
  const left = mainShare(await listOwners(ctx.db, business.id))
  if (left <= 0) throw fieldFault('share', 'profile_owner_share_too_much')
  const changes = changesBetween(told(before), told(after))
  const name = after?.name ?? null
  // Of whom a share is: said also where the name stayed.
  const whom = before?.name === name ? [{ field: 'ownerName', before: name, after: name }] : []
  if (changes.length > 0)
    await recordChange(ctx, business, { section: 'owners', changes: [...whom, ...changes], reason })
  return left
}

export const addOwner = operation({
  name: 'registry.add_owner',
  summary: 'An owner beside the main one, with their share.',
  http: 'POST /businesses/{businessId}/owners',
  creates: true,
  input: OwnerAnswers.extend({ businessId: z.uuid(), phone: MobilePhone.optional(), reason: Reason }),
  output: Held,
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { name, sex = null, phone = null, share, reason }, business) {
    assertKept(business)
    assertReason(ctx, business, reason)
    const id = newId()
    await ctx.db.exec(
      text(
        'insert into registry.business_owner (id, business_id, name, sex, phone, share) values ($1, $2, $3, $4, $5, $6)',
        [id, business.id, name, sex, phone, share],
      ),
    )
    return { id, mainShare: await finish(ctx, business, { after: { name, sex, phone, share }, reason }) }
  },
})

export const changeOwner = operation({
  name: 'registry.change_owner',
  summary: 'Mend the name, phone or share of an owner beside the main one.',
  http: 'PUT /business-owners/{ownerId}',
  input: OwnerAnswers.extend({ ownerId: z.uuid(), phone: MobilePhone.optional(), reason: Reason }),
  output: Held,
  subject: (ctx, { ownerId }) => getOwner(ctx, ownerId),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { ownerId, name, sex = null, phone = null, share, reason }, business) {
    assertKept(business)
    assertReason(ctx, business, reason)
    const before = (await listOwners(ctx.db, business.id)).find(({ id }) => id === ownerId)
    await ctx.db.exec(
      text('update registry.business_owner set name = $2, sex = $3, phone = $4, share = $5 where id = $1', [
        ownerId,
        name,
        sex,
        phone,
        share,
      ]),
    )
    const after = { name, sex, phone, share }
    return {
      id: ownerId,
      mainShare: await finish(ctx, business, { ...(before && { before }), after, reason }),
    }
  },
})

export const removeOwner = operation({
  name: 'registry.remove_owner',
  summary: 'Somebody is no longer an owner; their share falls to the main owner.',
  http: 'POST /business-owners/{ownerId}/removal',
  input: z.object({ ownerId: z.uuid(), reason: Reason }),
  output: Held,
  subject: (ctx, { ownerId }) => getOwner(ctx, ownerId),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { ownerId, reason }, business) {
    assertKept(business)
    assertReason(ctx, business, reason)
    const before = (await listOwners(ctx.db, business.id)).find(({ id }) => id === ownerId)
    await ctx.db.exec(
      text('update registry.business_owner set left_at = $2 where id = $1', [ownerId, ctx.now]),
    )
    return { id: ownerId, mainShare: await finish(ctx, business, { ...(before && { before }), reason }) }
  },
})

export const ownerOperations = [addOwner, changeOwner, removeOwner]
