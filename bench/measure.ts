import { type LoadOptions, type LoadResult, load } from './load.ts'
import { startNode, stop, type Use, useOf } from './processes.ts'
import { atLeast, count, type Figure, milliseconds, rate } from './report.ts'

export interface Measured extends LoadResult {
  /** Microseconds of processor time the server spent on one request. */
  cpu: number
}

/** Warm up for a quarter of the time, then measure, with the processor time that the server used meanwhile. */
export async function measure(
  use: () => Use,
  options: LoadOptions & { duration: number },
): Promise<Measured> {
  await load({ ...options, duration: options.duration / 4, onAnswer: undefined })
  const before = use().cpu
  const result = await load(options)
  return { ...result, cpu: ((use().cpu - before) / result.requests) * 1e6 }
}

/** What a bare `node:http` answers now, on this machine with its present load. */
export async function measureHello(connections: number, duration = 1500): Promise<Measured> {
  const { child, pid, line } = await startNode(`${import.meta.dirname}/hello.ts`)
  try {
    const request = 'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n'
    return await measure(() => useOf(pid), {
      port: Number(line),
      connections,
      duration,
      request: () => request,
    })
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
  { what: `${what} of "hello", by processor time`, value: `${count((hello.cpu / measured.cpu) * 100)} %` },
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
