import { type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { createPageCache } from '#platform/page-cache.ts'
import type { Runtime } from '#platform/runtime.ts'
import { closeServer, createHttpServer, type Handler } from './http.ts'

const secret = 'x'.repeat(40)
const page = `<!doctype html><title>Ruang</title>${'<p>Sasono Krida Warga</p>'.repeat(200)}`

/** Answers like Kit: headers first, then the body in one or in two parts; echoes what it believes about the visitor. */
const kit: Handler = (incoming, response) => {
  if (incoming.url === '/echo') {
    response.setHeader('content-type', 'application/json')
    response.writeHead(200)
    response.end(JSON.stringify(incoming.headers))
  } else if (incoming.url === '/parts') {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.writeHead(200)
    response.write(page)
    setTimeout(() => response.end('<p>akhir</p>'), 150)
  } else {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-length', String(Buffer.byteLength(page)))
    response.writeHead(200)
    response.write(page)
    response.end()
  }
}

const cache = createPageCache()
const runtime: Runtime = {
  pageCache: cache,
  ready: async () => true,
  metrics: async () => 'requests_total 1\n',
  api: async (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '11' })
    response.end('{"api":true}'.slice(0, 11))
  },
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** Milliseconds until the first bytes of the body. */
  first: number
}

function ask(
  server: Server,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const call = request({ port, path, headers, method }, (response) => {
      const chunks: Buffer[] = []
      let first = 0
      response.on('data', (chunk: Buffer) => {
        first ||= performance.now() - startedAt
        chunks.push(chunk)
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
          first,
        }),
      )
    })
    call.on('error', reject)
    call.end()
  })
}

async function open(environment: Record<string, string> = {}): Promise<Server> {
  const config = readConfig({
    SECRET: secret,
    DATA_DIR: '/nonexistent',
    METRICS_TOKEN: 'm'.repeat(16),
    ...environment,
  })
  const server = createHttpServer(config, runtime, kit)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

let plain: Server
let proxied: Server
beforeAll(async () => {
  plain = await open()
  proxied = await open({ TRUST_PROXY: 'on', BASE_URL: 'https://berdaya.example' })
})
afterAll(() => Promise.all([closeServer(plain), closeServer(proxied)]))

const echoed = async (server: Server, headers: Record<string, string>) =>
  JSON.parse(String((await ask(server, '/echo', headers)).body)) as Record<string, string>

test('pages are compressed for the browser that takes it, and left alone for the one that takes none', async () => {
  const packed = await ask(plain, '/', { 'accept-encoding': 'gzip, br' })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(packed.headers.vary).toBe('accept-encoding')
  expect(gunzipSync(packed.body).toString()).toBe(page)
  expect(packed.body.length).toBeLessThan(page.length / 5)
  const gzip = await ask(plain, '/', { 'accept-encoding': 'gzip, br;q=0' })
  expect(gunzipSync(gzip.body).toString()).toBe(page)
  expect((await ask(plain, '/')).body.toString()).toBe(page)
})

test('a page sent in parts arrives in parts, compressed too', async () => {
  const { first, body } = await ask(plain, '/parts', { 'accept-encoding': 'gzip' })
  expect(first).toBeLessThan(120)
  expect(gunzipSync(body).toString()).toBe(`${page}<p>akhir</p>`)
})

test('what a visitor claims about scheme, host and address is not believed', async () => {
  const lies = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-for': '10.9.9.9',
  }
  const seen = await echoed(plain, { host: 'berdaya.local:3000', ...lies })
  expect(seen).toMatchObject({
    'x-forwarded-proto': 'http',
    'x-forwarded-host': 'berdaya.local:3000',
    'x-forwarded-for': '127.0.0.1',
  })
})

test('a trusted proxy is believed, for the address only what it added itself', async () => {
  const told = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'berdaya.example',
    'x-forwarded-for': '6.6.6.6, 203.0.113.7',
  }
  expect(await echoed(proxied, told)).toMatchObject({
    'x-forwarded-host': 'berdaya.example',
    'x-forwarded-for': '203.0.113.7',
  })
  expect(await echoed(proxied, { host: 'berdaya.example' })).toMatchObject({ 'x-forwarded-proto': 'https' })
})

test('a kept page goes to visitors without cookies, with its policy, and only once when unchanged', async () => {
  const headers = { 'content-security-policy': "default-src 'self'" }
  cache.keep('/ruang', {
    body: page,
    type: 'text/html; charset=utf-8',
    headers,
    tags: ['space:1'],
    startedAt: performance.now(),
  })
  const kept = await ask(plain, '/ruang', { 'accept-encoding': 'br' })
  expect(kept.headers).toMatchObject({ ...headers, 'content-encoding': 'br', 'cache-control': 'no-cache' })
  expect(brotliDecompressSync(kept.body).toString()).toBe(page)
  expect((await ask(plain, '/ruang', { 'if-none-match': String(kept.headers.etag) })).status).toBe(304)
  expect((await ask(plain, '/ruang', { cookie: 'session=1' })).headers.etag).toBeUndefined()
  cache.drop(['space:1'])
  expect((await ask(plain, '/ruang')).headers.etag).toBeUndefined()
})

test('monitors get short answers; figures only with the token', async () => {
  expect(String((await ask(plain, '/healthz')).body)).toBe('ok\n')
  expect((await ask(plain, '/readyz')).status).toBe(200)
  expect((await ask(plain, '/metrics')).status).toBe(401)
  expect(
    String((await ask(plain, '/metrics', { authorization: `Bearer ${'m'.repeat(16)}` })).body),
  ).toContain('requests_total')
})

test('the REST interface is answered before Kit', async () => {
  expect((await ask(plain, '/api/v1/spaces')).body.toString()).toContain('api')
  expect((await ask(plain, '/api/v1x')).headers['content-type']).toContain('text/html')
})

test('a server that closes finishes what it began', async () => {
  const server = await open()
  const answer = ask(server, '/parts')
  await new Promise((resolve) => setTimeout(resolve, 50))
  await closeServer(server)
  expect(String((await answer).body)).toContain('akhir')
})
