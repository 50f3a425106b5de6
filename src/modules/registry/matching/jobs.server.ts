import { taskOf } from '#kernel/job.server.ts'
import type { Jobs } from '#platform/queue/task.ts'
import { matchWaiting } from './operations.server.ts'

/** Each registration asks for it at once; the clock asks for what came another way (an import, a change). */
export const matchingJobs = {
  tasks: { 'registry.match_waiting': taskOf(matchWaiting) },
  recurring: [{ at: '* * * * *', task: 'registry.match_waiting' }],
} satisfies Jobs
