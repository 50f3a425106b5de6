import type { z } from 'zod'
import { pageCache } from '#platform/page-cache.ts'
import type { Job, Task } from '#platform/queue/task.ts'
import { systemActor } from './actor.ts'
import { execute } from './execute.server.ts'
import type { Operation } from './operation.ts'

/**
 * Run an operation from a job, as the system. The job's id is the idempotency key: an attempt repeated after the
 * process died between commit and completion changes nothing.
 */
export function perform<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  op: Operation<Input, Output, Subject>,
  input: z.input<Input>,
  job: Job,
): Promise<z.output<Output>> {
  return execute(op, input, {
    pool: job.pool,
    actor: systemActor('jobs'),
    locale: 'id',
    requestId: `job-${job.id}-${job.attempt}`,
    via: 'job',
    now: new Date().toISOString(),
    idempotencyKey: `job:${job.id}:${op.name}`,
    onChanged: (tags) => pageCache.drop(tags),
  })
}

/** A task that is one operation: the payload is its input. */
export function taskOf<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  op: Operation<Input, Output, Subject>,
): Task {
  // `_cron` is what the queue adds to jobs that the clock starts.
  return async ({ _cron, ...payload }, job) => {
    await perform(op, payload as z.input<Input>, job)
  }
}
