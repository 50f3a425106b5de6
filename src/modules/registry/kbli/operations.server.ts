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
import { type KbliEntry, type PreparedKbli, prepareKbli, rankKbli } from './rules.ts'

const Kbli = z.object({
  code: z.string(),
  title: z.string().describe('Short where somebody gave a short one, else the title of the regulation.'),
  titleEn: z.string().nullable(),
  official: z.string().describe('Title in Peraturan BPS 2/2020.'),
  division: z.string().describe('Golongan pokok: the first two digits.'),
  divisionTitle: z.string(),
  divisionTitleEn: z.string(),
  successor: z.string().nullable().describe('Code of the same activity in KBLI 2025.'),
})

const Division = z.object({
  code: z.string().describe('A letter (section) or two digits (division).'),
  section: z.string().nullable().describe('Section of a division.'),
  title: z.string(),
  titleEn: z.string(),
})

const version = 2020

type KbliRow = KbliEntry & z.infer<typeof Kbli>

let known: Promise<PreparedKbli<KbliRow>[]> | undefined

/** All codes, read once: only a migration changes them, and a migration starts the program anew. */
function listKbli(ctx: Context): Promise<PreparedKbli<KbliRow>[]> {
  known ??= ctx.db
    .many(
      text<KbliRow>(
        `select k.code, k.successor, k.title, k.title_en as "titleEn", k.official, k.words, d.code as division,
           d.title as "divisionTitle", d.title_en as "divisionTitleEn"
         from registry.kbli k join registry.kbli_division d on d.version = k.version and d.code = left(k.code, 2)
         where k.version = $1 order by k.code`,
        [version],
      ),
    )
    .then(prepareKbli)
    .catch((fault: unknown) => {
      known = undefined
      throw fault
    })
  return known
}

export const searchKbli = operation({
  name: 'registry.search_kbli',
  summary: 'Codes of KBLI 2020 for everyday words ("jual gorengan"), or by their first digits.',
  http: 'GET /kbli',
  input: z.object({ search: z.string().trim().min(2).max(100) }),
  output: z.object({ items: z.array(Kbli) }),
  can: () => 'allowed',
  run: async (ctx, { search }) => ({ items: rankKbli(search, await listKbli(ctx)) }),
})

export const listKbliDivisions = operation({
  name: 'registry.list_kbli_divisions',
  summary: 'Sections and divisions of KBLI 2020, for those who look a code up from above.',
  http: 'GET /kbli-divisions',
  input: z.object({}),
  output: z.object({ items: z.array(Division) }),
  can: () => 'allowed',
  run: async (ctx) => ({
    items: await ctx.db.many(
      text<z.infer<typeof Division>>(
        `select code, section, title, title_en as "titleEn" from registry.kbli_division where version = $1 order by code`,
        [version],
      ),
    ),
  }),
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

export const kbliOperations = [searchKbli, listKbliDivisions, chooseKbli]
