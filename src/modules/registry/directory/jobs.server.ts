import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { transaction } from '#platform/database/transaction.ts'
import type { Jobs } from '#platform/queue/task.ts'

const system = { actorId: null, scopes: [], organisations: [], system: true }

/** Rows folded in one transaction: a second's work, so that nothing waits long for its locks. */
const batch = 20_000

export const foldSome = async (db: Database): Promise<number> =>
  (await db.one(text<{ folded: number }>('select registry.fold_directory($1) as folded', [batch]))).folded

/** Counters of lists and maps follow what changed, every minute; papers that expired stop counting overnight. */
export const directoryJobs: Jobs = {
  tasks: {
    'registry.fold_directory': async (_payload, { pool }) => {
      let folded = batch
      while (folded === batch)
        folded = await transaction(pool, system, 'write', async (db) => ({ result: await foldSome(db) }))
    },
    'registry.age_directory': async (_payload, { pool }) => {
      await transaction(pool, system, 'write', async (db) => ({
        result: await db.one(text('select registry.age_directory()')),
      }))
    },
  },
  recurring: [
    { at: '* * * * *', task: 'registry.fold_directory' },
    { at: '40 18 * * *', task: 'registry.age_directory' },
  ],
}
