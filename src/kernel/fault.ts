/**
 * The closed set of ways a request can fail. Each code has one HTTP status and one title in the API document;
 * the message a person reads is a key of `messages/`, so that form, API and command line say the same.
 */
export const faultStatus = {
  invalid_input: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  idempotency_mismatch: 409,
  too_large: 413,
  unsupported_media: 415,
  method_not_allowed: 405,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
} as const

export type FaultCode = keyof typeof faultStatus

/** One message at one field; `key` names an entry of `messages/`, `path` the field as `address.village`. */
export interface FieldFault {
  path: string
  key: string
  params?: Record<string, string | number>
}

export interface FaultInfo {
  params?: Record<string, string | number>
  fields?: FieldFault[]
  /** Machine-readable facts for the caller (the three nearest free times, seconds to wait); shown in problem+json. */
  details?: Record<string, unknown>
}

/** Thrown by rules and operations; translated in one place (`problem.ts`). */
export class Fault extends Error {
  readonly code: FaultCode
  readonly key: string
  readonly info: FaultInfo

  constructor(code: FaultCode, key: string, info: FaultInfo = {}) {
    super(`${code}: ${key}`)
    this.name = 'Fault'
    this.code = code
    this.key = key
    this.info = info
  }
}

/** A fault at a single field. */
export const fieldFault = (path: string, key: string, params?: FieldFault['params']) =>
  new Fault('invalid_input', 'kernel_invalid_input', { fields: [{ path, key, params }] })
