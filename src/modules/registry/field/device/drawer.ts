/** The phone's own database (IndexedDB), as little of it as we need: everything in it but locks and counters is sealed. */

export const drawers = ['meta', 'entries', 'photos', 'visits'] as const
export type DrawerName = (typeof drawers)[number]

/** There is no room left on the phone. */
export class StorageFull extends Error {}

/** One write: a value to put, or a record to take away. */
export type Write =
  | { drawer: DrawerName; id: string; value: unknown }
  | { drawer: DrawerName; id: string; gone: true }

export interface Cabinet {
  name: string
  get(drawer: DrawerName, id: string): Promise<unknown>
  all(drawer: DrawerName): Promise<unknown[]>
  /** All of them or none. @throws StorageFull */
  write(writes: readonly Write[]): Promise<void>
  close(): void
}

const answered = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const finished = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    work.oncomplete = () => resolve()
    work.onerror = () => reject(work.error)
    work.onabort = () => reject(work.error)
  })

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError'

/** Open the database of one officer, made when it is not there. */
export async function openCabinet(name: string): Promise<Cabinet> {
  const opening = indexedDB.open(name, 2)
  opening.onupgradeneeded = () => {
    // Phones set up before visits were planned have all drawers but the last.
    for (const drawer of drawers)
      if (!opening.result.objectStoreNames.contains(drawer)) opening.result.createObjectStore(drawer)
  }
  const database = await answered(opening)
  // Another tab deletes it (a forgotten PIN): do not stand in the way.
  database.onversionchange = () => database.close()
  const read = (drawer: DrawerName) => database.transaction(drawer).objectStore(drawer)
  return {
    name,
    get: (drawer, id) => answered<unknown>(read(drawer).get(id)),
    all: (drawer) => answered<unknown[]>(read(drawer).getAll()),
    async write(writes) {
      try {
        // Strict: told as done only when it is on the disk, for phones die.
        const work = database.transaction(drawers, 'readwrite', { durability: 'strict' })
        const done = finished(work)
        for (const one of writes) {
          const store = work.objectStore(one.drawer)
          if ('gone' in one) store.delete(one.id)
          else store.put(one.value, one.id)
        }
        await done
      } catch (error) {
        throw isFull(error) ? new StorageFull() : error
      }
    },
    close: () => database.close(),
  }
}

/** Everything of this officer on this phone, gone for good. */
export const destroyCabinet = async (name: string): Promise<void> => {
  await answered(indexedDB.deleteDatabase(name))
}
