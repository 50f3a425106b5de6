import type { Pool } from 'pg'

/** One attempt at a job. */
export interface Job {
  id: string
  /** 1 on the first attempt. */
  attempt: number
  /** No further attempt follows: what cannot be done now must be told. */
  last: boolean
  /** Aborted when the process stops. */
  signal: AbortSignal
  /** The application's pool: tasks work under the same rules as requests. */
  pool: Pool
}

/**
 * Work done outside a request. A task may run more than once (a process may die before the queue hears that it is done),
 * so it must leave the same state when repeated. Throwing means: try again later.
 */
export type Task = (payload: Record<string, unknown>, job: Job) => Promise<void>

/** A task that the clock starts, in the crontab's words and in UTC. */
export interface Recurrence {
  /** `minute hour day month weekday`, UTC. */
  at: string
  task: string
}

/** What a module brings: its tasks by name, and those that recur. */
export interface Jobs {
  tasks: Readonly<Record<string, Task>>
  recurring?: readonly Recurrence[]
}

/** All modules' jobs in one. @throws when two bring a task of the same name. */
export function mergeJobs(parts: readonly Jobs[]): Required<Jobs> {
  const tasks: Record<string, Task> = {}
  for (const part of parts)
    for (const [name, task] of Object.entries(part.tasks)) {
      if (name in tasks) throw new Error(`two tasks are called ${name}`)
      tasks[name] = task
    }
  return { tasks, recurring: parts.flatMap((part) => part.recurring ?? []) }
}
