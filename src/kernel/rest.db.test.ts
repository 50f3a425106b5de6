import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { person } from '../../tests/support/actors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { anonymous } from './actor.ts'
import { Fault } from './fault.ts'
import { type Operation, operation } from './operation.ts'
import { restAdapter } from './rest.server.ts'
import { nodeApi } from './rest-node.server.ts'

const database = await testDatabase()
const seen: unknown[] = []
const internal: unknown[] = []

const echo = (name: `${string}.${string}`, http: Operation['http'], more: object = {}) =>
  operation({
    name,
    summary: 'Echo.',
    http,
    input: z.object({
      jarId: z.string().optional(),
      label: z.string().optional(),
      limit: z.number().int().optional(),
      tags: z.array(z.string()).optional(),
      deep: z.object({ from: z.string() }).optional(),
    }),
    output: z.unknown(),
    can: () => 'allowed',
    run: async (ctx, input) => {
      seen.push(input)
      if (input.label === 'crash') throw new TypeError('secret detail')
      if (input.label === 'wait')
        throw new Fault('rate_limited', 'kernel_rate_limited', { params: { seconds: 7 } })
      return { ...input, actor: ctx.actor.kind, locale: ctx.locale, via: ctx.via }
    },
    ...more,
  }) as unknown as Operation

const adapter = restAdapter({
  operations: [
    echo('jar.get', 'GET /jars/{jarId}'),
    echo('jar.list_open', 'GET /jars/open'),
    echo('jar.fill', 'POST /jars', { creates: true }),
    echo('jar.change', 'PUT /jars/{jarId}'),
    echo('jar.hide', undefined),
    echo('jar.own', 'GET /mine', { can: () => 'forbidden' }),
  ],
  pool: () => database.app,
  async resolveActor(headers) {
    if (headers.get('authorization') === 'Bearer bad') throw new Fault('unauthenticated', 'identity_bad_key')
    return headers.has('cookie') ? person() : anonymous
  },
  onChanged: () => undefined,
  onInternal: (error) => internal.push(error),
  document: () => '{"openapi":"3.1.1"}',
})
const serve = nodeApi(adapter)
const server = createServer((request, response) => void serve(request, response))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as { port: number }
const origin = `http://127.0.0.1:${port}/api/v1`
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  seen.length = 0
  internal.length = 0
})

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(origin + path, init)
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  }
}
const post = (path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
  ask(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

describe('routing', () => {
  test('a literal segment wins over a parameter', async () => {
    expect((await ask('/jars/open')).body).not.toHaveProperty('jarId')
    expect((await ask('/jars/shut')).body).toMatchObject({ jarId: 'shut' })
  })

  test('what is not there is 404, another method 405 with those there are', async () => {
    expect((await ask('/jar')).status).toBe(404)
    expect((await ask('/jars/')).status).toBe(404)
    expect((await ask('/jars/a/b')).status).toBe(404)
    const wrong = await post('/jars/a', {}, {}, 'DELETE')
    expect([wrong.status, wrong.headers.get('allow'), wrong.body.code]).toEqual([
      405,
      'GET, PUT',
      'method_not_allowed',
    ])
  })

  test('segments are decoded one by one; what cannot be is not found', async () => {
    expect((await ask('/jars/a%2Fb%20c')).body).toMatchObject({ jarId: 'a/b c' })
    expect((await ask('/jars/%E0%A4%A')).status).toBe(404)
    expect((await ask('/jars/%00')).status).toBe(200)
  })

  test('HEAD answers as GET, without a body; OPTIONS says what other sites may send', async () => {
    const head = await ask('/jars/a', { method: 'HEAD' })
    expect([head.status, head.body, Number(head.headers.get('content-length'))]).toEqual([
      200,
      undefined,
      expect.any(Number),
    ])
    const options = await ask('/jars', { method: 'OPTIONS' })
    expect(options.status).toBe(204)
    expect(options.headers.get('access-control-allow-headers')).toContain('idempotency-key')
  })

  test('the document is there', async () => {
    expect((await ask('/openapi.json')).body).toEqual({ openapi: '3.1.1' })
  })
})

describe('input', () => {
  test('of a read is the query; the path wins', async () => {
    await ask('/jars/a?jarId=b&label=x&limit=5&tags=1&tags=2&deep.from=y&other=z')
    expect(seen).toEqual([{ jarId: 'a', label: 'x', limit: 5, tags: ['1', '2'], deep: { from: 'y' } }])
  })

  test('of an act is the body; the path wins', async () => {
    await post('/jars/a', { jarId: 'b', label: 'x', other: 'z' }, {}, 'PUT')
    expect(seen).toEqual([{ jarId: 'a', label: 'x' }])
  })

  test('an act without a body has no members', async () => {
    expect((await ask('/jars', { method: 'POST' })).status).toBe(201)
    expect(seen).toEqual([{}])
  })

  test.each(['{', '[]', 'null', '"x"', '42', '{"label":', '['.repeat(100_000)])(
    '%.20s is no JSON object',
    async (body) => {
      const { status, body: problem } = await post('/jars', body)
      expect([status, problem.code]).toEqual([422, 'invalid_input'])
    },
  )

  test('a member called __proto__ gives nobody anything', async () => {
    await post('/jars', '{"__proto__": {"label": "x"}, "constructor": {"prototype": {"label": "y"}}}')
    expect(seen).toEqual([{}])
    expect(({} as Record<string, unknown>).label).toBeUndefined()
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'application/xml'])(
    '%s is not taken',
    async (type) => {
      expect((await post('/jars', '{}', { 'content-type': type })).status).toBe(415)
    },
  )

  test('more than a megabyte is refused, and the caller reads why', async () => {
    const body = JSON.stringify({ label: 'x'.repeat(2_000_000) })
    for (let index = 0; index < 10; index++) {
      const { status, body: problem } = await post('/jars', body)
      expect([status, problem.code]).toEqual([413, 'too_large'])
    }
    expect(seen).toEqual([])
  })

  test('so is a body that does not say how long it is', async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let index = 0; index < 40; index++)
          controller.enqueue(new TextEncoder().encode('x'.repeat(50_000)))
        controller.close()
      },
    })
    const init = {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as RequestInit
    expect((await ask('/jars', init)).status).toBe(413)
  })

  test('a caller who hangs up in the middle leaves nothing behind', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          'POST /api/v1/jars HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"label"',
        )
        setTimeout(() => {
          socket.destroy()
          resolve()
        }, 50)
      })
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(seen).toEqual([])
    expect(internal).toEqual([])
    expect((await ask('/jars/a')).status).toBe(200)
  })
})

