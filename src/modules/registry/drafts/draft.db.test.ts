import type { RequestEvent } from '@sveltejs/kit'
import { describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { setAppPool } from '#platform/database/app-pool.ts'
import { registryJobs } from '../jobs.server.ts'
import { readOwn, sendDraft } from '../operations.server.ts'
import { provisionDecision, provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { linkToken } from '../secrets.server.ts'
import { world } from '../testing/world.ts'
import { beginMending, draftKeyIn, forgetDraft, keepAnswers, readDraft } from './draft.server.ts'
import { mendable } from './mend.ts'

const at = await world()
setAppPool(at.app)

/** A browser as the draft sees it: its cookies, and who is signed in. */
function browser(actor: Actor = anonymous, kept = new Map<string, string>()) {
  const cookies = {
    get: (name: string) => kept.get(name),
    set: (name: string, value: string) => void kept.set(name, value),
    delete: (name: string) => void kept.delete(name),
  }
  const event = { cookies, locals: { actor, locale: 'id' }, url: new URL('https://contoh.id/daftar') }
  return Object.assign(event as unknown as RequestEvent, { kept })
}

const whole = sampleRegistration({ nik: '3372052107850010' })
const fields = Object.keys(whole) as (keyof typeof whole)[]
const send = (event: RequestEvent, actor: Actor) =>
  execute(sendDraft, { draft: draftKeyIn(event) ?? '', consent: true }, at.call(actor))

describe('a draft', () => {
  test('keeps what each page answered, and forgets what was emptied', async () => {
    const event = browser()
    await keepAnswers(event, ['kind'], { kind: 'business' })
    await keepAnswers(event, ['name', 'workers'], { name: 'Dapur', workers: 3 })
    await keepAnswers(event, ['name', 'workers'], { name: 'Dapur Sri' })
    expect((await readDraft(event))?.answers).toEqual({ kind: 'business', name: 'Dapur Sri' })
  })

  test('is unreadable in the database', async () => {
    await keepAnswers(browser(), fields, whole)
    const { rows } = await at.owner.query('select answers from registry.draft order by id desc limit 1')
    expect(rows[0].answers.toString('latin1')).not.toMatch(/Sri|3372052107850010|business/)
  })

  test('opens with its own key only', async () => {
    const event = browser()
    const draft = await keepAnswers(event, fields, whole)
    const [id, token] = (draftKeyIn(event) ?? '').split('.')
    expect(id).toBe(draft.id)
    for (const key of [
      `${draft.id}.x`,
      `${draft.id}`,
      `.${token}`,
      'x',
      `${draft.id.replace(/.$/, '0')}.${token}x`,
    ]) {
      const thief = browser(at.officer, new Map([['berdaya_daftar', key]]))
      expect(await readDraft(thief), key).toBeUndefined()
      await expect(send(thief, at.officer)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('is gone after a week, after being forgotten, and in the night', async () => {
    const [old, left] = [browser(), browser()]
    await keepAnswers(old, fields, whole)
    await at.owner.query(`update registry.draft set expires_at = now() - interval '1 second'`)
    expect(await readDraft(old)).toBeUndefined()
    await keepAnswers(left, fields, whole)
    await forgetDraft(left)
    expect([await readDraft(left), left.kept.size]).toEqual([undefined, 0])
    const task = registryJobs.tasks['registry.forget_drafts']
    await task?.({}, { id: '1', attempt: 1, last: false, signal: new AbortController().signal, pool: at.app })
    expect(
      (await at.owner.query('select count(*) as n from registry.draft where expires_at < now()')).rows[0].n,
    ).toBe(0)
  })
})

describe('sending', () => {
  test('needs an account; then it is a registration, once, however often it is sent', async () => {
    const event = browser()
    await keepAnswers(event, fields, whole)
    await expect(send(event, anonymous)).rejects.toMatchObject({ code: 'unauthenticated' })
    const person = await at.resident()
    const receipts = await Promise.all([send(event, person), send(event, person), send(event, person)])
    expect(new Set(receipts.map((receipt) => receipt.reference)).size).toBe(1)
    expect(await readDraft(event)).toBeUndefined()
    const { entry } = await execute(readOwn, { subjectId: receipts[0].subjectId }, at.call(person))
    expect(entry).toMatchObject({ name: whole.name, nik: '3372••••••••0010', phone: person.phone })
  })

  test('tells what is still missing, at its question', async () => {
    const event = browser()
    await keepAnswers(event, ['kind', 'name'], { kind: 'art_group', name: 'Sanggar' })
    const fault = await send(event, await at.resident()).catch((error: unknown) => error)
    expect(fault).toMatchObject({ code: 'invalid_input' })
    const { fields: told } = (fault as { info: { fields: { path: string }[] } }).info
    expect(told.map((one) => one.path)).toEqual(['regionCode', 'address', 'ownerName', 'artForm', 'members'])
  })

  test('leaves behind answers of a kind one had chosen before', async () => {
    const event = browser()
    await keepAnswers(event, fields, { ...sampleRegistration({ kind: 'street_trader' }), kind: 'business' })
    const person = await at.resident()
    const { subjectId } = await send(event, person)
    const { entry } = await execute(readOwn, { subjectId }, at.call(person))
    expect([entry.kind, entry.placeType]).toEqual(['business', null])
  })
})

describe('mending by the link', () => {
  test('needs no account, keeps owner and papers, and works once', async () => {
    const owner = await at.resident()
    const answers = sampleRegistration({ nik: '3372052207850011' })
    const receipt = await provisionRegistration({ pool: at.app, actor: owner }, answers)
    const officer = { pool: at.app, actor: at.officer }
    await provisionDecision(officer, receipt.id, { decision: 'return', reason: 'Alamat belum jelas' })
    const { subjectId } = receipt
    const { entry } = await execute(readOwn, { subjectId, token: linkToken(subjectId) }, at.call(anonymous))
    const event = browser()
    const note = { registrationId: entry.id, reference: entry.reference, reason: 'Alamat belum jelas' }
    await beginMending(event, note, mendable(entry))
    await keepAnswers(event, ['address'], { address: 'Jl. Yosodipuro 1, seberang masjid' })
    const again = await send(event, anonymous)
    expect(again.reference).toBe(receipt.reference)
    expect(await send(event, anonymous)).toEqual(again)
    const mended = await execute(readOwn, { subjectId }, at.call(owner))
    expect(mended.entry).toMatchObject({
      address: 'Jl. Yosodipuro 1, seberang masjid',
      nik: '3372••••••••0011',
      state: 'submitted',
      phone: owner.phone,
    })
    const second = browser()
    await beginMending(second, note, mendable(entry))
    await expect(send(second, anonymous)).rejects.toMatchObject({ key: 'registry_not_returned' })
  })
})
