import { z } from 'zod'
import { holds, isSignedIn, type Role } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { ScopeCode } from '#modules/region/schema.ts'
import { text } from '#platform/database/query.ts'
import { PovertyLine } from './schema.ts'

const keepers: readonly Role[] = ['administrator']

export const listLines = operation({
  name: 'registry.list_poverty_lines',
  summary: 'Poverty lines of BPS that households are compared with, newest first.',
  http: 'GET /poverty-lines',
  input: z.object({}),
  output: z.object({ items: z.array(PovertyLine) }),
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx) => ({
    items: await ctx.db.many(
      text<PovertyLine>(
        `select scope, valid_from as "validFrom", amount, source from registry.poverty_line
         order by valid_from desc, scope limit 500`,
      ),
    ),
  }),
})

export const addLine = operation({
  name: 'registry.add_poverty_line',
  summary: 'Add the poverty line that BPS published for a regency, a province or the nation.',
  http: 'POST /poverty-lines',
  creates: true,
  input: z.object({
    scope: ScopeCode.refine((code) => code.length <= 5, 'household_field_line_scope'),
    validFrom: z.iso
      .date()
      .refine((date) => date >= '2000-01-01' && date <= '2099-12-31', 'kernel_field_date'),
    amount: z.number().int().min(100_000).max(10_000_000).describe('Rupiah a head and month.'),
    source: z.string().trim().min(3).max(200),
  }),
  output: PovertyLine,
  can: (actor, _, { scope }) => allowIf(holds(actor, keepers, scope)),
  async run(ctx, line) {
    await ctx.db.exec(
      text(
        `insert into registry.poverty_line (scope, valid_from, amount, source, recorded_at, recorded_by_name)
         values ($1, $2, $3, $4, $5, $6)`,
        [line.scope, line.validFrom, line.amount, line.source, ctx.now, ctx.actor.name],
      ),
    )
    ctx.audit({ region: line.scope, changes: line })
    return line
  },
  constraints: { poverty_line_once: () => new Fault('conflict', 'household_line_twice') },
})

export const poverty = [listLines, addLine]
