import fc from 'fast-check'
import type { Endpoint } from '../../src/kernel/openapi.ts'
import { variantsOf } from '../../src/kernel/openapi-schema.ts'
import { awkward, valueFor, type World } from './values.ts'

/** One HTTP request, as text. */
export interface Sent {
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

/** A request of the fuzzer: what is wrong with it, and how it is sent. */
export interface Shot {
  kind: string
  request: Sent
  /** Sent so many times at once, with the same key. */
  times: number
}

export interface Target {
  method: string
  path: string
  endpoint: Endpoint
}

interface Parts {
  inPath: Record<string, unknown>
  inQuery: Record<string, unknown>
  body: unknown
}

const part = (value: unknown) =>
  encodeURIComponent(typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value ?? ''))

function write(
  { method, path }: Target,
  parts: Parts,
  headers: Record<string, string>,
  key: string | undefined,
): Sent {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => part(parts.inPath[name]) || '%20')
  const query = Object.entries(parts.inQuery).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => `${part(name)}=${part(item)}`),
  )
  const acts = method !== 'get'
  return {
    method: method.toUpperCase(),
    path: `/api/v1${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers: {
      ...headers,
      ...(acts && key !== undefined && { 'idempotency-key': key }),
      ...(acts && parts.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(acts && parts.body !== undefined && { body: JSON.stringify(parts.body) }),
  }
}

/** Requests that fit the document. */
function fittingParts({ endpoint }: Target, world: World): fc.Arbitrary<Parts> {
  const fields = (place: 'path' | 'query') => {
    const found = endpoint.parameters.filter((parameter) => parameter.in === place)
    const model = Object.fromEntries(found.map(({ name, schema }) => [name, valueFor(schema, world, name)]))
    return fc.record(model, {
      requiredKeys: found.filter(({ required }) => required).map(({ name }) => name),
    })
  }
  const schema = endpoint.requestBody?.content['application/json'].schema
  return fc.record({
    inPath: fields('path') as fc.Arbitrary<Record<string, unknown>>,
    inQuery: fields('query') as fc.Arbitrary<Record<string, unknown>>,
    body: schema ? valueFor(schema, world) : fc.constant(undefined),
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const otherValue = fc.oneof(
  awkward,
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, 2 ** 53, '', [], {}, [[]], {
    a: { b: [null] },
  }),
)

/** Put something else at one place of the body, the query or the path. */
function spoiled(parts: Parts, { which, value }: { which: number; value: unknown }): Parts {
  const places = [
    ...Object.keys(isObject(parts.body) ? parts.body : {}).map((name) => ['body', name] as const),
    ...Object.keys(parts.inQuery).map((name) => ['inQuery', name] as const),
    ...Object.keys(parts.inPath).map((name) => ['inPath', name] as const),
  ]
  const place = places[which % Math.max(places.length, 1)]
  if (!place) return { ...parts, body: value }
  const [where, name] = place
  return { ...parts, [where]: { ...(parts[where] as object), [name]: value } }
}

function withoutOne(parts: Parts, which: number): Parts {
  const names = Object.keys(isObject(parts.body) ? parts.body : parts.inQuery)
  const name = names[which % Math.max(names.length, 1)] ?? ''
  const less = (from: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(from).filter(([key]) => key !== name))
  return isObject(parts.body)
    ? { ...parts, body: less(parts.body) }
    : { ...parts, inQuery: less(parts.inQuery) }
}

const brokenBodies = [
  '{',
  '[]',
  'null',
  '"text"',
  '42',
  '{"a":',
  '\u0000',
  '{"a":1}{"b":2}',
  `${'['.repeat(5000)}`,
  '{"__proto__":{"admin":true}}',
]
const types = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  '',
]

/** Two megabytes in one field. */
const swollen = (parts: Parts): Parts => ({
  ...parts,
  body: { ...(isObject(parts.body) ? parts.body : {}), filler: 'x'.repeat(2_000_000) },
})

/** An input that is known to work, as the parts of a request. */
function partsOf({ method, endpoint }: Target, input: Record<string, unknown>): Parts {
  const inPath = endpoint.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
  const pick = (wanted: boolean) =>
    Object.fromEntries(Object.entries(input).filter(([name]) => inPath.includes(name) === wanted))
  const rest = pick(false)
  const acts = method !== 'get'
  const empty = Object.keys(rest).length === 0
  return { inPath: pick(true), inQuery: acts ? {} : rest, body: acts && !empty ? rest : undefined }
}

export interface Ammunition {
  callers: readonly Record<string, string>[]
  /** Inputs that reach real records; used up and made anew while the fuzzer runs. */
  sound: readonly Record<string, unknown>[]
}

/** Anything a caller might send to this operation, right and wrong. */
export function shotsAt(target: Target, world: World, { callers, sound }: Ammunition): fc.Arbitrary<Shot> {
  const known = fc.nat().map((index) => partsOf(target, sound[index % Math.max(sound.length, 1)] ?? {}))
  const made = fittingParts(target, world)
  const fitting = sound.length > 0 ? fc.oneof(known, made) : made
  const headers = fc.constantFrom(...callers)
  const key = fc.oneof(
    fc.uuid(),
    fc.uuid(),
    fc.constant(undefined),
    fc.constantFrom('short', 'x'.repeat(201)),
  )
  const acts = target.method !== 'get'
  const shot = (kind: string, parts: fc.Arbitrary<Parts>, times = 1) =>
    fc.record({ parts, headers, key }).map(
      ({ parts: made, headers: sent, key: named }): Shot => ({
        kind,
        times,
        request: write(target, made, sent, named),
      }),
    )
  const which = fc.nat(30)
  const shots = [
    { weight: 8, arbitrary: shot('fitting', fitting) },
    {
      weight: 3,
      arbitrary: shot(
        'missing',
        fc.tuple(fitting, which).map(([parts, at]) => withoutOne(parts, at)),
      ),
    },
    {
      weight: 5,
      arbitrary: shot(
        'wrong',
        fc
          .tuple(fitting, which, otherValue)
          .map(([parts, at, value]) => spoiled(parts, { which: at, value })),
      ),
    },
    {
      weight: 2,
      arbitrary: shot(
        'unknown members',
        fc
          .tuple(fitting, fc.dictionary(awkward, otherValue, { maxKeys: 3 }))
          .map(([parts, more]) =>
            acts
              ? { ...parts, body: { ...(isObject(parts.body) ? parts.body : {}), ...more } }
              : { ...parts, inQuery: { ...parts.inQuery, ...more } },
          ),
      ),
    },
  ]
  if (acts)
    shots.push(
      { weight: 3, arbitrary: shot('at once', fitting, 4) },
      {
        weight: 2,
        arbitrary: fc
          .record({
            made: shot('not JSON', fitting),
            body: fc.constantFrom(...brokenBodies),
            type: fc.constantFrom('application/json', ...types),
          })
          .map(({ made, body, type }) => ({
            ...made,
            request: { ...made.request, body, headers: { ...made.request.headers, 'content-type': type } },
          })),
      },
      { weight: 1, arbitrary: shot('oversized', fitting.map(swollen)) },
    )
  return fc.oneof(...shots)
}

/** How many members a request may have, to size the effort by. */
export const breadthOf = (target: Target, world: World) =>
  target.endpoint.parameters.length +
  variantsOf(target.endpoint.requestBody?.content['application/json'].schema ?? {}, world.named).reduce(
    (sum, variant) => sum + Object.keys(variant.properties ?? {}).length,
    0,
  )

/** The request as a command one can repeat. */
export const asCurl = (origin: string, { method, path, headers, body }: Sent) =>
  [
    `curl -X ${method} '${origin}${path}'`,
    ...Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`),
    body === undefined ? '' : `-d ${JSON.stringify(body.slice(0, 2000))}`,
  ].join(' ')
