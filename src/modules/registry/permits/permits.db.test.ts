import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { openFiles } from '#platform/files.ts'
import { readChanges, readProfile } from '../profile/operations.server.ts'
import { provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { world } from '../testing/world.ts'
import { attachFile, fileBytes, readFileOf } from './files.server.ts'
import { addPermit, changePermit, readDue, readPermits, removePermit } from './operations.server.ts'
import { remindPermits } from './reminders.server.ts'

openFiles(mkdtempSync(join(tmpdir(), 'permits-')))
const at = await world()
const now = '2026-11-21T03:00:00.000Z'
const owner = await at.resident()
const as = (actor: Actor, when = now) => at.call(actor, { now: when })

async function business(kind: 'business' | 'street_trader' = 'business'): Promise<string> {
  const sent = await provisionRegistration(
    { pool: at.app, actor: owner, at: now },
    sampleRegistration({ kind }),
  )
  return sent.subjectId
}
const add = (businessId: string, more: object) =>
  execute(addPermit, { businessId, kind: 'other', number: 'X-1', ...more } as never, as(owner))
const list = async (businessId: string) => (await execute(readPermits, { businessId }, as(owner))).items
const fieldsOf = (act: Promise<unknown>) =>
  act.then(
    () => expect.unreachable('it was not refused'),
    (fault) => fault.info.fields?.map(({ path, key }: { path: string; key: string }) => `${path}: ${key}`),
  )

describe('permits of a business', () => {
  test('know whether they are valid, end soon or have ended', async () => {
    const businessId = await business()
    await add(businessId, { number: 'AA', expiresOn: '2026-11-20' })
    await add(businessId, { number: 'BB', expiresOn: '2026-11-21' })
    await add(businessId, { number: 'CC', expiresOn: '2028-01-01' })
    await add(businessId, { number: 'DD' })
    expect((await list(businessId)).map(({ number, state, daysLeft }) => [number, state, daysLeft])).toEqual([
      ['AA', 'expired', -1],
      ['BB', 'soon', 0],
      ['CC', 'valid', 406],
      ['DD', 'lasting', null],
    ])
  })

  test('a number that cannot be right is refused with the reason', async () => {
    const businessId = await business()
    expect(await fieldsOf(add(businessId, { kind: 'halal', number: 'KH 123' }))).toEqual([
      'number: profile_fault_halal_kh',
    ])
    expect(await fieldsOf(add(businessId, { issuedOn: '2027-01-01' }))).toEqual([
      'issuedOn: profile_fault_future',
    ])
  })

  test('a TDU is for street traders, for two years', async () => {
    expect(await fieldsOf(add(await business(), { kind: 'tdu', number: '503/1' }))).toEqual([
      'kind: profile_fault_tdu_kind',
    ])
    const trader = await business('street_trader')
    await add(trader, { kind: 'tdu', number: '503/012/PKL/2026', issuedOn: '2026-02-01' })
    expect((await list(trader))[0]).toMatchObject({ expiresOn: '2028-02-01', state: 'valid' })
  })

  test('a NIB makes the business formal; taken away it is informal again', async () => {
    const businessId = await business()
    const { id } = await add(businessId, { kind: 'nib', number: '1234567890123' })
    const read = () => execute(readProfile, { businessId }, as(owner))
    expect(await read()).toMatchObject({ nib: '1234567890123', formal: ['nib'] })
    await execute(removePermit, { permitId: id }, as(owner))
    expect(await read()).toMatchObject({ nib: null, formal: [] })
    const { items } = await execute(readChanges, { businessId }, as(owner))
    expect(items[0]?.changes).toContainEqual({ field: 'permitNumber', before: '1234567890123', after: null })
  })

  test('the same one twice is one', async () => {
    const businessId = await business()
    await add(businessId, {})
    await expect(add(businessId, {})).rejects.toMatchObject({ key: 'profile_fault_known' })
  })

  test('carries a photo without its place, or a PDF that lies sealed', async () => {
    const businessId = await business()
    const { id: permitId } = await add(businessId, {})
    const photo = await sharp({ create: { width: 20, height: 10, channels: 3, background: 'red' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .toBuffer()
    const attach = (bytes: Uint8Array<ArrayBuffer>, name: string) =>
      execute(attachFile, { permitId, document: new File([bytes], name) }, as(owner))
    await attach(new Uint8Array(photo), 'foto.jpg')
    const pdf = new TextEncoder().encode('%PDF-1.4 isi surat')
    await attach(pdf, 'surat.bin')
    const file = await execute(readFileOf, { permitId }, as(at.officer))
    expect(file.fileType).toBe('application/pdf')
    expect(await fileBytes(file.fileId ?? '', 'application/pdf')).toEqual(pdf)
    expect(await fieldsOf(attach(new TextEncoder().encode('<script>'), 'a.pdf'))).toEqual([
      'document: profile_fault_file_kind',
    ])
    await expect(execute(readFileOf, { permitId }, as(at.foreigner))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('what ends', () => {
  const remind = (when: string) => execute(remindPermits, {}, as(systemActor('jobs'), when))
  const messages = async (businessId: string) =>
    (
      await at.owner.query(
        'select template, body from kernel.message where about_id = $1 order by created_at',
        [businessId],
      )
    ).rows.filter(({ template }) => template.startsWith('registry.permit'))

  test('the owner hears of it once before, and once after, also when jobs run at once', async () => {
    const businessId = await business('street_trader')
    await add(businessId, { kind: 'tdu', number: 'T-1', issuedOn: '2024-12-20' })
    await Promise.all([remind(now), remind(now), remind(now)])
    await remind('2026-11-25T01:10:00.000Z')
    expect((await messages(businessId)).map(({ template }) => template)).toEqual(['registry.permit_soon'])
    await Promise.all([remind('2026-12-21T01:10:00.000Z'), remind('2026-12-21T01:10:00.000Z')])
    const all = await messages(businessId)
    expect(all.map(({ template }) => template)).toEqual(['registry.permit_soon', 'registry.permit_expired'])
    expect(all[0].body).toContain(`/saya/usaha/${businessId}/izin`)
  })

  test('a renewed one is not spoken of; renewed in place its reminders begin anew', async () => {
    const renewed = await business()
    await add(renewed, { number: 'OLD', expiresOn: '2026-12-01' })
    await add(renewed, { number: 'NEW', expiresOn: '2029-12-01' })
    const inPlace = await business()
    const { id } = await add(inPlace, { expiresOn: '2026-12-01' })
    await remind(now)
    expect(await messages(renewed)).toEqual([])
    await execute(changePermit, { permitId: id, number: 'X-1', expiresOn: '2027-12-01' }, as(owner))
    await remind('2027-11-20T01:10:00.000Z')
    expect((await messages(inPlace)).map(({ template }) => template)).toEqual([
      'registry.permit_soon',
      'registry.permit_soon',
    ])
  })

  test('officers list it for their regions, in order, page by page', async () => {
    const businessId = await business()
    for (const [number, expiresOn] of [
      ['PP', '2026-12-03'],
      ['QQ', '2026-12-02'],
      ['RR', '2026-12-04'],
    ])
      await add(businessId, { number, expiresOn, about: number })
    const due = (actor: Actor, after?: string) =>
      execute(readDue, { limit: 2, after, kind: 'other' }, as(actor))
    const first = await due(at.officer)
    const second = await due(at.officer, first.next ?? '')
    const ours = [...first.items, ...second.items].filter((one) => one.businessId === businessId)
    expect(ours.map(({ number }) => number)).toEqual(['QQ', 'PP', 'RR'])
    expect((await due(at.foreigner)).items).toEqual([])
  })
})
