import { Logger, parseCronItems, run } from 'graphile-worker'
import { Pool } from 'pg'
import { log } from '#platform/log.ts'
import type { Jobs } from './task.ts'

export interface QueueOptions {
  /** Connection of a role that owns the queue's schema. */
  connectionString: string
  /** What tasks work through. */
  appPool: Pool
  jobs: Jobs
  /** Jobs at a time; each holds one connection of the queue's own pool only while it is fetched or finished. */
  concurrency?: number
  /** Milliseconds between looks at the queue. Inserting announces nothing, see the migration 0002. */
  pollInterval?: number
}

export interface Queue {
  /** Ends after the running jobs have ended; those that take longer than five seconds are told by their signal. */
  stop(): Promise<void>
}

/** How the database knows connections of job queues. */
const application = 'berdaya-jobs'

/** graphile-worker's words in our log; what succeeds is not news. */
const logger = new Logger((scope) => (level, message) => {
  const method = level === 'warning' ? 'warn' : level
  if (level === 'error') log.error({ ...scope }, message)
  else log[method === 'info' ? 'debug' : method]({ ...scope }, message)
})

/** Work on jobs in this process until told to stop. Failed jobs are tried again after e^attempt seconds, then kept for the administrator. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
  const { connectionString, appPool, jobs, concurrency = 4, pollInterval = 1000 } = options
  // The queue reads dates and 64-bit ids in the driver's own way, so it does not share the application's pool.
  const pool = new Pool({
    connectionString,
    max: concurrency + 2,
    options: '-c timezone=UTC',
    application_name: application,
  })
  const lost = (error: Error) => log.warn({ err: error }, 'a connection of the job queue was lost')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const taskList = Object.fromEntries(
    Object.entries(jobs.tasks).map(([name, task]) => [
      name,
      async (payload: unknown, { job, abortSignal }: Parameters<TaskFunction>[1]) => {
        await task(payload as Record<string, unknown>, {
          id: job.id,
          attempt: job.attempts,
          last: job.attempts >= job.max_attempts,
          signal: abortSignal,
          pool: appPool,
        })
      },
    ]),
  )
  await releaseAbandoned(pool)
  const runner = await run({
    // Without batches the worker does not wait until a finished job is struck off, and stopping could lose that.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems((jobs.recurring ?? []).map(({ at, task }) => ({ match: at, task }))),
    concurrency,
    pollInterval,
    noHandleSignals: true,
    logger,
  })
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job queue stopped'))
  return {
    async stop() {
      await runner.stop().catch(() => undefined)
      await pool.end()
    },
  }
}

/**
 * Jobs of a process that was killed stay locked for hours. When no other process works on this queue, whoever held
 * them is gone, and they may run again at once.
 */
async function releaseAbandoned(pool: Pool) {
  await pool.query(
    `select graphile_worker.force_unlock_workers(
       (select array_agg(distinct locked_by) from graphile_worker.jobs where locked_by is not null))
     where not exists (
       select from pg_stat_activity
       where application_name = $1 and datname = current_database() and pid <> pg_backend_pid())`,
    [application],
  )
}

type TaskFunction = import('graphile-worker').Task
