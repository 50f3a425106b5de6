import type { Named, Schema } from './openapi-schema.ts'

const formats: Record<string, string> = {
  uuid: '01937f3e-7c00-7000-8000-000000000001',
  'date-time': '2026-11-21T03:00:00Z',
  date: '2026-11-21',
  time: '08:30',
  email: 'nama@contoh.id',
  uri: 'https://contoh.id',
}

/** What names usually stand for; only where the schema has no example of its own. */
const names: [RegExp, string][] = [
  [/phone/i, '+6281234567890'],
  [/region(Code)?$/i, '33.72.05.1003'],
  [/name$/i, 'Sanggar Mekar Sari'],
  [/reason$/i, 'Alamat belum lengkap.'],
]

/** An example that fits the schema, the same every time: for the readable page and for those who read the document. */
export function sampleOf(schema: Schema, named: Named, name = ''): unknown {
  if (schema.$ref) return sampleOf(named[schema.$ref.replace('#/components/schemas/', '')] ?? {}, named, name)
  if (schema.examples && schema.examples.length > 0) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  const options = schema.anyOf ?? schema.oneOf
  if (options?.[0]) return sampleOf(options[0], named, name)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, named, name)))
  return plainSample(schema, named, name)
}

function plainSample(schema: Schema, named: Named, name: string): unknown {
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([member]) => schema.required?.includes(member))
          .map(([member, property]) => [member, sampleOf(property, named, member)]),
      )
    case 'array':
      return schema.items ? [sampleOf(schema.items, named, name)] : []
    case 'integer':
    case 'number':
      return Math.min(Math.max(schema.minimum ?? 1, 1), schema.maximum ?? 1)
    case 'boolean':
      return true
    case 'string':
      return textSample(schema, name)
    default:
      return null
  }
}

function textSample(schema: Schema, name: string): string {
  const known = formats[schema.format ?? ''] ?? names.find(([pattern]) => pattern.test(name))?.[1] ?? 'contoh'
  return known.slice(0, schema.maxLength ?? known.length).padEnd(schema.minLength ?? 0, '.')
}
