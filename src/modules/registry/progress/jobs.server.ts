import { taskOf } from '#kernel/job.server.ts'
import type { Jobs } from '#platform/queue/task.ts'
import { publishPeers, remindProgress } from './upkeep.server.ts'

/** What time asks of progress: reminders while people are awake (nine to eleven in the morning), cells on the fifteenth. */
export const progressJobs = {
  tasks: {
    'registry.remind_progress': taskOf(remindProgress),
    'registry.publish_peers': taskOf(publishPeers),
  },
  recurring: [
    // Every ten minutes of an hour, because one run takes no more than a gateway sends meanwhile.
    { at: '*/10 2 * * *', task: 'registry.remind_progress' },
    { at: '40 18 * * *', task: 'registry.publish_peers' },
  ],
} satisfies Jobs
