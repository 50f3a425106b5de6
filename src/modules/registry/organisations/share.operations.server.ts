import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { decodeCursor, pageOf, toPage } from '#kernel/page.ts'
import { containing, text } from '#platform/database/query.ts'
import { findBusiness } from '../business.server.ts'
import { isOwner, mayReadBusiness } from '../policy.ts'
import { insertShare } from './commands.server.ts'
import { maySeeShared } from './policy.ts'
import { getOrganisation, withPlaces } from './queries.server.ts'
import { NewShare, Partner, Share, SharedBusiness, ShareFilter } from './schema.ts'

const listPartners = (ctx: Context, search: string | undefined, near: string) =>
  ctx.db.many(
    text<Omit<Partner, 'place'> & { regionCode: string }>(
      `select id, name, kind, region_code as "regionCode" from registry.find_partners($1, $2, 20)`,
      [search ? containing(search) : null, near],
    ),
  )

/** Consent is the owner's own: officers read what was given, and can neither give nor withdraw it. */
const mayShare = (
  actor: Parameters<typeof isOwner>[0],
  business: { accountId: string | null; regionCode: string },
): Verdict => {
  if (isOwner(actor, business)) return 'allowed'
  return mayReadBusiness(actor, business) === 'allowed' ? 'forbidden' : 'hidden'
}

export const findPartners = operation({
  name: 'registry.find_partners',
  summary: 'Verified organisations by name, those of one’s own regency first.',
  http: 'GET /partners',
  input: z.object({
    search: z.string().trim().max(80).optional(),
    near: z
      .string()
      .regex(/^[\d.]{0,13}$/)
      .default('')
      .describe('Region code; organisations there come first.'),
  }),
  output: z.object({ items: z.array(Partner) }),
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx, { search, near }) => ({
    items: await withPlaces(ctx.db, await listPartners(ctx, search, near)),
  }),
})

export const readShares = operation({
  name: 'registry.list_business_shares',
  summary: 'Which organisations may see a business, since when and for what; and which could until when.',
  http: 'GET /businesses/{businessId}/shares',
  input: z.object({ businessId: z.uuid() }),
  output: z.object({ items: z.array(Share) }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: mayReadBusiness,
  run: async (ctx, { businessId }) => ({
    items: await ctx.db.many(
      text<Share>(
        `select s.id, s.organisation_id as "organisationId", coalesce(n.name, '') as organisation, s.purpose,
           s.with_contact as "withContact", s.given_at as "givenAt", s.withdrawn_at as "withdrawnAt"
         from registry.business_share s left join registry.organisation_names(array[s.organisation_id]) n on n.id = s.organisation_id
         where s.business_id = $1 order by s.withdrawn_at desc nulls first, s.given_at desc limit 100`,
        [businessId],
      ),
    ),
  }),
})

export const shareBusiness = operation({
  name: 'registry.share_business',
  summary: 'Let one verified organisation see your business, for a purpose.',
  http: 'POST /businesses/{businessId}/shares',
  creates: true,
  input: NewShare,
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) => mayShare(actor, business),
  async run(ctx, share, business) {
    const partner = await ctx.db.maybe(
      text<{ id: string }>(
        `select id from registry.organisation_names(array[$1::uuid]) where state = 'verified'`,
        [share.organisationId],
      ),
    )
    if (!partner) throw fieldFault('organisationId', 'organisation_field_partner')
    const id = await insertShare(ctx, share)
    ctx.audit({
      subject: { type: 'business', id: business.id },
      region: business.regionCode,
      changes: { organisationId: share.organisationId, purpose: share.purpose },
    })
    return { id }
  },
  constraints: { business_share_one: () => fieldFault('organisationId', 'organisation_share_there') },
})

async function getShare(ctx: Context, shareId: string) {
  const share = await ctx.db.maybe(
    text<{ businessId: string; withdrawnAt: string | null }>(
      'select business_id as "businessId", withdrawn_at as "withdrawnAt" from registry.business_share where id = $1',
      [shareId],
    ),
  )
  if (!share) throw new Fault('not_found', 'kernel_not_found')
  const { accountId, regionCode } = await findBusiness(ctx, share.businessId)
  return { ...share, accountId, regionCode }
}

export const withdrawShare = operation({
  name: 'registry.withdraw_share',
  summary: 'Withdraw what an organisation may see. It holds at once; the law gives 3 × 24 hours.',
  http: 'POST /business-shares/{shareId}/withdrawal',
  input: z.object({ shareId: z.uuid() }),
  output: z.object({ businessId: z.uuid() }),
  subject: (ctx, { shareId }) => getShare(ctx, shareId),
  can: (actor, business) => mayShare(actor, business),
  async run(ctx, { shareId }, { businessId, regionCode }) {
    await ctx.db.exec(
      text(
        'update registry.business_share set withdrawn_at = greatest($2::timestamptz, given_at) where id = $1 and withdrawn_at is null',
        [shareId, ctx.now],
      ),
    )
    ctx.audit({ subject: { type: 'business', id: businessId }, region: regionCode })
    return { businessId }
  },
})

export const readSharedBusinesses = operation({
  name: 'registry.list_shared_businesses',
  summary: 'Businesses that agreed to be seen by one’s organisation; newest consent first.',
  http: 'GET /organisations/{organisationId}/businesses',
  input: ShareFilter,
  output: pageOf(SharedBusiness),
  subject: (ctx, { organisationId }) => getOrganisation(ctx, organisationId),
  can: maySeeShared,
  async run(ctx, { organisationId, search, after, limit }) {
    const [at, id] = decodeCursor(after, 2) ?? [null, null]
    const rows = await ctx.db.many(
      text<Omit<SharedBusiness, 'place'>>(
        `select share_id as "shareId", business_id as "businessId", reference, kind, name, sector, description,
           region_code as "regionCode", workers, verified, purpose, given_at as "givenAt", owner_name as "ownerName", phone
         from registry.shared_businesses($1, $2, $3, $4, $5)`,
        [organisationId, search ? containing(search) : null, at, id, limit + 1],
      ),
    )
    const page = toPage(rows, limit, (row) => [row.givenAt, row.shareId])
    return { ...page, items: await withPlaces(ctx.db, page.items) }
  },
})

export const shareOperations = [findPartners, readShares, shareBusiness, withdrawShare, readSharedBusinesses]
