import { z } from 'zod'
import type { Jobs } from '#platform/queue/task.ts'
import { type Delivery, deliver, forgetKeys, redactCodes } from './delivery.server.ts'

const DeliverMessage = z.object({ messageId: z.uuid() })

/** The kernel's own jobs: messages leave, codes vanish, old keys are forgotten. */
export const kernelJobs = (delivery: Delivery): Jobs => ({
  tasks: {
    deliver_message: async (payload, job) => deliver(delivery, DeliverMessage.parse(payload).messageId, job),
    redact_codes: async (_, job) => {
      await redactCodes(job.pool)
    },
    forget_keys: async (_, job) => {
      await forgetKeys(job.pool)
    },
  },
  recurring: [
    { at: '* * * * *', task: 'redact_codes' },
    { at: '17 19 * * *', task: 'forget_keys' },
  ],
})
