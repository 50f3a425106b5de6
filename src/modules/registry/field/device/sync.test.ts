import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partBytes, partsOf } from '../rules.ts'
import type { FieldReceipt } from '../schema.ts'
import { type DevicePhoto, type Entry, newEntry, type Outgoing, type Typed } from './entry.ts'
import { type Office, Offline } from './office.ts'
import { finish, type Outcome, refresh, rewrite, settle, yieldTo } from './queue.ts'
import { drain, type Shelf } from './sync.ts'

/*
 * A model of the whole way: an office that takes each revision once, a network that loses requests, answers and both, a page
 * that dies at any write. Whatever happened, once the network is good each finished entry is at the office exactly once, as
 * last finished, with whole photos; and what was never finished is still on the phone.
 */

const now = '2026-11-21T03:00:00Z'

interface Filed {
  revision: number
  version: number
  typed: Typed
  photos: Map<string, { bytes: number; parts: Map<number, number>; stored: boolean }>
}

/** What `commands.server.ts` promises, in a few lines. */
function officeModel() {
  const filed = new Map<string, Filed>()
  const receiptOf = (id: string, one: Filed): FieldReceipt => ({
    entryId: id,
    revision: one.revision,
    version: one.version,
    registrationId: id,
    reference: 'BRD-0000-00',
    name: one.typed.name ?? '',
    state: 'submitted',
    reason: null,
    receivedAt: now,
    photos: [...one.photos].map(([photoId, photo]) => ({
      id: photoId,
      received: [...photo.parts.keys()],
      stored: photo.stored,
    })),
  })
  return {
    filed,
    receiptOf,
    take(entry: Entry, sent: Outgoing): Outcome {
      const typed = Object.fromEntries(
        Object.entries(sent.answers).map(([name, value]) => [name, String(value)]),
      )
      const known = filed.get(entry.id)
      if (known && sent.revision > known.revision && sent.baseVersion !== known.version)
        return {
          kind: 'stale',
          theirs: known.typed,
          version: known.version,
          state: 'submitted',
          reason: null,
        }
      const one = known ?? { revision: 0, version: 0, typed, photos: new Map() }
      if (sent.revision > one.revision) {
        Object.assign(one, { revision: sent.revision, version: one.version + 1, typed })
        for (const { id, bytes } of entry.photos)
          if (!one.photos.has(id)) one.photos.set(id, { bytes, parts: new Map(), stored: false })
      }
      filed.set(entry.id, one)
      return { kind: 'accepted', receipt: receiptOf(entry.id, one) }
    },
    takePart(photoId: string, part: number, size: number): Outcome {
      const photo = [...filed.values()].map((one) => one.photos.get(photoId)).find((one) => one !== undefined)
      if (!photo) return { kind: 'refused', errors: { '': 'unknown' } }
      if (!photo.stored) photo.parts.set(part, size)
      const sum = [...photo.parts.values()].reduce((total, bytes) => total + bytes, 0)
      if (photo.parts.size === partsOf(photo.bytes)) photo.stored = sum === photo.bytes
      return {
        kind: 'progress',
        progress: { id: photoId, received: [...photo.parts.keys()], stored: photo.stored },
      }
    },
    /** Somebody at the office mends a word. */
    change(id: string, name: string, value: string) {
      const known = filed.get(id)
      if (known)
        Object.assign(known, { version: known.version + 1, typed: { ...known.typed, [name]: value } })
    },
  }
}

class Killed extends Error {}

type Luck =
  | 'good'
  | 'request lost'
  | 'answer lost'
  | 'stumble'
  | 'killed before writing'
  | 'killed while writing'

function phoneModel(office: ReturnType<typeof officeModel>, lucks: Luck[]) {
  const kept = new Map<string, string>()
  const bytes = new Map<string, Uint8Array>()
  let fate: Luck = 'good'
  const read = (id: string) => JSON.parse(kept.get(id) ?? 'null') as Entry | null
  const shelf: Shelf = {
    list: async () => [...kept.keys()].map(read).filter((entry) => entry !== null),
    async change(id, how) {
      const entry = read(id)
      if (!entry) return undefined
      if (fate === 'killed before writing') throw new Killed()
      const after = how(entry)
      kept.set(id, JSON.stringify(after))
      if (fate === 'killed while writing') throw new Killed()
      return after
    },
    photo: async (id) => bytes.get(id) ?? new Uint8Array(),
  }
  const line: Office = {
    kit: () => Promise.reject(new Offline()),
    async perform(entry, step, photo) {
      fate = lucks.shift() ?? 'good'
      if (fate === 'request lost') throw new Offline()
      if (fate === 'stumble') return { kind: 'lost' }
      const outcome =
        step.do === 'entry'
          ? office.take(entry, step.outgoing)
          : office.takePart(
              step.photoId,
              step.part,
              (await photo()).subarray(step.part * partBytes, (step.part + 1) * partBytes).length,
            )
      if (fate === 'answer lost') throw new Offline()
      return outcome
    },
  }
  /** One life of the page: until it is done, cut off, or killed. */
  const live = async () => {
    await drain(shelf, line).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
    fate = 'good'
  }
  return { kept, bytes, shelf, live, read }
}

