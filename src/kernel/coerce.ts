import type { z } from 'zod'

/**
 * Forms, query strings and paths carry text only; the schema says what each text stands for.
 * An empty text is an absent value, so that "required" is said rather than "too short".
 */
export type RawFields = Map<string, (string | File)[]>

/** People write `1.250.000`; programs write `1250000` and `-7.123`. */
export type Writing = 'people' | 'programs'

interface Definition {
  type: string
  innerType?: z.ZodType
  in?: z.ZodType
  element?: z.ZodType
  shape?: Record<string, z.ZodType>
  options?: z.ZodType[]
}
const definitionOf = (schema: z.ZodType) => schema._zod.def as unknown as Definition
const wrappers = new Set(['optional', 'nullable', 'default', 'prefault', 'nonoptional', 'readonly', 'catch'])

function unwrap(schema: z.ZodType): z.ZodType {
  const definition = definitionOf(schema)
  if (wrappers.has(definition.type) && definition.innerType) return unwrap(definition.innerType)
  if (definition.type === 'pipe' && definition.in) return unwrap(definition.in)
  return schema
}

/** Build the input a schema expects from flat fields; `address.village` is a member of `address`. */
export function coerce(schema: z.ZodType, fields: RawFields, writing: Writing): unknown {
  return coerceAt(schema, '', { fields, writing })
}

interface Source {
  fields: RawFields
  writing: Writing
}

function coerceAt(schema: z.ZodType, path: string, source: Source): unknown {
  const inner = unwrap(schema)
  const definition = definitionOf(inner)
  if (definition.type === 'object' && definition.shape) return coerceObject(definition.shape, path, source)
  if (definition.type === 'union' && definition.options) return coerceUnion(definition.options, path, source)
  const values = source.fields.get(path)?.filter((value) => value !== '')
  if (definition.type === 'array' && definition.element) {
    const element = definition.element
    return values?.map((value) => scalar(element, value, source.writing))
  }
  const value = values?.[0]
  if (value === undefined) return emptyOf(definition.type, source.fields.has(path))
  return scalar(inner, value, source.writing)
}

/** A present but empty checkbox group is an empty list only for arrays; anything else is absent. */
const emptyOf = (type: string, present: boolean) => (type === 'array' && present ? [] : undefined)

function coerceObject(shape: Record<string, z.ZodType>, path: string, source: Source) {
  const prefix = path === '' ? '' : `${path}.`
  if (path !== '' && ![...source.fields.keys()].some((name) => name.startsWith(prefix))) return undefined
  const result: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(shape)) {
    const value = coerceAt(member, `${prefix}${name}`, source)
    if (value !== undefined) result[name] = value
  }
  return result
}

/** The first option that accepts what was sent; otherwise the last, whose faults are then shown. */
function coerceUnion(options: z.ZodType[], path: string, source: Source): unknown {
  let value: unknown
  for (const option of options) {
    value = coerceAt(option, path, source)
    if (option.safeParse(value).success) return value
  }
  return value
}

const yes = new Set(['on', 'true', '1', 'ya'])
const no = new Set(['off', 'false', '0', 'tidak'])

function scalar(schema: z.ZodType, value: string | File, writing: Writing): unknown {
  if (typeof value !== 'string') return value
  const { type } = definitionOf(unwrap(schema))
  if (type === 'number') return numberOf(value, writing)
  if (type !== 'boolean') return value
  if (yes.has(value)) return true
  return no.has(value) ? false : value
}

/** Text that is no number stays text, and the schema says so at the field. */
function numberOf(value: string, writing: Writing): number | string {
  const plain = writing === 'people' ? withoutGrouping(value) : value
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : value
}

/** `Rp 1.250.000`, `1.250.000` and `1250000` are one amount; the comma is the decimal mark. */
function withoutGrouping(value: string): string {
  const plain = value.trim().replace(/^Rp\s*/i, '')
  return /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)
    ? plain.replaceAll('.', '').replace(',', '.')
    : plain.replace(',', '.')
}
