import type { Pool } from 'pg'

let pool: Pool | undefined

/** The pool every request works through; set once when the process starts. */
export function appPool(): Pool {
  if (!pool) throw new Error('the database pool is not open yet')
  return pool
}

export function setAppPool(opened: Pool): void {
  pool = opened
}
