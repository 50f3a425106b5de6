import { Fault } from '#kernel/fault.ts'
import { log } from '#platform/log.ts'
import { identity } from '../auth.server.ts'
import { type Library, openLibrary, openLibraryPool, proof, providerId } from './library.server.ts'

let library: Promise<Library> | undefined

/** Forget the client: the next sign-in asks the provider again who it is. */
export function forgetLibrary(): void {
  library = undefined
}

/**
 * The client, made when first needed. While the provider does not answer there is none, and the next try asks again:
 * a provider that was away when we started does not need a restart of ours.
 * @throws Fault `unavailable`.
 */
async function client(): Promise<Library> {
  const { config } = identity()
  if (!config.oidc) throw new Fault('not_found', 'kernel_not_found')
  library ??= connect()
  try {
    return await library
  } catch (error) {
    forgetLibrary()
    log.warn({ err: error }, 'single sign-on is not available')
    throw new Fault('unavailable', 'identity_sso_unavailable', { params: { name: config.oidc.name } })
  }
}

async function connect(): Promise<Library> {
  const { config, databaseUrl, onClose } = identity()
  if (!config.oidc) throw new Error('no provider is configured')
  const pool = openLibraryPool(databaseUrl)
  const made = openLibrary({ oidc: config.oidc, baseUrl: config.baseUrl, pool })
  const provider = (await made.$context).socialProviders.find(({ id }) => id === providerId)
  const same = (one: string) => one.replace(/\/$/, '')
  if (!provider || same(provider.issuer ?? '') !== same(config.oidc.issuer)) {
    await pool.end()
    throw new Error(
      provider ? `the provider calls itself ${provider.issuer}` : 'the provider does not answer',
    )
  }
  onClose(async () => {
    forgetLibrary()
    await pool.end()
  })
  return made
}

export interface Departure {
  /** The provider's page. */
  url: string
  /** `set-cookie` lines that tie the answer to this browser. */
  cookies: string[]
}

/** Send the browser to the provider. `back` is where we continue, `failed` where a refusal is told; both paths of this site. */
export async function departToProvider(
  headers: Headers,
  { back, failed }: { back: string; failed: string },
): Promise<Departure> {
  const made = await client()
  const { response, headers: answered } = await made.api.signInSocial({
    body: { provider: providerId, callbackURL: back, errorCallbackURL: failed, disableRedirect: true },
    headers,
    returnHeaders: true,
  })
  if (!response.url) throw new Fault('unavailable', 'identity_sso_unavailable')
  return { url: response.url, cookies: answered.getSetCookie() }
}

export interface Arrival {
  /** Path of this site where the library wants to go on, with `error` in its query when it refused. */
  location: string
  /** The session the library made; null when it refused. */
  token: string | null
  methods: readonly string[]
  /** `set-cookie` lines that clear what the departure had set. */
  cookies: string[]
}

/** The browser is back: let the library check the answer and make the session. */
export async function arriveFromProvider(request: Request): Promise<Arrival> {
  const made = await client()
  const noted = { methods: [] as readonly string[] }
  const response = await proof.run(noted, () => made.handler(request))
  const cookies = response.headers.getSetCookie()
  const session = cookies
    .map((line) => /^(?:__Secure-)?berdaya-sso\.session_token=([^;.]+)\./.exec(line)?.[1])
    .find(Boolean)
  return {
    location: response.headers.get('location') ?? '/',
    token: session ? decodeURIComponent(session) : null,
    methods: noted.methods,
    cookies: cookies.filter((line) => !line.includes('.session_')),
  }
}
