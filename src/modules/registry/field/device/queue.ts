import { partsOf } from '../rules.ts'
import type { FieldReceipt, PhotoProgress } from '../schema.ts'
import { type Entry, type Outgoing, type Typed, withoutSecrets } from './entry.ts'
import { baseOf, merge } from './merge.ts'

/** The next request an entry needs: the whole entry, or one part of one photo. */
export type Step = { do: 'entry'; outgoing: Outgoing } | { do: 'part'; photoId: string; part: number }

/** What became of a request. */
export type Outcome =
  | { kind: 'accepted'; receipt: FieldReceipt }
  | { kind: 'progress'; progress: PhotoProgress }
  | { kind: 'refused'; errors: Readonly<Record<string, string>> }
  | { kind: 'stale'; theirs: Typed; version: number; state: string; reason: string | null }
  | { kind: 'closed' }
  /** Nobody knows whether it arrived. */
  | { kind: 'lost' }

/** What is to be sent of an entry now; nothing when it is a draft, has arrived, or needs its officer. */
export function stepOf(entry: Entry): Step | undefined {
  if (entry.state !== 'waiting') return undefined
  if (entry.outgoing) return { do: 'entry', outgoing: entry.outgoing }
  const photo = entry.photos.find((one) => !one.stored)
  if (!photo) return undefined
  const part = Array.from({ length: partsOf(photo.bytes) }, (_, index) => index).find(
    (index) => !photo.received.includes(index),
  )
  return { do: 'part', photoId: photo.id, part: part ?? 0 }
}

/** Words before pictures: answers are small and matter most, so every entry goes before any photo. */
export function nextWork(entries: readonly Entry[], skipped: ReadonlySet<string>): Entry | undefined {
  const open = entries.filter((entry) => !skipped.has(entry.id) && stepOf(entry) !== undefined)
  return open.find((entry) => entry.outgoing) ?? open[0]
}

/** A version that was checked: its answers as the API takes them, and as the office will write them. */
export interface Ready extends Pick<Outgoing, 'answers' | 'phone' | 'clockOffset'> {
  typed: Typed
}

/** The officer is done with an entry: this version goes out. */
export function finish(entry: Entry, { typed, ...ready }: Ready, now: string): Entry {
  const revision = entry.revision + 1
  const outgoing = { ...ready, revision, baseVersion: entry.agreed?.version ?? null }
  return {
    ...entry,
    typed,
    state: 'waiting',
    revision,
    changedAt: now,
    outgoing,
    trouble: null,
    // Kept from now on: the request may arrive and its answer be lost.
    attempted: [...entry.attempted.slice(-4), { revision, typed: withoutSecrets(typed) }],
  }
}

/** Written on: whatever was on its way may have arrived, and the next version will say so. */
export const rewrite = (entry: Entry, change: Partial<Entry>, now: string): Entry => ({
  ...entry,
  ...change,
  state: 'draft',
  outgoing: null,
  changedAt: now,
})

const whole = (entry: Entry) => entry.photos.every((photo) => photo.stored)

/** What the office says of photos; a photo it has never heard of has nothing received. */
const withProgress = (entry: Entry, progress: readonly PhotoProgress[]): Entry => ({
  ...entry,
  photos: entry.photos.map((photo) => {
    const told = progress.find((one) => one.id === photo.id)
    // Stored stays stored: an answer may be older than the one before it.
    return told && !photo.stored ? { ...photo, received: told.received, stored: told.stored } : photo
  }),
})

const settled = (entry: Entry): Entry =>
  entry.state === 'waiting' && !entry.outgoing && whole(entry) ? { ...entry, state: 'sent' } : entry

/**
 * The entry after the answer to one of its requests. The entry given is the one kept now, which may have been written on while
 * the request was under way.
 */
export function settle(entry: Entry, step: Step, outcome: Outcome): Entry {
  if (outcome.kind === 'lost') return entry
  if (outcome.kind === 'accepted') return accept(entry, step, outcome.receipt)
  if (outcome.kind === 'progress') return settled(withProgress(entry, [outcome.progress]))
  if (step.do === 'part')
    return { ...entry, state: 'attention', trouble: { kind: 'photo', photoId: step.photoId } }
  const overtaken = entry.outgoing?.revision !== step.outgoing.revision
  if (overtaken) return entry
  if (outcome.kind === 'closed')
    return { ...entry, state: 'attention', outgoing: null, trouble: { kind: 'closed' } }
  if (outcome.kind === 'refused')
    return {
      ...entry,
      state: 'attention',
      outgoing: null,
      trouble: { kind: 'fields', errors: outcome.errors },
    }
  return rebase(entry, step.outgoing, outcome)
}

