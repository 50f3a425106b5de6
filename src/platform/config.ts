import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { standardDataDir } from './data-dir.ts'

const switchOf = (standard: 'on' | 'off') => z.enum(['on', 'off']).default(standard)

/** Everything an operator may set; docs/operators/configuration.md explains each. Message gateways have their own. */
const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  SECRET: z.string().min(32).optional(),
  SECRET_FORMER: z
    .string()
    .transform((list) => list.split(',').map((secret) => secret.trim()))
    .pipe(z.array(z.string().min(32)))
    .default([]),
  DEMO: z.enum(['on', 'off']).optional(),
  TRUST_PROXY: switchOf('off'),
  JOBS: switchOf('on'),
  PAGE_CACHE: switchOf('on'),
  POOL_SIZE: z.coerce.number().int().min(1).max(200).default(20),
  FILES_DIR: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(60).default('SSO'),
})

export interface Config {
  /** What the operator named; absent means the embedded database. */
  databaseUrl: string | undefined
  dataDir: string
  host: string
  port: number
  /** Origin of links in messages and QR codes, without a slash at the end. */
  baseUrl: string
  secret: string
  /** Secrets before the present one: their links still hold, their keys still open. */
  secretFormer: string[]
  demo: boolean
  trustProxy: boolean
  jobs: boolean
  pageCache: boolean
  poolSize: number
  filesDir: string
  metricsToken: string | undefined
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined
}

/**
 * Read the environment once.
 * @throws Error naming the variable and what is wrong with it.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    )
  const set = parsed.data
  const dataDir = set.DATA_DIR ? resolve(set.DATA_DIR) : standardDataDir()
  const origin = set.BASE_URL ?? `http://${set.HOST}:${set.PORT}`
  return {
    databaseUrl: set.DATABASE_URL,
    dataDir,
    host: set.HOST,
    port: set.PORT,
    baseUrl: origin.replace(/\/+$/, ''),
    secret: set.SECRET ?? keptSecret(dataDir),
    secretFormer: set.SECRET_FORMER,
    demo: (set.DEMO ?? (set.DATABASE_URL ? 'off' : 'on')) === 'on',
    trustProxy: set.TRUST_PROXY === 'on',
    jobs: set.JOBS === 'on',
    pageCache: set.PAGE_CACHE === 'on',
    poolSize: set.POOL_SIZE,
    filesDir: set.FILES_DIR ? resolve(set.FILES_DIR) : join(dataDir, 'files'),
    metricsToken: set.METRICS_TOKEN,
    oidc: oidcOf(set),
  }
}

function oidcOf(set: z.output<typeof Environment>): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = set
  if (!issuer && !clientId && !clientSecret) return undefined
  if (!issuer || !clientId || !clientSecret)
    throw new Error('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together')
  return { issuer, clientId, clientSecret, name: set.OIDC_NAME }
}

/** A secret nobody set is made once and kept beside the data, readable by its owner only. */
function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'secret')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    try {
      writeFileSync(path, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process was faster: its secret is the one.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    chmodSync(path, 0o600)
  }
  return readFileSync(path, 'utf8').trim()
}
