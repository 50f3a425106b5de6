import { perform, taskOf } from '#kernel/job.server.ts'
import type { Jobs } from '#platform/queue/task.ts'
import { makeLetter, sweepLeases } from './paper-operations.server.ts'

/** What happens to long hires by itself: letters are made, terms end, holders are reminded, charges become due. */
export const leaseJobs: Jobs = {
  tasks: {
    space_letter: taskOf(makeLetter),
    async space_revocation_letter({ leaseId }, job) {
      await perform(makeLetter, { leaseId: String(leaseId), kind: 'revocation' }, job)
    },
    space_lease_sweep: taskOf(sweepLeases),
  },
  // Soon after midnight in each of the three zones (15, 16 and 17 hours UTC).
  recurring: [{ at: '10 15,16,17 * * *', task: 'space_lease_sweep' }],
}
