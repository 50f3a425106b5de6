import type { Cabinet } from '../device/drawer.ts'
import type { VisitOffice } from '../device/office.ts'
import { countUnsent } from '../device/shelf.ts'
import type { Ending } from '../device/sync.ts'
import { type DeviceVisit, type Told, tell } from '../device/visit.ts'
import { countUntold, type OwnVisits, visitShelfOf } from '../device/visit-shelf.ts'
import { drainVisits } from '../device/visit-sync.ts'
import { byPlace } from '../visits/rules.ts'
import type { KitVisit } from '../visits/schema.ts'

/** What waits on this phone, entries and results; readable without the PIN. */
export const countKept = async (cabinet: Cabinet): Promise<number> =>
  (await countUnsent(cabinet)) + (await countUntold(cabinet))

/** The planned visits of the officer whose phone is open; in the order one walks them. */
export function visitWork() {
  let shelf: OwnVisits | undefined
  let list = $state.raw<readonly DeviceVisit[]>([])

  async function show(): Promise<void> {
    const kept = (await shelf?.list()) ?? []
    list = kept.toSorted((a, b) => byPlace(a.plan, b.plan))
  }

  return {
    get list() {
      return list
    },
    /** Told here, not at the office yet. */
    get waiting() {
      return list.filter(({ told }) => told).length
    },
    show,
    open(cabinet: Cabinet, key: CryptoKey, changed: () => void) {
      shelf = visitShelfOf(cabinet, key, changed)
    },
    close() {
      shelf = undefined
      list = []
    },
    adopt: async (plans: readonly KitVisit[]) => shelf?.adopt(plans),
    tell: async (id: string, said: Omit<Told, 'revision'>) => shelf?.change(id, (visit) => tell(visit, said)),
    send: async (office: VisitOffice): Promise<Ending> => (shelf ? drainVisits(shelf, office) : 'done'),
  }
}
