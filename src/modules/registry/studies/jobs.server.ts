import { Fault } from '#kernel/fault.ts'
import { perform, taskOf } from '#kernel/job.server.ts'
import type { Jobs } from '#platform/queue/task.ts'
import { endStudies, prepareStudy } from './operations.server.ts'

/** Rows of studies are made apart from the request that opened them; studies end after their last day. */
export const studyJobs = {
  tasks: {
    'registry.make_study': async ({ studyId }, job) => {
      try {
        await perform(prepareStudy, { studyId: String(studyId) }, job)
      } catch (thrown) {
        // Ended before it was made: nothing is left to do.
        if (!(thrown instanceof Fault && thrown.code === 'conflict')) throw thrown
      }
    },
    'registry.end_studies': taskOf(endStudies),
  },
  recurring: [{ at: '10 18 * * *', task: 'registry.end_studies' }],
} satisfies Jobs
