import fc from 'fast-check'
import { expect } from 'vitest'
import { partBytes, partsOf } from '../../rules.ts'
import type { FieldReceipt } from '../../schema.ts'
import { type DevicePhoto, type Entry, newEntry, type Outgoing, type Typed } from '../entry.ts'
import { type Office, Offline } from '../office.ts'
import { finish, type Outcome, rewrite } from '../queue.ts'
import { drain, type Shelf } from '../sync.ts'

/*
 * A model of the whole way: an office that takes each revision once, a network that loses requests, answers and both, a page
 * that dies at any write. Whatever happened, once the network is good each finished entry is at the office exactly once, as
 * last finished, with whole photos; and what was never finished is still on the phone.
 */

export const now = '2026-11-21T03:00:00Z'

export interface Filed {
  revision: number
  version: number
  typed: Typed
  photos: Map<string, { bytes: number; parts: Map<number, number>; stored: boolean }>
}

/** What `commands.server.ts` promises, in a few lines. */
export function officeModel() {
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

export type Luck =
  | 'good'
  | 'request lost'
  | 'answer lost'
  | 'stumble'
  | 'killed before writing'
  | 'killed while writing'

export function phoneModel(office: ReturnType<typeof officeModel>, lucks: Luck[]) {
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

export const ready = (entry: Entry) => ({
  answers: { ...entry.typed },
  typed: entry.typed,
  phone: undefined,
  clockOffset: 0,
})

export const photoOf = (id: string, bytes: number): DevicePhoto => ({
  id,
  bytes,
  sha256: '',
  received: [],
  stored: false,
})

export const luck = fc.constantFrom<Luck>(
  'good',
  'good',
  'good',
  'request lost',
  'answer lost',
  'stumble',
  'killed before writing',
  'killed while writing',
)
export const act: fc.Arbitrary<Act> = fc.oneof(
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

export type Act =
  | { do: 'write'; entry: number; name: string; value: number }
  | { do: 'photo'; entry: number; size: number }
  | { do: 'finish'; entry: number }
  | { do: 'sync'; lucks: Luck[] }

/** What was finished last, by entry. */
export type Finished = Map<string, Pick<Entry, 'typed' | 'photos'>>

/** One thing an officer does at the phone. */
export function atThePhone(
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
export function expectWhole(
  entry: Entry | null,
  filed: Filed | undefined,
  done: Pick<Entry, 'typed' | 'photos'>,
) {
  expect(entry?.state).toBe('sent')
  expect(filed?.typed).toEqual(done.typed)
  const photos = [...(filed?.photos ?? [])]
  expect(photos.map(([id]) => id).sort()).toEqual(done.photos.map(({ id }) => id).sort())
  expect(photos.every(([, photo]) => photo.stored)).toBe(true)
}
