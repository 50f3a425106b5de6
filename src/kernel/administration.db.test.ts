import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { callAs, keyOf, person, staff } from '../../tests/support/actors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { type Actor, anonymous } from './actor.ts'
import {
  getAdministration,
  getDeploymentSettings,
  listOutbox,
  listQueue,
  redactMessage,
  resendMessage,
  retryFailedJob,
  revealRecipient,
  saveSiteSettings,
  saveStandardSettings,
  searchAudit,
} from './administration.server.ts'
import { execute } from './execute.server.ts'
import type { Fault } from './fault.ts'
import type { Operation } from './operation.ts'

const database = await testDatabase()
const { owner } = database
const admin = staff('administrator', '33.72')
const village = staff('administrator', '33.72.05.1003')
const elsewhere = staff('administrator', '64.02')
const nation = staff('administrator', '')

const as = <Input extends z.ZodType, Output extends z.ZodType, Subject>(
  actor: Actor,
  op: Operation<Input, Output, Subject>,
  input: z.input<Input>,
) => execute(op, input, callAs(database.app, actor))
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'accepted',
    (fault: Fault) => fault.key,
  )

beforeEach(async () => {
  await owner.query('truncate kernel.message, kernel.setting; delete from graphile_worker._private_jobs')
  await owner.query(`insert into kernel.setting (key, value) values ('site', '{"region": "33.72"}')`)
})

async function put(
  more: Partial<
    Record<'state' | 'region' | 'template' | 'body' | 'recipient' | 'created_at', string | null>
  > = {},
) {
  const { rows } = await owner.query<{ id: string }>(
    `insert into kernel.message (channel, recipient, locale, template, body, state, region_code, created_at)
     values ('phone', $1, 'id', $2, $3, $4, $5, $6) returning id`,
    [
      more.recipient ?? '+6281234567890',
      more.template ?? 'space.booking_approved',
      more.body ?? 'Pesanan Anda disetujui.',
      more.state ?? 'shown',
      more.region === undefined ? '33.72.05.1003' : more.region,
      more.created_at ?? new Date().toISOString(),
    ],
  )
  return rows[0]?.id ?? ''
}
const bodies = async (actor: Actor, filter = {}) =>
  (await as(actor, listOutbox, filter)).items.map((item) => item.body)

describe('the outbox', () => {
  test('shows an administrator what lies in their regions, and what belongs to the deployment', async () => {
    await put({ body: 'desa' })
    await put({ body: 'kota lain', region: '64.02.01' })
    await put({ body: 'tanpa wilayah', region: null })
    expect(await bodies(admin)).toEqual(['tanpa wilayah', 'desa'])
    expect(await bodies(village)).toEqual(['desa'])
    expect(await bodies(elsewhere)).toEqual(['kota lain'])
    expect(await bodies(nation)).toEqual(['tanpa wilayah', 'kota lain', 'desa'])
  })

  test('hides most of an address, and finds a message by the whole of it', async () => {
    await put({ recipient: '+6281234567890', body: 'satu' })
    await put({ recipient: '+6289999999999', body: 'dua' })
    const page = await as(admin, listOutbox, { recipient: '0812-3456-7890' })
    expect(page.items).toMatchObject([{ body: 'satu', recipient: '+62812•••••890' }])
  })

  test('shows a code only while nobody else passes it on', async () => {
    const code = { template: 'identity.sign_in_code', body: 'Kode 482913' }
    for (const state of ['shown', 'sent', 'queued', 'failed']) await put({ ...code, state })
    const items = (await as(admin, listOutbox, {})).items
    expect(Object.fromEntries(items.map((item) => [item.state, item.body]))).toEqual({
      shown: 'Kode 482913',
      sent: 'Kode ••••••',
      queued: 'Kode ••••••',
      failed: 'Kode ••••••',
    })
  })

  test('shows no key to an account once a gateway carries it', async () => {
    const link = { template: 'identity.password_link', body: 'Buka https://contoh.id/masuk/sandi?t=kunci' }
    for (const state of ['shown', 'sent', 'queued']) await put({ ...link, state })
    const items = (await as(admin, listOutbox, {})).items
    expect(Object.fromEntries(items.map((item) => [item.state, item.body]))).toEqual({
      shown: 'Buka https://contoh.id/masuk/sandi?t=kunci',
      sent: 'Buka https://contoh.id/masuk/sandi?••••••',
      queued: 'Buka https://contoh.id/masuk/sandi?••••••',
    })
  })

  test('is walked page by page without repeating or losing one', async () => {
    const at = '2026-11-20T03:00:00Z'
    const made = await Promise.all(
      Array.from({ length: 25 }, (_, index) => put({ body: `${index}`, created_at: at })),
    )
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await as(admin, listOutbox, { limit: 4, after, from: '2026-11-20', to: '2026-11-20' })
      seen.push(...page.items.map((item) => item.id))
      after = page.next ?? undefined
    } while (after)
    expect([...seen].sort()).toEqual([...made].sort())
    expect((await as(admin, listOutbox, { from: '2026-11-21' })).items).toEqual([])
  })

  test('tells the whole address on request, and writes down who looked', async () => {
    const messageId = await put()
    expect(await as(admin, revealRecipient, { messageId })).toEqual({ recipient: '+6281234567890' })
    const { items } = await as(admin, searchAudit, { operation: 'admin.reveal', subject: messageId })
    expect(items).toMatchObject([
      { actorId: admin.accountId, regionCode: '33.72.05.1003', subjectType: 'message' },
    ])
    expect(await refusal(as(elsewhere, revealRecipient, { messageId }))).toBe('kernel_not_found')
    expect(await refusal(as(admin, revealRecipient, { messageId: randomUUID() }))).toBe('kernel_not_found')
  })

  test('forgets a body on request, but not of a message that still has to leave', async () => {
    const messageId = await put({ state: 'sent' })
    await as(admin, redactMessage, { messageId })
    expect(await bodies(admin)).toEqual(['—'])
    expect(await refusal(as(admin, redactMessage, { messageId: await put({ state: 'queued' }) }))).toBe(
      'admin_message_waiting',
    )
  })

  test('sends a failed message again, once the way is free', async () => {
    const messageId = await put({ state: 'failed' })
    await as(admin, resendMessage, { messageId })
    expect((await as(admin, listOutbox, { state: 'queued' })).items).toMatchObject([
      { id: messageId, failure: null },
    ])
    expect((await as(admin, listQueue, {})).items).toMatchObject([
      { task: 'deliver_message', payload: { messageId } },
    ])
    expect(await refusal(as(admin, resendMessage, { messageId }))).toBe('admin_message_not_failed')
    const old = await put({ state: 'failed', template: 'identity.code', created_at: '2026-01-01T00:00:00Z' })
    expect(await refusal(as(admin, resendMessage, { messageId: old }))).toBe('admin_message_redacted')
  })
})

