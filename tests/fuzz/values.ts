import fc from 'fast-check'
import type { Named, Schema } from '../../src/kernel/openapi-schema.ts'

/** Ids met in answers, by the collection they came from: so that requests reach real records. */
export type Harvest = Map<string, Set<string>>

export interface World {
  named: Named
  harvest: Harvest
  /** Region codes that exist here. */
  regions: readonly string[]
}

/** Texts that programs stumble over. */
export const awkward = fc.oneof(
  fc.constantFrom(
    '\u0000',
    'a\u0000b',
    '\ud800',
    'null',
    'undefined',
    '__proto__',
    '🧑🏽‍🌾👩‍👩‍👧‍👦',
    '\u202Egnp.exe',
    'İıſK',
    '\u200b\u200d\ufeff',
    "'; drop table kernel.setting; --",
    '<script>alert(1)</script>',
    '{{7*7}}%s%n',
    '../../../../etc/passwd',
    '=cmd|calc!A1',
    '\r\nSet-Cookie: a=b',
    '٠١٢٣٤٥٦٧٨٩',
    'e\u0301'.repeat(300),
    '9'.repeat(400),
    ' ',
    '\n',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

const uuid = fc.uuid({ version: 7 })
const hour = 3_600_000
const anchor = Date.parse('2026-11-21T00:00:00Z')

/** Instants around now, mostly on full hours: where bookings meet. */
const instant = fc
  .record({ hours: fc.integer({ min: -48, max: 24 * 60 }), minutes: fc.constantFrom(0, 0, 0, 30, 7) })
  .map(({ hours, minutes }) =>
    new Date(startOfHour() + hours * hour + minutes * 60_000).toISOString().replace('.000', ''),
  )
const startOfHour = () => Math.floor(Date.now() / hour) * hour
const day = fc
  .integer({ min: -30, max: 90 })
  .map((days) =>
    new Date((Math.abs(Date.now() - anchor) < 1e12 ? Date.now() : anchor) + days * 24 * hour)
      .toISOString()
      .slice(0, 10),
  )
const phone = fc
  .integer({ min: 0, max: 99_999_999 })
  .map((digits) => `+62812${String(digits).padStart(8, '0')}`)

/** Values that fit a schema; fields whose names say more than their types get what people write there. */
export function valueFor(schema: Schema, world: World, name = '', depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref)
    return valueFor(world.named[schema.$ref.replace('#/components/schemas/', '')] ?? {}, world, name, depth)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map((option) => valueFor(option, world, name, depth)))
  if (schema.allOf) {
    const parts = schema.allOf.map((part) => valueFor(part, world, name, depth))
    return fc.tuple(...parts).map((values) => Object.assign({}, ...values))
  }
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => valueFor({ ...schema, type }, world, name, depth)))
  return plainValue(schema, world, name, depth)
}

function plainValue(schema: Schema, world: World, name: string, depth: number): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'object':
      return objectOf(schema, world, depth)
    case 'array':
      return fc.array(depth > 4 ? fc.constant(null) : valueFor(schema.items ?? {}, world, name, depth + 1), {
        minLength: Number(schema.minItems ?? 0),
        maxLength: Math.min(Number(schema.maxItems ?? 3), Number(schema.minItems ?? 0) + 3),
      })
    case 'integer': {
      const low = Math.max(schema.minimum ?? 0, 0)
      // Numbers of records are small, too.
      return fc.oneof(
        fc.integer(rangeOf(schema)),
        fc.integer({ min: low, max: Math.max(low, Math.min(schema.maximum ?? 60, low + 60)) }),
      )
    }
    case 'number':
      return fc.double({ ...rangeOf(schema), noNaN: true, noDefaultInfinity: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textOf(schema, world, name)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** Bounds as fast-check wants them; most values are small, since large ones are refused at once. */
function rangeOf({ minimum, maximum, exclusiveMinimum }: Schema & { exclusiveMinimum?: number }) {
  const min = Math.max(minimum ?? (exclusiveMinimum === undefined ? -1000 : exclusiveMinimum + 1), -1e12)
  return { min: Math.ceil(min), max: Math.floor(Math.max(min, Math.min(maximum ?? 1e6, 1e12))) }
}

function objectOf(schema: Schema, world: World, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  if (properties.length === 0) return fc.constant({})
  const model = Object.fromEntries(
    properties.map(([name, property]) => [name, valueFor(property, world, name, depth + 1)]),
  )
  const requiredKeys = properties.map(([name]) => name).filter((name) => schema.required?.includes(name))
  return fc.record(model, { requiredKeys })
}

function textOf(schema: Schema, world: World, name: string): fc.Arbitrary<string> {
  const fitting = (value: string) =>
    value.length >= (schema.minLength ?? 0) && value.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY)
  const known = knownText(schema, world, name)
  if (known) return known
  if (schema.pattern) {
    try {
      return fc.stringMatching(new RegExp(schema.pattern)).filter(fitting)
    } catch {
      // fast-check cannot follow every expression (look-arounds); then any text will do.
    }
  }
  const minLength = Math.min(schema.minLength ?? 0, 400)
  return fc
    .oneof(
      fc.lorem({ maxCount: 6 }).map((text) => text.slice(0, schema.maxLength ?? 200)),
      fc.string({
        unit: 'grapheme',
        minLength,
        maxLength: Math.max(minLength, Math.min(schema.maxLength ?? 40, 40)),
      }),
    )
    .map((text) => text.padEnd(minLength, 'x'))
}

function knownText(schema: Schema, world: World, name: string): fc.Arbitrary<string> | undefined {
  if (schema.format === 'uuid')
    return fc.oneof({ weight: 5, arbitrary: harvested(name, world) }, { weight: 1, arbitrary: uuid })
  if (schema.format === 'date-time') return instant
  if (schema.format === 'date') return day
  if (schema.format === 'email') return fc.emailAddress()
  if (/phone|recipient/i.test(name)) return phone
  if (/region|village|district|scope/i.test(name) && world.regions.length > 0)
    return fc.constantFrom(...world.regions)
  return undefined
}

/** `spaceId` comes from `/spaces`, when something there was met. */
function harvested(name: string, world: World): fc.Arbitrary<string> {
  const stem = name.replace(/Ids?$/, '').toLowerCase()
  const fitting = [...world.harvest].filter(
    ([collection]) => stem !== '' && collection.replaceAll('-', '').includes(stem),
  )
  const ids = (fitting.length > 0 ? fitting : [...world.harvest]).flatMap(([, found]) => [...found])
  return ids.length > 0 ? fc.constantFrom(...ids) : uuid
}
