import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Config } from '#platform/config.ts'
import { log } from '#platform/log.ts'
import { doorOf, observeRequest } from '#platform/metrics.ts'
import type { Runtime } from '#platform/runtime.ts'
import { serveCached } from './cached-page.ts'
import { compress } from './compress.ts'
import { forwarded } from './forwarded.ts'

/** Asked for again on every page, one round trip each, if the browser may not keep them. */
const drawing = /^\/(illustrations\/|icons\/|pattern\.svg$|favicon\.)/

/** Kit's handler from `build/handler.js`. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(text)
}

function refuse(response: ServerResponse, error: unknown) {
  log.error({ err: error }, 'request failed')
  if (response.headersSent) response.destroy()
  else answer(response, 500, 'Internal server error\n')
}

async function serveReadiness(runtime: Runtime, response: ServerResponse) {
  const ready = (await runtime.ready?.().catch(() => false)) ?? false
  answer(response, ready ? 200 : 503, ready ? 'ready\n' : 'the database does not answer\n')
}

async function serveMetrics(
  { metricsToken }: Config,
  runtime: Runtime,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (!metricsToken || !runtime.metrics) return answer(response, 404, 'Not found\n')
  if (request.headers.authorization !== `Bearer ${metricsToken}`)
    return answer(response, 401, 'Unauthorized\n', { 'www-authenticate': 'Bearer' })
  answer(response, 200, await runtime.metrics())
}

type Monitor = (
  config: Config,
  runtime: Runtime,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>

/** What monitors ask. */
const monitors: Record<string, Monitor> = {
  '/healthz': async (_, __, ___, response) => answer(response, 200, 'ok\n'),
  '/readyz': (_, runtime, __, response) => serveReadiness(runtime, response),
  '/metrics': serveMetrics,
}

/** How long a browser may keep a file of ours that Kit itself does not name by its contents. */
function lifetimeOf(path: string, url: string): string | undefined {
  if (path.startsWith('/enhance/') && url.includes('?v=')) return 'public, max-age=31536000, immutable'
  return drawing.test(path) ? 'public, max-age=86400' : undefined
}

/** Where lists are uploaded: read as they come, never held. */
const upload = /^\/(en\/)?kantor\/impor$/
/** Other forms are held in memory while they are read: a photo and its words. */
const formLimit = 12_000_000

/** Browsers say how long a form is; who does not say it, or says too much, is not read. */
function isTooLong(request: IncomingMessage, path: string): boolean {
  if (upload.test(path) || request.method === 'GET' || request.method === 'HEAD') return false
  const length = Number(request.headers['content-length'] ?? 0)
  return request.headers['transfer-encoding'] !== undefined || !(length <= formLimit)
}

/**
 * The door of the process: what monitors ask, the REST interface and kept pages are answered here; everything else
 * goes to Kit, whose own overhead is ten times that of `node:http`.
 */
export function createHttpServer(config: Config, runtime: Runtime, handler: Handler): Server {
  const tellTruth = forwarded(config)
  const server = createServer((request, response) => {
    const url = request.url ?? '/'
    const path = url.split('?', 1)[0] ?? '/'
    const begun = performance.now()
    response.once('finish', () =>
      observeRequest(doorOf(path), response.statusCode, (performance.now() - begun) / 1000),
    )
    tellTruth(request)
    const monitor = monitors[path]
    if (monitor)
      return void monitor(config, runtime, request, response).catch((error) => refuse(response, error))
    if (serveCached(runtime.pageCache, request, response)) return
    compress(request, response)
    if (runtime.api && (path === '/api/v1' || path.startsWith('/api/v1/')))
      return void runtime.api(request, response).catch((error) => refuse(response, error))
    if (isTooLong(request, path)) return answer(response, 413, 'Too large\n', { connection: 'close' })
    const keep = lifetimeOf(path, url)
    if (keep) response.setHeader('cache-control', keep)
    handler(request, response, () => answer(response, 404, 'Not found\n'))
  })
  // A photo over a slow phone line takes a minute; headers do not.
  server.requestTimeout = 120_000
  server.headersTimeout = 20_000
  // Longer than the usual 60 s of proxies, so that they never write into a connection that is just closing.
  server.keepAliveTimeout = 65_000
  return server
}

/** Stop taking requests, let those under way finish, cut what takes longer than ten seconds. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  const cut = setTimeout(() => server.closeAllConnections(), 10_000)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}
