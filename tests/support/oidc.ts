import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll } from 'vitest'

export interface Employee {
  sub: string
  email: string
  email_verified?: boolean
  name: string
  amr?: string[]
}

export const client = { clientId: 'berdaya', clientSecret: 'rahasia-klien-uji-yang-panjang' }

/**
 * A real OpenID Connect provider on a free port. Whoever is `employee` when a browser arrives is signed in without being asked,
 * so that a test plays the browser with `fetch` alone.
 */
export async function openProvider(redirectUri: string) {
  const state: { employee: Employee } = {
    employee: { sub: 'p-1', email: 'sri@contoh.id', email_verified: true, name: 'Sri' },
  }
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    cookies: { keys: ['kunci-uji'] },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: async () => ({ ...state.employee, sub }),
    }),
  })
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login') {
      const login = { accountId: state.employee.sub, amr: state.employee.amr ?? ['pwd'] }
      return provider.interactionFinished(request, response, { login })
    }
    const accountId = session?.accountId ?? state.employee.sub
    const grant = grantId
      ? await provider.Grant.find(grantId)
      : new provider.Grant({ accountId, clientId: String(params.client_id) })
    grant?.addOIDCScope('openid email profile')
    return provider.interactionFinished(
      request,
      response,
      { consent: { grantId: await grant?.save() } },
      { mergeWithLastSubmission: true },
    )
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  return { issuer, state }
}

/** A browser that follows redirects and keeps cookies, up to the first address that is ours. */
export async function browse(url: string, until: (url: string) => boolean): Promise<string> {
  const jar = new Map<string, string>()
  let here = url
  for (let step = 0; step < 12; step++) {
    if (until(here)) return here
    const response = await fetch(here, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const next = response.headers.get('location')
    if (!next)
      throw new Error(`${here} answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
    here = new URL(next, here).href
  }
  throw new Error(`lost at ${here}`)
}
