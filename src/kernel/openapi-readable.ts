import type { ApiDocument, Endpoint, Parameter } from './openapi.ts'
import { sampleOf } from './openapi-sample.ts'
import { type Named, type Schema, variantsOf } from './openapi-schema.ts'

export interface ReadableField {
  name: string
  place: string
  kind: string
  required: boolean
  description: string
}

/** One operation as the readable page shows it. */
export interface ReadableOperation {
  id: string
  method: string
  path: string
  summary: string
  scope: string
  /** Parameters, then members of the body. */
  fields: ReadableField[]
  /** A request one can copy. */
  curl: string
  status: string
  /** An answer, as JSON. */
  answer: string
}

export interface ReadableGroup {
  name: string
  operations: ReadableOperation[]
}

/** The document as people read it: operations by module, each with its fields, a request to copy and an answer. */
export function readableApi(document: ApiDocument, origin: string): ReadableGroup[] {
  const groups = new Map<string, ReadableOperation[]>()
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, endpoint] of Object.entries(methods)) {
      if (!endpoint) continue
      const name = endpoint.tags[0] ?? ''
      const made = readable(
        { path, method: method.toUpperCase(), endpoint, origin },
        document.components.schemas,
      )
      groups.set(name, [...(groups.get(name) ?? []), made])
    }
  return [...groups]
    .map(([name, operations]) => ({ name, operations }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

interface Source {
  path: string
  method: string
  endpoint: Endpoint
  origin: string
}

function readable(source: Source, named: Named): ReadableOperation {
  const { endpoint, path, method } = source
  const body = endpoint.requestBody?.content['application/json'].schema
  const [status = '200', answer] =
    Object.entries(endpoint.responses).find(([code]) => code.startsWith('2')) ?? []
  const shape = answer?.content?.['application/json']?.schema
  return {
    id: endpoint.operationId,
    method,
    path,
    summary: endpoint.summary,
    scope: endpoint.security[1]?.apiKey?.[0] ?? '',
    fields: [...endpoint.parameters.map(fieldOf), ...(body ? membersOf(body, named) : [])],
    curl: curlOf(source, named),
    status,
    answer: JSON.stringify(shape ? sampleOf(shape, named) : null, null, 2),
  }
}

const fieldOf = ({
  name,
  in: place,
  schema,
  required = false,
  description = '',
}: Parameter): ReadableField => ({
  name,
  place,
  kind: kindOf(schema),
  required,
  description,
})

/** Members of every alternative of a body, once each. */
function membersOf(body: Schema, named: Named): ReadableField[] {
  const fields = new Map<string, ReadableField>()
  const variants = variantsOf(body, named)
  for (const { properties = {}, required = [] } of variants)
    for (const [name, schema] of Object.entries(properties))
      if (!fields.has(name))
        fields.set(name, {
          name,
          place: 'body',
          kind: kindOf(schema),
          required: variants.length === 1 && required.includes(name),
          description: schema.description ?? '',
        })
  return [...fields.values()]
}

function curlOf({ endpoint, path, method, origin }: Source, named: Named): string {
  const sample = ({ name, schema }: Parameter) => encodeURIComponent(String(sampleOf(schema, named, name)))
  const filled = endpoint.parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((address, parameter) => address.replace(`{${parameter.name}}`, sample(parameter)), path)
  const query = endpoint.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map((parameter) => `${parameter.name}=${sample(parameter)}`)
    .join('&')
  const lines = [
    `curl '${origin}/api/v1${filled}${query && `?${query}`}'`,
    `-H 'Authorization: Bearer $BERDAYA_KEY'`,
  ]
  if (method !== 'GET') lines.splice(1, 0, `-X ${method}`, `-H "Idempotency-Key: $(uuidgen)"`)
  const body = endpoint.requestBody?.content['application/json']
  if (body) lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(body.example)}'`)
  return lines.join(' \\\n  ')
}

/** `text · uuid`, `number 1–100`, `red | blue`, `list of text`: the kind of a value in few words. */
export function kindOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map(String).join(' | ')
  const options = schema.anyOf ?? schema.oneOf
  if (options) return [...new Set(options.map(kindOf))].join(' | ')
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
  if (type === 'array') return `${schema.items ? kindOf(schema.items) : 'any'}[]`
  return [schema.format ?? type, rangeOf(schema)].filter(Boolean).join(' ')
}

function rangeOf(schema: Schema): string {
  const least = schema.minimum ?? schema.minLength
  const most = schema.maximum ?? schema.maxLength
  const bounded = most !== undefined && most < Number.MAX_SAFE_INTEGER
  if (bounded) return `${least === undefined || least < -Number.MAX_SAFE_INTEGER ? 0 : least}–${most}`
  return least !== undefined && least > -Number.MAX_SAFE_INTEGER ? `≥ ${least}` : ''
}
