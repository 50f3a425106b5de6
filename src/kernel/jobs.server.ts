import { z } from 'zod'
import type { Jobs } from '#platform/queue/task.ts'
import { type Delivery, deliver, forgetKeys, redactSecrets } from './delivery.server.ts'

const DeliverMessage = z.object({ messageId: z.uuid() })

/** The kernel's own jobs: messages leave, secrets vanish, old keys are forgotten. */
export const kernelJobs = (delivery: Delivery): Jobs => ({
  tasks: {
    deliver_message: async (payload, job) => deliver(delivery, DeliverMessage.parse(payload).messageId, job),
    redact_secrets: async (_, job) => {
      await redactSecrets(job.pool)
    },
    forget_keys: async (_, job) => {
      await forgetKeys(job.pool)
    },
  },
  recurring: [
    { at: '* * * * *', task: 'redact_secrets' },
    { at: '17 19 * * *', task: 'forget_keys' },
  ],
})
