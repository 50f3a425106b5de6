import { expect, test } from 'vitest'
import { doorOf, observeRequest } from '#platform/metrics.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { openMetrics } from './metrics.server.ts'

const database = await testDatabase()
const metrics = openMetrics(database.app)

test('requests are counted by door and class of status', async () => {
  observeRequest(doorOf('/api/v1/spaces'), 201, 0.004)
  observeRequest(doorOf('/api/v1/spaces'), 204, 0.004)
  observeRequest(doorOf('/ruang'), 503, 3)
  expect(doorOf('/_app/immutable/x.js')).toBe('file')
  const text = await metrics()
  expect(text).toContain('berdaya_request_seconds_count{door="api",status="2xx"} 2')
  expect(text).toContain('berdaya_request_seconds_bucket{le="0.005",door="api",status="2xx"} 2')
  expect(text).toContain('berdaya_request_seconds_count{door="page",status="5xx"} 1')
})

test('jobs, messages and connections are counted when asked', async () => {
  await database.owner.query(`select kernel.add_job('x', '{}', null, 3, null)`)
  await database.owner.query(`insert into kernel.message (channel, recipient, locale, template, body, state, region_code)
    values ('phone', '+6281234567890', 'id', 'a.b', 'x', 'failed', '33')`)
  const text = await metrics()
  expect(text).toContain('berdaya_jobs{state="waiting"} 1')
  expect(text).toContain('berdaya_jobs{state="failed"} 0')
  expect(text).toContain('berdaya_messages_failed{state="failed"} 1')
  expect(text).toMatch(/berdaya_database_connections\{state="open"\} [1-9]/)
  expect(text).toContain('berdaya_process_cpu_seconds_total')
})

test('measuring again in the same process does not count twice', async () => {
  const again = openMetrics(database.app)
  expect((await again()).match(/^berdaya_jobs\{state="waiting"\}/gm)).toHaveLength(1)
})