const ready = (entry: Entry) => ({
  answers: { ...entry.typed },
  typed: entry.typed,
  phone: undefined,
  clockOffset: 0,
})

const photoOf = (id: string, bytes: number): DevicePhoto => ({
  id,
  bytes,
  sha256: '',
  received: [],
  stored: false,
})

const luck = fc.constantFrom<Luck>(
  'good',
  'good',
  'good',
  'request lost',
  'answer lost',
  'stumble',
  'killed before writing',
  'killed while writing',
)
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constant('write' as const),
    entry: fc.nat(3),
    name: fc.constantFrom('name', 'address'),
    value: fc.nat(9),
  }),
  fc.record({
    do: fc.constant('photo' as const),
    entry: fc.nat(3),
    size: fc.integer({ min: 1, max: 3 * partBytes }),
  }),
  fc.record({ do: fc.constant('finish' as const), entry: fc.nat(3) }),
  fc.record({ do: fc.constant('sync' as const), lucks: fc.array(luck, { maxLength: 6 }) }),
)

type Act =
  | { do: 'write'; entry: number; name: string; value: number }
  | { do: 'photo'; entry: number; size: number }
  | { do: 'finish'; entry: number }
  | { do: 'sync'; lucks: Luck[] }

/** What was finished last, by entry. */
type Finished = Map<string, Pick<Entry, 'typed' | 'photos'>>

/** One thing an officer does at the phone. */
function atThePhone(
  phone: ReturnType<typeof phoneModel>,
  finished: Finished,
  one: Exclude<Act, { do: 'sync' }>,
) {
  const id = `entry ${one.entry}`
  const entry = phone.read(id) ?? newEntry(id, 'business', now, { name: id })
  const keep = (after: Entry) => phone.kept.set(id, JSON.stringify(after))
  if (one.do === 'write')
    return keep(rewrite(entry, { typed: { ...entry.typed, [one.name]: `${one.name} ${one.value}` } }, now))
  if (one.do === 'photo') {
    const photo = photoOf(`photo ${phone.bytes.size}`, one.size)
    phone.bytes.set(photo.id, new Uint8Array(one.size))
    return keep(rewrite(entry, { photos: [...entry.photos, photo] }, now))
  }
  if (entry.state !== 'draft') return keep(entry)
  const done = finish(entry, ready(entry), now)
  finished.set(id, done)
  return keep(done)
}

/** The office has this entry once, as it was finished last, with whole photos; the phone knows it. */
function expectWhole(entry: Entry | null, filed: Filed | undefined, done: Pick<Entry, 'typed' | 'photos'>) {
  expect(entry?.state).toBe('sent')
  expect(filed?.typed).toEqual(done.typed)
  const photos = [...(filed?.photos ?? [])]
  expect(photos.map(([id]) => id).sort()).toEqual(done.photos.map(({ id }) => id).sort())
  expect(photos.every(([, photo]) => photo.stored)).toBe(true)
}

