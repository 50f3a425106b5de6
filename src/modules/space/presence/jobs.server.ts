import { taskOf } from '#kernel/job.server.ts'
import type { Jobs } from '#platform/queue/task.ts'
import { letGoAbsent } from './operations.server.ts'

/** Stalls of absent holders are let go soon after the hour of their market, also when nobody records anything then. */
export const presenceJobs: Jobs = {
  tasks: { space_let_go: taskOf(letGoAbsent) },
  recurring: [{ at: '*/5 * * * *', task: 'space_let_go' }],
}
