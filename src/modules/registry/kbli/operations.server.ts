import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { fieldFault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { findBusiness } from '../business.server.ts'
import { mayChangeBusiness } from '../policy.ts'
import { assertFresh, assertKept, assertReason, recordChange } from '../profile/commands.server.ts'
import { readFields } from '../profile/queries.server.ts'
import { changesBetween } from '../profile/rules.ts'
import { Saved, Saving } from '../profile/schema.ts'
import { type KbliEntry, rankKbli } from './rules.ts'

const Kbli = z.object({
  code: z.string(),
  title: z.string(),
  titleEn: z.string(),
  successor: z.string().nullable().describe('Code of the same activity in KBLI 2025.'),
})

const version = 2020

const listKbli = (ctx: Context): Promise<KbliEntry[]> =>
  ctx.db.many(
    text<KbliEntry>(
      `select code, successor, title, title_en as "titleEn", words from registry.kbli where version = $1 order by code`,
      [version],
    ),
  )

export const searchKbli = operation({
  name: 'registry.search_kbli',
  summary: 'Codes of KBLI 2020 for everyday words ("jual gorengan"), or by their first digits.',
  http: 'GET /kbli',
  input: z.object({ search: z.string().trim().min(2).max(100) }),
  output: z.object({ items: z.array(Kbli) }),
  can: () => 'allowed',
  run: async (ctx, { search }) => ({ items: rankKbli(search, await listKbli(ctx)) }),
})

export const chooseKbli = operation({
  name: 'registry.choose_kbli',
  summary: 'The code of what a business does.',
  http: 'PUT /businesses/{businessId}/kbli',
  input: Saving.extend({ kbliCode: z.string().regex(/^\d{5}$/, 'profile_kbli_unknown') }),
  output: Saved,
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { kbliCode, version: read, reason }, business) {
    assertKept(business)
    assertFresh(business, read)
    assertReason(ctx, business, reason)
    const known = await ctx.db.maybe(
      text('select from registry.kbli where version = $1 and code = $2', [version, kbliCode]),
    )
    if (!known) throw fieldFault('kbliCode', 'profile_kbli_unknown')
    const changes = changesBetween(await readFields(ctx.db, business.id), { kbliCode })
    if (changes.length === 0) return { id: business.id, version: business.version, changed: [] }
    await ctx.db.exec(
      text('update registry.business set kbli_version = $2, kbli_code = $3 where id = $1', [
        business.id,
        version,
        kbliCode,
      ]),
    )
    const saved = await recordChange(ctx, business, { section: 'kbli', changes, reason })
    return { id: business.id, version: saved, changed: ['kbliCode'] }
  },
})

export const kbliOperations = [searchKbli, chooseKbli]
