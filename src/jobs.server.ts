import { kernelJobs } from '#kernel/jobs.server.ts'
import { gatewaysOf } from '#platform/messages/gateways.ts'
import { mergeJobs } from '#platform/queue/task.ts'

/** Every job of the program: the modules' and the kernel's own. */
export const jobsOf = (environment: Record<string, string | undefined>) =>
  mergeJobs([
    kernelJobs({
      gateways: gatewaysOf(environment),
      // Until a person has said that WhatsApp is welcome, phones are reached by SMS.
      allows: async (_db, _recipient, channel) => channel !== 'whatsapp',
    }),
  ])
