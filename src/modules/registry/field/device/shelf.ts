import type { Cabinet, Write } from './drawer.ts'
import type { DevicePhoto, Entry } from './entry.ts'
import type { Shelf } from './sync.ts'
import { openBytes, openJson, type Sealed, sealBytes, sealJson } from './vault.ts'

/** A sealed entry; what stands beside it in clear says nothing about anybody. */
interface Kept extends Sealed {
  id: string
  /** Place in the day's list. */
  order: number
  /** Not at the office yet: counted without the PIN. */
  unsent: boolean
}

/** Days that a sent entry stays in the list. */
const keptDays = 7

/** Entries and photos of one officer, opened with the vault's key. */
export interface EntryShelf extends Shelf {
  add(entry: Entry): Promise<void>
  remove(entry: Entry): Promise<void>
  /** Keep the bytes and name them in the entry, both or neither. @throws StorageFull */
  addPhoto(entryId: string, photo: DevicePhoto, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Take sent entries of earlier weeks away. */
  tidy(now: number): Promise<void>
}

const isUnsent = (entry: Entry) => entry.state !== 'sent'

/** How many entries wait on this phone; readable without the PIN. */
export const countUnsent = async (cabinet: Cabinet): Promise<number> =>
  ((await cabinet.all('entries')) as Kept[]).filter((kept) => kept.unsent).length

/** `onChange` is called after every write, also one of another tab's through its channel. */
export function shelfOf(cabinet: Cabinet, key: CryptoKey, onChange: () => void): EntryShelf {
  const place = (id: string) => `entries/${id}`
  const openEntry = (kept: Kept) => openJson<Entry>(key, place(kept.id), kept)
  const exclusive = <Result>(id: string, work: () => Promise<Result>): Promise<Result> =>
    navigator.locks.request(`${cabinet.name}/${id}`, work)

  async function write(entry: Entry, order: number, more: readonly Write[] = []): Promise<void> {
    const sealed = await sealJson(key, place(entry.id), entry)
    const kept: Kept = { ...sealed, id: entry.id, order, unsent: isUnsent(entry) }
    await cabinet.write([{ drawer: 'entries', id: entry.id, value: kept }, ...more])
    onChange()
  }
  const find = async (id: string) => (await cabinet.get('entries', id)) as Kept | undefined

  /** Bytes that the office has, or that no entry names any more, leave the phone with the same write. */
  const needless = (before: Entry, after: Entry): Write[] =>
    before.photos
      .filter(({ id }) => !after.photos.some((photo) => photo.id === id && !photo.stored))
      .map(({ id }) => ({ drawer: 'photos', id, gone: true }))

  return {
    async list() {
      const kept = ((await cabinet.all('entries')) as Kept[]).sort((a, b) => a.order - b.order)
      return Promise.all(kept.map(openEntry))
    },
    change: (id, how) =>
      exclusive(id, async () => {
        const kept = await find(id)
        if (!kept) return undefined
        const before = await openEntry(kept)
        const after = how(before)
        if (after !== before) await write(after, kept.order, needless(before, after))
        return after
      }),
    add: (entry) => write(entry, Date.now()),
    remove: (entry) =>
      exclusive(entry.id, async () => {
        const photos: Write[] = entry.photos.map(({ id }) => ({ drawer: 'photos', id, gone: true }))
        await cabinet.write([{ drawer: 'entries', id: entry.id, gone: true }, ...photos])
        onChange()
      }),
    addPhoto: (entryId, photo, bytes) =>
      exclusive(entryId, async () => {
        const kept = await find(entryId)
        if (!kept) return
        const entry = await openEntry(kept)
        const sealed = await sealBytes(key, `photos/${photo.id}`, bytes)
        const changed: Entry = { ...entry, state: 'draft', outgoing: null, photos: [...entry.photos, photo] }
        await write(changed, kept.order, [{ drawer: 'photos', id: photo.id, value: sealed }])
      }),
    async photo(photoId) {
      const sealed = (await cabinet.get('photos', photoId)) as Sealed | undefined
      return sealed ? openBytes(key, `photos/${photoId}`, sealed) : new Uint8Array()
    },
    async tidy(now) {
      const old = (await this.list()).filter(
        (entry) => entry.state === 'sent' && Date.parse(entry.changedAt) < now - keptDays * 86_400_000,
      )
      for (const entry of old) await this.remove(entry)
    },
  }
}
