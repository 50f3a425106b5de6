import { expect, test } from 'vitest'
import { z } from 'zod'
import { openApiDocument } from './openapi.ts'
import { kindOf, readableApi } from './openapi-readable.ts'
import { type Operation, operation } from './operation.ts'

const fill = operation({
  name: 'shelf.fill_jar',
  summary: 'Fill a jar.',
  http: 'PUT /jars/{jarId}',
  input: z.object({
    jarId: z.uuid().describe('Which jar.'),
    label: z.string().min(2).max(20),
    red: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), label: z.string() }),
  can: () => 'allowed',
  run: async () => ({ id: '', label: '' }),
})
const groups = readableApi(openApiDocument([fill as unknown as Operation]), 'https://contoh.go.id')

test('an operation is shown with its fields, wherever they travel', () => {
  expect(groups.map((group) => group.name)).toEqual(['shelf'])
  const [shown] = groups[0]?.operations ?? []
  expect(shown).toMatchObject({
    id: 'shelf.fill_jar',
    method: 'PUT',
    path: '/jars/{jarId}',
    scope: 'shelf:write',
    status: '200',
  })
  expect(
    shown?.fields.map(({ name, place, kind, required }) => `${name} ${place} ${kind} ${required}`),
  ).toEqual([
    'jarId path uuid true',
    'Idempotency-Key header string 8–200 false',
    'label body string 2–20 true',
    'red body boolean false',
  ])
})

test('its request can be copied and run as it stands', () => {
  expect(
    groups[0]?.operations[0]?.curl,
  ).toBe(`curl 'https://contoh.go.id/api/v1/jars/01937f3e-7c00-7000-8000-000000000001' \\
  -X PUT \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -H 'Authorization: Bearer $BERDAYA_KEY' \\
  -H 'Content-Type: application/json' \\
  -d '{"label":"contoh"}'`)
})

test.each([
  [{ type: 'array', items: { enum: ['a', 'b'] } }, 'a | b[]'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  [{ type: 'integer', minimum: 1, maximum: 100 }, 'integer 1–100'],
  [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'integer'],
  [{ $ref: '#/components/schemas/Jar' }, 'Jar'],
  [{}, 'any'],
])('the kind of %j is %s', (schema, kind) => {
  expect(kindOf(schema)).toBe(kind)
})
