import { z } from 'zod'

/** JSON Schema 2020-12, as far as the API document uses it. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  description?: string
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  additionalProperties?: boolean | Schema
  [keyword: string]: unknown
}

/** Named schemas, shared by all operations of the document. */
export type Named = Record<string, Schema>

/**
 * A zod schema as JSON Schema, by zod itself. Schemas with `.meta({ id })` become components; one that reads
 * differently on its way in than on its way out gets a name for each.
 */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output', named: Named): Schema {
  const {
    $schema: _,
    $defs,
    ...own
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema & {
    $defs?: Named
  }
  const names = new Map<string, string>()
  for (const [name, definition] of Object.entries($defs ?? {}))
    names.set(name, nameFor(name, definition, io, named))
  const point = (value: unknown): unknown => renamed(value, names)
  for (const [name, definition] of Object.entries($defs ?? {}))
    named[names.get(name) ?? name] = point(definition) as Schema
  return point(own) as Schema
}

function nameFor(name: string, definition: Schema, io: 'input' | 'output', named: Named): string {
  const { id: _, ...plain } = definition
  const known = named[name]
  if (known === undefined || JSON.stringify(known) === JSON.stringify(renamed(plain, new Map()))) return name
  return io === 'input' ? `${name}Input` : `${name}Output`
}

/** References of one schema as references into the document; zod's `id` is dropped, it is the component's name. */
function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names))
  if (typeof value !== 'object' || value === null) return value
  const result: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    if (key === '$ref' && typeof member === 'string') {
      const name = member.replace('#/$defs/', '')
      result.$ref = `#/components/schemas/${names.get(name) ?? name}`
    } else if (!(key === 'id' && typeof member === 'string' && 'type' in value))
      result[key] = renamed(member, names)
  }
  return result
}

/** The alternatives of an input: one for an object, several for a union of objects. */
export function variantsOf(schema: Schema, named: Named): Schema[] {
  if (schema.$ref) return variantsOf(named[schema.$ref.replace('#/components/schemas/', '')] ?? {}, named)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return options.flatMap((option) => variantsOf(option, named))
  if (schema.allOf) {
    const parts = schema.allOf.flatMap((part) => variantsOf(part, named))
    return [
      {
        type: 'object',
        properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})),
        required: parts.flatMap((part) => part.required ?? []),
      },
    ]
  }
  return [schema]
}

/** An input without the members that travel elsewhere (in the path). */
export function without(schema: Schema, members: readonly string[], named: Named): Schema {
  if (members.length === 0) return schema
  const variants = variantsOf(schema, named)
  const shorter = variants.map(({ properties = {}, required = [], ...rest }) => ({
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !members.includes(name))),
    required: required.filter((name) => !members.includes(name)),
  }))
  const [only] = shorter
  return shorter.length === 1 && only ? only : { [schema.oneOf ? 'oneOf' : 'anyOf']: shorter }
}
