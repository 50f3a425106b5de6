import type { Pool } from 'pg'
import type { Actor } from './actor.ts'
import { coerce, type RawFields } from './coerce.ts'
import { type Call, execute } from './execute.server.ts'
import { Fault } from './fault.ts'
import { newId } from './id.ts'
import { type Locale, localeOf } from './locale.ts'
import { isRead, type Method, type Operation } from './operation.ts'
import { faultOf, problemOf } from './problem.ts'

/** A request as the adapter needs it, whether it came by node:http or by Kit. */
export interface RestRequest {
  method: string
  /** Path under `/api/v1`, decoded only segment by segment. */
  path: string
  query: URLSearchParams
  headers: Headers
  /** The whole body; throws `too_large` beyond the limit. */
  body(): Promise<string>
}

export interface RestResponse {
  status: number
  headers: Record<string, string>
  body: string
}

export interface RestOptions {
  operations: readonly Operation[]
  pool(): Pool
  resolveActor(headers: Headers): Promise<Actor>
  onChanged(tags: readonly string[]): void
  /** Told about every `internal` fault; nothing of it goes outside. */
  onInternal(error: unknown, requestId: string, operation: string): void
  document(): string
}

interface Endpoint {
  op: Operation
  method: Method
  segments: string[]
}

const parameter = /^\{(\w+)\}$/

function endpointsOf(operations: readonly Operation[]): Map<number, Endpoint[]> {
  const bySize = new Map<number, Endpoint[]>()
  for (const op of operations) {
    if (!op.http) continue
    const [method, path] = op.http.split(' ') as [Method, string]
    const segments = path.split('/').slice(1)
    const same = bySize.get(segments.length) ?? []
    same.push({ op, method, segments })
    bySize.set(segments.length, same)
  }
  // Literal segments win over parameters: /spaces/search before /spaces/{spaceId}.
  const weight = (endpoint: Endpoint) => endpoint.segments.filter((segment) => parameter.test(segment)).length
  for (const same of bySize.values()) same.sort((a, b) => weight(a) - weight(b))
  return bySize
}

function match(segments: readonly string[], pattern: readonly string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {}
  for (const [index, wanted] of pattern.entries()) {
    const given = segments[index] ?? ''
    const name = parameter.exec(wanted)?.[1]
    if (name === undefined ? given !== wanted : given === '') return undefined
    if (name !== undefined) found[name] = given
  }
  return found
}

/** The REST door of all operations: routing, reading, answering. Everything else is `execute`. */
export function restAdapter(options: RestOptions): (request: RestRequest) => Promise<RestResponse> {
  const endpoints = endpointsOf(options.operations)

  function find(method: string, path: string) {
    const segments = decodeSegments(path)
    const matching = (endpoints.get(segments.length) ?? []).flatMap((endpoint) => {
      const params = match(segments, endpoint.segments)
      return params ? [{ ...endpoint, params }] : []
    })
    const wanted = method === 'HEAD' ? 'GET' : method
    return {
      found: matching.find((endpoint) => endpoint.method === wanted),
      allowed: matching.map((e) => e.method),
    }
  }

  async function perform(request: RestRequest, requestId: string, locale: Locale): Promise<RestResponse> {
    const { found, allowed } = find(request.method, request.path)
    if (!found) {
      const fault =
        allowed.length > 0
          ? new Fault('method_not_allowed', 'kernel_method_not_allowed')
          : new Fault('not_found', 'kernel_not_found')
      return refuse(
        fault,
        requestId,
        locale,
        allowed.length > 0 ? { allow: [...new Set(allowed)].join(', ') } : {},
      )
    }
    try {
      const actor = await options.resolveActor(request.headers)
      guardCookie(request, actor, found.op)
      const call: Call = {
        pool: options.pool(),
        actor,
        locale,
        requestId,
        via: 'rest',
        now: new Date().toISOString(),
        idempotencyKey: request.headers.get('idempotency-key') ?? undefined,
        onChanged: options.onChanged,
      }
      const output = await execute(found.op, await readInput(request, found.op, found.params), call)
      return answer(found.op.creates ? 201 : 200, JSON.stringify(output ?? null), requestId, locale)
    } catch (thrown) {
      const fault = faultOf(thrown)
      if (fault.code === 'internal') options.onInternal(thrown, requestId, found.op.name)
      return refuse(fault, requestId, locale)
    }
  }

  return async (request) => {
    const requestId = request.headers.get('x-request-id')?.slice(0, 64) ?? newId()
    const locale = localeOf(request.headers.get('accept-language')?.slice(0, 2))
    if (request.method === 'OPTIONS') return answer(204, '', requestId, locale, preflight)
    if (request.path === '/openapi.json') return answer(200, options.document(), requestId, locale)
    return perform(request, requestId, locale)
  }
}

const preflight = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, accept-language',
  'access-control-max-age': '86400',
}

function answer(
  status: number,
  body: string,
  requestId: string,
  locale: Locale,
  more: Record<string, string> = {},
): RestResponse {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-language': locale,
    'cache-control': 'no-store',
    // Keys travel in a header and cookies are never allowed across sites, so any origin may read.
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...more,
  }
  return { status, headers, body }
}

function refuse(
  fault: Fault,
  requestId: string,
  locale: Locale,
  more: Record<string, string> = {},
): RestResponse {
  const problem = problemOf(fault, locale, requestId)
  const wait = fault.info.params?.seconds
  return answer(problem.status, JSON.stringify(problem), requestId, locale, {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(fault.code === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
    ...(fault.code === 'rate_limited' && wait !== undefined && { 'retry-after': String(wait) }),
    ...more,
  })
}

function decodeSegments(path: string): string[] {
  try {
    return path.split('/').slice(1).map(decodeURIComponent)
  } catch {
    return []
  }
}

/** A browser's cookie may act only for our own pages: another site cannot forge `sec-fetch-site`. */
function guardCookie(request: RestRequest, actor: Actor, op: Operation) {
  const site = request.headers.get('sec-fetch-site')
  const foreign = site !== null && site !== 'same-origin' && site !== 'none'
  if (actor.kind === 'account' && foreign && !isRead(op)) throw new Fault('forbidden', 'kernel_forbidden')
}

async function readInput(
  request: RestRequest,
  op: Operation,
  params: Record<string, string>,
): Promise<unknown> {
  const fields: RawFields = new Map(Object.entries(params).map(([name, value]) => [name, [value]]))
  if (isRead(op)) {
    for (const [name, value] of request.query)
      if (!(name in params)) fields.set(name, [...(fields.get(name) ?? []), value])
    return coerce(op.input, fields, 'programs')
  }
  const fromPath = coerce(op.input, fields, 'programs') as Record<string, unknown>
  return { ...(await readJson(request)), ...fromPath }
}

async function readJson(request: RestRequest): Promise<Record<string, unknown>> {
  const body = await request.body()
  if (body === '') return {}
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new Fault('unsupported_media', 'kernel_unsupported_media')
  return parseJson(body)
}

function parseJson(body: string): Record<string, unknown> {
  let sent: unknown
  try {
    sent = JSON.parse(body)
  } catch {
    throw new Fault('invalid_input', 'kernel_bad_json')
  }
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
    throw new Fault('invalid_input', 'kernel_bad_json')
  return sent as Record<string, unknown>
}
