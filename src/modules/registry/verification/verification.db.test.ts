import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { openFiles, readPicture } from '#platform/files.ts'
import { readPaper } from '#platform/papers.ts'
import { person, staff } from '../../../../tests/support/actors.ts'
import { decideRegistration, decideRegistrations, readCase } from '../decisions/operations.server.ts'
import { provisionAtDesk, provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { world } from '../testing/world.ts'
import {
  listCheckItems,
  readChecklist,
  readEvidence,
  saveCheckItem,
  saveChecklist,
  takeEvidenceDown,
  uploadEvidence,
} from './operations.server.ts'

const at = await world()
const folder = mkdtempSync(join(tmpdir(), 'berdaya-evidence-'))
openFiles(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
await at.owner.query(`insert into kernel.setting (key, value) values ('site', '{"region": "33.72"}')`)

const administrator = staff('administrator', '33.72', { name: 'Admin Surakarta' })
const early = '2026-11-20T03:00:00.000Z'
const later = '2026-11-20T06:00:00.000Z'
const latest = '2026-11-20T09:00:00.000Z'

const sent = async (more: object = {}, when = early) =>
  provisionRegistration({ pool: at.app, actor: await at.resident(), at: when }, sampleRegistration(more))
const tick = (registrationId: string, items: unknown[], actor: Actor = at.officer) =>
  execute(saveChecklist, { registrationId, items } as never, at.call(actor, { now: later }))
const look = (registrationId: string, actor: Actor = at.officer) =>
  execute(readChecklist, { registrationId }, at.call(actor))
const approve = (registrationId: string) =>
  execute(decideRegistration, { registrationId, decision: 'approve' }, at.call(at.officer, { now: latest }))
const item = async (code: string) => {
  const { items } = await execute(listCheckItems, {}, at.call(at.officer))
  const found = items.find((one) => one.code === code)
  if (!found) throw new Error(`no item ${code}`)
  return found
}
const keep = (more: object, actor: Actor = administrator, now = later) =>
  execute(
    saveCheckItem,
    { textId: 'Foto tempat usaha', textEn: 'Photo of the place', kinds: ['business'], ...more } as never,
    at.call(actor, { now }),
  )
/** The item as it stands, with something changed. */
async function change(code: string, more: object, now = later) {
  const { requiredSince: _, ...known } = await item(code)
  return keep({ ...known, ...more }, administrator, now)
}

const photo = async (name = 'foto.jpg') => {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0a6' } })
    .jpeg()
    .toBuffer()
  return new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' })
}
const paper = new File(['%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'], 'surat.pdf', {
  type: 'application/pdf',
})
const upload = (registrationId: string, file: File, more: object = {}, actor: Actor = at.officer) =>
  execute(uploadEvidence, { registrationId, file, ...more }, at.call(actor))

describe('the checklist', () => {
  test("asks what belongs to the kind, in the reader's language", async () => {
    const trader = await sent({ kind: 'street_trader' })
    const office = await sent({ kind: 'organisation' })
    const codes = async (id: string) => (await look(id)).lines.map(({ code }) => code)
    expect(await codes(trader.id)).toContain('spot_allowed')
    expect(await codes(office.id)).toEqual(['office_confirmed', 'no_double'])
    const english = await execute(
      readChecklist,
      { registrationId: office.id },
      at.call(at.officer, { locale: 'en' }),
    )
    expect(english.lines[1]?.text).toBe('Not recorded yet under another name')
  })

  test('keeps who ticked what, and changes only what changed', async () => {
    const { id } = await sent()
    await tick(id, [{ code: 'identity_seen', done: true, note: 'KTP asli' }])
    const { lines } = await tick(
      id,
      [
        { code: 'identity_seen', done: true, note: 'KTP asli' },
        { code: 'place_seen', done: true },
      ],
      at.head,
    )
    expect(lines.filter(({ done }) => done)).toMatchObject([
      { code: 'identity_seen', note: 'KTP asli', by: 'Petugas Banjarsari', at: later.replace('.000', '') },
      { code: 'place_seen', note: '', by: 'Lurah' },
    ])
    const file = await execute(readCase, { registrationId: id }, at.call(at.officer))
    expect(file.checks).toMatchObject({ missing: 0, evidence: 0 })
    expect(file.checks.lines.filter(({ done }) => done)).toHaveLength(2)
    expect(file.history.map(({ operation }) => operation)).toContain('registry.save_checklist')
    await tick(id, [{ code: 'place_seen', done: false }])
    expect((await look(id)).lines.find(({ code }) => code === 'place_seen')?.done).toBe(false)
  })

  test('refuses what is not on it', async () => {
    const { id } = await sent()
    for (const code of ['members_seen', 'tidak_ada'])
      await expect(tick(id, [{ code, done: true }])).rejects.toMatchObject({
        key: 'verification_item_unknown',
      })
    await expect(tick(id, [{ code: 'x\u0000', done: true }])).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('is for officers of the region: no stranger learns of it, the owner least of all', async () => {
    const owner = await at.resident()
    const { id } = await provisionRegistration(
      { pool: at.app, actor: owner, at: early },
      sampleRegistration(),
    )
    for (const stranger of [at.foreigner, person(), await at.resident()])
      await expect(look(id, stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(look(id, owner)).rejects.toMatchObject({ code: 'forbidden' })
    const officerOfOwn = { ...at.officer, accountId: owner.accountId }
    await expect(look(id, officerOfOwn)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(tick(id, [{ code: 'identity_seen', done: true }], officerOfOwn)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(tick(id, [], administrator)).rejects.toMatchObject({ code: 'forbidden' })
    await tick(id, [{ code: 'identity_seen', done: true, note: 'rahasia kantor' }])
    const seen = await transaction(at.app, claimsOf(owner), 'read', async (db) => ({
      result: await db.many({ text: 'select * from registry.check_tick', values: [] }),
    }))
    expect(seen).toEqual([])
  })

  test('who entered it at the desk may record what they saw there', async () => {
    const { id } = await provisionAtDesk(
      { pool: at.app, actor: at.officer, at: early },
      sampleRegistration(),
      '081255550042',
    )
    await expect(tick(id, [{ code: 'place_seen', done: true }])).resolves.toMatchObject({ mayCheck: true })
  })
})

describe('what is required', () => {
  test('holds an approval back until it is ticked; what was sent before stays decidable', async () => {
    const before = await sent({}, early)
    await change('place_seen', { required: true }, later)
    const [after, other] = [await sent({}, latest), await sent({}, latest)]
    await approve(before.id)
    expect((await look(after.id)).lines.find(({ code }) => code === 'place_seen')?.required).toBe(true)
    await expect(approve(after.id)).rejects.toMatchObject({ code: 'conflict', key: 'verification_missing' })
    const file = await execute(readCase, { registrationId: after.id }, at.call(at.officer))
    expect(file).toMatchObject({ checks: { missing: 1 }, decisions: ['return', 'reject'] })
    const { results } = await execute(
      decideRegistrations,
      { decision: 'approve', cases: [{ registrationId: after.id }, { registrationId: other.id }] },
      at.call(at.officer, { now: latest }),
    )
    expect(results.map(({ ok }) => ok)).toEqual([false, false])
    await tick(after.id, [{ code: 'place_seen', done: true }])
    await approve(after.id)
    await execute(
      decideRegistration,
      { registrationId: other.id, decision: 'return', reason: 'Belum lengkap.' },
      at.call(at.officer, { now: latest }),
    )
    await change('place_seen', { required: false })
  })

  test('the date stays when other words are changed, and an item out of use is asked of nobody', async () => {
    await change('activity_seen', { required: true }, early)
    await change('activity_seen', { textId: 'Kegiatan usaha nyata' }, later)
    expect((await item('activity_seen')).requiredSince).toBe(early.replace('.000', ''))
    await change('activity_seen', { active: false })
    const { id } = await sent({}, later)
    expect((await look(id)).lines.map(({ code }) => code)).not.toContain('activity_seen')
    await approve(id)
  })

  test('is decided by the administrators of the deployment', async () => {
    await expect(keep({ code: 'foto_tempat' }, at.officer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(keep({ code: 'foto_tempat' }, staff('administrator', '33.72.05'))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await keep({ code: 'foto_tempat' })
    await expect(keep({ code: 'foto_tempat' })).rejects.toMatchObject({
      info: { fields: [{ key: 'verification_code_taken' }] },
    })
    await expect(keep({ code: 'foto_tempat', version: 7 })).rejects.toMatchObject({ code: 'stale' })
    await expect(keep({ code: 'lain', version: 1 })).rejects.toMatchObject({ code: 'stale' })
    for (const wrong of [
      { code: 'Foto Tempat' },
      { code: 'kosong', kinds: [] },
      { code: 'kosong', textId: 'x' },
    ])
      await expect(keep(wrong)).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('evidence', () => {
  test('photos lose what the phone wrote into them, papers stay as they are', async () => {
    const { id } = await sent()
    const one = await upload(id, await photo(), { itemCode: 'place_seen', caption: 'Tampak depan' })
    const two = await upload(id, paper)
    const { evidence } = await look(id)
    expect(evidence).toMatchObject([
      { id: one.id, mediaType: 'image/webp', itemCode: 'place_seen', caption: 'Tampak depan' },
      { id: two.id, mediaType: 'application/pdf', itemCode: null },
    ])
    expect((await readPicture(one.id, 1600))?.length).toBeGreaterThan(20)
    expect(Buffer.from((await readPaper(two.id)) ?? []).toString()).toContain('%PDF-1.4')
  })

  test('refuses what is neither, what is empty and what is too large', async () => {
    const { id } = await sent()
    const wrong = [
      new File(['halo'], 'foto.jpg', { type: 'image/jpeg' }),
      new File([], 'kosong.jpg'),
      new File(['%PDF-1.4 tanpa akhir'], 'rusak.pdf'),
      new File([new Uint8Array(10_000_001)], 'besar.jpg'),
      new File([`%PDF-1.4\n${' '.repeat(5_000_001)}%%EOF`], 'besar.pdf', { type: 'application/pdf' }),
    ]
    for (const file of wrong)
      await expect(upload(id, file), file.name).rejects.toMatchObject({
        code: 'invalid_input',
        info: { fields: [{ path: 'file' }] },
      })
    await expect(upload(id, paper, { itemCode: 'members_seen' })).rejects.toMatchObject({
      info: { fields: [{ path: 'itemCode' }] },
    })
    expect((await look(id)).evidence).toEqual([])
  })

  test('is seen by officers of the region only, and no longer once it is removed', async () => {
    const owner = await at.resident()
    const { id } = await provisionRegistration(
      { pool: at.app, actor: owner, at: early },
      sampleRegistration(),
    )
    const { id: evidenceId } = await upload(id, paper)
    const see = (actor: Actor) => execute(readEvidence, { evidenceId }, at.call(actor))
    await expect(see(at.head)).resolves.toMatchObject({ mediaType: 'application/pdf' })
    for (const stranger of [
      at.foreigner,
      person(),
      owner,
      staff('manager', '33.72'),
      staff('evaluator', '33.72'),
    ])
      await expect(see(stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(execute(takeEvidenceDown, { evidenceId }, at.call(at.foreigner))).rejects.toMatchObject({
      code: 'not_found',
    })
    await execute(takeEvidenceDown, { evidenceId }, at.call(at.colleague))
    await expect(see(at.officer)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('has an end', async () => {
    const { id } = await sent()
    for (let count = 0; count < 20; count += 1) await upload(id, paper)
    await expect(upload(id, paper)).rejects.toMatchObject({ key: 'verification_evidence_full' })
  })
})
