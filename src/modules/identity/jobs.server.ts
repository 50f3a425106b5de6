import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import type { Jobs } from '#platform/queue/task.ts'

/**
 * What only served a sign-in of long ago goes: addresses and browsers are personal data (UU 27/2022: no longer than needed).
 * Sessions stay ninety days after their end, for the question "was that me?".
 */
const leftovers = [
  `delete from identity.session where expires_at < now() - interval '90 days'`,
  `delete from identity.code_challenge where expires_at < now() - interval '1 day'`,
  `delete from identity.verification where expires_at < now() - interval '1 day'`,
  `delete from identity.rate_limit where expire < extract(epoch from now()) * 1000`,
]

export const identityJobs: Jobs = {
  tasks: {
    tidy_identity: async (_, { pool }) => {
      const system = { actorId: null, scopes: [], organisations: [], system: true }
      await transaction(pool, system, 'write', async (db) => {
        for (const statement of leftovers) await db.exec(text(statement))
        return { result: undefined }
      })
    },
  },
  recurring: [{ at: '41 18 * * *', task: 'tidy_identity' }],
}
