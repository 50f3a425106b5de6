import type { Entry } from './entry.ts'
import { type Office, Offline, SignedOut } from './office.ts'
import { nextWork, type Outcome, type Step, settle, stepOf } from './queue.ts'

/** Where entries are kept, as sending needs it. */
export interface Shelf {
  list(): Promise<readonly Entry[]>
  /** Read, change and write one entry while nobody else may, in this tab or another. */
  change(id: string, how: (entry: Entry) => Entry): Promise<Entry | undefined>
  photo(photoId: string): Promise<Uint8Array>
}

/** How a round of sending ended. */
export type Ending = 'done' | 'offline' | 'signed_out' | 'failed'

/** The outcome, unless the same photo broke too often: then it is refused. */
function patient(outcome: Outcome, restarts: Map<string, number>): Outcome {
  const photo = beganAgain(outcome)
  if (photo === undefined) return outcome
  const times = (restarts.get(photo) ?? 0) + 1
  restarts.set(photo, times)
  return times > mostRestarts ? { kind: 'refused', errors: {} } : outcome
}

/** One request and its answer; how the round ends when there can be no other. @throws what nobody foresaw */
async function sendStep(shelf: Shelf, office: Office, entry: Entry, step: Step): Promise<Outcome | Ending> {
  try {
    return await office.perform(entry, step, () => shelf.photo(step.do === 'part' ? step.photoId : ''))
  } catch (error) {
    if (error instanceof SignedOut) return 'signed_out'
    if (error instanceof Offline) return 'offline'
    throw error
  }
}

/** A photo that arrived whole but different is sent again from its beginning; more often than this it is given to its officer. */
const mostRestarts = 2

const beganAgain = (outcome: Outcome): string | undefined =>
  outcome.kind === 'progress' && !outcome.progress.stored && outcome.progress.received.length === 0
    ? outcome.progress.id
    : undefined

/**
 * Send what waits, one request at a time, until nothing is left or the network is gone. Each answer is written down before
 * the next request leaves: whoever kills the page in between repeats one request, and the office takes it once.
 */
export async function drain(shelf: Shelf, office: Office): Promise<Ending> {
  const skipped = new Set<string>()
  const restarts = new Map<string, number>()
  for (;;) {
    const entry = nextWork(await shelf.list(), skipped)
    const step = entry && stepOf(entry)
    if (!entry || !step) return skipped.size > 0 ? 'failed' : 'done'
    const outcome = await sendStep(shelf, office, entry, step)
    if (typeof outcome === 'string') return outcome
    // The office stumbled over this one: the others need not wait for it.
    if (outcome.kind === 'lost') skipped.add(entry.id)
    else await shelf.change(entry.id, (kept) => settle(kept, step, patient(outcome, restarts)))
  }
}
