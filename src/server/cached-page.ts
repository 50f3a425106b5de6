import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PageCache } from '#platform/page-cache.ts'
import { encodingOf } from './compress.ts'

/** Answer a visitor without cookies from the kept pages; false when there is none and Kit must render it. */
export function serveCached(
  cache: PageCache | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { method, url, headers } = request
  if (!cache || (method !== 'GET' && method !== 'HEAD') || headers.cookie !== undefined || !url) return false
  const page = cache.find(url)
  if (!page) return false
  const encoding = encodingOf(headers['accept-encoding'])
  const body = encoding === 'br' ? page.brotli : encoding === 'gzip' ? page.gzip : page.plain
  const etag = `W/${page.etag}`
  const common = { ...page.headers, etag, vary: 'accept-encoding, cookie', 'cache-control': 'no-cache' }
  if (headers['if-none-match']?.includes(page.etag)) {
    response.writeHead(304, common).end()
    return true
  }
  response.writeHead(200, {
    ...common,
    'content-type': page.type,
    'content-length': body.length,
    ...(encoding && { 'content-encoding': encoding }),
  })
  response.end(method === 'HEAD' ? undefined : body)
  return true
}
