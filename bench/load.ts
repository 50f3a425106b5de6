import { connect, type Socket } from 'node:net'
import { type Answer, answerReader } from './answers.ts'

export interface LoadOptions {
  port: number
  connections: number
  /** Stop after so many milliseconds … */
  duration?: number
  /** … or after so many requests. */
  requests?: number
  /** Requests under way on one connection at a time. */
  pipelining?: number
  /** The bytes of request number `index`. */
  request(index: number): string
  onAnswer?(answer: Answer, index: number): void
}

export interface LoadResult {
  requests: number
  seconds: number
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  statuses: Map<number, number>
  /** How long each answer took, in milliseconds. */
  waits: readonly number[]
}

export interface RequestParts {
  /** Of the site: it keeps pages only for visitors who call it by its own name. */
  port: number
  method?: string
  path: string
  headers?: Record<string, string>
  body?: unknown
}

/** A request as text, ready for `load`. */
export function requestText({ port, method = 'GET', path, headers = {}, body }: RequestParts): string {
  const content = body === undefined ? '' : JSON.stringify(body)
  const all = {
    host: `127.0.0.1:${port}`,
    ...headers,
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(content)),
    }),
  }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `${method} ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${content}`
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

const percentile = (sorted: Float64Array, part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/**
 * Ask as fast as the server answers, over plain sockets: a generator that parses no more than it must, so that what is
 * measured is the server (the usual ones reach half of what a bare `node:http` can answer).
 * @throws when a connection breaks: a lost answer must not pass for a fast one.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const {
    connections,
    duration = Number.POSITIVE_INFINITY,
    requests = Number.POSITIVE_INFINITY,
    pipelining = 1,
  } = options
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(options.port)))
  const waits: number[] = []
  const statuses = new Map<number, number>()
  let sent = 0
  const startedAt = performance.now()

  const work = (socket: Socket) =>
    new Promise<void>((resolve, reject) => {
      const read = answerReader()
      const underWay: { index: number; at: number }[] = []
      const ask = () => {
        if (sent >= requests || performance.now() - startedAt >= duration) return
        underWay.push({ index: sent, at: performance.now() })
        socket.write(options.request(sent++))
      }
      socket.on('data', (bytes: Buffer) => {
        for (const answer of read(bytes)) {
          const asked = underWay.shift()
          if (!asked) return reject(new Error('an answer nobody asked for'))
          waits.push(performance.now() - asked.at)
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
          options.onAnswer?.(answer, asked.index)
          ask()
        }
        if (underWay.length === 0) resolve()
      })
      socket.on('error', reject)
      socket.on('close', () => reject(new Error('the server closed a connection with requests under way')))
      for (let ahead = 0; ahead < pipelining; ahead++) ask()
      if (underWay.length === 0) resolve()
    })

  try {
    await Promise.all(sockets.map(work))
  } finally {
    for (const socket of sockets) socket.destroy()
  }
  return summary(waits, (performance.now() - startedAt) / 1000, statuses)
}

function summary(waits: readonly number[], seconds: number, statuses: Map<number, number>): LoadResult {
  const sorted = Float64Array.from(waits).sort()
  return {
    requests: waits.length,
    seconds,
    perSecond: waits.length / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    statuses,
    waits,
  }
}

/** Several loads of the same kind as one. */
export function together(results: readonly LoadResult[]): LoadResult {
  const statuses = new Map<number, number>()
  for (const result of results)
    for (const [status, times] of result.statuses) statuses.set(status, (statuses.get(status) ?? 0) + times)
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0)
  return summary(
    results.flatMap(({ waits }) => waits),
    seconds,
    statuses,
  )
}
