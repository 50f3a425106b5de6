import type { z } from 'zod'
import { coerce, type RawFields } from './coerce.ts'

/** The query of an address as an operation's input: the filters of a list, as people typed or chose them. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, query: URLSearchParams): z.input<Schema> {
  const fields: RawFields = new Map()
  for (const [name, value] of query) fields.set(name, [...(fields.get(name) ?? []), value])
  return coerce(schema, fields, 'people') as z.input<Schema>
}
