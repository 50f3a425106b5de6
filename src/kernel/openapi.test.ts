import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { faultStatus } from './fault.ts'
import { openApiDocument } from './openapi.ts'
import { type Operation, operation } from './operation.ts'
import { PageQuery, pageOf } from './page.ts'

const Jar = z
  .object({ id: z.uuid(), label: z.string(), at: z.iso.datetime() })
  .meta({ id: 'Jar', description: 'A jar of beans.' })
const make = <Input extends z.ZodType, Output extends z.ZodType>(
  http: Operation['http'],
  input: Input,
  output: Output,
  more: Partial<Operation<Input, Output, undefined>> = {},
) =>
  operation({
    name: `shelf.${http?.replaceAll(/\W+/g, '_')}`,
    summary: 'Test.',
    http,
    input,
    output,
    can: () => 'allowed',
    run: async () => null as never,
    ...more,
  })

const operations = [
  make(
    'GET /shelves/{shelfId}/jars',
    PageQuery.extend({
      shelfId: z.uuid().describe('The shelf.'),
      label: z.string().describe('Part of the label.'),
      colours: z.array(z.enum(['red', 'blue'])).optional(),
      made: z.object({ from: z.iso.date(), to: z.iso.date().optional() }).optional(),
    }),
    pageOf(Jar),
  ),
  make(
    'POST /shelves/{shelfId}/jars',
    z.object({ shelfId: z.uuid(), label: z.string().min(2), lid: z.boolean().default(true) }),
    Jar,
    { creates: true },
  ),
  make('POST /jars/{jarId}/opening', z.object({ jarId: z.uuid() }), z.null()),
  make(
    'PUT /jars/{jarId}/lid',
    z.discriminatedUnion('kind', [
      z.object({ jarId: z.uuid(), kind: z.literal('none') }),
      z.object({ jarId: z.uuid(), kind: z.literal('cork'), width: z.number().int() }),
    ]),
    Jar,
  ),
  make(undefined, z.object({ secret: z.string() }), z.null()),
] as unknown as Operation[]

const document = openApiDocument(operations)
const at = (path: string, method: string) => {
  const found = document.paths[path]?.[method]
  if (!found) throw new Error(`${method} ${path} is not in the document`)
  return found
}
const list = at('/shelves/{shelfId}/jars', 'get')
const create = at('/shelves/{shelfId}/jars', 'post')

describe('the document', () => {
  test('is OpenAPI 3.1 with every operation that has a route, and no other', () => {
    expect(document.openapi).toBe('3.1.1')
    expect(document.servers).toEqual([{ url: '/api/v1' }])
    expect(Object.keys(document.paths)).toEqual([
      '/shelves/{shelfId}/jars',
      '/jars/{jarId}/opening',
      '/jars/{jarId}/lid',
    ])
    expect(document.tags).toEqual([{ name: 'shelf' }])
  })

  test('refers only to what it holds', () => {
    const held = (ref: string) =>
      ref
        .slice(2)
        .split('/')
        .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], document)
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(refs.length).toBeGreaterThan(10)
    for (const ref of refs) expect(held(ref), ref).toBeDefined()
  })

  test('has schemas a validator of JSON Schema 2020-12 accepts, and examples that fit them', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(ajv)
    ajv.addSchema({ ...document, $id: 'api' })
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, endpoint] of Object.entries(methods)) {
        const body = endpoint?.requestBody?.content['application/json']
        if (!body) continue
        const pointer = `api#/paths/${encodeURIComponent(path.replaceAll('/', '~1'))}/${method}/requestBody/content/application~1json/schema`
        const check = ajv.getSchema(pointer)
        expect(
          check?.(body.example),
          `${method} ${path}: ${JSON.stringify(body.example)} ${JSON.stringify(check?.errors)}`,
        ).toBe(true)
      }
  })

  test('names every code a request may be refused with, each under its own status', () => {
    const told = new Map<string, string[]>()
    for (const answer of Object.values(document.components.responses)) {
      const narrowed = answer.content?.['application/problem+json']?.schema.allOf?.[1]
      told.set(
        String(narrowed?.properties?.status?.const),
        (narrowed?.properties?.code?.enum ?? []) as string[],
      )
    }
    for (const [code, status] of Object.entries(faultStatus))
      if (!['internal', 'method_not_allowed'].includes(code))
        expect(told.get(String(status)), code).toContain(code)
  })
})

describe('a read', () => {
  test('takes the path’s members from the path and the rest from the query', () => {
    expect(list.parameters.map(({ name, in: place, required = false }) => [name, place, required])).toEqual([
      ['shelfId', 'path', true],
      ['after', 'query', false],
      ['limit', 'query', false],
      ['label', 'query', true],
      ['colours', 'query', false],
      ['made.from', 'query', false],
      ['made.to', 'query', false],
    ])
    expect(list.parameters[0]).toMatchObject({
      description: 'The shelf.',
      schema: { type: 'string', format: 'uuid' },
    })
    expect(list.parameters[2]?.schema).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 20,
    })
    expect(list.parameters[4]).toMatchObject({
      explode: true,
      schema: { type: 'array', items: { enum: ['red', 'blue'] } },
    })
    expect(list.requestBody).toBeUndefined()
  })

  test('answers 200 and shares named schemas', () => {
    expect(Object.keys(list.responses)).toEqual(['200', '401', '403', '404', '422', '429', '503'])
    const page = list.responses['200']?.content?.['application/json']?.schema
    expect(page?.properties?.items?.items).toEqual({ $ref: '#/components/schemas/Jar' })
    expect(document.components.schemas.Jar).toMatchObject({ description: 'A jar of beans.', type: 'object' })
    expect(document.components.schemas.Jar).not.toHaveProperty('id')
  })
})

describe('an act', () => {
  test('takes the rest from the body, and an Idempotency-Key', () => {
    expect(create.parameters.map(({ name, in: place }) => [name, place])).toEqual([
      ['shelfId', 'path'],
      ['Idempotency-Key', 'header'],
    ])
    expect(create.requestBody).toMatchObject({
      required: true,
      content: {
        'application/json': {
          schema: { properties: { label: { minLength: 2 }, lid: { default: true } }, required: ['label'] },
        },
      },
    })
    expect(create.requestBody?.content['application/json'].schema.properties).not.toHaveProperty('shelfId')
  })

  test('answers 201 when it makes a record, and may conflict', () => {
    expect(Object.keys(create.responses)).toEqual([
      '201',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '415',
      '422',
      '429',
      '503',
    ])
    expect(Object.keys(at('/jars/{jarId}/opening', 'post').responses)[0]).toBe('200')
  })

  test('has no body when the path says everything', () => {
    expect(at('/jars/{jarId}/opening', 'post').requestBody).toBeUndefined()
  })

  test('with alternatives keeps them all, without the path’s members', () => {
    const schema = at('/jars/{jarId}/lid', 'put').requestBody?.content['application/json'].schema
    expect(schema?.oneOf?.map((option) => Object.keys(option.properties ?? {}))).toEqual([
      ['kind'],
      ['kind', 'width'],
    ])
  })

  test('says which scope a key needs; a visitor may try', () => {
    expect(create.security).toEqual([{}, { apiKey: ['shelf:write'] }])
    expect(list.security).toEqual([{}, { apiKey: ['shelf:read'] }])
  })
})
