import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { createGzip, type Gzip, gzipSync } from 'node:zlib'

const compressible = /^(text\/|application\/(json|problem\+json|javascript|xml|manifest\+json)|image\/svg)/

/** Below this the headers of compression cost more than it saves. */
const smallest = 1024
/** Up to this a body is compressed at once: a page of 34 KB in 0.18 ms, against 0.6 ms through a stream of its own. */
const largestAtOnce = 128 * 1024

const level = 6

export type Encoding = 'br' | 'gzip'

/** What the browser takes, without what it refuses (`q=0`). */
const acceptedBy = (header = ''): string[] =>
  header.split(',').flatMap((part) => {
    const [name, weight] = part.trim().split(/\s*;\s*q=/)
    return name && weight !== '0' ? [name] : []
  })

/** The better encoding the browser takes. */
export function encodingOf(header: string | undefined): Encoding | undefined {
  const accepted = acceptedBy(header)
  if (accepted.includes('br')) return 'br'
  return accepted.some((name) => name === 'gzip' || name === '*') ? 'gzip' : undefined
}

/**
 * Make this response compress what it writes, if its type and size are worth it and nobody did so already. By gzip alone:
 * at the pace of pages made on request brotli (quality 4) takes twice the time for the same size; what is kept is
 * compressed better, beforehand. What ends in the turn in which it began goes out whole, with its length.
 */
export function compress(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'HEAD' || !acceptsGzip(request.headers['accept-encoding'])) return
  const send = {
    head: response.writeHead.bind(response) as (status: number, reason?: string) => ServerResponse,
    write: response.write.bind(response) as (...parts: unknown[]) => boolean,
    end: response.end.bind(response) as (...parts: unknown[]) => ServerResponse,
  }
  let worthIt: boolean | undefined
  let held: Uint8Array[] = []
  let stream: Gzip | undefined
  let spill: NodeJS.Immediate | undefined
  let reason: string | undefined

  /** The head waits for the body when the body will be compressed: only then its length is known. */
  function decide(status: number) {
    response.statusCode = status
    worthIt = isWorthIt(status, response)
    if (!worthIt) send.head(status, reason)
  }

  function beginStream() {
    response.removeHeader('content-length')
    response.setHeader('content-encoding', 'gzip')
    send.head(response.statusCode, reason)
    stream = createGzip({ level })
    stream.on('data', (chunk: Buffer) => {
      if (!send.write(chunk)) stream?.pause()
    })
    stream.on('drain', () => response.emit('drain'))
    stream.on('end', () => send.end())
    response.on('drain', () => stream?.resume())
    response.on('close', () => stream?.destroy())
    for (const chunk of held) stream.write(chunk)
    held = []
  }

  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const headers = rest.findLast((part) => typeof part === 'object') as OutgoingHttpHeaders | undefined
    for (const [name, value] of Object.entries(headers ?? {}))
      if (value !== undefined) response.setHeader(name, value)
    if (typeof rest[0] === 'string') reason = rest[0]
    decide(status)
    return response
  }) as ServerResponse['writeHead']

  response.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    if (worthIt === undefined) decide(response.statusCode)
    if (!worthIt) return send.write(chunk, ...rest)
    // A page sent in parts must not wait for the part to come.
    spill ??= setImmediate(() => {
      spill = undefined
      if (!stream) beginStream()
      if (stream && !stream.writableEnded && !stream.destroyed) stream.flush()
    })
    if (stream) return stream.write(chunk)
    held.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    return true
  }) as ServerResponse['write']

  response.end = ((chunk?: unknown, ...rest: unknown[]) => {
    if (worthIt === undefined) decide(response.statusCode)
    if (!worthIt) return send.end(chunk, ...rest)
    clearImmediate(spill)
    const last = typeof chunk === 'function' ? undefined : (chunk as string | Uint8Array | undefined)
    if (stream) stream.end(last)
    else endAtOnce(last)
    return response
  }) as ServerResponse['end']

  function endAtOnce(last: string | Uint8Array | undefined) {
    if (last !== undefined) held.push(typeof last === 'string' ? Buffer.from(last) : last)
    const body = held.length === 1 && held[0] ? held[0] : Buffer.concat(held)
    if (body.length > largestAtOnce) {
      held = [body]
      beginStream()
      stream?.end()
      return
    }
    const packed = body.length < smallest ? undefined : gzipSync(body, { level })
    if (packed) response.setHeader('content-encoding', 'gzip')
    response.setHeader('content-length', (packed ?? body).length)
    send.head(response.statusCode, reason)
    send.end(packed ?? body)
  }
}

const acceptsGzip = (header: string | undefined) =>
  acceptedBy(header).some((name) => name === 'gzip' || name === '*')

function isWorthIt(status: number, response: ServerResponse): boolean {
  const length = response.getHeader('content-length')
  const bodiless = status === 204 || status === 304
  if (bodiless || !compressible.test(String(response.getHeader('content-type') ?? ''))) return false
  response.appendHeader('vary', 'accept-encoding')
  if (response.hasHeader('content-encoding') || (length !== undefined && Number(length) < smallest))
    return false
  return !/no-transform/.test(String(response.getHeader('cache-control') ?? ''))
}
