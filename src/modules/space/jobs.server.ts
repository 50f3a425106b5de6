import type { z } from 'zod'
import { Fault } from '#kernel/fault.ts'
import { perform, taskOf } from '#kernel/job.server.ts'
import type { Operation } from '#kernel/operation.ts'
import type { Jobs, Task } from '#platform/queue/task.ts'
import { allotmentJobs } from './allotment/clock-operations.server.ts'
import { tellFreeAgain } from './clearing/operations.server.ts'
import { closeGuestBooks } from './guests/operations.server.ts'
import { leaseJobs } from './leases/jobs.server.ts'
import { presenceJobs } from './presence/jobs.server.ts'
import { expireRequest, remind, sweep } from './upkeep/operations.server.ts'
import { complete, missed } from './visits/operations.server.ts'
import { offerFreed } from './waiting/operations.server.ts'

/** Somebody may have cancelled, decided or recorded the visit in the meantime: then nothing is left to do. */
function ifStillDue<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  op: Operation<Input, Output, Subject>,
): Task {
  return async ({ _cron, ...payload }, job) => {
    try {
      await perform(op, payload as z.input<Input>, job)
    } catch (thrown) {
      if (!(thrown instanceof Fault && ['conflict', 'not_found'].includes(thrown.code))) throw thrown
    }
  }
}

/** What happens to bookings by itself: holds end, undecided requests expire, visits are over or missed, people are reminded. */
export const spaceJobs: Jobs = {
  tasks: {
    space_sweep: taskOf(sweep),
    space_guests: taskOf(closeGuestBooks),
    space_free_again: taskOf(tellFreeAgain),
    space_expire: ifStillDue(expireRequest),
    space_complete: ifStillDue(complete),
    space_no_show: ifStillDue(missed),
    space_remind: ifStillDue(remind),
    space_offer: taskOf(offerFreed),
    ...leaseJobs.tasks,
    ...presenceJobs.tasks,
    ...allotmentJobs.tasks,
  },
  recurring: [
    { at: '* * * * *', task: 'space_sweep' },
    ...(leaseJobs.recurring ?? []),
    ...(presenceJobs.recurring ?? []),
    ...(allotmentJobs.recurring ?? []),
    { at: '* * * * *', task: 'space_guests' },
    { at: '* * * * *', task: 'space_free_again' },
  ],
}
