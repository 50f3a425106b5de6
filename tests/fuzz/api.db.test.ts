import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { ApiDocument } from '../../src/kernel/openapi.ts'
import { log } from '../../src/platform/log.ts'
import { expectations } from '../authorisation/expectations.ts'
import { castOf, elsewhere, here } from '../support/cast.ts'
import { type Answer, judgeBy } from './judge.ts'
import { startLive } from './live.ts'
import { asCurl, breadthOf, type Sent, type Shot, shotsAt, type Target } from './requests.ts'
import type { Harvest, World } from './values.ts'

/**
 * The same requests each time, so that a change is judged by what it changed. FUZZ_SECONDS searches longer, with others each time;
 * FUZZ_SEED sends again what a failure printed.
 */
const seed = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ_SECONDS ? Date.now() % 2 ** 31 : 20_261_122))
const seconds = Number(process.env.FUZZ_SECONDS ?? 60)
log.level = 'silent'

const probe = await castOf()
const { database, cast } = probe
// Something to meet: a message in each state, and a job that was given up.
await database.owner.query(`
  insert into kernel.message (channel, recipient, locale, template, body, state, region_code)
    select 'phone', '+6281234567890', 'id', template, 'Kode 482913', state, '33.72.05.1010'
    from unnest(array['queued', 'sent', 'shown', 'failed', 'cancelled']) state, unnest(array['identity.code', 'space.approved']) template;
  select kernel.add_job('gave_up', '{}', null, 1, 'fuzz:' || n) from generate_series(1, 50) n;
  update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'as asked'`)
const live = await startLive(database.app, { ...cast })
/** How often each operation answered with each status. */
const met = new Map<string, Map<number, number>>()
afterAll(async () => {
  await live.close()
  const total = new Map<number, number>()
  for (const counts of met.values())
    for (const [status, count] of counts) total.set(status, (total.get(status) ?? 0) + count)
  const sum = [...total.values()].reduce((a, b) => a + b, 0)
  const never = [...met]
    .filter(([, counts]) => ![...counts.keys()].some((status) => status < 300))
    .map(([name]) => name)
  const statuses = [...total].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
  console.log(
    `${sum} requests (seed ${seed}): ${statuses.join(', ')}${never.length > 0 ? `; never accepted: ${never.join(', ')}` : ''}`,
  )
})

const document = (await (await fetch(`${live.origin}/api/v1/openapi.json`)).json()) as ApiDocument
const judge = judgeBy(document)
const harvest: Harvest = new Map()
const world: World = {
  named: document.components.schemas,
  harvest,
  regions: [here, here, '33.72.05', '33.72', elsewhere, '99.99'],
}
const bearer = (name: string) => ({ authorization: `Bearer ${name}` })
const callers = [
  ...Object.keys(cast).map(bearer),
  ...['owner', 'officer', 'administrator', 'national'].map(bearer),
  {},
  { cookie: 'berdaya=forged.token' },
  bearer('no-such-key'),
  bearer(`bdy_${'x'.repeat(43)}`),
  { authorization: 'Basic x', 'accept-language': 'en' },
  { ...bearer('administrator'), 'sec-fetch-site': 'cross-site' },
]
/** Those who may come as often as all others together, so that requests get past the door. */
const callersOf = ({ endpoint }: Target) => {
  const may = (expectations[endpoint.operationId]?.may ?? []).map(bearer)
  return may.length === 0
    ? callers
    : [...callers, ...callers.map((_, index) => may[index % may.length] ?? {})]
}
const targets: Target[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, endpoint]) => (endpoint ? [{ method, path, endpoint }] : [])),
)
// Lists first: what they show is what later requests are about.
const order = ({ method, path }: Target) => (method === 'get' ? 0 : 2) + (path.includes('{') ? 1 : 0)
targets.sort((a, b) => order(a) - order(b))
const breadth = targets.reduce((sum, target) => sum + breadthOf(target, world) + 3, 0)

