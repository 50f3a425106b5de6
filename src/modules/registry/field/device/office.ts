import { z } from 'zod'
import { partBytes } from '../rules.ts'
import { FieldKit, FieldReceipt, PhotoProgress } from '../schema.ts'
import { KitVisit } from '../visits/schema.ts'
import type { Entry, Typed } from './entry.ts'
import type { Outcome, Step } from './queue.ts'
import type { DeviceVisit, Told, VisitAnswer } from './visit.ts'

/** Nobody is signed in, or not the officer whose phone this is: nothing more is sent. */
export class SignedOut extends Error {}
/** The network is gone: the others would fail as well. */
export class Offline extends Error {}

const Refusal = z.object({
  code: z.string(),
  detail: z.string().catch(''),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  current: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
  version: z.number().optional(),
  state: z.string().optional(),
  reason: z.string().nullish(),
})
type Refusal = z.infer<typeof Refusal>
const Reported = KitVisit.pick({ state: true, revision: true })

/** What the office tells, as texts of the form. */
export const typedOf = (current: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(
    Object.entries(current).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, String(value)]],
    ),
  )

/** Faults by question: `answers.name` is the question `name`. */
function errorsOf({ errors = [], detail }: Refusal): Record<string, string> {
  const named = errors.map(({ path, message }) => [path.replace(/^answers\./, ''), message])
  return named.length > 0 ? Object.fromEntries(named) : { '': detail }
}

/** What a refusal means for the entry. @throws SignedOut */
function outcomeOf(status: number, refusal: Refusal): Outcome {
  if (status === 401) throw new SignedOut()
  if (status >= 500 || status === 429 || refusal.code === 'idempotency_mismatch') return { kind: 'lost' }
  const { version, state = '', reason = null, current } = refusal
  if (status === 412 && current && version !== undefined)
    return { kind: 'stale', theirs: typedOf(current), version, state, reason }
  if (status === 409 && state !== '') return { kind: 'closed' }
  return { kind: 'refused', errors: errorsOf(refusal) }
}

/** The office as a phone reaches it. */
export interface Office {
  /** @throws SignedOut, Offline */
  perform(entry: Entry, step: Step, photo: () => Promise<Uint8Array>): Promise<Outcome>
  /** @throws SignedOut, Offline */
  kit(part: { within?: string | undefined; regions?: boolean }): Promise<FieldKit>
}

/** The office as what is told of visits needs it. */
export interface VisitOffice {
  /** @throws SignedOut, Offline */
  tell(visit: DeviceVisit, told: Told): Promise<VisitAnswer>
}

interface Door {
  /** Whose phone this is; unknown until it was set up. */
  officerId: string | undefined
  language: string
  fetch: typeof fetch
}

const base64 = (bytes: Uint8Array) => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** The request of a step; the same bytes each time, so that the idempotency key holds. */
async function requestOf(
  entry: Entry,
  step: Step,
  officerId: string | undefined,
  photo: () => Promise<Uint8Array>,
) {
  if (step.do === 'part') {
    const bytes = (await photo()).subarray(step.part * partBytes, (step.part + 1) * partBytes)
    const path = `/api/v1/field/photos/${step.photoId}/parts/${step.part}`
    // No key: a photo that broke on the way is sent again, and the same part is the same row.
    return { path, key: undefined, body: { data: base64(bytes) } }
  }
  const { answers, phone, revision, baseVersion, clockOffset } = step.outgoing
  const photos = entry.photos.map(({ id, bytes, sha256 }) => ({ id, bytes, sha256 }))
  const { capturedAt, position } = entry
  const body = {
    officerId,
    revision,
    baseVersion,
    capturedAt,
    clockOffset,
    position,
    photos,
    visitId: entry.visitId,
    answers,
    phone,
    consent: true,
  }
  return {
    path: `/api/v1/field/entries/${entry.id}`,
    key: `${entry.id}.${revision}.${baseVersion ?? 0}`,
    body,
  }
}

/** Reach the office over the network, as the officer signed in. */
export function officeAt({ officerId, language, fetch }: Door): Office & VisitOffice {
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...init.headers, 'accept-language': language }
    try {
      return await fetch(path, { ...init, headers, signal: AbortSignal.timeout(60_000) })
    } catch {
      throw new Offline()
    }
  }
  const read = async (response: Response): Promise<unknown> => {
    try {
      return await response.json()
    } catch {
      // Cut in the middle of the answer, or a page of a network that wants a sign-in of its own.
      throw new Offline()
    }
  }
  return {
    async perform(entry, step, photo) {
      const { path, key, body } = await requestOf(entry, step, officerId, photo)
      const headers = { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) }
      const response = await call(path, { method: 'PUT', headers, body: JSON.stringify(body) })
      const answer = await read(response)
      if (!response.ok)
        return outcomeOf(response.status, Refusal.catch({ code: '', detail: '' }).parse(answer))
      return step.do === 'entry'
        ? { kind: 'accepted', receipt: FieldReceipt.parse(answer) }
        : { kind: 'progress', progress: PhotoProgress.parse(answer) }
    },
    async tell({ id }, { revision, ...told }) {
      const response = await call(`/api/v1/field/visits/${id}/report`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'idempotency-key': `${id}.visit.${revision}` },
        body: JSON.stringify({ ...told, revision, officerId }),
      })
      const answer = await read(response)
      if (response.ok) return { kind: 'taken', ...Reported.parse(answer) }
      const { status } = response
      const { code, detail } = Refusal.catch({ code: '', detail: '' }).parse(answer)
      if (status === 401) throw new SignedOut()
      if (status >= 500 || status === 429 || code === 'idempotency_mismatch') return { kind: 'lost' }
      return { kind: 'refused', reason: detail }
    },
    async kit({ within, regions = true }) {
      const asked = new URLSearchParams({ regions: String(regions), ...(within && { within }) })
      const response = await call(`/api/v1/field/kit?${asked}`)
      if (response.status === 401 || response.status === 403) throw new SignedOut()
      if (!response.ok) throw new Offline()
      const kit = FieldKit.parse(await read(response))
      if (officerId !== undefined && kit.officerId !== officerId) throw new SignedOut()
      return kit
    },
  }
}
