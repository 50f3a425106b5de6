import { Offline, SignedOut, type VisitOffice } from './office.ts'
import type { Ending } from './sync.ts'
import { type DeviceVisit, settleVisit, type VisitAnswer } from './visit.ts'

/** Where visits are kept, as sending needs it. */
export interface VisitShelf {
  list(): Promise<readonly DeviceVisit[]>
  /** Read, change and write one visit while nobody else may, in this tab or another. */
  change(id: string, how: (visit: DeviceVisit) => DeviceVisit): Promise<void>
}

/** Tell the office what waits, one visit after the other; each answer is written down before the next request leaves. */
export async function drainVisits(shelf: VisitShelf, office: VisitOffice): Promise<Ending> {
  const skipped = new Set<string>()
  for (;;) {
    const visit = (await shelf.list()).find(({ id, told }) => told && !skipped.has(id))
    const told = visit?.told
    if (!visit || !told) return skipped.size > 0 ? 'failed' : 'done'
    let answer: VisitAnswer
    try {
      answer = await office.tell(visit, told)
    } catch (error) {
      if (error instanceof SignedOut) return 'signed_out'
      if (error instanceof Offline) return 'offline'
      throw error
    }
    if (answer.kind === 'lost') skipped.add(visit.id)
    else await shelf.change(visit.id, (kept) => settleVisit(kept, told, answer))
  }
}