describe('answers', () => {
  test('speak the language asked for', async () => {
    expect((await ask('/jars/a', { headers: { 'accept-language': 'en-GB,en;q=0.9' } })).body.locale).toBe(
      'en',
    )
    expect((await ask('/jars/a', { headers: { 'accept-language': 'fr' } })).body.locale).toBe('id')
    expect(
      (await ask('/nowhere', { headers: { 'accept-language': 'en' } })).headers.get('content-language'),
    ).toBe('en')
  })

  test('carry the request’s id, ours or the caller’s', async () => {
    expect((await ask('/jars/a')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect((await ask('/jars/a', { headers: { 'x-request-id': 'mine' } })).headers.get('x-request-id')).toBe(
      'mine',
    )
    const long = await ask('/jars/a', { headers: { 'x-request-id': 'x'.repeat(1000) } })
    expect(long.headers.get('x-request-id')).toHaveLength(64)
  })

  test('are not kept anywhere and not guessed at', async () => {
    const { headers } = await ask('/jars/a')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('to our own failure say nothing of it outside, everything inside', async () => {
    const { status, body } = await post('/jars', { label: 'crash' })
    expect([status, body.code]).toEqual([500, 'internal'])
    expect(JSON.stringify(body)).not.toContain('secret detail')
    expect(internal).toMatchObject([{ message: 'secret detail' }])
  })

  test('to impatience say how long to wait', async () => {
    const { status, headers } = await post('/jars', { label: 'wait' })
    expect([status, headers.get('retry-after')]).toEqual([429, '7'])
  })
})

describe('who asks', () => {
  test('a bad key is told so, and how to sign in', async () => {
    const { status, headers, body } = await ask('/jars/a', { headers: { authorization: 'Bearer bad' } })
    expect([status, headers.get('www-authenticate'), body.code]).toEqual([401, 'Bearer', 'unauthenticated'])
    expect((await ask('/mine')).status).toBe(401)
    expect((await ask('/mine', { headers: { cookie: 'a=b' } })).status).toBe(403)
  })

  test.each(['cross-site', 'same-site'])(
    'a cookie does not act for a page of another site (%s)',
    async (site) => {
      const headers = { cookie: 'a=b', 'sec-fetch-site': site }
      expect((await post('/jars', {}, headers)).status).toBe(403)
      expect((await ask('/jars/a', { headers })).status).toBe(200)
      expect((await post('/jars', {}, { ...headers, 'sec-fetch-site': 'same-origin' })).status).toBe(201)
      expect((await post('/jars', {}, { 'sec-fetch-site': site })).status).toBe(201)
    },
  )

  test('the idempotency key travels in its header', async () => {
    const headers = { 'idempotency-key': randomUUID(), cookie: 'a=b' }
    expect((await post('/jars', { label: 'x' }, { ...headers, 'idempotency-key': 'short' })).body.code).toBe(
      'invalid_input',
    )
    expect((await post('/jars', { label: 'x' }, headers)).status).toBe(201)
  })
})