async function send({ method, path, headers, body }: Sent): Promise<Answer> {
  const response = await fetch(live.origin + path, {
    method,
    headers,
    body: body ?? null,
    redirect: 'manual',
  })
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    requestId: response.headers.get('x-request-id'),
    body: await response.text(),
  }
}

/** Remember ids of what was met, by the collection in the path. */
function remember({ path }: Target, body: string) {
  const collection = path.split('/')[1] ?? ''
  const found = harvest.get(collection) ?? new Set<string>()
  for (const [id] of body.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g))
    if (found.size < 200) found.add(id)
  if (found.size > 0) harvest.set(collection, found)
}

/** An input that reaches a real record, as the authorisation tests know it. */
async function soundInput({ endpoint }: Target): Promise<Record<string, unknown>> {
  const row = expectations[endpoint.operationId]
  return ((await row?.input(probe, 'owner')) ?? {}) as Record<string, unknown>
}

/** Several copies of one keyed request: applied once, so all that succeed say the same. */
function judgeCopies({ request }: Shot, answers: Answer[]): string | undefined {
  const done = new Set(answers.filter(({ status }) => status < 300).map(({ body }) => body))
  const keyed = (request.headers['idempotency-key']?.length ?? 0) >= 8
  return keyed && done.size > 1 ? `was applied ${done.size} times under one key` : undefined
}

/** @returns whether it was accepted. */
async function fire(target: Target, shot: Shot): Promise<boolean> {
  const answers = await Promise.all(Array.from({ length: shot.times }, () => send(shot.request)))
  const counts = met.get(target.endpoint.operationId) ?? new Map<number, number>()
  met.set(target.endpoint.operationId, counts)
  for (const answer of answers) {
    counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
    const wrong = judge(target, answer)
    if (wrong === undefined) {
      if (answer.status < 300) remember(target, answer.body)
      continue
    }
    const cause = live.internal.get(answer.requestId ?? '')
    throw new Error(
      `${wrong}\n${shot.kind}: ${asCurl(live.origin, shot.request)}\n${answer.body.slice(0, 1000)}`,
      { cause },
    )
  }
  const copies = judgeCopies(shot, answers)
  if (copies)
    throw new Error(
      `${copies}\n${asCurl(live.origin, shot.request)}\n${answers.map(({ body }) => body).join('\n')}`,
    )
  return answers.some(({ status }) => status < 300)
}

describe(`the interface, seed ${seed}`, () => {
  test('describes itself', () => {
    expect(document.openapi).toBe('3.1.1')
    expect(targets.length).toBeGreaterThan(0)
  })

  const known = new Map<Target, Record<string, unknown>[]>()
  test('is known well enough to send sound requests', async () => {
    for (const target of targets) {
      const inputs = []
      for (let index = 0; index < 4; index++) inputs.push(await soundInput(target))
      known.set(target, inputs)
    }
  }, 60_000)

  const sized = targets.map((target) => ({
    target,
    name: `${target.method.toUpperCase()} ${target.path}`,
    share: ((breadthOf(target, world) + 3) / breadth) * seconds * 1000,
  }))
  test.each(sized)(
    '$name answers anything within its own document',
    async ({ target, share }) => {
      const begun = performance.now()
      let shots = 0
      const sound = known.get(target) ?? []
      const run = fc.asyncProperty(
        shotsAt(target, world, { callers: callersOf(target), sound }),
        async (shot) => {
          shots++
          const done = await fire(target, shot)
          // What an act used up is made anew, unless an earlier request left the world without what it needs.
          if (done && shot.request.method !== 'GET')
            sound[shots % 4] = (await soundInput(target).catch(() => undefined)) ?? sound[0] ?? {}
        },
      )
      // Requests change the world, so that a smaller one need not fail alike: no shrinking.
      await fc.assert(run, { seed, numRuns: 15, endOnFailure: true })
      for (let round = 1; performance.now() - begun < share; round++)
        await fc.assert(run, { seed: seed + round, numRuns: 10, endOnFailure: true })
    },
    seconds * 1000 + 30_000,
  )
})
