import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { Fault } from '#kernel/fault.ts'
import { type LimitName, limits } from './limits.ts'

export interface Limiter {
  /** Count one try. @throws Fault `rate_limited` with the seconds to wait. */
  take(name: LimitName, subject: string): Promise<void>
  /** It was them: forget the tries. */
  forgive(name: LimitName, subject: string): Promise<void>
  /** Forget who is refused from memory; the database counts on. */
  forget(): void
}

/**
 * Counters in PostgreSQL, on a connection of their own: what a refused sign-in rolls back, they keep.
 * `trying` is a demonstration that sends nothing: visitors of one place share it, so limits by address are ten times wider.
 */
export function openLimiter(pool: Pool, { trying = false } = {}): Limiter {
  const counters = new Map(
    Object.entries(limits).map(([name, { tries, seconds }]) => {
      const points = trying && name.endsWith('_address') ? tries * 10 : tries
      const counter = new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        schemaName: 'identity',
        tableName: 'rate_limit',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: name,
        points,
        duration: seconds,
        // Who is far beyond the limit is refused from memory and costs the database nothing.
        inMemoryBlockOnConsumed: points * 2,
      })
      return [name, counter] as const
    }),
  )
  const counterOf = (name: LimitName) => {
    const counter = counters.get(name)
    if (!counter) throw new Error(`no such limit: ${name}`)
    return counter
  }
  return {
    async take(name, subject) {
      try {
        await counterOf(name).consume(keyOf(subject))
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw new Fault('unavailable', 'kernel_busy')
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
        throw new Fault('rate_limited', waitKey(seconds), {
          params: { seconds, minutes: Math.ceil(seconds / 60) },
          details: { seconds },
        })
      }
    },
    async forgive(name, subject) {
      await counterOf(name).delete(keyOf(subject))
    },
    forget() {
      for (const counter of counters.values()) counter.deleteInMemoryBlockedAll()
    },
  }
}

/** Phones and addresses are personal data: the counters know them by hash only. */
const keyOf = (subject: string) => createHash('sha256').update(subject).digest('base64url').slice(0, 32)

const waitKey = (seconds: number) => (seconds < 120 ? 'kernel_rate_limited' : 'identity_wait_minutes')