function accept(entry: Entry, step: Step, receipt: FieldReceipt): Entry {
  const sent = step.do === 'entry' ? step.outgoing : undefined
  const current = sent !== undefined && entry.outgoing?.revision === sent.revision
  const typed = current ? withoutSecrets(entry.typed) : entry.typed
  // The version that was sent is the agreed one, also when the officer has written on since.
  const arrived = entry.attempted.find(({ revision }) => revision === receipt.revision)?.typed
  const agreed = { version: receipt.version, typed: current ? typed : (arrived ?? typed) }
  const kept: Entry = { ...entry, typed, agreed, receipt, outgoing: current ? null : entry.outgoing }
  return settled(withProgress({ ...kept, attempted: current ? [] : entry.attempted }, receipt.photos))
}

/** Let the office's version stand: what was changed here since is given up, with photos it was never told of. */
export function yieldTo(entry: Entry, now: string): Entry {
  const known = entry.receipt?.photos ?? []
  const given: Entry = {
    ...entry,
    typed: entry.agreed?.typed ?? entry.typed,
    photos: entry.photos.filter((photo) => known.some(({ id }) => id === photo.id)),
    state: 'waiting',
    outgoing: null,
    trouble: null,
    changedAt: now,
  }
  return settled(given)
}

/** Changed at the office meanwhile: what does not clash goes out again by itself; the rest is the officer's to decide. */
function rebase(
  entry: Entry,
  outgoing: Outgoing,
  { theirs, version, state, reason }: Extract<Outcome, { kind: 'stale' }>,
): Entry {
  const base = baseOf(entry.agreed?.typed, entry.attempted, theirs)
  const { typed, clashes } = merge(base, entry.typed, theirs)
  const rebased: Entry = { ...entry, typed, agreed: { version, typed: theirs }, outgoing: null }
  if (clashes.length > 0)
    return { ...rebased, state: 'attention', trouble: { kind: 'conflict', clashes, theirs, version } }
  if (state === 'returned')
    return { ...rebased, state: 'attention', trouble: { kind: 'returned', reason: reason ?? '' } }
  const revision = entry.revision + 1
  const next: Outgoing = {
    ...outgoing,
    revision,
    baseVersion: version,
    answers: { ...outgoing.answers, ...changedAnswers(entry.typed, typed) },
    phone: typed.phone === entry.typed.phone ? outgoing.phone : typed.phone || undefined,
  }
  const attempted = [...entry.attempted.slice(-4), { revision, typed: withoutSecrets(typed) }]
  return { ...rebased, state: 'waiting', revision, outgoing: next, attempted }
}

/** Answers taken over from the office as the API takes them: numbers where this kind of question is a number. */
function changedAnswers(before: Typed, after: Typed): Record<string, unknown> {
  const changed = Object.entries(after).filter(([name, value]) => before[name] !== value && name !== 'phone')
  return Object.fromEntries(
    changed.map(([name, value]) => [
      name,
      numbers.includes(name) && value !== '' ? Number(value) : value || undefined,
    ]),
  )
}
const numbers: readonly string[] = ['startedYear', 'workers', 'members']

/** What the office says of an entry when the list is refreshed. */
export function refresh(entry: Entry, receipt: FieldReceipt): Entry {
  const said = JSON.stringify(receipt)
  if (receipt.revision < (entry.receipt?.revision ?? 0) || said === JSON.stringify(entry.receipt))
    return entry
  const known: Entry = settled(withProgress({ ...entry, receipt }, receipt.photos))
  const moved = entry.receipt?.state !== receipt.state || entry.receipt.version !== receipt.version
  if (known.state !== 'sent' || !moved) return known
  if (receipt.state === 'returned')
    return { ...known, state: 'attention', trouble: { kind: 'returned', reason: receipt.reason ?? '' } }
  return known
}

/** Seconds until the next try by itself: longer each time, not all phones of an office at once. */
export const pauseAfter = (failures: number, random: number): number =>
  Math.min(300, 2 ** Math.min(failures, 8) * 2) * (0.5 + random / 2)