describe('never lost, never doubled', () => {
  test('whatever the network does, and whenever the page dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 40 }), async (acts) => {
        const office = officeModel()
        const lucks: Luck[] = []
        const phone = phoneModel(office, lucks)
        const finished: Finished = new Map()
        for (const one of acts) {
          if (one.do === 'sync') {
            lucks.splice(0, lucks.length, ...one.lucks)
            await phone.live()
          } else atThePhone(phone, finished, one)
        }
        lucks.length = 0
        await phone.live()
        for (const id of office.filed.keys()) expect(finished.has(id)).toBe(true)
        for (const [id, done] of finished) {
          const entry = phone.read(id)
          // Written on since: it is still on the phone, which is all that can be asked.
          if (entry?.state === 'draft') expect(entry.typed.name).toBeDefined()
          else expectWhole(entry, office.filed.get(id), done)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('what the office changed is not overwritten unseen: it is taken over, or asked about', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('name', 'address'),
        fc.constantFrom('name', 'address'),
        fc.array(luck, { maxLength: 8 }),
        async (theirs, mine, unlucky) => {
          const office = officeModel()
          const lucks: Luck[] = []
          const phone = phoneModel(office, lucks)
          const first = newEntry('one', 'business', now, { name: 'a', address: 'b' })
          phone.kept.set('one', JSON.stringify(finish(first, ready(first), now)))
          await phone.live()
          office.change('one', theirs, 'from the office')
          const entry = phone.read('one')
          if (!entry) throw new Error('lost')
          const written = rewrite(entry, { typed: { ...entry.typed, [mine]: 'from the street' } }, now)
          phone.kept.set('one', JSON.stringify(finish(written, ready(written), now)))
          lucks.push(...unlucky)
          for (let life = 0; life <= unlucky.length; life++) await phone.live()
          const after = phone.read('one')
          if (theirs === mine) {
            expect(after?.trouble).toMatchObject({ kind: 'conflict', clashes: [mine] })
            expect(office.filed.get('one')?.typed[mine]).toBe('from the office')
            return
          }
          expect(after?.state).toBe('sent')
          expect(office.filed.get('one')?.typed).toMatchObject({
            [mine]: 'from the street',
            [theirs]: 'from the office',
          })
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('one entry after an answer', () => {
  const sent = () => {
    const entry = newEntry('one', 'business', now, { name: 'a', nik: '3372055507850001' })
    return finish(entry, ready(entry), now)
  }
  const step = (entry: Entry) => {
    if (!entry.outgoing) throw new Error('nothing to send')
    return { do: 'entry', outgoing: entry.outgoing } as const
  }

  test('refused, it comes back with what is wrong, and goes out again when mended', () => {
    const entry = sent()
    const back = settle(entry, step(entry), { kind: 'refused', errors: { nik: 'NIK 16 angka' } })
    expect(back).toMatchObject({
      state: 'attention',
      trouble: { kind: 'fields', errors: { nik: 'NIK 16 angka' } },
    })
    const again = finish(
      rewrite(back, { typed: { name: 'a' } }, now),
      ready({ ...back, typed: { name: 'a' } }),
      now,
    )
    expect(again).toMatchObject({ state: 'waiting', revision: 2, trouble: null })
  })

  test('accepted, its long numbers leave the phone', () => {
    const entry = sent()
    const receipt = {
      ...officeModel().receiptOf('one', { revision: 1, version: 1, typed: {}, photos: new Map() }),
    }
    const done = settle(entry, step(entry), { kind: 'accepted', receipt })
    expect(JSON.stringify(done)).not.toContain('3372055507850001')
    expect(done.state).toBe('sent')
    expect(refresh(done, { ...receipt, state: 'returned', reason: 'Alamat?', version: 2 })).toMatchObject({
      state: 'attention',
      trouble: { kind: 'returned', reason: 'Alamat?' },
    })
  })

  test('a photo that breaks every time is given to its officer, and nothing goes round for ever', async () => {
    const entry = rewrite(newEntry('one', 'business', now), { photos: [photoOf('bad', 5)] }, now)
    const phone = phoneModel(officeModel(), [])
    phone.kept.set('one', JSON.stringify(finish(entry, ready(entry), now)))
    const office = officeModel()
    const breaking: Office = {
      kit: () => Promise.reject(new Offline()),
      perform: async (one, { do: what, ...rest }) =>
        what === 'entry' && 'outgoing' in rest
          ? office.take(one, rest.outgoing)
          : { kind: 'progress', progress: { id: 'bad', received: [], stored: false } },
    }
    expect(await drain(phone.shelf, breaking)).toBe('done')
    expect(phone.read('one')).toMatchObject({
      state: 'attention',
      trouble: { kind: 'photo', photoId: 'bad' },
    })
  })

  test('given up, what the office has stands, without photos it never heard of', () => {
    const entry = sent()
    const receipt = officeModel().receiptOf('one', { revision: 1, version: 1, typed: {}, photos: new Map() })
    const done = settle(entry, step(entry), { kind: 'accepted', receipt })
    const more = rewrite(done, { typed: { name: 'b' }, photos: [photoOf('new', 5)] }, now)
    expect(yieldTo(more, now)).toMatchObject({ state: 'sent', typed: { name: 'a' }, photos: [] })
  })
})
