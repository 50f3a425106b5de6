import type { IncomingMessage, ServerResponse } from 'node:http'
import { Fault } from './fault.ts'
import type { RestRequest, RestResponse } from './rest.server.ts'

/** A JSON request is small; photos travel by forms. */
const bodyLimit = 1_000_000
const prefix = '/api/v1'

/** Read a body as UTF-8, refusing it as soon as it grows past the limit. */
function readBody(request: IncomingMessage): Promise<string> {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > bodyLimit) return Promise.reject(new Fault('too_large', 'kernel_too_large'))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > bodyLimit) reject(new Fault('too_large', 'kernel_too_large'))
      else chunks.push(chunk)
    })
    request.on('end', () =>
      resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString('utf8')),
    )
    request.on('error', reject)
    request.on('aborted', () => reject(new Fault('invalid_input', 'kernel_bad_json')))
  })
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}

/** Serve the REST adapter from node:http, without Kit in between (its own overhead is ten times that of the adapter). */
export function nodeApi(adapter: (request: RestRequest) => Promise<RestResponse>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? ''
    const mark = url.indexOf('?')
    const answer = await adapter({
      method: request.method ?? 'GET',
      path: (mark === -1 ? url : url.slice(0, mark)).slice(prefix.length) || '/',
      query: new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)),
      headers: headersOf(request),
      body: () => readBody(request),
    })
    // A refused upload is not read to its end: the connection closes instead.
    if (answer.status === 413) response.setHeader('connection', 'close')
    response.writeHead(answer.status, {
      ...answer.headers,
      'content-length': String(Buffer.byteLength(answer.body)),
    })
    response.end(request.method === 'HEAD' ? '' : answer.body)
  }
}

/** The same adapter behind a Fetch request: how `npm run dev` reaches it. */
export async function fetchApi(
  adapter: (request: RestRequest) => Promise<RestResponse>,
  request: Request,
): Promise<Response> {
  const url = new URL(request.url)
  const answer = await adapter({
    method: request.method,
    path: url.pathname.slice(prefix.length) || '/',
    query: url.searchParams,
    headers: request.headers,
    body: () => request.text(),
  })
  return new Response(answer.body === '' ? null : answer.body, {
    status: answer.status,
    headers: answer.headers,
  })
}
