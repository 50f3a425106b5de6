import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import type { Jobs } from '#platform/queue/task.ts'
import { directoryJobs } from './directory/jobs.server.ts'
import { matchingJobs } from './matching/jobs.server.ts'
import { permitJobs } from './permits/jobs.server.ts'
import { progressJobs } from './progress/jobs.server.ts'
import { sheetJobs } from './sheets/jobs.server.ts'
import { studyJobs } from './studies/jobs.server.ts'

const system = { actorId: null, scopes: [], organisations: [], system: true }

/** Drafts that nobody came back to hold personal data for nothing: they go every night. */
export const registryJobs: Jobs = {
  tasks: {
    'registry.forget_drafts': async (_payload, { pool }) => {
      await transaction(pool, system, 'write', async (db) => ({
        result: await db.exec(text('delete from registry.draft where expires_at < now()')),
      }))
    },
    ...directoryJobs.tasks,
    ...matchingJobs.tasks,
    ...permitJobs.tasks,
    ...progressJobs.tasks,
    ...sheetJobs.tasks,
    ...studyJobs.tasks,
  },
  recurring: [
    { at: '20 19 * * *', task: 'registry.forget_drafts' },
    ...(directoryJobs.recurring ?? []),
    ...matchingJobs.recurring,
    ...permitJobs.recurring,
    ...progressJobs.recurring,
    ...sheetJobs.recurring,
    ...studyJobs.recurring,
  ],
}