describe('jobs', () => {
  const fail = async () => {
    await owner.query(`select kernel.add_job('broken', '{"a": 1}', null, 3, null)`)
    await owner.query(`update graphile_worker._private_jobs set attempts = 3, last_error = 'no paper'`)
  }

  test('that were given up are seen with their error and retried', async () => {
    await fail()
    const [job] = (await as(admin, listQueue, { state: 'failed' })).items
    expect(job).toMatchObject({
      task: 'broken',
      attempts: 3,
      maxAttempts: 3,
      lastError: 'no paper',
      payload: { a: 1 },
    })
    await as(admin, retryFailedJob, { jobId: job?.id ?? 0 })
    expect((await as(admin, listQueue, { state: 'waiting' })).items).toHaveLength(1)
    expect(await refusal(as(admin, retryFailedJob, { jobId: job?.id ?? 0 }))).toBe('admin_job_gone')
  })

  test('belong to the deployment: an administrator of a part of it does not see them', async () => {
    await fail()
    for (const actor of [village, elsewhere])
      expect(await refusal(as(actor, listQueue, {}))).toBe('kernel_forbidden')
    expect((await as(nation, listQueue, {})).items).toHaveLength(1)
  })

  test('are counted with the messages and acts', async () => {
    await fail()
    await put({ state: 'failed' })
    await put({ state: 'failed', region: '64' })
    expect(await as(admin, getAdministration, {})).toMatchObject({
      messages: { failed: 1 },
      jobs: { failed: 1 },
    })
  })
})

describe('settings', () => {
  test('have defaults, are saved by group, and the change is written down with what it was', async () => {
    const before = await as(admin, getDeploymentSettings, {})
    expect(before.standards).toEqual({ registrationDays: 3, bookingDays: 1 })
    const tags: string[] = []
    const call = callAs(database.app, admin, { onChanged: (seen) => tags.push(...seen) })
    await execute(saveStandardSettings, { registrationDays: 5, bookingDays: 2 }, call)
    expect((await as(admin, getDeploymentSettings, {})).standards).toEqual({
      registrationDays: 5,
      bookingDays: 2,
    })
    expect(tags).toEqual(['settings'])
    const { items } = await as(admin, searchAudit, { operation: 'admin.save_standards_settings' })
    expect(items[0]?.changes).toEqual({
      before: before.standards,
      after: { registrationDays: 5, bookingDays: 2 },
    })
  })

  test('cannot be given away to a region the administrator does not hold', async () => {
    const save = (actor: Actor, region: string) =>
      refusal(as(actor, saveSiteSettings, { name: 'Situs', region }))
    expect(await save(admin, '64.02')).toBe('kernel_invalid_input')
    expect(await save(admin, '')).toBe('kernel_invalid_input')
    expect(await save(admin, '33.72.05')).toBe('accepted')
    expect(await save(village, '33.72.05.1003')).toBe('kernel_forbidden')
  })

  test('that an older version wrote, or someone broke, fall back to their defaults', async () => {
    await owner.query(`update kernel.setting set value = '{"region": "33.72", "name": 7}'`)
    expect(await as(nation, getDeploymentSettings, {})).toMatchObject({
      site: { name: 'Berdaya', region: '' },
    })
  })
})

describe('who may not', () => {
  const messageId = randomUUID()
  const everything = [
    () => [getAdministration, {}] as const,
    () => [listOutbox, {}] as const,
    () => [revealRecipient, { messageId }] as const,
    () => [redactMessage, { messageId }] as const,
    () => [resendMessage, { messageId }] as const,
    () => [listQueue, {}] as const,
    () => [retryFailedJob, { jobId: 1 }] as const,
    () => [searchAudit, {}] as const,
    () => [getDeploymentSettings, {}] as const,
    () => [saveStandardSettings, {}] as const,
  ]
  const everyone: [string, Actor, string][] = [
    ['a visitor', anonymous, 'kernel_unauthenticated'],
    ['a resident', person([], { secondFactor: true }), 'kernel_forbidden'],
    ['an officer', staff('officer', '33.72'), 'kernel_forbidden'],
    ['the head', staff('head', '33.72'), 'kernel_forbidden'],
    ['an administrator without second factor', { ...admin, secondFactor: false }, 'kernel_second_factor'],
    ['a key without the scope', keyOf(admin, 'space:read', 'space:write'), 'kernel_key_scope'],
  ]
  test.each(everyone)('%s is refused everything', async (_, actor, key) => {
    for (const one of everything) {
      const [op, input] = one()
      expect(await refusal(as(actor, op as unknown as Operation, input)), op.name).toBe(key)
    }
  })
})
