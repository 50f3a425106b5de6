import type { RegistrationKind } from '../../schema.ts'
import type { FieldReceipt, Position } from '../schema.ts'
import type { KitVisit } from '../visits/schema.ts'

/** What was typed, by question; texts as they stand in the form, so that half an answer is kept too. */
export type Typed = Readonly<Record<string, string>>

/** A photo of an entry; its bytes lie in a store of their own. */
export interface DevicePhoto {
  id: string
  bytes: number
  /** Hex, of the bytes as they are sent. */
  sha256: string
  /** Parts the office has. */
  received: readonly number[]
  stored: boolean
}

/** A finished version on its way; it never changes, so that sending it again is the same request. */
export interface Outgoing {
  revision: number
  /** As the API takes them. */
  answers: Readonly<Record<string, unknown>>
  phone: string | undefined
  /** Seconds the office clock was ahead of this phone's when it was finished. */
  clockOffset: number
  baseVersion: number | null
}

/** A version that went out. */
export interface Attempt {
  revision: number
  typed: Typed
}

/** What the office and this phone last agreed on. */
export interface Agreed {
  version: number
  typed: Typed
}

/** Why an entry needs its officer. */
export type Trouble =
  /** Refused: what is wrong, by question; `''` is the entry as a whole. */
  | { kind: 'fields'; errors: Readonly<Record<string, string>> }
  /** Changed here and at the office: the fields that clash, with what the office has. */
  | { kind: 'conflict'; clashes: readonly string[]; theirs: Typed; version: number }
  /** Sent back by the office. */
  | { kind: 'returned'; reason: string }
  /** Decided meanwhile: it is changed at the office now. */
  | { kind: 'closed' }
  /** A photo the office could not read. */
  | { kind: 'photo'; photoId: string }

/** `draft` is being written, `waiting` is on its way, `sent` has arrived whole, `attention` waits for its officer. */
export const deviceStates = ['attention', 'draft', 'waiting', 'sent'] as const
export type DeviceState = (typeof deviceStates)[number]

/** One entry of the day, as this phone keeps it. */
export interface Entry {
  id: string
  /** The visit it is written on: it changes a business the office knows. */
  visitId?: string
  /** Questions that are not asked on it: they are changed at the office. */
  fixed?: readonly string[]
  kind: RegistrationKind
  typed: Typed
  photos: readonly DevicePhoto[]
  position: Position | null
  state: DeviceState
  /** Finished versions so far. */
  revision: number
  /** By the clock of this phone. */
  capturedAt: string
  changedAt: string
  outgoing: Outgoing | null
  /** Versions that may have arrived although no answer came; the oldest first. */
  attempted: readonly Attempt[]
  agreed: Agreed | null
  receipt: FieldReceipt | null
  trouble: Trouble | null
}

/** Numbers that leave the phone as soon as the office has them. */
export const secretQuestions = ['nik', 'kk', 'npwp'] as const

export const withoutSecrets = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !secretQuestions.some((one) => one === name)))

/** Of a verified business owner, numbers and village are changed at the office. */
const fixedOnceVerified: readonly string[] = ['regionCode', 'ownerName', 'phone', 'nik', 'kk', 'nib', 'npwp']

/** An empty entry. */
export const newEntry = (id: string, kind: RegistrationKind, now: string, typed: Typed = {}): Entry => ({
  id,
  kind,
  typed,
  photos: [],
  position: null,
  state: 'draft',
  revision: 0,
  capturedAt: now,
  changedAt: now,
  outgoing: null,
  attempted: [],
  agreed: null,
  receipt: null,
  trouble: null,
})

/** The form of a visit, filled with what the office has. Its id is the visit's: two tabs or phones make one. */
export function entryOfVisit(
  { id, kind, answers, businessVersion, businessState }: KitVisit,
  now: string,
): Entry {
  const { kind: _, phone: __, ...said } = answers
  const typed: Typed = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, String(value)]))
  return {
    ...newEntry(id, kind, now, typed),
    visitId: id,
    fixed: businessState === 'verified' ? fixedOnceVerified : [],
    agreed: { version: businessVersion, typed },
  }
}
