import { Pool, type PoolConfig, types } from 'pg'

const utc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)\+00$/

/** `2026-11-21 03:00:00+00` → `2026-11-21T03:00:00Z`: instants travel as ISO text, no Date objects. */
function instant(value: string): string {
  const match = utc.exec(value)
  return match ? `${match[1]}T${match[2]}Z` : value
}

/** int8 as number: counts and whole rupiah stay far under 2^53 (nine thousand trillion rupiah). */
function integer(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`integer out of range: ${value}`)
  return number
}

const asText = (value: string) => value
const parsers = new Map<number, (value: string) => unknown>([
  [20, integer],
  [1082, asText],
  [1083, asText],
  [1114, asText],
  [1184, instant],
])

const getTypeParser: typeof types.getTypeParser = ((id: number, format?: 'text' | 'binary') =>
  (format !== 'binary' && parsers.get(id)) ||
  types.getTypeParser(id, format ?? 'text')) as typeof types.getTypeParser

export type DatabaseRole = 'berdaya_app' | 'berdaya_auth' | 'berdaya_reader' | 'owner'

/**
 * A pool whose sessions act as `role` (the login role must be a member of it), in UTC, pipelined.
 * Statements stop after 15 s, forgotten transactions after 30.
 */
export function openPool(connectionString: string, role: DatabaseRole, options: PoolConfig = {}): Pool {
  const settings = ['-c timezone=UTC', '-c idle_in_transaction_session_timeout=30000']
  if (role !== 'owner') settings.push(`-c role=${role}`, '-c statement_timeout=15000')
  const pool = new Pool({
    connectionString,
    options: settings.join(' '),
    max: 10,
    pipeline: role !== 'owner',
    types: { getTypeParser },
    application_name: `berdaya-${role}`,
    ...options,
  })
  // An idle connection lost to a database restart must not end the process; the next query gets a new one.
  pool.on('error', () => undefined)
  return pool
}
