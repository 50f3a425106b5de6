import { Fault, type FieldFault } from './fault.ts'

interface DatabaseError {
  code: string
  constraint?: string
}

function databaseError(error: unknown): DatabaseError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  return error as Error & DatabaseError
}

/** Serialisation failure or deadlock: the database asks us to try again. */
export const isRetryable = (error: unknown) => ['40001', '40P01'].includes(databaseError(error)?.code ?? '')

/** Name of the violated constraint (class 23), if that is what happened. */
export function violatedConstraint(error: unknown): string | undefined {
  const found = databaseError(error)
  return found?.code.startsWith('23') ? found.constraint : undefined
}

const meanings: Record<string, () => Fault> = {
  '23505': () => new Fault('conflict', 'kernel_duplicate'),
  '23P01': () => new Fault('conflict', 'kernel_duplicate'),
  '23503': () => new Fault('conflict', 'kernel_still_used'),
  '23514': () => new Fault('invalid_input', 'kernel_bad_value'),
  '23502': () => new Fault('invalid_input', 'kernel_bad_value'),
  '42501': () => new Fault('forbidden', 'kernel_forbidden'),
  '53300': () => new Fault('unavailable', 'kernel_busy'),
  '55P03': () => new Fault('unavailable', 'kernel_busy'),
  '57014': () => new Fault('unavailable', 'kernel_busy'),
  '40001': () => new Fault('unavailable', 'kernel_busy'),
  '40P01': () => new Fault('unavailable', 'kernel_busy'),
}

/**
 * What a database error means to the caller; a value the database could not read (class 22) is bad input. Of what was given
 * the fields are named that hold the one character no text may hold.
 */
export function databaseFault(error: unknown, input?: unknown): unknown {
  const code = databaseError(error)?.code
  if (code === undefined) return error
  if (!code.startsWith('22')) return meanings[code]?.() ?? error
  const fields = unstorable(input, [])
  return fields.length > 0
    ? new Fault('invalid_input', 'kernel_invalid_input', { fields })
    : new Fault('invalid_input', 'kernel_bad_value')
}

function unstorable(value: unknown, path: readonly string[]): FieldFault[] {
  if (typeof value === 'string')
    return value.includes('\u0000') ? [{ path: path.join('.'), key: 'kernel_field_unstorable' }] : []
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => unstorable(inner, [...path, name]))
}
