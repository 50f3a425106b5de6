import { kernelJobs } from '#kernel/jobs.server.ts'
import { impactJobs } from '#modules/impact/jobs.server.ts'
import { registryJobs } from '#modules/registry/jobs.server.ts'
import { text } from '#platform/database/query.ts'
import { gatewaysOf } from '#platform/messages/gateways.ts'
import { mergeJobs } from '#platform/queue/task.ts'

/** Every job of the program: the modules' and the kernel's own. */
export const jobsOf = (environment: Record<string, string | undefined>) =>
  mergeJobs([
    kernelJobs({
      gateways: gatewaysOf(environment),
      // WhatsApp asks for a yes of its own; until there is one, phones are reached by SMS.
      allows: async (db, recipient, channel) =>
        channel !== 'whatsapp' ||
        (await db.one(text<{ allowed: boolean }>('select identity.prefers($1, $2) as allowed', [recipient, 'whatsapp'])))
          .allowed,
    }),
    registryJobs,
    impactJobs,
  ])
