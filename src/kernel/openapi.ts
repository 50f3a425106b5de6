import { type FaultCode, faultStatus } from './fault.ts'
import { sampleOf } from './openapi-sample.ts'
import { type Named, type Schema, schemaOf, variantsOf, without } from './openapi-schema.ts'
import { isRead, keyScopeOf, type Method, type Operation } from './operation.ts'

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
  explode?: boolean
}

export interface Endpoint {
  operationId: string
  summary: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { required: boolean; content: { 'application/json': { schema: Schema; example: unknown } } }
  responses: Record<string, Answer>
}

interface Answer {
  $ref?: string
  description?: string
  headers?: Record<string, unknown>
  content?: Record<string, { schema: Schema }>
}

export interface ApiDocument {
  openapi: '3.1.1'
  info: {
    title: string
    version: string
    summary: string
    description: string
    license: { name: string; identifier: string }
  }
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Partial<Record<string, Endpoint>>>
  components: {
    schemas: Named
    responses: Record<string, Answer>
    securitySchemes: Record<string, Record<string, string>>
  }
}

const description = `Every record and every act of the program is reached here under the same rules as on the pages.

Send an API key as \`Authorization: Bearer …\`; a key has scopes such as \`space:read\`. What is public needs none.
Send \`Idempotency-Key\` with every request that changes something: a repeated request is applied once and answered alike.
Lists come in pages: pass \`next\` of one page as \`after\` of the following. Instants are UTC (\`2026-11-21T03:00:00Z\`), amounts whole rupiah.
What was refused is told as problem details (RFC 9457) with a \`code\` of a closed set and a message at each field, in the language of \`Accept-Language\` (id, en).`

/** Statuses a request of this kind may be refused with, and which codes each stands for. */
const refusals: { name: string; status: number; codes: FaultCode[]; when: string; acts?: true }[] = [
  { name: 'Unauthenticated', status: 401, codes: ['unauthenticated'], when: 'Sign in, or send an API key.' },
  { name: 'Forbidden', status: 403, codes: ['forbidden'], when: 'Not yours to do.' },
  { name: 'NotFound', status: 404, codes: ['not_found'], when: 'No such record, or none you may see.' },
  {
    name: 'Conflict',
    status: 409,
    codes: ['conflict', 'idempotency_mismatch'],
    when: 'Does not fit the present state, or the Idempotency-Key was used for another request.',
    acts: true,
  },
  { name: 'Stale', status: 412, codes: ['stale'], when: 'Changed by somebody else meanwhile.', acts: true },
  { name: 'TooLarge', status: 413, codes: ['too_large'], when: 'The body is larger than 1 MB.', acts: true },
  {
    name: 'UnsupportedMedia',
    status: 415,
    codes: ['unsupported_media'],
    when: 'Send application/json.',
    acts: true,
  },
  {
    name: 'InvalidInput',
    status: 422,
    codes: ['invalid_input'],
    when: 'See `errors`, one message for each field.',
  },
  { name: 'RateLimited', status: 429, codes: ['rate_limited'], when: 'Wait `Retry-After` seconds.' },
  { name: 'Unavailable', status: 503, codes: ['unavailable'], when: 'Very busy; try again.' },
]

const problem: Schema = {
  type: 'object',
  description: 'RFC 9457 problem details. Some faults add facts, such as `alternatives`.',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'A sentence for the person, in their language.' },
    code: { type: 'string', enum: Object.keys(faultStatus) },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    requestId: { type: 'string' },
  },
}

function refusalAnswers(): Record<string, Answer> {
  return Object.fromEntries(
    refusals.map(({ name, status, codes, when }) => {
      const narrowed: Schema = {
        type: 'object',
        properties: { status: { const: status }, code: { enum: codes } },
      }
      const schema: Schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, narrowed] }
      return [name, { description: when, content: { 'application/problem+json': { schema } } }]
    }),
  )
}

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'A name of your own for this request, best a UUID: sent again, it is applied once and answered alike.',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
}

/** OpenAPI 3.1 of all operations that have a route, from their own schemas: document and behaviour cannot part. */
export function openApiDocument(operations: readonly Operation[], version = '1.0.0'): ApiDocument {
  const schemas: Named = { Problem: problem }
  const paths: ApiDocument['paths'] = {}
  const tags = new Set<string>()
  for (const op of operations) {
    if (!op.http) continue
    const [method, path] = op.http.split(' ') as [Method, string]
    tags.add(tagOf(op))
    paths[path] = { ...paths[path], [method.toLowerCase()]: endpointOf(op, path, schemas) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Berdaya',
      version,
      summary: 'Public places, small businesses and the services of a local government',
      description,
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [...tags].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas,
      responses: refusalAnswers(),
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key; its scopes are named at each operation.',
        },
      },
    },
  }
}

const tagOf = (op: Operation) => op.name.split('.')[0] ?? op.name

function endpointOf(op: Operation, path: string, named: Named): Endpoint {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const input = schemaOf(op.input, 'input', named)
  const members = Object.assign({}, ...variantsOf(input, named).map((variant) => variant.properties ?? {}))
  const parameters: Parameter[] = inPath.map((name) => {
    const { description: told, ...schema } = (members[name] ?? { type: 'string' }) as Schema
    return { name, in: 'path', required: true, ...(told && { description: told }), schema }
  })
  const rest = without(input, inPath, named)
  const reads = isRead(op)
  return {
    operationId: op.name,
    summary: op.summary,
    tags: [tagOf(op)],
    security: [{}, { apiKey: [keyScopeOf(op)] }],
    parameters: reads ? [...parameters, ...queryOf(rest, named)] : [...parameters, idempotencyKey],
    ...(!reads && bodyOf(rest, named)),
    responses: {
      [op.creates ? '201' : '200']: {
        description: op.creates ? 'Made.' : 'Done.',
        content: { 'application/json': { schema: schemaOf(op.output, 'output', named) } },
      },
      ...Object.fromEntries(
        refusals
          .filter(({ acts }) => !acts || !reads)
          .map(({ name, status }) => [String(status), { $ref: `#/components/responses/${name}` }]),
      ),
    },
  }
}

/** Query fields of a read: members of members are written `area.from`, lists by repeating the name. */
function queryOf(schema: Schema, named: Named, prefix = '', asked = true): Parameter[] {
  const variants = variantsOf(schema, named)
  const found = new Map<string, Parameter>()
  for (const { properties = {}, required = [] } of variants)
    for (const [name, property] of Object.entries(properties)) {
      const needed = asked && required.includes(name) && variants.length === 1
      const inner = variantsOf(property, named)
      if (inner.some((variant) => variant.properties))
        for (const parameter of queryOf(property, named, `${prefix}${name}.`, needed))
          found.set(parameter.name, parameter)
      else found.set(`${prefix}${name}`, queryParameter(`${prefix}${name}`, property, needed))
    }
  return [...found.values()]
}

function queryParameter(name: string, property: Schema, required: boolean): Parameter {
  const { description: told, ...schema } = property
  return {
    name,
    in: 'query',
    ...(required && { required }),
    ...(told && { description: told }),
    schema,
    ...(schema.type === 'array' && { explode: true }),
  }
}

function bodyOf(schema: Schema, named: Named): Pick<Endpoint, 'requestBody'> {
  const variants = variantsOf(schema, named)
  if (variants.every((variant) => Object.keys(variant.properties ?? {}).length === 0)) return {}
  const required = variants.every((variant) => (variant.required ?? []).length > 0)
  return {
    requestBody: { required, content: { 'application/json': { schema, example: sampleOf(schema, named) } } },
  }
}
