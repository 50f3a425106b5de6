import type { KitVisit } from '../visits/schema.ts'
import type { Cabinet, Write } from './drawer.ts'
import { openJson, type Sealed, sealJson } from './vault.ts'
import { adoptVisits, type DeviceVisit } from './visit.ts'
import type { VisitShelf } from './visit-sync.ts'

/** A sealed visit; what stands beside it in clear says nothing about anybody. */
interface Kept extends Sealed {
  id: string
  /** Told, and not at the office yet: counted without the PIN. */
  unsent: boolean
}

/** Visits of one officer, opened with the vault's key. */
export interface OwnVisits extends VisitShelf {
  /** Take over the office's list, all of it or nothing. */
  adopt(plans: readonly KitVisit[]): Promise<void>
}

/** How many reports wait on this phone; readable without the PIN. */
export const countUntold = async (cabinet: Cabinet): Promise<number> =>
  ((await cabinet.all('visits')) as Kept[]).filter((kept) => kept.unsent).length

/** `onChange` is called after every write. */
export function visitShelfOf(cabinet: Cabinet, key: CryptoKey, onChange: () => void): OwnVisits {
  const place = (id: string) => `visits/${id}`
  /** One at a time for all visits: the list is taken over as a whole. */
  const exclusive = <Result>(work: () => Promise<Result>): Promise<Result> =>
    navigator.locks.request(`${cabinet.name}/visits`, work)
  const sealed = async (visit: DeviceVisit): Promise<Write> => {
    const value: Kept = {
      ...(await sealJson(key, place(visit.id), visit)),
      id: visit.id,
      unsent: visit.told !== null,
    }
    return { drawer: 'visits', id: visit.id, value }
  }
  const list = async () =>
    Promise.all(
      ((await cabinet.all('visits')) as Kept[]).map((kept) =>
        openJson<DeviceVisit>(key, place(kept.id), kept),
      ),
    )
  return {
    list,
    change: (id, how) =>
      exclusive(async () => {
        const before = (await list()).find((visit) => visit.id === id)
        const after = before && how(before)
        if (!after || after === before) return
        await cabinet.write([await sealed(after)])
        onChange()
      }),
    adopt: (plans) =>
      exclusive(async () => {
        const kept = await list()
        const after = adoptVisits(kept, plans)
        if (JSON.stringify(after) === JSON.stringify(kept)) return
        const gone: Write[] = kept
          .filter(({ id }) => !after.some((visit) => visit.id === id))
          .map(({ id }) => ({ drawer: 'visits', id, gone: true }))
        await cabinet.write([...gone, ...(await Promise.all(after.map(sealed)))])
        onChange()
      }),
  }
}
