import type { Pool } from 'pg'
import type { Config } from '#platform/config.ts'
import { openPool } from '#platform/database/pool.ts'
import { gatewaysOf } from '#platform/messages/gateways.ts'
import { type Limiter, openLimiter } from './limiter.server.ts'
import { announceSetUp } from './setup/code.server.ts'

export interface IdentitySettings {
  config: Pick<Config, 'baseUrl' | 'demo' | 'oidc'>
  databaseUrl: string
  /** Names the message gateways; the process's own by default. */
  environment?: Record<string, string | undefined>
}

export interface Identity {
  config: IdentitySettings['config']
  databaseUrl: string
  limiter: Limiter
  /** Connections of the role that may only touch identity: for the library that speaks single sign-on, and the limits. */
  pool: Pool
  /** https: cookies are marked secure. */
  secure: boolean
  /** Demonstration without a way to send messages: pages may show the code that was "sent". */
  showsCodes: boolean
  /** What else has to be closed with it. */
  onClose(last: () => Promise<void>): void
  close(): Promise<void>
}

let opened: Identity | undefined

/** Open identity for this process; once, before the first request. */
export async function openIdentity({
  config,
  databaseUrl,
  environment = process.env,
}: IdentitySettings): Promise<Identity> {
  const pool = openPool(databaseUrl, 'berdaya_auth', { max: 4 })
  const showsCodes = config.demo && !gatewaysOf(environment).some(({ channel }) => channel !== 'email')
  const closing: (() => Promise<void>)[] = []
  opened = {
    config,
    databaseUrl,
    pool,
    limiter: openLimiter(pool, { trying: showsCodes }),
    secure: config.baseUrl.startsWith('https:'),
    showsCodes,
    onClose: (last) => void closing.push(last),
    async close() {
      opened = undefined
      await Promise.all([...closing.map((last) => last()), pool.end()])
    },
  }
  if (!config.demo) await announceSetUp(pool, config.baseUrl)
  return opened
}

export function identity(): Identity {
  if (!opened) throw new Error('identity is not open yet')
  return opened
}
