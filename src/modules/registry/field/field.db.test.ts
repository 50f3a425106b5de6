import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { execute } from '#kernel/execute.server.ts'
import { openFiles, readPicture } from '#platform/files.ts'
import { readCase } from '../decisions/operations.server.ts'
import { provisionDecision, sampleRegistration } from '../provision.server.ts'
import type { Registration } from '../schema.ts'
import { elsewhere, world } from '../testing/world.ts'
import {
  readFieldEntry,
  readFieldRecord,
  readKit,
  sendFieldEntry,
  sendPhotoPart,
} from './operations.server.ts'
import { partBytes, partsOf } from './rules.ts'
import type { FieldEntry } from './schema.ts'

const at = await world()
openFiles(mkdtempSync(join(tmpdir(), 'berdaya-field-')))

const entry = (more: object = {}, answers: Partial<Registration> = {}) => ({
  entryId: randomUUID(),
  officerId: at.officer.accountId ?? '',
  revision: 1,
  capturedAt: '2026-11-20T03:00:00Z',
  answers: sampleRegistration(answers),
  consent: true,
  ...more,
})
const send = (sent: z.input<typeof FieldEntry>, key?: string) =>
  execute(sendFieldEntry, sent, at.call(at.officer, { idempotencyKey: key, now: '2026-11-20T04:00:00Z' }))
const registrations = async (name: string) =>
  (await at.owner.query('select id from registry.registration where name = $1', [name])).rows.length

