import { type LoadOptions, type LoadResult, load, requestText, together } from './load.ts'
import { startNode, stop, type Use, useOf } from './processes.ts'
import { atLeast, count, type Figure, milliseconds, rate } from './report.ts'

export interface Measured extends LoadResult {
  /** Microseconds of processor time the server spent on one request. */
  cpu: number
}

/** What is measured: how to ask, and who answers. */
export interface Subject extends LoadOptions {
  use(): Use
}

const rounds = 5

async function once({ use, ...options }: Subject, duration: number): Promise<Measured> {
  const before = use().cpu
  const result = await load({ ...options, duration })
  return { ...result, cpu: ((use().cpu - before) / result.requests) * 1e6 }
}

function sumOf(parts: readonly Measured[]): Measured {
  const all = together(parts)
  const cpu = parts.reduce((sum, part) => sum + part.cpu * part.requests, 0) / all.requests
  return { ...all, cpu }
}

/**
 * Measure things beside each other: a little of each in turn, several times, so that what else the machine does weighs on
 * all of them alike. Each is warmed up first. `duration` is for one of them, in milliseconds.
 */
export async function beside<const Subjects extends readonly Subject[]>(
  subjects: Subjects,
  duration: number,
): Promise<{ [Index in keyof Subjects]: Measured }> {
  for (const subject of subjects) await once({ ...subject, onAnswer: undefined }, duration / 4)
  const parts = subjects.map((): Measured[] => [])
  for (let round = 0; round < rounds; round++)
    for (const [index, subject] of subjects.entries())
      parts[index]?.push(await once(subject, duration / rounds))
  return parts.map(sumOf) as { [Index in keyof Subjects]: Measured }
}

/** Work with a bare `node:http` beside: the yardstick of everything that answers over HTTP. */
export async function withHello<Result>(
  connections: number,
  work: (hello: Subject) => Promise<Result>,
): Promise<Result> {
  const { child, pid, line } = await startNode(`${import.meta.dirname}/hello.ts`)
  const port = Number(line)
  const request = requestText({ port, path: '/' })
  try {
    return await work({ use: () => useOf(pid), port, connections, request: () => request })
  } finally {
    await stop(child)
  }
}

/** The usual lines about a load: how many a second, how long they took, what they cost. */
export const figuresOf = (what: string, { perSecond, p50, p99, cpu }: Measured): Figure[] => [
  { what, value: rate(perSecond) },
  { what: `${what}: p50, p99`, value: `${milliseconds(p50)}, ${milliseconds(p99)}` },
  { what: `${what}: processor time of one`, value: `${count(cpu)} µs` },
]

/** A load as a share of "hello": by the rate, which is promised, and by processor time, which other programs disturb less. */
export const against = (what: string, measured: Measured, hello: Measured, least: number): Figure[] => [
  atLeast(`${what} of node:http "hello"`, measured.perSecond, hello.perSecond, least),
  {
    what: `${what} of "hello", by processor time`,
    value: `${count((hello.cpu / measured.cpu) * 100)} %`,
  },
]

/** Everything must have been answered with this status. */
export function onlyStatus(result: LoadResult, wanted: number): Figure {
  const others = [...result.statuses].filter(([status]) => status !== wanted)
  return {
    what: `answers other than ${wanted}`,
    value: others.length === 0 ? '0' : others.map(([status, times]) => `${times} × ${status}`).join(', '),
    target: '0',
    met: others.length === 0,
  }
}
