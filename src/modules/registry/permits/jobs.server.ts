import { taskOf } from '#kernel/job.server.ts'
import type { Jobs } from '#platform/queue/task.ts'
import { remindPermits } from './reminders.server.ts'

/** At 01.10 UTC offices are open from Sabang to Merauke, and nobody is woken. */
export const permitJobs = {
  tasks: { 'registry.remind_permits': taskOf(remindPermits) },
  recurring: [{ at: '10 1 * * *', task: 'registry.remind_permits' }],
} satisfies Jobs
