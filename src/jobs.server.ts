import { kernelJobs } from '#kernel/jobs.server.ts'
import { resealTask } from '#kernel/sealing.server.ts'
import { allowsChannel } from '#modules/identity/consents/queries.server.ts'
import { identityJobs } from '#modules/identity/jobs.server.ts'
import { impactJobs } from '#modules/impact/jobs.server.ts'
import { registryJobs } from '#modules/registry/jobs.server.ts'
import { retain } from '#modules/registry/privacy/retention.server.ts'
import { spaceJobs } from '#modules/space/jobs.server.ts'
import { gatewaysOf } from '#platform/messages/gateways.ts'
import { mergeJobs } from '#platform/queue/task.ts'
import { retentions } from './personal-data.ts'
import { sealedColumns } from './sealed.ts'

/** Every job of the program: the modules' and the kernel's own. */
export const jobsOf = (environment: Record<string, string | undefined>) =>
  mergeJobs([
    {
      tasks: {
        'kernel.reseal': resealTask(sealedColumns),
        'registry.retain': (_, { pool }) => retain(pool, retentions),
      },
      recurring: [
        { at: '*/5 * * * *', task: 'kernel.reseal' },
        { at: '40 19 * * *', task: 'registry.retain' },
      ],
    },
    kernelJobs({
      gateways: gatewaysOf(environment),
      allows: allowsChannel,
    }),
    identityJobs,
    registryJobs,
    spaceJobs,
    impactJobs,
  ])
