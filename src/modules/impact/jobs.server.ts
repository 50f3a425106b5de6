import { perform } from '#kernel/job.server.ts'
import type { Jobs } from '#platform/queue/task.ts'
import { publishFigures, readUnpublished } from './publication/operations.server.ts'

/** Publish every closed month that was not yet; repeated, it finds nothing left to do. */
export const impactJobs: Jobs = {
  tasks: {
    async 'impact.publish_closed_months'(_, job) {
      const { items } = await perform(readUnpublished, {}, job)
      for (const { region, month } of items) {
        if (job.signal.aborted) return
        // Each month under a key of its own: one that fails does not undo the others.
        await perform(publishFigures, { region, month }, { ...job, id: `${job.id}:${region}:${month}` })
      }
    },
  },
  // 01.30 WIB, when the month has ended everywhere in the country.
  recurring: [{ at: '30 18 * * *', task: 'impact.publish_closed_months' }],
}