describe('an entry from the street', () => {
  test('is a desk registration that says who wrote it down, where, and when', async () => {
    const sent = entry({
      position: { latitude: -7.55, longitude: 110.81, accuracy: 12, at: '2026-11-20T02:59:00Z' },
    })
    const receipt = await send(sent)
    expect(receipt).toMatchObject({ state: 'submitted', revision: 1, reason: null })
    const record = await execute(readFieldRecord, { entryId: sent.entryId }, at.call(at.colleague))
    expect(record).toMatchObject({
      officer: 'Petugas Banjarsari',
      capturedAt: '2026-11-20T03:00:00Z',
      receivedAt: '2026-11-20T04:00:00Z',
      latitude: -7.55,
      accuracy: 12,
    })
    const file = await execute(readCase, { registrationId: receipt.registrationId }, at.call(at.colleague))
    expect(file.field).toEqual(record)
    const { rows } = await at.owner.query(
      'select b.latitude, b.longitude, b.version from registry.business b join registry.field_entry e on e.business_id = b.id where e.id = $1',
      [sent.entryId],
    )
    expect(rows).toMatchObject([{ latitude: -7.55, longitude: 110.81, version: receipt.version }])
    const decided = provisionDecision({ pool: at.app, actor: at.officer }, receipt.registrationId, {
      decision: 'approve',
    })
    await expect(decided).rejects.toMatchObject({ key: 'registry_own_case' })
  })

  test('arrives once, however often, with the same key, another or none', async () => {
    const sent = entry({}, { name: 'Warung Sekali' })
    const receipts = [
      await send(sent, 'key-number-1'),
      await send(sent, 'key-number-1'),
      await send(sent, 'key-number-2'),
      await send(sent),
    ]
    expect(new Set(receipts.map((receipt) => receipt.registrationId)).size).toBe(1)
    expect(await registrations('Warung Sekali')).toBe(1)
  })

  test('sent by ten tabs at once is one', async () => {
    const sent = entry({}, { name: 'Warung Sepuluh' })
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => send(sent)))
    for (const one of all)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'unavailable' })
    await send(sent)
    expect(await registrations('Warung Sepuluh')).toBe(1)
  })

  test('a clock in the future or in 1970 is kept within reason, and marked', async () => {
    const future = await send(entry({ capturedAt: '2031-01-01T00:00:00Z' }))
    const old = await send(entry({ capturedAt: '1970-01-01T00:00:05Z' }))
    const mended = await send(entry({ capturedAt: '2026-11-20T09:30:00Z', clockOffset: -6 * 3600 }))
    const read = async (entryId: string) => execute(readFieldRecord, { entryId }, at.call(at.officer))
    expect(await read(future.entryId)).toMatchObject({
      capturedAt: '2026-11-20T04:00:00Z',
      clockDoubtful: true,
    })
    expect((await read(old.entryId)).clockDoubtful).toBe(true)
    expect(await read(mended.entryId)).toMatchObject({
      capturedAt: '2026-11-20T03:30:00Z',
      clockDoubtful: false,
    })
  })

  test('is refused with every field at fault, and leaves nothing', async () => {
    const sent = entry({}, { name: 'W', address: '' })
    await expect(send(sent)).rejects.toMatchObject({
      code: 'invalid_input',
      info: { fields: [{ path: 'answers.name' }, { path: 'answers.address' }] },
    })
    await expect(
      execute(readFieldEntry, { entryId: sent.entryId }, at.call(at.officer)),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is not sent as a colleague, nor into another city', async () => {
    const sent = entry()
    await expect(execute(sendFieldEntry, sent, at.call(at.colleague))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(send(entry({}, { regionCode: elsewhere }))).rejects.toMatchObject({ code: 'forbidden' })
    await send(sent)
    const taken = execute(
      sendFieldEntry,
      { ...sent, officerId: at.colleague.accountId ?? '' },
      at.call(at.colleague),
    )
    await expect(taken).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a later version', () => {
  test('mends what waits; an old one that arrives late changes nothing', async () => {
    const sent = entry({}, { name: 'Warung Salah Tulis' })
    const { version } = await send(sent)
    const mended = {
      ...sent,
      revision: 2,
      baseVersion: version,
      answers: sampleRegistration({ name: 'Warung Betul' }),
    }
    const receipt = await send(mended)
    expect(receipt).toMatchObject({ name: 'Warung Betul', revision: 2, state: 'submitted' })
    expect(receipt.version).toBeGreaterThan(version)
    const { rows } = await at.owner.query(
      'select c.by_name, c.changes from registry.business_change c join registry.field_entry e on e.business_id = c.business_id where e.id = $1',
      [sent.entryId],
    )
    expect(rows).toMatchObject([
      { by_name: 'Petugas Banjarsari', changes: [{ field: 'name', after: 'Warung Betul' }] },
    ])
    expect(await send(sent)).toMatchObject({ name: 'Warung Betul', revision: 2 })
    expect(await send(mended)).toEqual(receipt)
  })

  test('of something changed at the office is told what stands there now', async () => {
    const sent = entry({ phone: '081234500001' }, { name: 'Warung Berubah' })
    const { version, registrationId } = await send(sent)
    await at.owner.query(
      `update registry.business set address = 'Jl. Kantor 1', version = version + 1
      where id = (select business_id from registry.registration where id = $1)`,
      [registrationId],
    )
    await expect(send({ ...sent, revision: 2, baseVersion: version })).rejects.toMatchObject({
      code: 'stale',
      info: {
        details: {
          version: version + 1,
          state: 'submitted',
          current: { address: 'Jl. Kantor 1', name: 'Warung Berubah', phone: '+6281234500001' },
        },
      },
    })
    const agreed = await send({ ...sent, revision: 2, baseVersion: version + 1 })
    expect(agreed.revision).toBe(2)
  })

  test('of a returned one is its next round; a decided one stays as it is', async () => {
    const sent = entry({}, { name: 'Warung Kembali' })
    const { registrationId } = await send(sent)
    const colleague = { pool: at.app, actor: at.colleague }
    await provisionDecision(colleague, registrationId, { decision: 'return', reason: 'Alamat belum jelas.' })
    const kit = await execute(readKit, {}, at.call(at.officer))
    const known = kit.entries.find((one) => one.entryId === sent.entryId)
    expect(known).toMatchObject({ state: 'returned', reason: 'Alamat belum jelas.' })
    const again = await send({ ...sent, revision: 2, baseVersion: known?.version ?? 0 })
    expect(again.state).toBe('submitted')
    expect(again.registrationId).not.toBe(registrationId)
    await provisionDecision(colleague, again.registrationId, { decision: 'approve' })
    await expect(send({ ...sent, revision: 3, baseVersion: again.version })).rejects.toMatchObject({
      code: 'conflict',
      key: 'field_entry_closed',
      info: { details: { state: 'verified' } },
    })
  })
})

describe('photos', () => {
  const picture = async (seed: number) => {
    const noise = Buffer.alloc(600 * 400 * 3, 0).map((_, index) => (index * seed * 2654435761) >>> 24)
    return sharp(noise, { raw: { width: 600, height: 400, channels: 3 } })
      .jpeg({ quality: 90 })
      .toBuffer()
  }
  const announce = (bytes: Buffer) => ({
    id: randomUUID(),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  const part = (photoId: string, bytes: Buffer, number: number) =>
    execute(
      sendPhotoPart,
      {
        photoId,
        part: number,
        data: bytes.subarray(number * partBytes, (number + 1) * partBytes).toString('base64'),
      },
      at.call(at.officer),
    )

  test('come in parts, in any order and more than once; what is missing is told; the picture is whole', async () => {
    const bytes = await picture(7)
    expect(partsOf(bytes.length)).toBeGreaterThan(2)
    const photo = announce(bytes)
    const sent = entry({ photos: [photo] })
    expect((await send(sent)).photos).toEqual([{ id: photo.id, received: [], stored: false }])
    expect(await part(photo.id, bytes, 1)).toEqual({ id: photo.id, received: [1], stored: false })
    await part(photo.id, bytes, 1)
    const followed = await execute(readFieldEntry, { entryId: sent.entryId }, at.call(at.officer))
    expect(followed.photos).toEqual([{ id: photo.id, received: [1], stored: false }])
    const rest = Array.from({ length: partsOf(bytes.length) }, (_, index) => index).filter(
      (index) => index !== 1,
    )
    const last = await Promise.all(rest.map((index) => part(photo.id, bytes, index)))
    expect(last.filter((progress) => progress.stored)).toHaveLength(1)
    expect(await part(photo.id, bytes, 0)).toMatchObject({ stored: true })
    const record = await execute(readFieldRecord, { entryId: sent.entryId }, at.call(at.head))
    const stored = await readPicture(record.photos[0]?.fileId ?? '', 1600)
    expect(await sharp(stored).metadata()).toMatchObject({ width: 600, height: 400, format: 'webp' })
    expect(
      (await at.owner.query('select from registry.field_photo_part where photo_id = $1', [photo.id])).rows,
    ).toEqual([])
  })

  test('that break on the way begin again; what is no picture is refused', async () => {
    const bytes = await picture(3)
    const broken = { ...announce(bytes), sha256: '0'.repeat(64) }
    const text = Buffer.from('no picture at all')
    const other = announce(text)
    const sent = entry({ photos: [broken, other] })
    const { version } = await send(sent)
    const numbers = Array.from({ length: partsOf(bytes.length) }, (_, index) => index)
    for (const number of numbers.slice(0, -1)) await part(broken.id, bytes, number)
    expect(await part(broken.id, bytes, numbers.length - 1)).toEqual({
      id: broken.id,
      received: [],
      stored: false,
    })
    await expect(part(other.id, text, 0)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(part(other.id, Buffer.from('short'), 0)).rejects.toMatchObject({
      info: { fields: [{ path: 'data' }] },
    })
    // The officer removes both and finishes again: nobody waits for them.
    const without = await execute(
      sendFieldEntry,
      { ...sent, photos: [], revision: 2, baseVersion: version },
      at.call(at.officer, { now: '2026-11-20T04:05:00Z' }),
    )
    expect(without.photos).toEqual([])
  })
})

test('a phone takes along the villages of its officer, or the parts of a scope that is too wide', async () => {
  const kit = await execute(readKit, {}, at.call(at.officer))
  expect(kit.regions.length).toBeGreaterThan(10)
  expect(kit.regions.every((region) => region.code.startsWith('33.72.05.'))).toBe(true)
  expect(kit.regions[0]?.parent).toBe('Banjarsari')
})
