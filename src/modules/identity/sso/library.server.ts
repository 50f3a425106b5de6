import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { type Pool, types } from 'pg'
import { newId } from '#kernel/id.ts'
import type { Config } from '#platform/config.ts'
import { openPool } from '#platform/database/pool.ts'
import { log } from '#platform/log.ts'
import { sign } from '#platform/sign.ts'
import { sessionLasts } from '../sign-in/rules.ts'
import { claimsOf, refusalOf } from './claims.server.ts'

/** The provider's name in addresses and in the database; what people read on the button is the operator's. */
export const providerId = 'office'
/** The library answers here, and only its callback is reachable (`routes/(public)/masuk/sso`). */
export const basePath = '/masuk/sso'

export type Oidc = NonNullable<Config['oidc']>

/** What the provider said about how the person proved themselves; noted while their callback is handled. */
export const proof = new AsyncLocalStorage<{ methods: readonly string[] }>()

/** The library reads instants as `Date` and knows no schema names, so it gets connections of its own. */
export function openLibraryPool(databaseUrl: string): Pool {
  const settings = '-c timezone=UTC -c role=berdaya_auth -c search_path=identity -c statement_timeout=15000'
  return openPool(databaseUrl, 'berdaya_auth', { max: 2, pipeline: false, types, options: settings })
}

/** What the library calls an error is a person refused: ours are only those it throws. */
const told = (level: string, message: string) =>
  log[level === 'debug' ? 'debug' : 'warn']({ part: 'single sign-on' }, message)

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/**
 * better-auth as the OpenID Connect client: discovery, state, PKCE, nonce, token exchange, ID-token signature, linking.
 * Everything else that it can do is not reachable; see docs/decisions/0012-who-signs-in.md.
 */
export function openLibrary({ oidc, baseUrl, pool }: { oidc: Oidc; baseUrl: string; pool: Pool }) {
  return betterAuth({
    appName: 'Berdaya',
    baseURL: baseUrl,
    basePath,
    secret: sign('better-auth', 'secret'),
    database: pool,
    trustedOrigins: [baseUrl],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'warn', log: told },
    advanced: { cookiePrefix: 'berdaya-sso', database: { generateId: () => newId() } },
    user: { modelName: 'account', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'session',
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: sessionLasts({ method: 'sso', remembered: false, due: false }),
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'account_id',
        accountId: 'provider_account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        password: 'password_hash',
        ...times,
      },
      updateAccountOnSignIn: false,
      accountLinking: { trustedProviders: [providerId] },
    },
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...times } },
    databaseHooks: {
      account: {
        create: {
          // Used once to learn who it is; kept they would only be something to steal.
          before: async (account) => ({
            data: {
              ...account,
              accessToken: null,
              refreshToken: null,
              idToken: null,
              accessTokenExpiresAt: null,
              refreshTokenExpiresAt: null,
            },
          }),
        },
      },
    },
    plugins: [genericOAuth({ config: [providerOf(oidc)] })],
  })
}

export const discoveryUrl = (issuer: string) =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

const providerOf = (oidc: Oidc) => ({
  providerId,
  clientId: oidc.clientId,
  clientSecret: oidc.clientSecret,
  discoveryUrl: discoveryUrl(oidc.issuer),
  requireIdTokenVerification: true,
  scopes: ['openid', 'email', 'profile'],
  pkce: true,
  // An administrator makes the account and gives the role first; an office's directory alone opens nothing here.
  disableSignUp: true,
  accountSubject({
    tokens,
    profile,
  }: {
    tokens: { idToken?: string | undefined }
    profile: Record<string, unknown>
  }) {
    const claims = claimsOf(tokens.idToken)
    const refusal = refusalOf(claims, profile)
    if (refusal) throw new Error(refusal)
    const noted = proof.getStore()
    if (noted) noted.methods = claims.amr
    return claims.sub
  },
})

export type Library = ReturnType<typeof openLibrary>
