import type { Pool } from 'pg'
import { z } from 'zod'
import { type Role, scopeOf } from '#kernel/actor.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import type { Retention } from '#kernel/personal-data.ts'
import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import { asSystem } from '#platform/key-ring.ts'

const Rule = z.object({
  key: z.string(),
  what: z.string(),
  days: z.number().int(),
  legalBasis: z.string(),
  lastRunAt: z.string().nullable(),
  lastRows: z.number().int().nullable(),
})

export const Activity = z.object({
  key: z.string(),
  title: z.string(),
  basis: z.string(),
  legalReference: z.string(),
  subjects: z.string(),
  data: z.string(),
  recipients: z.string(),
  protection: z.string(),
  specific: z.boolean().describe('Specific data of UU 27/2022 article 4 (2).'),
  rules: z.array(Rule),
})
export type Activity = z.infer<typeof Activity>

const readers: readonly Role[] = ['administrator', 'head']

export const readProcessing = operation({
  name: 'registry.list_processing',
  summary:
    'The register of processing activities: which personal data, of whom, why, who receives them, and for how long.',
  http: 'GET /processing-activities',
  input: z.object({}),
  output: z.object({ items: z.array(Activity) }),
  can: (actor) => allowIf(scopeOf(actor, readers).length > 0),
  run: async (ctx) => ({
    items: await ctx.db.many(
      text<Activity>(
        `select a.key, a.title ->> $1 as title, a.basis, a.legal_reference as "legalReference", a.subjects ->> $1 as subjects,
           a.data ->> $1 as data, a.recipients ->> $1 as recipients, a.protection ->> $1 as protection, a.specific,
           coalesce((select jsonb_agg(jsonb_build_object('key', r.key, 'what', r.words ->> $1, 'days', r.days,
             'legalBasis', r.legal_basis, 'lastRunAt', r.last_run_at, 'lastRows', r.last_rows) order by r.days)
             from registry.retention_rule r where r.activity = a.key), '[]') as rules
         from registry.processing_activity a order by a.position`,
        [ctx.locale],
      ),
    ),
  }),
})

interface Due {
  key: string
  days: number
}

/** Carry out every rule of the register, each in a transaction of its own: one that fails holds none of the others up. */
export async function retain(pool: Pool, retentions: readonly Retention[]): Promise<void> {
  const rules = await transaction(pool, asSystem, 'read', async (db) => ({
    result: await db.many(text<Due>('select key, days from registry.retention_rule order by key')),
  }))
  const failures: unknown[] = []
  for (const { key, days } of rules) {
    const retention = retentions.find((known) => known.key === key)
    if (!retention) continue
    await transaction(pool, asSystem, 'write', async (db) => {
      const rows = await db.exec(text(retention.statement, [days]))
      await db.exec(
        text('update registry.retention_rule set last_run_at = now(), last_rows = $2 where key = $1', [
          key,
          rows,
        ]),
      )
      return { result: rows }
    }).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'retention')
}
